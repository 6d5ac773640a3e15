#include "record/siap.hpp"

#include <gtest/gtest.h>

namespace cupola {
namespace {

/// Scans four seconds apart; by who, where on a line in each scan (kNowhere: not there).
constexpr double kNowhere = -1e9;

ScanStates line(const std::vector<std::vector<double>>& whos) {
  ScanStates states;
  states.whos = static_cast<int>(whos.size());
  states.begin.push_back(0);
  for (std::size_t k = 0; k < whos.front().size(); ++k) {
    const Time time{static_cast<std::int64_t>(k) * 4'000'000'000};
    states.times.push_back(time);
    for (std::size_t who = 0; who < whos.size(); ++who)
      if (whos[who][k] > kNowhere)
        states.states.push_back({time, static_cast<std::int32_t>(who), {whos[who][k], 0, 0}, {}});
    states.begin.push_back(states.states.size());
  }
  return states;
}

constexpr SiapRules kRules{100.0, 3, 2};

Siap siap_of(const ScanStates& truth, const ScanStates& tracks) {
  return siap(truth, tracks, tracks_of_truths(truth, tracks, kRules));
}

TEST(TracksOfTruths, begin_with_the_first_of_enough_hits_and_end_with_the_last) {
  const ScanStates truth = line({{0, 0, 0, 0, 0, 0, 0, 0}});
  const ScanStates tracks = line({{900, 10, 10, 10, 900, 10, 900, 900}});
  const auto pairs = tracks_of_truths(truth, tracks, kRules);
  ASSERT_EQ(pairs.size(), 1u);
  ASSERT_EQ(pairs[0].spans.size(), 1u);
  EXPECT_EQ(pairs[0].spans[0].first, 1u);
  EXPECT_EQ(pairs[0].spans[0].last, 5u);
}

TEST(TracksOfTruths, ask_for_hits_running) {
  const ScanStates truth = line({{0, 0, 0, 0, 0, 0}});
  EXPECT_TRUE(tracks_of_truths(truth, line({{10, 10, 900, 10, 10, 900}}), kRules).empty());
}

TEST(TracksOfTruths, know_only_truths_nearer_than_the_threshold) {
  const ScanStates truth = line({{0, 0, 0}});
  EXPECT_TRUE(tracks_of_truths(truth, line({{100, 100, 100}}), kRules).empty());
  EXPECT_EQ(tracks_of_truths(truth, line({{99, 99, 99}}), kRules).size(), 1u);
}

TEST(Siap, of_a_perfect_picture_is_perfect) {
  const ScanStates truth = line({{0, 0, 0, 0}, {500, 500, 500, 500}});
  const Siap got = siap_of(truth, truth);
  EXPECT_EQ(got.completeness, 1.0);
  EXPECT_EQ(got.ambiguity, 1.0);
  EXPECT_EQ(got.spuriousness, 0.0);
  EXPECT_EQ(got.position_accuracy_m, 0.0);
  EXPECT_EQ(got.track_changes_per_s, 0.0);
  EXPECT_EQ(got.longest_segment, 1.0);
}

TEST(Siap, of_no_tracks_is_empty) {
  const Siap got = siap_of(line({{0, 0, 0, 0}}), line({{kNowhere, kNowhere, kNowhere, kNowhere}}));
  EXPECT_EQ(got.completeness, 0.0);
  EXPECT_EQ(got.ambiguity, 1.0);
  EXPECT_EQ(got.spuriousness, 0.0);
  EXPECT_EQ(got.longest_segment, 0.0);
}

TEST(Siap, counts_tracks_and_changes) {
  // Ten scans of one truth: track 0 in the first four, track 1 in the last five; track 2 is of nobody.
  const double none = kNowhere;
  const ScanStates truth = line({{0, 0, 0, 0, 0, 0, 0, 0, 0, 0}});
  const ScanStates tracks = line({{20, 20, 20, 20, none, none, none, none, none, none},
                                  {none, none, none, none, none, 40, 40, 40, 40, 40},
                                  {700, 700, 700, none, none, none, none, none, none, none}});
  const Siap got = siap_of(truth, tracks);
  EXPECT_DOUBLE_EQ(got.completeness, 0.9);
  EXPECT_DOUBLE_EQ(got.ambiguity, 1.0);
  EXPECT_DOUBLE_EQ(got.spuriousness, 3.0 / 12.0);
  EXPECT_DOUBLE_EQ(got.position_accuracy_m, (4 * 20.0 + 5 * 40.0) / 9.0);
  EXPECT_DOUBLE_EQ(got.track_changes_per_s, 1.0 / (12.0 + 16.0));
  EXPECT_DOUBLE_EQ(got.longest_segment, 16.0 / 36.0);
}

}  // namespace
}  // namespace cupola
