#include "record/scan_states.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "record/interpolate.hpp"

namespace cupola {
namespace {

Time at_s(double s) { return Time{} + Duration::seconds(s); }

StateRows rows_of(int names, const std::vector<ScoredState>& states) {
  StateRows rows;
  for (int i = 0; i < names; ++i) rows.names.push_back(std::to_string(i));
  rows.states = states;
  return rows;
}

/// Somebody on a straight way east at 100 m/s, every `step_s` from `from_s` to `to_s`.
StateRows eastward(double from_s, double to_s, double step_s) {
  std::vector<ScoredState> states;
  for (double t = from_s; t <= to_s + 1e-9; t += step_s)
    states.push_back({at_s(t), 0, {100.0 * t, 0, 0}, {100, 0, 0}});
  return rows_of(1, states);
}

std::vector<double> seconds(const std::vector<Time>& times) {
  std::vector<double> s;
  s.reserve(times.size());
  for (const Time time : times) s.push_back(static_cast<double>(time.ns) * 1e-9);
  return s;
}

TEST(ScanStates, are_at_the_truths_times_where_both_are_alike) {
  StateRows tracks = eastward(8, 16, 4);
  const ScanPair pair = scan_states(eastward(0, 20, 4), tracks, {});
  EXPECT_TRUE(pair.at_truth_times);
  EXPECT_EQ(seconds(pair.truth.times), (std::vector<double>{0, 4, 8, 12, 16, 20}));
  EXPECT_EQ(pair.truth.states.size(), 6u);
  EXPECT_EQ(pair.tracks.states.size(), 3u);
  EXPECT_TRUE(pair.tracks.at(1).empty());
  ASSERT_EQ(pair.tracks.at(2).size(), 1u);
  EXPECT_EQ(pair.tracks.at(2)[0].position_m, (Vec3{800, 0, 0}));
  EXPECT_EQ(pair.tracks.find(2, 0), &pair.tracks.states[0]);
  EXPECT_EQ(pair.tracks.find(1, 0), nullptr);
}

TEST(ScanStates, are_at_the_tracks_times_where_the_truth_is_denser) {
  const ScanPair pair = scan_states(eastward(0, 21, 1), eastward(8, 16, 4), {});
  EXPECT_FALSE(pair.at_truth_times);
  EXPECT_EQ(seconds(pair.truth.times), (std::vector<double>{0, 4, 8, 12, 16, 20}));
  EXPECT_EQ(pair.truth.states.size(), 6u);
}

TEST(ScanStates, fill_scans_without_any_track) {
  StateRows tracks = eastward(8, 24, 4);
  tracks.states.erase(tracks.states.begin() + 2);
  const ScanPair pair = scan_states(eastward(0, 30, 1), tracks, {});
  EXPECT_EQ(seconds(pair.truth.times), (std::vector<double>{0, 4, 8, 12, 16, 20, 24, 28}));
  EXPECT_EQ(pair.tracks.states.size(), 4u);
}

TEST(ScanStates, read_the_truth_between_its_rows) {
  const ScanPair pair = scan_states(eastward(0, 20, 4), eastward(1.5, 17.5, 4), {});
  EXPECT_FALSE(pair.at_truth_times);
  EXPECT_EQ(seconds(pair.truth.times), (std::vector<double>{1.5, 5.5, 9.5, 13.5, 17.5}));
  ASSERT_EQ(pair.truth.states.size(), 5u);
  EXPECT_NEAR(pair.truth.states[2].position_m.x, 950.0, 1e-9);
  EXPECT_NEAR(pair.truth.states[2].velocity_m_s.x, 100.0, 1e-9);
}

TEST(ScanStates, follow_a_tight_turn_between_rows) {
  // 7 g at 300 m/s, a row a second, without velocities.
  const double rate = 7.0 * 9.80665 / 300.0, radius_m = 300.0 / rate;
  const auto place = [&](double t) {
    return Vec3{radius_m * std::cos(rate * t), radius_m * std::sin(rate * t), 0};
  };
  StateRows truth = rows_of(1, {});
  truth.has_velocity = false;
  for (int t = 0; t <= 40; ++t) truth.states.push_back({at_s(t), 0, place(t), {}});
  std::vector<Time> times;
  for (double t = 1.0; t <= 39.0; t += 0.125) times.push_back(at_s(t));
  const ScanStates states = states_at(truth, times, Duration::seconds(1e-3), true);
  ASSERT_EQ(states.states.size(), times.size());
  double worst_m = 0.0, worst_m_s = 0.0;
  for (const ScoredState& state : states.states) {
    const double t = static_cast<double>(state.time.ns) * 1e-9;
    worst_m = std::max(worst_m, norm(state.position_m - place(t)));
    worst_m_s = std::max(worst_m_s, std::fabs(norm(state.velocity_m_s) - 300.0));
  }
  EXPECT_LT(worst_m, 0.3);
  EXPECT_LT(worst_m_s, 5.0);
}

TEST(ScanStates, leave_a_truth_out_where_it_was_not_there) {
  StateRows truth = eastward(0, 40, 1);
  std::erase_if(truth.states, [](const ScoredState& s) { return s.time > at_s(10) && s.time < at_s(20); });
  const ScanPair pair = scan_states(truth, eastward(0, 40, 4), {});
  EXPECT_NE(pair.truth.find(2, 0), nullptr);  // 8 s
  EXPECT_EQ(pair.truth.find(3, 0), nullptr);  // 12 s
  EXPECT_EQ(pair.truth.find(4, 0), nullptr);  // 16 s
  EXPECT_NE(pair.truth.find(5, 0), nullptr);  // 20 s
}

TEST(ScanStates, leave_out_what_is_asked_for) {
  ScanRules rules;
  rules.from = at_s(4);
  rules.skip = 1;
  rules.until = at_s(16);
  const ScanPair pair = scan_states(eastward(0, 20, 4), eastward(0, 20, 4), rules);
  EXPECT_EQ(seconds(pair.truth.times), (std::vector<double>{8, 12, 16}));
  EXPECT_EQ(pair.scans_left_out, 2u);
  EXPECT_EQ(pair.rows_without_scan, 0u);
}

TEST(ScanStates, count_tracks_where_there_is_no_truth_yet_or_any_more) {
  const ScanPair pair = scan_states(eastward(8, 16, 4), eastward(0, 24, 4), {});
  EXPECT_TRUE(pair.at_truth_times);
  EXPECT_EQ(pair.scans_without_truth, 4u);
  EXPECT_EQ(pair.tracks.states.size(), 7u);
  EXPECT_EQ(pair.truth.states.size(), 3u);
}

TEST(ScanStates, take_rows_near_a_scan_and_tell_of_the_others) {
  StateRows tracks = eastward(0, 20, 4);
  for (ScoredState& state : tracks.states) state.time = state.time + Duration::seconds(0.0005);
  tracks.states.push_back({at_s(20.4), 0, {}, {}});
  ScanRules rules;
  rules.every = Duration::seconds(4);
  ScanPair pair = scan_states(eastward(0, 20, 4), tracks, rules);
  EXPECT_EQ(pair.tracks.states.size(), 6u);
  tracks.states.pop_back();
  pair = scan_states(eastward(0, 20, 4), tracks, {});
  EXPECT_TRUE(pair.at_truth_times);
  EXPECT_EQ(pair.tracks.states.size(), 6u);
}

TEST(ScanStates, read_tracks_between_their_rows_where_a_step_is_given) {
  ScanRules rules;
  rules.every = Duration::seconds(4);
  const ScanPair pair = scan_states(eastward(0, 20, 1), eastward(1.3, 19, 0.7), rules);
  EXPECT_TRUE(pair.tracks_interpolated);
  EXPECT_EQ(seconds(pair.tracks.times), (std::vector<double>{0, 4, 8, 12, 16, 20}));
  ASSERT_EQ(pair.tracks.states.size(), 4u);
  EXPECT_NEAR(pair.tracks.states[0].position_m.x, 400.0, 1e-9);
}

TEST(ScanStates, of_no_tracks_are_the_truths) {
  const ScanPair pair = scan_states(eastward(0, 20, 4), rows_of(0, {}), {});
  EXPECT_EQ(pair.truth.states.size(), 6u);
  EXPECT_TRUE(pair.tracks.states.empty());
  EXPECT_EQ(pair.tracks.scans(), 6u);
}

}  // namespace
}  // namespace cupola
