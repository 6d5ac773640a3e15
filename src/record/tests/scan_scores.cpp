#include "record/scan_scores.hpp"

#include <gtest/gtest.h>

namespace cupola {
namespace {

/// Scans four seconds apart; in each, who is where on a line.
ScanStates line(int whos, const std::vector<std::vector<std::pair<int, double>>>& scans) {
  ScanStates states;
  states.whos = whos;
  states.begin.push_back(0);
  for (const auto& scan : scans) {
    const Time time{static_cast<std::int64_t>(states.times.size()) * 4'000'000'000};
    states.times.push_back(time);
    for (const auto& [who, x_m] : scan) states.states.push_back({time, who, {x_m, 0, 0}, {}});
    states.begin.push_back(states.states.size());
  }
  return states;
}

TEST(ScanScores, are_means_over_the_scans) {
  const ScanStates truth = line(1, {{{0, 0.0}}, {{0, 0.0}}}), tracks = line(1, {{{0, 300.0}}, {}});
  const ScanScores scores = score_scans(truth, tracks, {1000.0, 1.0, 2.0});
  ASSERT_EQ(scores.scans.size(), 2u);
  EXPECT_DOUBLE_EQ(scores.scans[0].ospa_m, 300.0);
  EXPECT_DOUBLE_EQ(scores.scans[0].gospa_m, 300.0);
  EXPECT_DOUBLE_EQ(scores.scans[1].ospa_m, 1000.0);
  EXPECT_DOUBLE_EQ(scores.scans[1].gospa_m, std::sqrt(0.5e6));
  EXPECT_DOUBLE_EQ(scores.ospa_m, 650.0);
  EXPECT_DOUBLE_EQ(scores.gospa_m, 0.5 * (300.0 + std::sqrt(0.5e6)));
  EXPECT_DOUBLE_EQ(scores.localisation_m, 300.0);
  EXPECT_DOUBLE_EQ(scores.missed, 0.5);
  EXPECT_DOUBLE_EQ(scores.spurious, 0.0);
}

TEST(ScanScores, count_a_switch_when_a_truth_gets_another_track) {
  // Track 0 is lost in the second scan; track 1 takes over in the third and keeps the truth.
  const ScanStates truth = line(1, {{{0, 0.0}}, {{0, 0.0}}, {{0, 0.0}}, {{0, 0.0}}});
  const ScanStates tracks = line(2, {{{0, 1.0}}, {}, {{1, 1.0}}, {{1, 1.0}}});
  const ScanScores scores = score_scans(truth, tracks, {});
  ASSERT_EQ(scores.switches.size(), 1u);
  EXPECT_EQ(scores.switches[0].scan, 2u);
  EXPECT_EQ(scores.switches[0].from_track, 0);
  EXPECT_EQ(scores.switches[0].to_track, 1);
  EXPECT_EQ(scores.scans[2].switches, 1);
  EXPECT_EQ(scores.scans[3].switches, 0);
}

TEST(ScanScores, count_no_switch_when_the_same_track_comes_back) {
  const ScanStates truth = line(1, {{{0, 0.0}}, {{0, 0.0}}, {{0, 0.0}}});
  const ScanStates tracks = line(1, {{{0, 1.0}}, {{0, 5000.0}}, {{0, 1.0}}});
  const ScanScores scores = score_scans(truth, tracks, {});
  EXPECT_TRUE(scores.switches.empty());
  EXPECT_EQ(scores.truth_of_state, (std::vector<std::int32_t>{0, -1, 0}));
}

TEST(ScanScores, count_two_switches_when_two_tracks_swap) {
  const ScanStates truth = line(2, {{{0, 0.0}, {1, 5000.0}}, {{0, 0.0}, {1, 5000.0}}});
  const ScanStates tracks = line(2, {{{0, 1.0}, {1, 5001.0}}, {{0, 5001.0}, {1, 1.0}}});
  const ScanScores scores = score_scans(truth, tracks, {});
  EXPECT_EQ(scores.switches.size(), 2u);
  EXPECT_DOUBLE_EQ(scores.purity, 0.5);
}

TEST(ScanScores, hold_each_track_against_its_majority_truth) {
  // Track 0: three scans on truth 0, one on truth 1, one on none. Track 1: never on any.
  const std::vector<std::pair<int, double>> both = {{0, 0.0}, {1, 5000.0}};
  const ScanStates truth = line(2, {both, both, both, both, both});
  const ScanStates tracks =
      line(2, {{{0, 1.0}, {1, 9e4}}, {{0, 1.0}}, {{0, 1.0}}, {{0, 5001.0}}, {{0, 2e4}}});
  const ScanScores scores = score_scans(truth, tracks, {});
  EXPECT_DOUBLE_EQ(scores.purity, 0.75);
  EXPECT_DOUBLE_EQ(scores.purity_of_life, 0.5);
  EXPECT_EQ(scores.tracks_in_all, 2);
  EXPECT_EQ(scores.tracks_never_on_a_truth, 1);
  EXPECT_DOUBLE_EQ(scores.spurious, 0.4);
}

TEST(ScanScores, are_zero_of_nothing) {
  const ScanScores scores = score_scans(line(0, {}), line(0, {}), {});
  EXPECT_EQ(scores.ospa_m, 0.0);
  EXPECT_EQ(scores.gospa_m, 0.0);
  EXPECT_EQ(scores.purity, 0.0);
}

TEST(ScanScores, name_the_scan_that_holds_too_much) {
  std::vector<std::pair<int, double>> crowd;
  crowd.reserve(5000);
  for (int i = 0; i < 5000; ++i) crowd.emplace_back(i, 0.0);
  const ScanStates truth = line(5000, {{{0, 0.0}}, crowd});
  const ScanScores scores = score_scans(truth, truth, {});
  EXPECT_EQ(scores.refused, truth.times[1]);
  EXPECT_TRUE(scores.scans.empty());
}

}  // namespace
}  // namespace cupola
