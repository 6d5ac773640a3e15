// What a radar in the air adds: it sees what is behind the horizon of those on the ground, as far as its own
// horizon or its range, and it is gone with its aircraft.

#include <gtest/gtest.h>

#include <map>

#include "earth/horizon.hpp"
#include "engine/plan.hpp"
#include "study/many.hpp"
#include "support/lay_down.hpp"
#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;

constexpr double kScan_s = 5.0, kRaiderSpeed_m_s = 250.0, kEyeSpeed_m_s = 60.0, kDuration_s = 2400.0;

/// A radar on the ground and one in the air above it, at this height; raiders from four sides, 100 m up, and
/// as large as needed to be seen wherever they are in view.
LayDown watched(double eye_height_m, double flies_for_s = 1e4) {
  LayDown l{LayDown::Empty{}};
  Scenario& s = l.scenario;
  s.duration = Duration::seconds(kDuration_s);
  l.add_asset("town", LayDown::place(0.0, 0.0));
  const PostId post = l.add_post("post", LayDown::place(0.0, 0.0));
  // On its way past the middle at half of the time.
  const double half_km = 0.5e-3 * kEyeSpeed_m_s * kDuration_s;
  Platform& eye = l.add_flight("eye", LayDown::place(0.0, -half_km, eye_height_m),
                               LayDown::place(0.0, half_km, eye_height_m), kEyeSpeed_m_s);
  eye.side = Side::friendly;
  eye.objective = {};
  if (flies_for_s < kDuration_s) {
    Path shorter;
    for (int i = 0; i <= 100; ++i) {
      const Time t = s.start + Duration::seconds(flies_for_s * i / 100.0);
      shorter.add_knot(t, eye.path.at(t));
    }
    eye.path = shorter;
  }
  int i = 0;
  for (const auto& [north, east] : {std::pair{460.0, 0.0}, {-460.0, 60.0}, {50.0, 560.0}, {0.0, -560.0}}) {
    Platform& p = l.add_flight(numbered("raider", i++), LayDown::place(north, east, 100.0),
                               LayDown::place(0.0, 0.0, 100.0), kRaiderSpeed_m_s);
    for (RcsByAspect& rcs : p.type.rcs) rcs = {1e5, 1e5, 1e5};
  }
  RadarType type = LayDown::radar("eye radar", ScanKind::rotating);
  type.elevation_min_rad = -20.0 * kDegree;
  l.add_radar("eye/radar", LayDown::place(0.0, 0.0, eye_height_m), type, post);
  s.radars.back().carrier = PlatformId{0};
  s.radars.back().antenna_agl_m = eye_height_m;
  l.add_radar("ground/radar", LayDown::place(0.0, 0.0), LayDown::radar("ground radar", ScanKind::rotating),
              post);
  return l;
}

/// Arc between the feet of two points over the mean sphere, from the triangle with its centre.
double arc_m(const Vec3& a, const Vec3& b) {
  const double cosine = std::clamp(dot(a, b) / (norm(a) * norm(b)), -1.0, 1.0);
  return kMeanEarthRadius_m * std::acos(cosine);
}

struct First {
  double ground_m, slant_m;
};

/// How far was each raider when each radar first saw it?
std::map<std::pair<std::string, std::string>, First> first_plots(const Scenario& scenario) {
  const auto plan = make_plan(scenario);
  Log log(names_of(*plan), scenario.start, true);
  play(*plan, 1, 0, log);
  std::map<std::pair<std::string, std::string>, First> first;
  for (const PlotRow& row : log.plots) {
    const RadarSite& radar = scenario.radars[row.radar.index()];
    const Platform& seen = scenario.platforms[row.shadow.index()];
    const Vec3 eye = radar.carrier.valid()
                         ? scenario.platforms[radar.carrier.index()].path.at(row.time).p_ecef_m
                         : to_ecef(radar.antenna);
    const Vec3 there = seen.path.at(row.time).p_ecef_m;
    first.insert({{radar.name, seen.name}, {arc_m(eye, there), norm(there - eye)}});
  }
  return first;
}

/// V1: sqrt(2 k R h1) + sqrt(2 k R h2), no later than a scan after it (at most both speeds against each
/// other).
TEST(CarriedRadar, first_sees_low_flyers_at_the_horizon_of_its_height) {
  const double a_scan_m = kScan_s * (kRaiderSpeed_m_s + kEyeSpeed_m_s);
  for (const double height_m : {1000.0, 3000.0, 6000.0}) {
    SCOPED_TRACE(height_m);
    const auto first = first_plots(watched(height_m).scenario);
    const double horizon_m =
        std::sqrt(2.0 * 4.0 / 3.0 * 6371e3 * height_m) + std::sqrt(2.0 * 4.0 / 3.0 * 6371e3 * 100.0);
    const double from_ground_m = horizon_range_m(20.0, 100.0, 4.0 / 3.0);
    for (int i = 0; i < 4; ++i) {
      const std::string raider = numbered("raider", i);
      const double seen_m = first.at({"eye/radar", raider}).ground_m;
      // The mean sphere is not the ellipsoid, and h / R is left out of the form: three parts in a thousand.
      EXPECT_LT(seen_m, 1.003 * horizon_m) << raider;
      EXPECT_GT(seen_m, 0.997 * horizon_m - a_scan_m) << raider;
      const double ground_m = first.at({"ground/radar", raider}).ground_m;
      EXPECT_NEAR(ground_m, from_ground_m, 0.003 * from_ground_m + a_scan_m) << raider;
      EXPECT_GT(seen_m, 2.5 * ground_m);
    }
  }
}

/// From 12 km the horizon is 490 km off, and the radar reads no further than 400 km.
TEST(CarriedRadar, or_where_its_own_range_ends) {
  const auto first = first_plots(watched(12000.0).scenario);
  for (int i = 0; i < 4; ++i) {
    const double slant_m = first.at({"eye/radar", numbered("raider", i)}).slant_m;
    EXPECT_LE(slant_m, 400e3 + 1.0);
    EXPECT_GT(slant_m, 400e3 - kScan_s * (kRaiderSpeed_m_s + kEyeSpeed_m_s));
  }
}

/// The tracks that it alone holds lie where the raiders are, as well as it measures: 0.02 degrees at 250 km.
TEST(CarriedRadar, its_tracks_lie_where_the_raiders_are) {
  const Scenario scenario = watched(6000.0).scenario;
  const auto plan = make_plan(scenario);
  Log log(names_of(*plan), scenario.start, true);
  play(*plan, 1, 0, log);
  int far = 0;
  for (const TrackRow& row : log.tracks) {
    if (!row.confirmed || row.dropped || !row.shadow.valid()) continue;
    const Vec3 truth = scenario.platforms[row.shadow.index()].path.at(row.time).p_ecef_m;
    if (arc_m(truth, scenario.assets[0].p_ecef_m) < 100e3 ||
        row.time < scenario.start + Duration::seconds(600))
      continue;
    ++far;
    EXPECT_LT(norm(row.p_ecef_m - truth), 600.0);
  }
  EXPECT_GT(far, 100);
}

TEST(CarriedRadar, falls_silent_when_its_aircraft_is_gone) {
  const Scenario scenario = watched(6000.0, 900.0).scenario;
  const auto plan = make_plan(scenario);
  Log log(names_of(*plan), scenario.start, true);
  play(*plan, 1, 0, log);
  Time last = scenario.start;
  for (const PlotRow& row : log.plots)
    if (scenario.radars[row.radar.index()].carrier.valid()) last = std::max(last, row.time);
  EXPECT_LT(last, scenario.start + Duration::seconds(900.0));
  EXPECT_GT(last, scenario.start + Duration::seconds(900.0 - kScan_s));
}

// Of the shipped scenario.

struct FirstTrack {
  double seconds = 1e9, ground_m = 0.0;
};

/// When did the command post first hold a cruise missile firmly, and how far from the base?
FirstTrack first_track(const Scenario& scenario, std::uint64_t replicate) {
  const auto plan = make_plan(scenario);
  Log log(names_of(*plan), scenario.start, true);
  play(*plan, 1, replicate, log);
  for (const TrackRow& row : log.tracks)
    if (row.confirmed && row.shadow.valid() && scenario.platforms[row.shadow.index()].side == Side::hostile)
      return {(row.time - scenario.start).seconds(),
              arc_m(scenario.assets[0].p_ecef_m,
                    scenario.platforms[row.shadow.index()].path.at(row.time).p_ecef_m)};
  return {};
}

std::string without_traffic(std::string text) { return text.substr(0, text.find("\ntraffic:")); }

TEST(CarriedRadar, over_murted_it_sees_the_raid_minutes_before_the_set_does) {
  const std::string text = text_of(source_path("scenarios/06-aew-over-murted.yaml"));
  std::string four_arrays = text;
  four_arrays.replace(four_arrays.find("type: E-3"), 9, "type: E-7");
  four_arrays.replace(four_arrays.find("carries: {radar: E-3"), 20, "carries: {radar: E-7");
  const Scenario with = scenario_from_text(text), without = scenario_from_text(without_traffic(text));
  const Scenario with_arrays = scenario_from_text(four_arrays);
  const double ground_horizon_m = horizon_range_m(8.0, 60.0, 1.3333);
  for (std::uint64_t replicate = 0; replicate < 5; ++replicate) {
    const FirstTrack early = first_track(with, replicate), late = first_track(without, replicate);
    EXPECT_GT(early.ground_m, 2.0 * ground_horizon_m);
    EXPECT_GT(first_track(with_arrays, replicate).ground_m, 2.0 * ground_horizon_m);
    EXPECT_LT(late.ground_m, 1.05 * ground_horizon_m);
    EXPECT_GT(late.seconds - early.seconds, 180.0);
  }
}

TEST(CarriedRadar, gives_the_same_bits_whatever_the_number_of_jobs) {
  const auto plan = make_plan(shipped_scenario("06-aew-over-murted"));
  const std::string one = play_many(*plan, 1, 8, 1).digest;
  EXPECT_EQ(play_many(*plan, 1, 8, 4).digest, one);
}

/// Its own navigation is truth that it does not know: what it errs by, nobody is told but through its plots.
TEST(CarriedRadar, posts_do_not_know_by_how_much_it_errs) {
  Scenario scenario = shipped_scenario("06-aew-over-murted");
  const auto orders = [](const Scenario& s) { return make_plan(s)->orders_of_battle; };
  const OrderOfBattle before = orders(scenario).front();
  for (RadarSite& radar : scenario.radars) radar.type.navigation.position_m.value *= 10.0;
  const OrderOfBattle after = orders(scenario).front();
  ASSERT_EQ(before.radars.size(), after.radars.size());
  for (std::size_t i = 0; i < before.radars.size(); ++i)
    EXPECT_EQ(before.radars[i].book.own_place_sd_m, after.radars[i].book.own_place_sd_m);
}

}  // namespace
}  // namespace cupola
