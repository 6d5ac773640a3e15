// Looks over terrain (look_template.hpp: screen, ln_edge) against the map and against closed forms.

#include <gtest/gtest.h>

#include <cmath>

#include "earth/knife_edge.hpp"
#include "earth/wave.hpp"
#include "scenario/radar_sight.hpp"
#include "sensing/look_batch.hpp"
#include "sensing/tests/scene.hpp"

namespace cupola {
namespace {

using testing::at;
using testing::made_terrain;
using testing::recorded;
using testing::Scene;

RadarType s_band_radar() {
  RadarType type = testing::search_radar();
  type.frequency_hz = 3e9;
  return type;
}

/// Targets on rings about the site, `height_m` above its ground and the bulge of the earth.
Scene rings(const std::vector<double>& heights_m) {
  Scene scene;
  scene.add_radar("radar", s_band_radar());
  for (int ring = 1; ring <= 12; ++ring)
    for (int spoke = 0; spoke < 40; ++spoke)
      for (const double height_m : heights_m) {
        const double range_m = 9e3 * ring, azimuth = 2.0 * M_PI * (spoke + 0.37 * ring) / 40;
        scene.add(std::to_string(scene.scenario.platforms.size()),
                  {range_m * std::sin(azimuth), range_m * std::cos(azimuth),
                   height_m - range_m * range_m / (2.0 * kMeanEarthRadius_m)},
                  {});
      }
  return scene;
}

LookBatch look_at_all(const Scene& scene) {
  RadarModel radar(scene.scenario, scene.scenario.radars[0], ReplicateKey::of(1, 1));
  LookBatch batch(scene.scenario.platforms.size());
  for (const Platform& p : scene.scenario.platforms)
    batch.add(p.id, p.path.segments()[p.path.find(at(1.0), 0)], at(1.0), 0.0, radar.targets[p.id.index()]);
  radar.constants.sweep_ns = 1.0;
  batch.look(kernels(), radar.constants);
  return batch;
}

double decibels(double ratio) { return 10.0 * std::log10(ratio); }

TEST(TerrainLook, sees_what_the_map_sees) {
  Scene scene = rings({400.0, 1500.0, 4000.0});
  scene.scenario.terrain = testing::hills();
  add_sight_maps(scene.scenario);
  const LookBatch batch = look_at_all(scene);
  const RadarSite& site = scene.scenario.radars[0];
  int hidden = 0, seen = 0;
  for (std::size_t i = 0; i < batch.count(); ++i) {
    const double hae_m = height_hae_m(scene.scenario.platforms[i].path.at(at(1.0)).p_ecef_m);
    const double east_m = batch.value(kLookEast, i), north_m = batch.value(kLookNorth, i);
    const double ground_m = batch.value(kLookGround, i);
    const double too_low_m = site.sight->least_hae_m(east_m, north_m, ground_m) - hae_m;
    EXPECT_NEAR(batch.value(kLookTooLow, i), too_low_m, 0.01);
    if (std::fabs(too_low_m) < 1.0) continue;
    const Vec3 p_enu_m{east_m, north_m, batch.value(kLookUp, i)};
    EXPECT_EQ(batch.is(kLineOfSight, i), in_sight(scene.scenario, site, p_enu_m, ground_m, hae_m));
    ++(batch.is(kLineOfSight, i) ? seen : hidden);
  }
  EXPECT_GT(hidden, 100);
  EXPECT_GT(seen, 100);
}

TEST(TerrainLook, over_a_plain_is_that_over_the_smooth_earth) {
  Scene scene = rings({30.0, 300.0, 3000.0});
  const LookBatch smooth = look_at_all(scene);
  scene.scenario.terrain = made_terrain([](int, int) { return 840.0; });
  add_sight_maps(scene.scenario);
  const LookBatch plain = look_at_all(scene);
  int hidden = 0;
  for (std::size_t i = 0; i < plain.count(); ++i) {
    EXPECT_NEAR(decibels(plain.value(kLookSnr, i)), decibels(smooth.value(kLookSnr, i)), 1e-2);
    EXPECT_EQ(plain.is(kLineOfSight, i), smooth.is(kLineOfSight, i));
    hidden += !plain.is(kLineOfSight, i);
  }
  EXPECT_GT(hidden, 100);
}

/// A ridge along a parallel 22 km north, a kilometre high and broad at its top as two posts.
TEST(TerrainLook, behind_a_ridge_is_what_the_knife_edge_leaves) {
  constexpr double kStep_rad = 2e-5;
  constexpr int kPosts = 901, kMiddle = 450, kRidge = kMiddle + 172;
  Scene scene;
  scene.add_radar("radar", s_band_radar());
  for (const double up_m : {200.0, 600.0, 1000.0, 1250.0, 1400.0, 1440.0, 1480.0, 1600.0, 2500.0, 4000.0})
    scene.add(std::to_string(static_cast<int>(up_m)), {0.0, 32e3, up_m}, {});
  const LookBatch smooth = look_at_all(scene);
  scene.scenario.terrain = made_terrain(
      [](int row, int) { return row == kRidge || row == kRidge + 1 ? 1840.0 : 840.0; }, kStep_rad, kPosts);
  add_sight_maps(scene.scenario);
  const LookBatch ridged = look_at_all(scene);

  // Its near brow, the steeper one, in the frame of the site.
  const RadarSite& site = scene.scenario.radars[0];
  const double ridge_rad = testing::kSite.latitude_rad + (kRidge - kMiddle) * kStep_rad;
  const Vec3 top = scene.frame.enu_from_ecef(to_ecef({ridge_rad, testing::kSite.longitude_rad, 1840.0}));
  const double d1 = std::hypot(top.x, top.y), two_radii_m = 2.0 * kMeanEarthRadius_m;
  int screened = 0;
  for (std::size_t i = 0; i < ridged.count(); ++i) {
    const double d = ridged.value(kLookGround, i), bend = 0.25;  // k = 4/3: rays bend by a quarter
    const double flat_target_m = ridged.value(kLookUp, i) + bend * d * d / two_radii_m;
    const double flat_top_m = top.z + bend * d1 * d1 / two_radii_m;
    const double above_line_m = flat_top_m - flat_target_m * d1 / d;
    const double v = knife_edge_parameter(above_line_m, d1, d - d1, wavelength_of(3e9));
    const double lost_db = decibels(smooth.value(kLookSnr, i) / ridged.value(kLookSnr, i));
    // The walk may step half a post past the brow, three metres at the target.
    EXPECT_GE(lost_db, 2.0 * knife_edge_loss_db(v - 0.15) - 0.2) << i << " v " << v;
    EXPECT_LE(lost_db, 2.0 * knife_edge_loss_db(v + 0.15) + 0.2) << i << " v " << v;
    EXPECT_EQ(ridged.is(kLineOfSight, i), v < 0.0) << i << " v " << v;
    screened += lost_db > 12.0;
  }
  EXPECT_GE(screened, 3);
  EXPECT_NEAR(site.sight->reference_hae_m(), 840.0, 1.0);
}

/// Ground that is hidden gives no echo, a slope that faces the radar a strong one.
TEST(TerrainLook, clutter_comes_from_the_ground_in_view) {
  constexpr double kStep_rad = 2e-5;
  constexpr int kPosts = 901, kMiddle = 450, kRidge = kMiddle + 172;
  RadarType type = s_band_radar();
  type.clutter_filter.improvement = recorded(1e3);
  type.clutter_filter.minimum_velocity_m_s = 15.0;
  type.receiver.gain = recorded(1e4);
  type.receiver.noise_temperature_k = 700.0;
  Scene scene;
  scene.add_radar("radar", type);
  // Low over the plain, over the slope that faces south, and over what the ridge hides.
  const double places_m[][2] = {{8e3, 150.0}, {21.75e3, 900.0}, {25e3, 1500.0}};
  for (const auto& [north_m, up_m] : places_m)
    scene.add(std::to_string(static_cast<int>(north_m)), {0.0, north_m, up_m}, {0.0, -200.0, 0.0});
  scene.scenario.terrain = made_terrain(
      [](int row, int) {
        return row >= kRidge - 8 && row <= kRidge ? 840.0 + 125.0 * (row - kRidge + 8) : 840.0;
      },
      kStep_rad, kPosts);
  add_sight_maps(scene.scenario);
  const LookBatch clear = look_at_all(scene);
  scene.scenario.environment.cover.name = "farmland";
  scene.scenario.environment.cover.reflectivity = 0.03;
  scene.scenario.environment.cover.roughness_m = 2.0;
  const LookBatch cluttered = look_at_all(scene);
  double lost_db[3];
  for (std::size_t i = 0; i < 3; ++i)
    lost_db[i] = decibels(clear.value(kLookSnr, i) / cluttered.value(kLookSnr, i));
  EXPECT_NEAR(lost_db[2], 0.0, 0.01);
  EXPECT_GT(lost_db[1], 3.0);
  EXPECT_GT(lost_db[1], lost_db[0] + 3.0);
}

/// A plain's map of grazing is that of the smooth earth in closed form.
TEST(TerrainLook, a_plain_is_grazed_as_a_smooth_earth) {
  Scene scene;
  scene.add_radar("radar", s_band_radar());
  scene.scenario.terrain = made_terrain([](int, int) { return 840.0; });
  add_sight_maps(scene.scenario);
  const RadarSite& site = scene.scenario.radars[0];
  const SightMap& map = *site.sight;
  const double height_m = site.antenna.height_hae_m - 840.0, radius_m = 4.0 / 3.0 * kMeanEarthRadius_m;
  for (const int ring : {4, 8, 16}) {
    const double range_m = ring * SightMap::kRing_m;
    const double sine = height_m / range_m - 0.5 * range_m / radius_m;
    if (sine <= 1e-5) {
      EXPECT_LT(map.ground()[static_cast<std::size_t>(ring)].ln_grazing, std::log(1e-4));
      continue;
    }
    EXPECT_NEAR(map.ground()[static_cast<std::size_t>(ring)].ln_grazing, std::log(sine), 0.1) << range_m;
    EXPECT_NEAR(map.ground()[static_cast<std::size_t>(ring)].slope,
                -(height_m / range_m + 0.5 * range_m / radius_m), 2e-4);
  }
}

}  // namespace
}  // namespace cupola
