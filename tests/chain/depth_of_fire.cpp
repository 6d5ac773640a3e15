// How often a fire unit can shoot at one raider that comes straight at it: shoot, look, shoot, as long as there is room.
// Between a raider and rounds of constant speed that is arithmetic on a line; here the whole chain is held to it.
//
// The reference knows one line with radar, launcher and raider on it. Here the earth is round and rounds have weight, so:
// the raider flies at its height until it comes over the horizon, then as low as the horizon allows, which is within 0.1 %
// of a straight way in; the round has no drag, turns over slowly out of its canister and has its whole speed in one blow
// then. What it loses by turning over is the same wherever it goes: so much earlier it is launched, within the time that
// the crew has.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "chain/estimates.hpp"
#include "chain/table.hpp"
#include "core/tests/reference_data.hpp"
#include "engine/plan.hpp"
#include "flight/flyout.hpp"
#include "flight/flyout_table.hpp"
#include "scenario/resolve.hpp"
#include "study/many.hpp"
#include "support/lay_down.hpp"
#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;

constexpr double kWithin_m = 50.0;  // to which intercepts are to agree
constexpr double kWithin_s =
    0.25;  // from 300 km away and above, a slant way in over the round earth is 0.2 s shorter

/// One row of the reference.
struct Row {
  double radar_m, height_m, speed_m_s, round_m_s, reaction_s, look_s, farthest_m, nearest_m, instrumented_m,
      horizon_m, launch_m;
  std::vector<double> ranges_m, times_s;  ///< of the intercepts; times since the raider was first seen
  double p_leak;

  explicit Row(const TableRow& t)
      : radar_m(number(t, "radar_height_m")),
        height_m(number(t, "target_alt_m")),
        speed_m_s(number(t, "target_speed_mps")),
        round_m_s(number(t, "interceptor_avg_speed_mps")),
        reaction_s(number(t, "reaction_s")),
        look_s(number(t, "assess_plus_relaunch_s")),
        farthest_m(1e3 * number(t, "max_intercept_km")),
        nearest_m(1e3 * number(t, "min_intercept_km")),
        instrumented_m(1e3 * number(t, "instrumented_range_km")),
        horizon_m(1e3 * number(t, "horizon_km_4_3_earth")),
        launch_m(1e3 * number(t, "first_launch_target_range_km")),
        ranges_m(numbers(t, "intercept_ranges_km")),
        times_s(numbers(t, "intercept_times_s_from_detection")),
        p_leak(number(t, "p_leak_pk0.8_single_shot")) {
    for (double& range_m : ranges_m) range_m *= 1e3;
  }

  double first_seen_m() const { return std::min(horizon_m, instrumented_m); }
  /// Where the raider flies at that range: straight down to the place from where it is first seen; a slow one a little
  /// above the horizon first, until it is nearly time to launch. (A fast one would be planned for straight on, below the
  /// horizon, wherever its way bends.)
  double height_at_m(double range_m) const {
    constexpr double kEnd_m = 30.0;
    const double down_from_m = comes_down_late() ? 1.1 * launch_m : first_seen_m();
    if (bends() && range_m >= down_from_m) return above_horizon_m(range_m);
    return kEnd_m + (above_horizon_m(down_from_m) - kEnd_m) * range_m / down_from_m;
  }
  bool comes_down_late() const { return speed_m_s < 500.0 && 1.1 * launch_m < first_seen_m(); }
  bool bends() const { return comes_down_late() || horizon_m < instrumented_m; }
  double above_horizon_m(double range_m) const {
    constexpr double kAbove_m = 30.0, kRadius_m = 4.0 / 3.0 * kMeanEarthRadius_m;
    const double beyond_m = std::max(range_m - std::sqrt(2.0 * kRadius_m * radar_m), 0.0);
    return std::min(height_m, beyond_m * beyond_m / (2.0 * kRadius_m) + kAbove_m);
  }
  /// The next intercept after one, on the line.
  double next_m(double range_m) const {
    return (range_m - speed_m_s * look_s) * round_m_s / (round_m_s + speed_m_s);
  }
  /// The shortest range of an intercept. Where the last one, or the one that would come next, lies within the agreement
  /// asked for, it is moved out of the way: metres would decide how many there are.
  double nearest_clear_m() const {
    const double last_m = ranges_m.back(), next = next_m(last_m);
    if (last_m - nearest_m < kWithin_m) return nearest_m - kWithin_m;
    if (nearest_m - next < kWithin_m) return nearest_m + kWithin_m;
    return nearest_m;
  }
};

std::vector<Row> rows_of_reference() {
  std::vector<Row> rows;
  for (const TableRow& row : read_table(source_path("tests/chain/data/depth_of_fire.csv")))
    rows.emplace_back(row);
  return rows;
}

/// A round that flies at constant speed once it has turned over.
struct Ideal {
  InterceptorType type;
  double turning_over_s;  ///< how much later it arrives for it
};

double time_to_s(const InterceptorType& type, double range_m, double height_m) {
  const FlyoutLaw law(type, 0.0);
  const LocalFrame frame = LocalFrame::at(LayDown::place(0.0, 0.0));
  const Vec3 aim = point_over_ground_ecef_m(frame, 0.0, 1.0, range_m, height_m);
  return fly_to(law, law.at_launch(frame.origin_ecef_m, aim), aim, 1.0, 1000.0, 0.25).time_s;
}

InterceptorType ideal_round(const Row& row, double impulse_s) {
  InterceptorType w = LayDown::weapon("arrow");
  w.range_min_m = row.nearest_clear_m() - 1.0;
  w.range_max_m = row.farthest_m;
  w.altitude_max_m = 4e3;
  w.drag_scale = 1e-9;
  w.lift_coefficient_max = 1e6;
  w.lateral_limit_m_s2 = 1e5;
  w.loft = {{0.0, 0.0}, {1e6, 0.0}};
  w.launch_mass_kg = 1000.0;
  w.boost_time_s = 3.5;  // just enough thrust to turn over
  w.boost_propellant_kg = 20.0 * 3.5 * 1000.0 / (9.80665 * impulse_s);
  w.sustain_time_s = 0.05;
  w.sustain_propellant_kg = 500.0;
  w.specific_impulse_s = impulse_s;
  w.end_speed_m_s = 1.0;
  w.life_s = 1000.0;
  w.handover_time_s = 5.0;
  w.handover_basket_m = 1000.0;
  return w;
}

/// Its one free figure, the impulse, is such that between 5 km and the farthest intercept it has the row's mean speed.
Ideal ideal_of(const Row& row) {
  const double near_m = 5e3, far_m = std::max(row.ranges_m.front(), 10e3);
  const auto mean_m_s = [&](const InterceptorType& type) {
    return (far_m - near_m) / (time_to_s(type, far_m, row.height_at_m(far_m)) -
                               time_to_s(type, near_m, row.height_at_m(near_m)));
  };
  double impulse_s = row.round_m_s / (9.80665 * 0.74);
  for (int i = 0; i < 20; ++i) impulse_s *= row.round_m_s / mean_m_s(ideal_round(row, impulse_s));
  Ideal ideal{ideal_round(row, impulse_s), 0.0};
  EXPECT_NEAR(mean_m_s(ideal.type), row.round_m_s, 0.5);
  ideal.turning_over_s = time_to_s(ideal.type, near_m, row.height_at_m(near_m)) - near_m / row.round_m_s;
  return ideal;
}

/// What keeps a round from being launched at a raider that is seen long before it is in reach.
enum class Limit { crew, zone };

/// When a raider is so near to the fire unit.
double comes_within_s(const Platform& raider, const Vec3& here, double range_m) {
  const double all_s = (raider.path.end() - raider.path.begin()).seconds();
  double before_s = 0.0, after_s = all_s;
  for (int i = 0; i < 60; ++i) {
    const double middle_s = 0.5 * (before_s + after_s);
    const Vec3 p = raider.path.at(raider.path.begin() + Duration::seconds(middle_s)).p_ecef_m;
    (norm(p - here) > range_m ? before_s : after_s) = middle_s;
  }
  return after_s;
}

/// Raiders from as many sides, each straight at the fire unit, which decides and looks once a `period_s`.
LayDown down_the_line(const Row& row, int raiders, double period_s, double pk, Limit limit) {
  Ideal ideal = ideal_of(row);
  if (limit == Limit::crew) ideal.type.range_max_m = row.farthest_m + 1e3;
  EXPECT_LT(ideal.turning_over_s, row.look_s);
  LayDown l{LayDown::Empty{}};
  Scenario& s = l.scenario;
  s.weapons_true = s.weapons_believed = {ideal.type};
  l.kill_with(pk);
  const Geodetic here = LayDown::place(0.0, 0.0);
  l.add_fire_unit("unit", here, {{WeaponTypeId{0}, 1000}}, 1);
  s.posts[0].type.decision_period_s = period_s;
  for (RadarSite& radar : s.radars) {
    radar.antenna.height_hae_m = row.radar_m;
    radar.antenna_agl_m = row.radar_m;
  }
  l.change_radars([&](RadarType& r) {
    r.antenna_height_m = row.radar_m;
    r.reference_range_m = 2e6;  // nothing but horizon and clock limits it
    r.instrumented_range_m = row.instrumented_m;
    r.minimum_range_m = 100.0;
    r.elevation_max_rad = 89.0 * kDegree;
    r.search_frame_s = r.track_interval_s = period_s;
    r.range_floor_m = r.range_resolution_m = 1.0;
    r.azimuth_floor_rad = r.elevation_floor_rad = 1e-5;
    r.azimuth_beamwidth_rad = r.elevation_beamwidth_rad = 1e-3;
  });
  l.change_doctrines([&](Doctrine& d) {
    d.shots_most = 30;
    d.salvo_spacing_s = 0.0;
    d.keep_out_m = 100.0;
  });
  Perfect& p = s.perfect;
  p.readiness = p.detection = p.measurement = p.registration = p.resolution = p.initiation = p.identity =
      p.links = p.channels = true;
  apply_perfect(s);
  l.change_radars([&](RadarType& r) { r.assessment_delay_s = row.look_s - ideal.turning_over_s; });

  const LocalFrame frame = LocalFrame::at(here);
  // From a little beyond where it is first seen.
  const double from_m = row.first_seen_m() + 5e3 + 5.0 * row.speed_m_s, to_m = row.nearest_clear_m();
  Duration longest{};
  for (int i = 0; i < raiders; ++i) {
    const double azimuth_rad = 2.0 * math::kPi * i / raiders;
    std::vector<Waypoint> way;
    const auto pass = [&](double range_m, double height_m) {
      Geodetic at = to_geodetic(
          point_over_ground_ecef_m(frame, math::sin(azimuth_rad), math::cos(azimuth_rad), range_m, height_m));
      at.height_hae_m = height_m;
      way.push_back({at, row.speed_m_s});
    };
    pass(from_m, row.height_at_m(from_m));
    for (double range_m = row.first_seen_m(); row.bends() && range_m > 1.2 * to_m;
         range_m *= row.comes_down_late() ? 0.9 : 0.0)
      pass(range_m, row.height_at_m(range_m));
    pass(to_m, row.height_at_m(to_m));
    // It wants to where the shortest range is: until there the fire unit plans ahead.
    l.add_asset(numbered("town", i), way.back().place);
    Platform& raider =
        l.add_flight(numbered("raider", i), way.front().place, way.back().place, row.speed_m_s);
    const Route route = fly_route(s.start, way, {});
    EXPECT_EQ(route.fault, RouteFault::none);
    raider.path = route.path;
    raider.objective = s.assets.back().id;
    raider.objective_time = raider.path.end();
    longest = std::max(longest, raider.path.end() - s.start);
  }
  s.duration = longest + Duration::seconds(1.0);
  // A raider that is seen long before it is in reach: the crew takes the whole time until it is.
  const Vec3 at = to_ecef(here);
  const double until_launch_s = comes_within_s(s.platforms[0], at, row.launch_m) -
                                comes_within_s(s.platforms[0], at, row.first_seen_m());
  const double takes_s = limit == Limit::crew ? std::max(row.reaction_s, until_launch_s) : row.reaction_s;
  l.change_doctrines([&](Doctrine& d) { d.reaction_time_s = takes_s - ideal.turning_over_s; });
  return l;
}

/// Every intercept of every row where it belongs and when: the kill probability is 0, so that all take place.
TEST(DepthOfFire, intercepts_lie_where_the_line_has_them_in_every_row_of_the_reference) {
  const std::vector<Row> rows = rows_of_reference();
  ASSERT_EQ(rows.size(), 32u);
  double worst_m = 0.0, worst_s = 0.0;
  int number_of_row = 0;
  for (const Row& row : rows) {
    SCOPED_TRACE("row " + std::to_string(++number_of_row));
    const LayDown l = down_the_line(row, 1, 0.02, 0.0, Limit::crew);
    const auto plan = make_plan(l.scenario);
    const Scenario& s = scenario_of(*plan);
    Log log(names_of(*plan), s.start, true);
    play(*plan, 1, 0, log);
    ASSERT_FALSE(log.plots.empty());
    const Time seen = log.plots.front().time;
    const Vec3 here = to_ecef(s.launchers[0].place);
    EXPECT_EQ(log.rounds.size(), row.ranges_m.size());
    for (std::size_t i = 0; i < std::min(log.rounds.size(), row.ranges_m.size()); ++i) {
      EXPECT_EQ(log.rounds[i].cause, RoundCause::missed) << name_of(log.rounds[i].cause);
      const double off_m = norm(log.rounds[i].p_ecef_m - here) - row.ranges_m[i];
      const double off_s = (log.rounds[i].time - seen).seconds() - row.times_s[i];
      EXPECT_LE(std::fabs(off_m), kWithin_m)
          << "intercept " << i + 1 << ", off by " << off_m << " m and " << off_s << " s";
      EXPECT_LE(std::fabs(off_s), kWithin_s) << "intercept " << i + 1;
      worst_m = std::max(worst_m, std::fabs(off_m));
      worst_s = std::max(worst_s, std::fabs(off_s));
    }
  }
  std::printf("depth of fire: worst %.0f m, %.2f s\n", worst_m, worst_s);
}

/// As many come through, and as many rounds are fired, as that many independent shots at each say.
TEST(DepthOfFire, leaks_what_the_shots_leave_in_every_row_of_the_reference) {
  constexpr int kRaiders = 20;
  constexpr double kPk = 0.8;
  std::uint64_t seed = 0;
  for (const Row& row : rows_of_reference()) {
    SCOPED_TRACE("row " + std::to_string(++seed));
    const LayDown l = down_the_line(row, kRaiders, 0.1, kPk, Limit::crew);
    // Where one in five or twenty-five comes through there is something to count; elsewhere hardly one does.
    const std::uint64_t replicates = row.p_leak > 0.01 ? 12 : 4;
    std::uint64_t leaked = 0, rounds = 0;
    for (const ReplicateResult& r : play_many(*make_plan(l.scenario), seed, replicates, 1).replicates) {
      EXPECT_EQ(r.killed + r.leaked, r.hostiles);
      leaked += r.leaked;
      rounds += r.rounds_fired[0];
    }
    const std::uint64_t raiders = replicates * kRaiders;
    EXPECT_TRUE(count_within(leaked, raiders, row.p_leak, 4.0));
    EXPECT_NEAR(row.p_leak, std::pow(1.0 - kPk, static_cast<double>(row.ranges_m.size())), 1e-12);
    // Shots at one raider: geometric, cut off where the room ends.
    double mean = 0.0, square = 0.0;
    for (std::size_t n = 1; n <= row.ranges_m.size(); ++n) {
      const double shots = static_cast<double>(n);
      const bool last = n == row.ranges_m.size();
      const double p = std::pow(1.0 - kPk, shots - 1.0) * (last ? 1.0 : kPk);
      mean += p * shots;
      square += p * shots * shots;
    }
    const double n = static_cast<double>(raiders);
    EXPECT_LE(std::fabs(static_cast<double>(rounds) / n - mean),
              4.0 * std::sqrt(std::max(square - mean * mean, 0.0) / n) + 1e-12);
  }
}

/// Left to itself, a post looks again at what is not yet in reach within a few seconds, and never shoots beyond it: the
/// first intercept lies inside the zone, by no more than what a raider flies in that time.
TEST(DepthOfFire, the_zone_itself_keeps_the_first_intercept_inside) {
  constexpr double kLooksAgainWithin_s = 4.0;
  int limited = 0;
  for (const Row& row : rows_of_reference()) {
    if (row.farthest_m - row.ranges_m.front() > 1.0 || ++limited % 2 != 0) continue;
    SCOPED_TRACE("reach " + std::to_string(row.farthest_m) + ", speed " + std::to_string(row.speed_m_s));
    const LayDown l = down_the_line(row, 1, 0.1, 0.0, Limit::zone);
    const auto plan = make_plan(l.scenario);
    Log log(names_of(*plan), scenario_of(*plan).start, true);
    play(*plan, 1, 0, log);
    ASSERT_FALSE(log.rounds.empty());
    const double range_m = norm(log.rounds[0].p_ecef_m - to_ecef(l.scenario.launchers[0].place));
    const double later_m =
        kLooksAgainWithin_s * row.speed_m_s * row.round_m_s / (row.round_m_s + row.speed_m_s);
    EXPECT_LE(range_m, row.farthest_m + 0.002 * row.farthest_m);
    EXPECT_GE(range_m, row.farthest_m - later_m);
  }
  EXPECT_GE(limited, 10);
}

}  // namespace
}  // namespace cupola
