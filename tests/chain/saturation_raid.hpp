#pragma once

// A raid on one fire unit whose leakers are known in closed form: shots are certain to be what they are taken for, and
// channels and magazines are all that is short.

#include <cmath>
#include <map>

#include "chain/estimates.hpp"
#include "command/post.hpp"
#include "study/many.hpp"
#include "support/lay_down.hpp"

namespace cupola::testing {

inline constexpr double kSaturationPk = 0.8, kSaturationSpeed_m_s = 20.0, kSaturationFrom_km = 20.0;

inline double binomial(int n, int k) {
  return std::exp(std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0)) *
         std::pow(kSaturationPk, k) * std::pow(1.0 - kSaturationPk, n - k);
}

/// How many are left on average of so many targets, after that many passes of one shot at each of as many as there are
/// channels.
inline double left_after(int targets, int channels, int passes) {
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
inline LayDown raid_from_all_sides(int raiders, int channels, int rounds, int shots_most, double seconds) {
  LayDown l{LayDown::Empty{}};
  Scenario& s = l.scenario;
  l.kill_with(kSaturationPk);
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
  const double end_km = kSaturationFrom_km - 1e-3 * kSaturationSpeed_m_s * seconds;
  for (int i = 0; i < raiders; ++i) {
    const double azimuth_rad = 2.0 * math::kPi * (i + 0.5) / raiders;
    const double north = math::cos(azimuth_rad), east = math::sin(azimuth_rad);
    l.add_flight(numbered("raider", i),
                 LayDown::place(kSaturationFrom_km * north, kSaturationFrom_km * east, 5000.0),
                 LayDown::place(end_km * north, end_km * east, 5000.0), kSaturationSpeed_m_s);
  }
  return l;
}

struct Leaks {
  Sample leakers, rounds;
};

inline Leaks play_raid(const LayDown& l, std::uint64_t seed, std::uint64_t replicates = 150) {
  Leaks leaks;
  for (const ReplicateResult& r : play_many(*make_plan(l.scenario), seed, replicates, 1).replicates) {
    EXPECT_EQ(r.leaked + r.killed, r.hostiles);
    leaks.leakers.add(r.leaked);
    leaks.rounds.add(r.rounds_fired[0]);
  }
  return leaks;
}

/// The time an engagement takes here, from the first order to the kill that is believed: measured, not assumed.
inline double engagement_s() {
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

}  // namespace cupola::testing
