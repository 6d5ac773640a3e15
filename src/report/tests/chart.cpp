#include "report/chart.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace cupola {
namespace {

std::size_t times(const std::string& text, const std::string& words) {
  std::size_t count = 0;
  for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) ++count;
  return count;
}

/// x from 0 to 10, y from 0 to 100.
Chart plain() {
  Chart chart;
  chart.title = "panel";
  chart.x = {"km", 0.0, 10.0};
  chart.y = {"share, %", 0.0, 100.0};
  return chart;
}

std::string drawn(const Chart& chart) { return draw_charts("title", "subtitle", {chart}, "foot"); }

TEST(Chart, TicksAreRoundAndFewEnough) {
  EXPECT_EQ(chart_ticks(0.0, 10.0), (std::vector<double>{0, 2, 4, 6, 8, 10}));
  EXPECT_EQ(chart_ticks(-1.0, 1.0).size(), 5u);
  EXPECT_TRUE(chart_ticks(3.0, 3.0).empty());
  for (double to = 1e-3; to < 1e6; to *= 1.37) {
    const std::vector<double> ticks = chart_ticks(0.0, to);
    EXPECT_GE(ticks.size(), 4u) << to;
    EXPECT_LE(ticks.size(), 10u) << to;
    EXPECT_TRUE(std::is_sorted(ticks.begin(), ticks.end()));
    EXPECT_LE(ticks.back(), to * (1.0 + 1e-6));
  }
}

/// The page runs from (66, 90), the top left corner, over 620 to the right and 340 down.
TEST(Chart, PutsAMarkWhereItsValuesAre) {
  Chart chart = plain();
  chart.marks.push_back({"figures", {{{5.0, 25.0}, 4.0, 6.0}}, "#123456", true});
  const std::string svg = drawn(chart);
  EXPECT_NE(svg.find("<circle cx=\"376.0\" cy=\"345.0\""), std::string::npos) << svg;
  EXPECT_NE(svg.find("<line x1=\"314.0\" y1=\"345.0\" x2=\"438.0\" y2=\"345.0\""), std::string::npos) << svg;
  chart.marks[0].marks[0].at.x = 7.5;
  EXPECT_EQ(drawn(chart).find("<circle cx=\"376.0\""), std::string::npos);
}

TEST(Chart, FillsOrLeavesOpen) {
  Chart chart = plain();
  chart.marks.push_back({"", {{{5.0, 25.0}}}, "#123456", false});
  EXPECT_EQ(times(drawn(chart), "fill=\"#123456\""), 0u);
  chart.marks[0].filled = true;
  EXPECT_EQ(times(drawn(chart), "fill=\"#123456\""), 1u);
}

/// A mark out of the axes is not lost: a head of an arrow at the edge, no circle.
TEST(Chart, PointsToAMarkOutside) {
  Chart chart = plain();
  chart.marks.push_back({"", {{{50.0, 25.0}}}, "#123456", true});
  const std::string svg = drawn(chart);
  EXPECT_EQ(times(svg, "<circle"), 0u);
  EXPECT_NE(svg.find("<polygon points=\"686.0,345.0 "), std::string::npos) << svg;
}

TEST(Chart, BreaksALineWhereAPointIsMissing) {
  Chart chart = plain();
  chart.lines.push_back({"line", {{0, 0}, {1, 10}, {2, 20}, {3, 30}}, "#123456"});
  EXPECT_EQ(times(drawn(chart), "<polyline"), 1u);
  chart.lines[0].points.insert(chart.lines[0].points.begin() + 2, {NAN, NAN});
  EXPECT_EQ(times(drawn(chart), "<polyline"), 2u);
  EXPECT_EQ(drawn(chart).find("nan"), std::string::npos);
}

TEST(Chart, NamesInTheLegendWhatHasAName) {
  Chart chart = plain();
  chart.lines.push_back({"<drag>", {{0, 0}, {1, 10}}, "#123456"});
  chart.lines.push_back({"", {{0, 0}, {1, 20}}, "#654321"});
  chart.areas.push_back({"zone", {{0, 0}, {1, 0}, {1, 1}}, "#777777"});
  const std::string svg = drawn(chart);
  EXPECT_EQ(times(svg, "&lt;drag&gt;</text>"), 1u);
  EXPECT_EQ(times(svg, "zone</text>"), 1u);
  EXPECT_EQ(times(svg, "#654321"), 1u);  // the line itself, not in the legend
}

TEST(Chart, StacksPanels) {
  const std::string one = draw_charts("t", "s", {plain()}, "f"),
                    two = draw_charts("t", "s", {plain(), plain()}, "f");
  EXPECT_EQ(times(one, ">panel<"), 1u);
  EXPECT_EQ(times(two, ">panel<"), 2u);
  EXPECT_NE(one.find("height=\"512\""), std::string::npos) << one.substr(0, 200);
  EXPECT_NE(two.find("height=\"934\""), std::string::npos) << two.substr(0, 200);
}

}  // namespace
}  // namespace cupola
