#include "analysis/coverage_look.hpp"

#include <gtest/gtest.h>

#include "analysis/tests/coverage_scene.hpp"
#include "sensing/sensing.hpp"

namespace cupola {
namespace {

using testing::kDegree;

constexpr int kLooks = 20000;

/// How often a run's own gate detects a platform in so many looks at one moment.
struct Played {
  double share = 0.0;
  Time time;
};

Played play_looks(const Scenario& scenario, RadarId radar, PlatformId platform, Time from) {
  const ReplicateKey key = ReplicateKey::of(7, 0);
  const World world(scenario, key);
  Sensing sensing(scenario, key);
  const RadarType& type = scenario.radars[radar.index()].type;
  LookResult result;
  const auto look = [&](std::uint32_t number, Time begin) {
    if (type.scan == ScanKind::sector)
      sensing.frame(world, radar, number, begin, begin + Duration::seconds(type.search_frame_s), result);
    else
      sensing.slice(world, radar, number, begin, begin + Duration::seconds(type.rotation_period_s / 16.0),
                    result);
    for (const LookTruth& truth : result.looks)
      if (truth.platform == platform) return &truth;
    return static_cast<const LookTruth*>(nullptr);
  };
  // The first slice in which the beam meets it; then the same moment again and again, with other luck.
  Time begin = from;
  while (look(0, begin) == nullptr) begin = begin + Duration::seconds(type.rotation_period_s / 16.0);
  Played played;
  int hits = 0;
  for (std::uint32_t number = 0; number < kLooks; ++number) {
    const LookTruth* truth = look(number, begin);
    hits += truth && truth->detected && !truth->merged_away;
    if (truth) played.time = truth->time;
  }
  played.share = static_cast<double>(hits) / kLooks;
  return played;
}

/// The same point, speed and heading asked of coverage.
double covered(const Scenario& scenario, RadarId radar, const Platform& platform, Time t) {
  Scenario of_one = scenario;
  of_one.platforms = {platform};
  const Motion motion = platform.path.at(t);
  const Geodetic place = to_geodetic(motion.p_ecef_m);
  const LocalFrame frame = LocalFrame::at(place);
  CoveragePoint point;
  point.place = {place.latitude_rad, place.longitude_rad};
  point.p_ecef_m = motion.p_ecef_m;
  const Matrix<3, 3>& m = frame.ecef_to_enu;
  point.east = {m(0, 0), m(0, 1), m(0, 2)};
  point.north = {m(1, 0), m(1, 1), m(1, 2)};
  const double east = dot(motion.v_ecef_m_s, point.east), north = dot(motion.v_ecef_m_s, point.north);

  const double across = std::sqrt(east * east + north * north);
  const CoverageLooks looks(of_one, of_one.radars[radar.index()]);
  LookBatch batch(8);
  double pd = 0.0;
  bool in_sight = false;
  looks.look(&point, 1, {norm(motion.v_ecef_m_s), false, east / across, north / across}, batch, &pd,
             &in_sight);
  return pd;
}

Platform straight(const Scenario& scenario, const RadarSite& radar, double range_m, double azimuth_deg,
                  double height_agl_m, double heading_deg) {
  Platform platform;
  platform.id = PlatformId{0};
  platform.name = "flyer";
  platform.type = testing::shipped_catalogue().platforms.at("F-16C");
  platform.type.decorrelation_s = Figure{};  // the same moment again and again would be one echo
  const Vec3 ahead = LocalFrame::at(radar.antenna)
                         .ecef_from_enu({range_m * math::sin(azimuth_deg * kDegree),
                                         range_m * math::cos(azimuth_deg * kDegree), 0.0});
  Geodetic place = to_geodetic(ahead);
  place.height_hae_m = scenario.earth.ground_hae_m + height_agl_m;
  const LocalFrame frame = LocalFrame::at(place);
  const Vec3 v_enu_m_s{250.0 * math::sin(heading_deg * kDegree), 250.0 * math::cos(heading_deg * kDegree),
                       0.0};
  const Vec3 v_ecef_m_s = transpose(frame.ecef_to_enu) * v_enu_m_s;
  for (int i = 0; i <= 4; ++i)
    platform.path.add_knot(scenario.start + Duration::seconds(10.0 * i),
                           {frame.ecef_from_enu(10.0 * i * v_enu_m_s), v_ecef_m_s});
  return platform;
}

struct Place {
  double range_m, azimuth_deg, height_agl_m, heading_deg;
};

void expect_same(const std::string& radar_name, const std::vector<Place>& places) {
  Scenario scenario = testing::shipped_scenario("03-murted-mixed-raid");
  int between = 0;
  for (RadarSite& radar : scenario.radars) {
    radar.type.false_plots_per_scan.value = 0.0;
    radar.type.availability.value = 1.0;
    radar.schedule = {{scenario.start, Readiness::ready}};
    if (radar.name != radar_name) continue;
    for (const Place& p : places) {
      scenario.platforms = {
          straight(scenario, radar, p.range_m, p.azimuth_deg, p.height_agl_m, p.heading_deg)};
      const Played played = play_looks(scenario, radar.id, PlatformId{0}, scenario.start);
      const double pd = covered(scenario, radar.id, scenario.platforms.front(), played.time);
      EXPECT_NEAR(played.share, pd, 4.0 * std::sqrt(pd * (1.0 - pd) / kLooks) + 1e-4)
          << radar_name << " at " << p.range_m << " m, " << p.height_agl_m << " m agl";
      between += pd > 0.05 && pd < 0.95;
    }
  }
  EXPECT_GE(between, 2) << "the places tell nothing";
}

/// Coverage and runs cannot differ: the share of a run's detections at a point is the coverage's Pd there.
TEST(CoverageLooks, are_those_of_a_run_for_a_turning_radar) {
  expect_same("Murted/91N6E", {{285e3, 70.0, 9000.0, 250.0},
                               {330e3, 200.0, 10000.0, 110.0},
                               {45e3, 310.0, 60.0, 130.0},
                               {139e3, 20.0, 1000.0, 200.0},
                               {40e3, 120.0, 300.0, 30.0}});
}

TEST(CoverageLooks, are_those_of_a_run_for_an_array) {
  expect_same("Murted/FU1/92N6E", {{180e3, 20.0, 9000.0, 200.0},
                                   {200e3, 50.0, 6000.0, 140.0},
                                   {215e3, 0.0, 9000.0, 90.0},
                                   {41e3, 10.0, 60.0, 190.0}});
}

/// An array that has turned to a point sees there what it sees straight ahead, wherever that is.
TEST(CoverageLooks, sees_all_round_when_it_turns) {
  Scenario scenario = testing::shipped_scenario("03-murted-mixed-raid");
  const RadarSite* guide = nullptr;
  for (const RadarSite& radar : scenario.radars)
    if (radar.type.scan == ScanKind::sector) guide = &radar;
  ASSERT_NE(guide, nullptr);
  const double ahead_deg = guide->sector_centre_rad / kDegree;
  std::vector<CoveragePoint> points;
  for (const double turn_deg : {0.0, 31.0, 62.0, 135.0, 180.0, 250.0}) {
    const Platform at = straight(scenario, *guide, 180e3, ahead_deg + turn_deg, 9000.0, 0.0);
    const Geodetic place = to_geodetic(at.path.at(scenario.start).p_ecef_m);
    const Matrix<3, 3> m = LocalFrame::at(place).ecef_to_enu;
    CoveragePoint point;
    point.p_ecef_m = at.path.at(scenario.start).p_ecef_m;
    point.east = {m(0, 0), m(0, 1), m(0, 2)};
    point.north = {m(1, 0), m(1, 1), m(1, 2)};
    points.push_back(point);
  }
  scenario.platforms = {straight(scenario, *guide, 180e3, ahead_deg, 9000.0, 0.0)};
  const CoverageLooks looks(scenario, *guide);
  LookBatch batch(8);
  double facing[6], turned[6];
  bool in_sight[6];
  looks.look(points.data(), points.size(), {250.0, true}, batch, facing, in_sight);
  looks.look_turned(points.data(), points.size(), {1, 1, 1, 1, 1, 0}, {250.0, true}, batch, turned);
  EXPECT_GT(facing[0], 0.2);
  EXPECT_LT(facing[0], 0.9);
  EXPECT_EQ(facing[4], 0.0);
  EXPECT_EQ(turned[5], 0.0) << "not wanted";
  for (int i = 0; i < 5; ++i) EXPECT_NEAR(turned[i], facing[0], 0.02) << i;
}

TEST(CoverageLooks, sees_nothing_beside_the_sector_or_too_near) {
  const Scenario scenario = testing::shipped_scenario("03-murted-mixed-raid");
  for (const RadarSite& radar : scenario.radars) {
    const Platform behind = straight(scenario, radar, 60e3, 200.0, 9000.0, 0.0);
    const Platform near = straight(scenario, radar, 1e3, 20.0, 300.0, 0.0);
    if (radar.type.scan == ScanKind::sector)
      EXPECT_EQ(covered(scenario, radar.id, behind, scenario.start), 0.0);
    else
      EXPECT_GT(covered(scenario, radar.id, behind, scenario.start), 0.9);
    EXPECT_EQ(covered(scenario, radar.id, near, scenario.start), 0.0);
  }
}

}  // namespace
}  // namespace cupola
