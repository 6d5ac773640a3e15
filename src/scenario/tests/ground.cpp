#include "scenario/ground.hpp"

#include <algorithm>

#include "scenario/radar_sight.hpp"
#include "scenario/tests/terrain_scene.hpp"

namespace cupola {
namespace {

using testing::kDegree_rad;
using testing::tile_about;

using GroundOfAScenario = testing::TerrainScene;

double level(double, double) { return 840.0; }
/// A summit of 2 000 m at the defence, 1 000 m at its foot 0.5 degrees off.
double summit(double latitude_deg, double longitude_deg) {
  const double north = latitude_deg - 40.05, east = longitude_deg - 32.1;
  return std::max(1000.0, 2000.0 - 2000.0 * std::sqrt(north * north + east * east));
}
double hills(double latitude_deg, double longitude_deg) {
  return 900.0 + 250.0 * std::sin(40.0 * longitude_deg) * std::cos(35.0 * latitude_deg);
}

void expect_same_path(const Path& a, const Path& b, double tolerance_m) {
  ASSERT_EQ(a.segments().size(), b.segments().size());
  for (std::size_t i = 0; i < a.segments().size(); ++i) {
    EXPECT_EQ(a.segments()[i].begin, b.segments()[i].begin);
    EXPECT_LE(norm(a.segments()[i].d - b.segments()[i].d), tolerance_m);
    EXPECT_LE(norm(a.segments()[i].c - b.segments()[i].c), tolerance_m);
  }
}

void expect_same_scenario(const Scenario& a, const Scenario& b, double tolerance_m) {
  EXPECT_NEAR(a.earth.ground_hae_m, b.earth.ground_hae_m, tolerance_m);
  for (std::size_t i = 0; i < a.radars.size(); ++i) {
    EXPECT_NEAR(a.radars[i].antenna.height_hae_m, b.radars[i].antenna.height_hae_m, tolerance_m);
    EXPECT_NEAR(a.radars[i].ground_hae_m, b.radars[i].ground_hae_m, tolerance_m);
    EXPECT_EQ(a.radars[i].antenna.latitude_rad, b.radars[i].antenna.latitude_rad);
    EXPECT_EQ(a.radars[i].antenna_agl_m, b.radars[i].antenna_agl_m);
  }
  for (std::size_t i = 0; i < a.assets.size(); ++i)
    EXPECT_LE(norm(a.assets[i].p_ecef_m - b.assets[i].p_ecef_m), tolerance_m);
  for (std::size_t i = 0; i < a.platforms.size(); ++i) {
    expect_same_path(a.platforms[i].path, b.platforms[i].path, tolerance_m);
    EXPECT_NEAR((a.platforms[i].objective_time - b.platforms[i].objective_time).seconds(), 0.0, tolerance_m);
  }
}

bool seen(const Scenario& s, const RadarSite& radar, const Geodetic& point, double ground_m) {
  const Vec3 p_enu_m = LocalFrame::at(radar.antenna).enu_from_ecef(to_ecef(point));
  return in_sight(s, radar, p_enu_m, ground_m, point.height_hae_m);
}

TEST_F(GroundOfAScenario, OfOneHeightIsTheSmoothEarthBitForBit) {
  const TerrainChoice tiles{{}, {written(tile_about(level))}, {}};
  const Scenario over = loaded_over(kSmallScenario, tiles), smooth = loaded(kSmallScenario);
  EXPECT_EQ(over.terrain_note.kind, TerrainKind::fine);
  ASSERT_TRUE(over.terrain);
  expect_same_scenario(over, smooth, 0.0);
}

TEST_F(GroundOfAScenario, AboveTheEllipsoidIsTheSameGround) {
  const auto raised = [](double, double) { return 840.0 + 36.9; };
  const TerrainChoice tiles{{}, {written(tile_about(raised, VerticalDatum::kEllipsoid))}, {}};
  const Scenario over = loaded_over(kSmallScenario, tiles);
  expect_same_scenario(over, loaded(kSmallScenario), 1e-6);
  EXPECT_NE(over.terrain_note.words.find("ellipsoid less 36.9 m of geoid"), std::string::npos)
      << over.terrain_note.words;
}

TEST_F(GroundOfAScenario, CarriesMastsAndEverythingElse) {
  const TerrainTile tile = tile_about(summit);
  const Scenario s = loaded_over(kSmallScenario, {{}, {written(tile)}, {}});
  const auto ground_hae_m = [&](const Geodetic& at) {
    return tile.height_m(tile.grid().row_of(at.latitude_rad), tile.grid().column_of(at.longitude_rad)) + 36.9;
  };
  double least_m = 1e9;
  bool on_top = false;
  for (const RadarSite& radar : s.radars) {
    EXPECT_EQ(radar.antenna_agl_m, 6.0);
    EXPECT_NEAR(radar.ground_hae_m, ground_hae_m(radar.antenna), 1e-9) << radar.name;
    EXPECT_NEAR(radar.antenna.height_hae_m, radar.ground_hae_m + 6.0, 1e-9) << radar.name;
    least_m = std::min(least_m, radar.ground_hae_m);
    on_top = on_top || std::fabs(radar.ground_hae_m - 2036.9) < 1.0;
  }
  EXPECT_TRUE(on_top);
  EXPECT_EQ(s.earth.ground_hae_m, least_m);
  for (const LauncherSite& launcher : s.launchers)
    EXPECT_NEAR(launcher.place.height_hae_m, ground_hae_m(launcher.place), 1e-9);
  for (const PostSite& post : s.posts) EXPECT_NEAR(post.place.height_hae_m, ground_hae_m(post.place), 1e-9);
  for (const Asset& asset : s.assets) {
    EXPECT_NEAR(asset.place.height_hae_m, ground_hae_m(asset.place), 1e-9);
    EXPECT_LE(norm(asset.p_ecef_m - to_ecef(asset.place)), 1e-9);
  }
  for (const RadarSite& radar : s.radars)
    EXPECT_NEAR(antenna_above_reference_m(s, radar), radar.antenna.height_hae_m - least_m, 1e-9);
}

TEST_F(GroundOfAScenario, IsFollowedByLowFlyersWithinTheirLimits) {
  const TerrainTile tile = tile_about(hills);
  const Scenario s = loaded_over(kSmallScenario, {{}, {written(tile)}, {}});
  for (const Platform& platform : s.platforms) {
    if (platform.group != "low") continue;
    double lowest_m = 1e9, highest_m = 0.0, steepest = 0.0;
    for (Time t = platform.path.begin(); t <= platform.path.end(); t = t + Duration::seconds(0.2)) {
      const Motion m = platform.path.at(t);
      const Geodetic at = to_geodetic(m.p_ecef_m);
      const double agl_m = at.height_hae_m - ground_height_hae_m(s, at.latitude_rad, at.longitude_rad);
      lowest_m = std::min(lowest_m, agl_m);
      highest_m = std::max(highest_m, agl_m);
      const Vec3 v = LocalFrame::at(at).ecef_to_enu * m.v_ecef_m_s;
      steepest = std::max(steepest, std::fabs(v.z) / std::sqrt(v.x * v.x + v.y * v.y));
    }
    EXPECT_GE(lowest_m, 59.5);
    EXPECT_LE(highest_m, 120.0);  // hills that it can follow
    EXPECT_LE(steepest, 0.581);
    EXPECT_GT(steepest, 0.05);
    EXPECT_LT(platform.objective_time, kNever);
  }
}

TEST_F(GroundOfAScenario, StopsLegsThatRunIntoIt) {
  const std::string low =
      with(with(kSmallScenario, "longitude: 31 deg, altitude: 10 km msl",
                "longitude: 31 deg, altitude: 1100 m msl"),
           "longitude: 33 deg, altitude: 10 km msl", "longitude: 33 deg, altitude: 1100 m msl");
  const std::string text = refused_over(low, {{}, {written(tile_about(summit))}, {}});
  EXPECT_NE(text.find("the leg to this waypoint goes"), std::string::npos) << text;
  EXPECT_NE(text.find("m below the ground"), std::string::npos) << text;
  EXPECT_NE(text.find("`agl` to follow the ground, or fly higher"), std::string::npos) << text;
  EXPECT_NE(text.find("test.yaml:33"), std::string::npos) << text;
  const std::string under = with(kSmallScenario, "longitude: 31 deg, altitude: 10 km msl",
                                 "longitude: 31 deg, altitude: 950 m msl");
  const std::string refused = refused_over(under, {{}, {written(tile_about(summit))}, {}});
  EXPECT_NE(refused.find("this altitude is 50 m below the ground there, which lies at 1000 m msl"),
            std::string::npos)
      << refused;
}

TEST_F(GroundOfAScenario, GivesCorridorsAboveItRoomForAllThatKeepToThem) {
  const std::string text = kSmallScenario + R"(corridors:
  - name: lane
    points: [{latitude: 40.05 deg, longitude: 31.1 deg}, {latitude: 40.05 deg, longitude: 33 deg}]
    floor: 200 m agl
    ceiling: 900 m agl
)";
  const Scenario s = loaded_over(text, {{}, {written(tile_about(summit))}, {}});
  ASSERT_EQ(s.corridors.size(), 1U);
  EXPECT_NEAR(s.corridors[0].floor_hae_m, 1000.0 + 36.9 + 200.0, 1.0);
  EXPECT_NEAR(s.corridors[0].ceiling_hae_m, 2000.0 + 36.9 + 900.0, 40.0);
}

TEST_F(GroundOfAScenario, HidesWhatIsBehindARidgeUnlessTheHorizonIsPerfect) {
  const auto ridge = [](double, double longitude_deg) {
    return std::fabs(longitude_deg - 32.5) < 0.02 ? 2000.0 : 840.0;
  };
  const TerrainChoice tiles{{}, {written(tile_about(ridge))}, {}};
  Scenario over = loaded_over(kSmallScenario, tiles);
  add_sight_maps(over);
  const Scenario smooth = loaded(kSmallScenario);
  const auto sees = [](const Scenario& s, double longitude_deg, double agl_m) {
    const RadarSite& radar = s.radars[s.fire_units[0].guidance.index()];
    const GroundPlace site{radar.antenna.latitude_rad, radar.antenna.longitude_rad};
    const GroundPlace place{40.05 * kDegree_rad, longitude_deg * kDegree_rad};
    return seen(s, radar, {place.latitude_rad, place.longitude_rad, 876.9 + agl_m},
                GreatCircle(site, place).length_m());
  };
  EXPECT_TRUE(sees(over, 32.3, 100.0));
  EXPECT_FALSE(sees(over, 32.7, 1000.0));
  EXPECT_TRUE(sees(smooth, 32.7, 1000.0));
  EXPECT_TRUE(sees(over, 32.7, 3000.0));

  Scenario perfect = loaded_over(kSmallScenario + "perfect: {horizon: true}\n", tiles);
  add_sight_maps(perfect);
  EXPECT_FALSE(perfect.terrain);
  EXPECT_TRUE(perfect.terrain_note.ground);
  EXPECT_TRUE(sees(perfect, 32.7, 100.0));
  EXPECT_EQ(perfect.terrain_note.kind, TerrainKind::fine);
}

/// Over ground of one height the map of edges is the horizon of the smooth earth.
TEST_F(GroundOfAScenario, OfOneHeightHidesWhatTheSmoothEarthHides) {
  Scenario over = loaded_over(kSmallScenario, {{}, {written(tile_about(level))}, {}});
  add_sight_maps(over);
  const Scenario smooth = loaded(kSmallScenario);
  const GroundPlace site{over.radars[0].antenna.latitude_rad, over.radars[0].antenna.longitude_rad};
  int differ = 0, both = 0;
  for (int i = 0; i < 2000; ++i) {
    const double range_m = 2000.0 + 70.0 * i;
    const GroundPlace place = GreatCircle(site, 0.0031 * i, range_m).at(range_m);
    const Geodetic point{place.latitude_rad, place.longitude_rad, 876.9 + 10.0 + (i * 37) % 900};
    const bool here = seen(smooth, smooth.radars[0], point, range_m);
    both += here;
    differ += seen(over, over.radars[0], point, range_m) != here;
  }
  EXPECT_GT(both, 300);
  EXPECT_LT(both, 1900);
  EXPECT_LE(differ, 10);
}

}  // namespace
}  // namespace cupola
