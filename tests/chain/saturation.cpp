// More targets than channels, and more targets than rounds: what a raid leaks is exact where shots are certain to be
// what they are taken for, and channels and magazines are all that is short.

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "analysis/firing_doctrine.hpp"
#include "chain/estimates.hpp"
#include "command/post.hpp"
#include "study/many.hpp"
#include "support/lay_down.hpp"

namespace cupola {
namespace {

using namespace testing;

constexpr double kPk = 0.8, kSpeed_m_s = 20.0, kFrom_km = 20.0;

double binomial(int n, int k) {
  return std::exp(std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0)) * std::pow(kPk, k) *
         std::pow(1.0 - kPk, n - k);
}

/// How many are left on average of so many targets, after that many passes of one shot at each of as many as there are
/// channels.
double left_after(int targets, int channels, int passes) {
  std::map<int, double> chance{{targets, 1.0}};
  for (int pass = 0; pass < passes; ++pass) {
    std::map<int, double> next;
    for (const auto& [left, p] : chance) {
      const int shots = std::min(left, channels);
      for (int killed = 0; killed <= shots; ++killed) next[left - killed] += p * binomial(shots, killed);
    }
    chance = next;
  }
  double mean = 0.0;
  for (const auto& [left, p] : chance) mean += p * left;
  return mean;
}

/// Raiders from all sides, equally far, over a fire unit that looks perfectly. They are where they want to be after
/// `seconds`.
LayDown raid_from_all_sides(int raiders, int channels, int rounds, int shots_most, double seconds) {
  LayDown l{LayDown::Empty{}};
  Scenario& s = l.scenario;
  l.kill_with(kPk);
  l.change_weapons([](InterceptorType& w) {
    w.range_min_m = 1e3;
    w.handover_time_s = 20.0;
    w.handover_basket_m = 300.0;
  });
  l.add_asset("town", LayDown::place(0.0, 0.0));
  l.add_fire_unit("unit", LayDown::place(0.0, 0.0), {{WeaponTypeId{0}, rounds}}, 1);
  s.fire_units[0].target_channels = channels;
  s.posts[0].type.decision_period_s = 0.5;
  l.change_radars([](RadarType& r) { r.search_frame_s = r.track_interval_s = 1.0; });
  l.change_doctrines([=](Doctrine& d) { d.shots_most = shots_most; });
  s.duration = Duration::seconds(seconds + 3.0);
  const double end_km = kFrom_km - 1e-3 * kSpeed_m_s * seconds;
  for (int i = 0; i < raiders; ++i) {
    const double azimuth_rad = 2.0 * math::kPi * (i + 0.5) / raiders;
    const double north = math::cos(azimuth_rad), east = math::sin(azimuth_rad);
    l.add_flight(numbered("raider", i), LayDown::place(kFrom_km * north, kFrom_km * east, 5000.0),
                 LayDown::place(end_km * north, end_km * east, 5000.0), kSpeed_m_s);
  }
  return l;
}

struct Leaks {
  Sample leakers, rounds;
};

Leaks play_raid(const LayDown& l, std::uint64_t seed) {
  Leaks leaks;
  for (const ReplicateResult& r : play_many(*make_plan(l.scenario), seed, 150, 1).replicates) {
    EXPECT_EQ(r.leaked + r.killed, r.hostiles);
    leaks.leakers.add(r.leaked);
    leaks.rounds.add(r.rounds_fired[0]);
  }
  return leaks;
}

/// The time an engagement takes here, from the first order to the kill that is believed: measured, not assumed.
double engagement_s() {
  const auto plan = make_plan(raid_from_all_sides(1, 1, 10, 1, 200.0).scenario);
  for (std::uint64_t replicate = 0;; ++replicate) {
    Log log(names_of(*plan), scenario_of(*plan).start, true);
    play(*plan, 1, replicate, log);
    Time ordered = kNever;
    for (const DecisionRow& d : log.decisions) {
      const auto verdict = static_cast<DecisionVerdict>(d.verdict);
      if (verdict == DecisionVerdict::waiting && ordered == kNever) ordered = d.time;
      if (verdict == DecisionVerdict::believed_killed) return (d.time - ordered).seconds();
    }
  }
}

/// A window of three engagements: each row by itself, beside the printed figure and the exact one.
TEST(Saturation, leaks_what_three_passes_of_all_channels_leave) {
  struct Row {
    int raiders;
    double by_six, by_ten;
  };
  const double window_s = 3.5 * engagement_s();
  std::uint64_t seed = 0;
  for (const Row& row :
       {Row{8, 0.128, 0.064}, Row{12, 0.484, 0.160}, Row{16, 1.875, 0.326}, Row{20, 5.600, 0.801},
        Row{24, 9.600, 1.706}, Row{30, 15.600, 6.000}, Row{40, 25.600, 16.000}})
    for (const int channels : {6, 10}) {
      SCOPED_TRACE(std::to_string(row.raiders) + " raiders, " + std::to_string(channels) + " channels");
      const double printed = channels == 6 ? row.by_six : row.by_ten;
      EXPECT_NEAR(left_after(row.raiders, channels, 3), printed, 5.1e-4);
      const Leaks leaks = play_raid(raid_from_all_sides(row.raiders, channels, 1000, 3, window_s), ++seed);
      // Rare leakers may all lie in a few replicates: then the count is judged, not the spread.
      const double n = static_cast<double>(leaks.leakers.values.size());
      const double error = std::max(leaks.leakers.standard_error(), std::sqrt(printed / n) * 0.5);
      EXPECT_NEAR(leaks.leakers.mean(), printed, 4.0 * error);
    }
}

/// Thirty-two rounds, one pass: even split. Whoever is left without a round comes through.
TEST(Saturation, leaks_what_an_even_split_of_the_magazine_leaves) {
  struct Row {
    int raiders;
    double leakers;
  };
  std::uint64_t seed = 100;
  for (const Row& row : {Row{32, 6.4}, Row{40, 14.4}, Row{64, 38.4}}) {
    const Leaks leaks = play_raid(raid_from_all_sides(row.raiders, 1000, 32, 1, 120.0), ++seed);
    EXPECT_EQ(leaks.rounds.mean(), 32.0);
    EXPECT_TRUE(mean_within(leaks.leakers, row.leakers, 4.0)) << row.raiders;
  }
  // Two at each of sixteen.
  LayDown l = raid_from_all_sides(16, 1000, 32, 1, 120.0);
  l.change_doctrines([](Doctrine& d) { d.salvo = 2; });
  const Leaks leaks = play_raid(l, ++seed);
  EXPECT_EQ(leaks.rounds.mean(), 32.0);
  EXPECT_TRUE(mean_within(leaks.leakers, 0.64, 4.0));
}

/// Twenty-four against the same thirty-two rounds, one at each who is alive, with two looks and with three.
TEST(Saturation, leaks_what_two_and_three_looks_leave_of_the_magazine) {
  const double engaged_s = engagement_s();
  for (const auto& [looks, leakers] : {std::pair{2, 1.003}, std::pair{3, 0.422}}) {
    EXPECT_NEAR(expected_leakers({kPk, 24, 32, looks}, std::vector<int>(std::size_t(looks), 1)), leakers,
                5e-4);
    const Leaks leaks = play_raid(raid_from_all_sides(24, 1000, 32, looks, (looks + 0.5) * engaged_s),
                                  200 + std::uint64_t(looks));
    EXPECT_TRUE(mean_within(leaks.leakers, leakers, 4.0)) << looks;
    // No look, and one look more, would show.
    EXPECT_FALSE(mean_within(leaks.leakers, looks == 2 ? 0.422 : 1.003, 4.0));
    EXPECT_FALSE(mean_within(leaks.leakers, 3.52, 4.0));
  }
}

}  // namespace
}  // namespace cupola
