#include "catalogue/published.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <sstream>

#include "catalogue/card_text.hpp"
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

PublishedRange published(double range_m, std::optional<double> rcs_m2) {
  PublishedRange p;
  p.range_m = range_m;
  p.rcs_m2 = rcs_m2;
  if (!rcs_m2) p.target = "bomber";
  p.source = "somewhere";
  return p;
}

/// Sees 1 m2 at 200 km (100 to 300), and nothing beyond 400 km.
RadarType example() {
  RadarType radar;
  radar.name = "example";
  radar.reference_range_m = 200e3;
  radar.reference_range_m.low = 100e3;
  radar.reference_range_m.high = 300e3;
  radar.reference_range_m.reason = radar.reference_rcs_m2.reason = "made up";
  radar.reference_rcs_m2 = 1.0;
  radar.instrumented_range_m = 400e3;
  return radar;
}

RangeComparison compared(const PublishedRange& p, RadarType radar = example()) {
  radar.published = {p};
  return compare_published(radar)[0];
}

TEST(Published, is_held_against_the_fourth_root) {
  // 16 times the cross-section, twice the range; the interval likewise, its far end cut by the instruments.
  const RangeComparison c = compared(published(500e3, 16.0));
  EXPECT_NEAR(c.ours_m.value(), 400e3, 1e-6);
  EXPECT_NEAR(c.ours_low_m.value(), 200e3, 1e-6);
  EXPECT_NEAR(c.ours_high_m.value(), 400e3, 1e-6);
  EXPECT_TRUE(c.at_limit);
  EXPECT_NEAR(c.difference.value(), -0.2, 1e-12);
  const RangeComparison small = compared(published(80e3, 1.0 / 16.0));
  EXPECT_NEAR(small.ours_m.value(), 100e3, 1e-6);
  EXPECT_FALSE(small.at_limit);
  EXPECT_NEAR(small.difference.value(), 0.25, 1e-12);
}

TEST(Published, does_not_differ_within_a_span) {
  PublishedRange p = published(250e3, 1.0);
  p.range_least_m = 150e3;
  EXPECT_EQ(compared(p).difference.value(), 0.0);
  p.range_least_m = 240e3;
  EXPECT_NEAR(compared(p).difference.value(), 200.0 / 240.0 - 1.0, 1e-12);
}

TEST(Published, says_what_ours_would_have_to_see_where_there_are_only_words) {
  const RangeComparison c = compared(published(400e3, {}));
  EXPECT_NEAR(c.takes_m2.value(), 16.0, 1e-9);
  EXPECT_FALSE(c.ours_m || c.difference);
  EXPECT_FALSE(compared(published(401e3, {})).takes_m2);  // ours sees nothing there
}

TEST(Published, knows_which_of_it_is_our_reference) {
  EXPECT_EQ(compared(published(200e3, 1.0)).use, PublishedUse::reference);
  EXPECT_EQ(compared(published(200e3, 2.0)).use, PublishedUse::none);
  RadarType radar = example();
  radar.reference_range_m.advertised = 390e3;
  EXPECT_EQ(compared(published(390e3, 1.0), radar).use, PublishedUse::advertised);
  radar.reference_rcs_m2.advertised = 4.0;
  EXPECT_EQ(compared(published(390e3, 1.0), radar).use, PublishedUse::none);
  EXPECT_EQ(compared(published(390e3, 4.0), radar).use, PublishedUse::advertised);
}

TEST(Published, is_not_compared_where_the_range_follows_from_factors) {
  RadarType radar = example();
  radar.equation = RadarEquation::energy;
  const RangeComparison c = compared(published(200e3, 1.0), radar);
  EXPECT_FALSE(c.ours_m || c.difference || c.takes_m2);
}

TEST(Published, agrees_with_itself_as_the_notes_on_it_work_out) {
  // Worked out by hand from 390 km on 4 m2: 219 km on 0.4 m2 (230 are published), and 18 m2 at 570 km.
  RadarType radar = shipped().radars.at("91N6E");
  radar.reference_range_m = *radar.reference_range_m.advertised;
  radar.reference_rcs_m2 = *radar.reference_rcs_m2.advertised;
  radar.reference_range_m.reason = radar.reference_rcs_m2.reason = "advertised";
  const auto rows = compare_published(radar);
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].use, PublishedUse::reference);
  EXPECT_NEAR(rows[1].ours_m.value(), 219e3, 500.0);
  EXPECT_NEAR(rows[2].takes_m2.value(), 18.0, 0.5);
}

TEST(Published, lists_all_that_is_known_of_the_shipped_radars) {
  const auto pairs = [](const char* name) {
    std::string text;
    for (const PublishedRange& p : shipped().radars.at(name).published)
      text += std::to_string(std::lround(p.range_m / 1e3)) + " ";
    return text;
  };
  EXPECT_EQ(pairs("91N6E"), "390 230 570 ");
  EXPECT_EQ(pairs("92N6E"), "250 ");
  EXPECT_EQ(pairs("67N6E"), "360 220 400 130 ");
  EXPECT_EQ(pairs("98L6"), "600 200 150 ");
  EXPECT_EQ(pairs("64N6E"), "300 ");
  EXPECT_EQ(pairs("64N6E2"), "330 ");
  EXPECT_EQ(pairs("TPS-79"), "148 185 ");
  EXPECT_EQ(pairs("96L6E"), "");
}

TEST(Published, fits_a_terminal_and_explains_its_marks) {
  const std::string table = published_table(shipped());
  std::istringstream lines(table);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), kCardWidth) << line;
  for (const char* part : {"\n91N6E\n  + 4 m2 ", "\n  * 0.13 m2 ", "550..600     600!",
                           "  strategic bomber           570    23 m2", "* our reference", "+ our reference",
                           "! no farther", "m2: only words", "96L6E;"})
    EXPECT_NE(table.find(part), std::string::npos) << part << "\n" << table;
  EXPECT_EQ(published_rows(shipped().radars.at("96L6E")), "");
}

}  // namespace
}  // namespace cupola
