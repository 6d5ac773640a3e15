#include "catalogue/card.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "catalogue/card_text.hpp"
#include "catalogue/figures.hpp"
#include "catalogue/load.hpp"

namespace cupola {
namespace {

const Catalogue& shipped() {
  static const Catalogue catalogue = [] {
    Catalogue read;
    Problems problems;
    EXPECT_TRUE(load_catalogue(CUPOLA_SOURCE_DIR "/catalogue", read, problems)) << problems.text();
    return read;
  }();
  return catalogue;
}

void expect_within(const std::string& text, const std::string& part) {
  EXPECT_NE(text.find(part), std::string::npos) << "no `" << part << "` in\n" << text;
}

TEST(Card, follows_the_table_of_ranges_by_cross_section) {
  // Derived by hand from 390 km on 4 m2, in km.
  const double rcs_m2[] = {20, 10, 5, 4, 2, 1, 0.5, 0.1, 0.05, 0.01, 0.005, 0.001, 0.0005, 0.0001};
  const double range_km[] = {583, 490, 412, 390, 328, 276, 232, 155, 130, 87, 73, 49, 41, 28};
  RadarType radar;
  radar.reference_range_m = 390e3;
  radar.reference_rcs_m2 = 4.0;
  radar.instrumented_range_m = 600e3;
  for (std::size_t i = 0; i < std::size(rcs_m2); ++i) {
    EXPECT_NEAR(range_at_rcs_m(radar, rcs_m2[i]), range_km[i] * 1e3, 600.0);
  }
  EXPECT_EQ(range_at_rcs_m(radar, 100.0), 600e3);  // no farther than the instruments

  const std::string text = card(shipped(), "91N6E");
  std::istringstream lines(text);
  std::string line, label;
  while (std::getline(lines, line) && line.find("  advertised  ") != 0) continue;
  std::istringstream row(line);
  row >> label;
  for (const double expected : range_km) {
    double shown = 0.0;
    row >> shown;
    EXPECT_EQ(shown, expected) << line;
  }
}

TEST(Card, says_where_the_radar_constant_comes_from) {
  expect_within(card(shipped(), "91N6E"), "solved back from 260 km on 1 m2");
  expect_within(card(shipped(), "91N6E"), "The maker's pair is 390 km on 4 m2");
  expect_within(card(shipped(), "96L6E"), "No pair of range and cross-section is published at all.");
}

TEST(Card, shows_the_parts_of_a_radar_under_their_names) {
  const std::string text = card(shipped(), "92N6E");
  expect_within(text, "\ntime budget\n  track dwell ");
  expect_within(text, "\nreceiver\n  gain ");
  expect_within(text, "\npattern: elevation even\n  sidelobe ");
  expect_within(text, "\nclutter filter\n  improvement ");
}

TEST(Card, gives_no_range_that_its_factors_would_have_to_give) {
  Catalogue copy = shipped();
  copy.radars["91N6E"].equation = RadarEquation::energy;
  const std::string text = card(copy, "91N6E");
  expect_within(text, "The radar constant follows from power, gains, noise and losses");
  EXPECT_EQ(text.find("solved back from 260 km"), std::string::npos);
}

TEST(Card, shows_every_figure_with_whose_word_it_is) {
  const std::string text = card(shipped(), "91N6E");
  expect_within(text, "  reference range         260 km  180 .. 320 km     assumed: ");
  expect_within(text, "  instrumented range      600 km                    asserted, maker, takvim-2019");
  expect_within(text, "0.5 .. 0.9        assumed: nobody publishes it");
  expect_within(text, "  takvim-2019           Takvim");
  for (const std::string& name : card_names(shipped())) {
    EXPECT_FALSE(card(shipped(), name).empty()) << name;
  }
  Catalogue copy = shipped();
  for (auto& [name, missile] : copy.interceptors) {
    const std::string shown = card(shipped(), name);
    for_each_figure(missile, [&](const FigureSite&, Figure& figure) {
      const std::string first_words = figure.reason.substr(0, figure.reason.find(' '));
      EXPECT_NE(shown.find(figure.source.empty() ? first_words : figure.source), std::string::npos);
    });
    for (const EnvelopeFigure& figure : missile.envelope) expect_within(shown, "envelope, " + figure.what);
  }
}

TEST(Card, is_at_most_a_hundred_columns_wide) {
  for (const std::string& name : card_names(shipped())) {
    std::istringstream lines(card(shipped(), name));
    for (std::string line; std::getline(lines, line);) {
      if (line.find("http") != std::string::npos) continue;
      EXPECT_LE(line.size(), kCardWidth) << name << ": " << line;
    }
  }
}

TEST(Card, shows_values_in_units_that_read_well) {
  const std::string text = card(shipped(), "48N6E3");
  expect_within(text, "  specific impulse         250 s  235 .. 260 s ");
  expect_within(text, "  lateral limit             25 g  20 .. 30 g ");
}

TEST(Card, is_empty_for_a_name_that_nobody_knows) {
  EXPECT_EQ(card(shipped(), "S-500"), "");
  const std::string list = catalogue_list(shipped());
  expect_within(list, "91N6E; 92N6E; 96L6E; ");
  expect_within(list, "launcher        5P85TE2; ");
}

TEST(Wrap, breaks_at_blanks) {
  EXPECT_EQ(wrap("one two three", 7), (std::vector<std::string>{"one two", "three"}));
  EXPECT_EQ(wrap("", 7), (std::vector<std::string>{""}));
  EXPECT_EQ(wrap("immeasurable", 7), (std::vector<std::string>{"immeasurable"}));
}

}  // namespace
}  // namespace cupola
