#include "report/row_chart.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>

namespace cupola {
namespace {

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

RowChart plain() {
  RowChart chart{"title", "subtitle", {"share", 0.0, 1.0}, {{"one", "#123456"}, {"two", "#ffff00"}}, {}};
  chart.foot = "foot";
  return chart;
}

/// Where the frame begins and ends: the one rectangle without a fill.
std::pair<double, double> frame(const std::string& svg) {
  const std::size_t at = svg.rfind("<rect", svg.find("fill=\"none\""));
  double x = 0, y = 0, width = 0;
  EXPECT_EQ(std::sscanf(svg.c_str() + at, "<rect x=\"%lf\" y=\"%lf\" width=\"%lf\"", &x, &y, &width), 3);
  return {x, x + width};
}

TEST(RowChart, puts_a_mark_and_its_interval_where_they_are) {
  RowChart chart = plain();
  chart.rows = {{"a row", {{0.25, 0.2, 0.5, 0}}, {}}};
  const std::string svg = draw_rows(chart);
  const auto [left, right] = frame(svg);
  const auto at = [&, l = left, r = right](double share) {
    return fmt::format("{:.1f}", l + share * (r - l));
  };
  EXPECT_NE(svg.find("<circle cx=\"" + at(0.25) + "\""), std::string::npos) << svg;
  EXPECT_NE(svg.find("<line x1=\"" + at(0.2) + "\""), std::string::npos) << svg;
  EXPECT_NE(svg.find("x2=\"" + at(0.5) + "\""), std::string::npos) << svg;
}

TEST(RowChart, lays_pieces_end_to_end_and_numbers_those_that_are_wide) {
  RowChart chart = plain();
  chart.rows = {{"a row", {}, {{0.5, 0}, {0.01, 1}, {0.4, 1}}}};
  const std::string svg = draw_rows(chart);
  EXPECT_NE(svg.find(">0.5<"), std::string::npos);
  EXPECT_NE(svg.find(">0.4<"), std::string::npos);
  EXPECT_EQ(svg.find(">0.01<"), std::string::npos);
  EXPECT_NE(svg.find("fill=\"#ffffff\" text-anchor=\"middle\">0.5<"), std::string::npos) << "white on dark";
  EXPECT_NE(svg.find("fill=\"#000000\" text-anchor=\"middle\">0.4<"), std::string::npos) << "black on light";
}

TEST(RowChart, tells_series_apart_by_shape_too) {
  RowChart chart = plain();
  chart.series = {{"a", "#111111"}, {"b", "#111111"}, {"c", "#111111"}};
  chart.rows = {{"row", {{0.1}, {0.2}, {0.3}}, {}}};
  for (std::size_t s = 0; s < 3; ++s) chart.rows[0].marks[s].series = s;
  const std::string svg = draw_rows(chart);
  EXPECT_EQ(count(svg, "<circle"), 2u) << "one in the legend";
  EXPECT_EQ(count(svg, "<polygon"), 2u);
}

TEST(RowChart, escapes_and_never_says_nan) {
  RowChart chart = plain();
  chart.title = "<b>";
  chart.rows = {
      {"<i> & a very long name of a row that has to be broken somewhere", {{NAN}, {5.0, 4.0, 6.0}}, {}},
      {"", {}, {}}};
  chart.line_at = 0.5;
  const std::string svg = draw_rows(chart);
  EXPECT_EQ(svg.find("<b>"), std::string::npos);
  EXPECT_EQ(svg.find("<i>"), std::string::npos);
  EXPECT_EQ(svg.find("nan"), std::string::npos);
  EXPECT_EQ(svg, draw_rows(chart));
}

TEST(RowChart, axes_hold_all_values_and_end_round) {
  for (double most = 1e-4; most < 1e5; most *= 1.9) {
    const ChartAxis axis = axis_over("x", {0.3 * most, most});
    EXPECT_EQ(axis.from, 0.0);
    EXPECT_GE(axis.to, most * (1 - 1e-9));
    EXPECT_LE(axis.to, 1.35 * most);
  }
  const ChartAxis both = axis_over("x", {-0.27, 0.03, NAN});
  EXPECT_LE(both.from, -0.27);
  EXPECT_GE(both.to, 0.03);
  EXPECT_GT(axis_over("x", {}).to, axis_over("x", {}).from);
}

}  // namespace
}  // namespace cupola
