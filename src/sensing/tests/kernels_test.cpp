#include "sensing/kernels.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "earth/horizon.hpp"
#include "scenario/radar_sight.hpp"
#include "sensing/crossings.hpp"
#include "sensing/detection.hpp"
#include "sensing/detection_table.hpp"
#include "sensing/dwell_beams.hpp"
#include "sensing/look_batch.hpp"
#include "sensing/tests/scene.hpp"

namespace cupola {
namespace {

using testing::at;
using testing::radians;
using testing::recorded;
using testing::Scene;

std::vector<const Kernels*> all_kernels() {
  std::vector<const Kernels*> sets{&kernels_scalar(), &kernels_v3()};
  if (kernels_v4_run()) sets.push_back(&kernels_v4());
  return sets;
}

/// Platforms of all sorts: near and far, high and low, fast and still, on both sides of the horizon.
Scene crowd(int count, const RadarType& type = testing::search_radar()) {
  Scene scene;
  scene.add_radar("radar", type);
  Draws draws(ReplicateKey::of(3, 0), 1, 0);
  const auto between = [&](double low, double high) { return low + (high - low) * draws.uniform(); };
  for (int i = 0; i < count; ++i) {
    const double range_m = std::exp(between(std::log(1e3), std::log(6e5)));
    const double azimuth_rad = between(0.0, 2 * M_PI);
    const double east_m = range_m * std::sin(azimuth_rad), north_m = range_m * std::cos(azimuth_rad);
    const double height_m = between(10.0, 20000.0) - range_m * range_m / 12.7e6;
    const double speed_m_s = i % 7 == 0 ? 0.0 : between(50.0, 2500.0), heading_rad = between(0.0, 2 * M_PI);
    Platform& p = scene.add(
        testing::label(i), {east_m, north_m, height_m},
        {speed_m_s * std::sin(heading_rad), speed_m_s * std::cos(heading_rad), between(-50.0, 50.0)}, 0.0,
        200.0);
    p.type.swerling = i % 5;
    const double front_m2 = std::exp(between(-7.0, 5.0));
    const double side_m2 = std::exp(between(-7.0, 5.0));
    for (RcsByAspect& rcs : p.type.rcs) rcs = {front_m2, side_m2, 0.3};
  }
  return scene;
}

bool same_bits(double a, double b) { return std::memcmp(&a, &b, sizeof a) == 0; }

std::vector<std::size_t> detected_of(const LookBatch& batch) {
  std::vector<std::size_t> detected;
  for (std::size_t i = 0; i < batch.count(); ++i)
    if (batch.is(kDetected, i)) detected.push_back(i);
  return detected;
}

TEST(Kernels, give_the_same_bits_on_every_instruction_set) {
  const Scene scene = crowd(203);
  const World world(scene.scenario, ReplicateKey::of(1, 1));
  const RadarSite& site = scene.scenario.radars[0];
  RadarModel radar(scene.scenario, site, ReplicateKey::of(1, 1));
  int looked = 0, detected = 0;
  for (int n = 0; n < 160; ++n) {
    Sweep sweep{at(n * 0.625), at((n + 1) * 0.625)};
    sweep.begin_rad = 0.3 + n * M_PI / 8;
    sweep.end_rad = 0.3 + (n + 1) * M_PI / 8;
    sweep.width_rad = M_PI / 8;
    sweep.spacing_rad = 2 * M_PI;
    std::vector<LookBatch> batches;
    for (const Kernels* kernels : all_kernels()) {
      Crossings crossings(scene.scenario);
      crossings.find(world, radar, sweep, *kernels);
      LookBatch& batch = batches.emplace_back(203);
      for (std::size_t i = 0; i < crossings.count(); ++i) {
        const PlatformId id = crossings.platform(i);
        const Path& path = scene.scenario.platforms[id.index()].path;
        const double guess_ns = crossings.guess_ns(i);
        const std::size_t segment = path.find(sweep.begin + Duration{static_cast<std::int64_t>(guess_ns)}, 0);
        batch.add(id, path.segments()[segment], sweep.begin, guess_ns, radar.targets[id.index()]);
      }
      LookConstants& c = radar.constants;
      c.beam_begin_rad = sweep.begin_rad;
      c.beam_rate_rad_s = sweep.width_rad / 0.625;
      c.beam_spacing_rad = sweep.spacing_rad;
      c.sweep_ns = 0.625e9;
      c.ordinal = static_cast<std::uint64_t>(4 * n);
      batch.look(*kernels, c);
      batch.measure(*kernels, c, radar.measures, detected_of(batch));
    }
    const LookBatch& first = batches[0];
    looked += static_cast<int>(first.count());
    for (std::size_t b = 1; b < batches.size(); ++b) {
      ASSERT_EQ(batches[b].count(), first.count());
      for (std::size_t i = 0; i < first.count(); ++i) {
        ASSERT_EQ(batches[b].platform(i), first.platform(i));
        for (int row = 0; row < kLookRowCount; ++row)
          ASSERT_TRUE(same_bits(batches[b].value(static_cast<LookRow>(row), i),
                                first.value(static_cast<LookRow>(row), i)))
              << "row " << row << " look " << i << " slice " << n;
      }
      ASSERT_EQ(batches[b].echoes(), first.echoes());
      detected += static_cast<int>(first.echoes());
      for (std::size_t e = 0; e < first.echoes(); ++e)
        for (int row = 0; row < kMeasuredRowCount; ++row)
          ASSERT_TRUE(same_bits(batches[b].measured(static_cast<MeasuredRow>(row), e),
                                first.measured(static_cast<MeasuredRow>(row), e)))
              << "row " << row << " echo " << e << " slice " << n;
    }
  }
  EXPECT_GT(looked, 1500);
  EXPECT_GT(detected, 300);
}

/// A crowd seen by an array with every table there is, over ground, jammed, each echo keeping its
/// fluctuation.
Scene crowd_in_clutter(ScanKind scan) {
  RadarType type = scan == ScanKind::sector ? testing::guidance_radar() : testing::search_radar();
  type.frequency_hz = 9.4e9;
  type.pattern.scan_loss_exponent = 1.25;
  type.pattern.array_elevation_rad = radians(20.0);
  type.pattern.sidelobe = recorded(1e-4);
  type.clutter_filter.improvement = recorded(1e4);
  type.clutter_filter.minimum_velocity_m_s = 15.0;
  type.clutter_filter.blind_velocity_m_s = 400.0;
  type.receiver.gain = recorded(1e4);
  type.receiver.noise_temperature_k = 700.0;
  Scene scene = crowd(203, type);
  scene.scenario.environment.cover.name = "farmland";
  scene.scenario.environment.cover.reflectivity = 0.03;
  scene.scenario.environment.cover.roughness_m = 2.0;
  scene.scenario.environment.rain_rate_m_s = 5.0 / 3.6e6;
  for (std::size_t i = 0; i < scene.scenario.platforms.size(); ++i)
    if (i % 3 != 0) scene.scenario.platforms[i].type.decorrelation_s = 0.7;
  return scene;
}

/// Whoever is looked at together, in groups of any width: each look alone gives the same.
TEST(Kernels, give_each_look_the_same_bits_whatever_its_neighbours) {
  for (const auto& [scan, hilly] : {std::pair(ScanKind::rotating, false), std::pair(ScanKind::sector, false),
                                    std::pair(ScanKind::rotating, true)}) {
    Scene scene = crowd_in_clutter(scan);
    if (hilly) {
      scene.scenario.terrain = testing::hills();
      add_sight_maps(scene.scenario);
    }
    RadarModel radar(scene.scenario, scene.scenario.radars[0], ReplicateKey::of(1, 1));
    radar.face(radians(30.0));
    const KernelJammer jammers[] = {{{60e3, 80e3, 9e3}, {-150.0, 90.0, 0.0}, 1e12},
                                    {{-20e3, 15e3, 3e3}, {0.0, 200.0, 5.0}, 1e10}};
    for (const std::size_t jammed : {0u, 2u}) {
      radar.constants.jammers = jammers;
      radar.constants.jammer_count = jammed;
      radar.constants.beam_rate_rad_s = 0.0;
      radar.constants.sweep_ns = 1.0;
      radar.constants.ordinal = 77;
      const auto look = [&](const Kernels& kernels, std::size_t first, std::size_t count) {
        LookBatch batch(203);
        for (std::size_t i = first; i < first + count; ++i) {
          const Platform& p = scene.scenario.platforms[i];
          batch.add(p.id, p.path.segments()[p.path.find(at(20.0), 0)], at(20.0), 1e6, radar.targets[i]);
        }
        batch.look(kernels, radar.constants);
        return batch;
      };
      const LookBatch alone_by_scalar = look(kernels_scalar(), 0, 203);
      int weighed = 0;
      for (const Kernels* kernels : all_kernels()) {
        const LookBatch together = look(*kernels, 0, 203);
        for (std::size_t i = 0; i < 203; ++i) {
          const LookBatch alone = look(*kernels, i, 1);
          for (int row = 0; row < kLookRowCount; ++row) {
            const double expected = alone_by_scalar.value(static_cast<LookRow>(row), i);
            ASSERT_TRUE(same_bits(together.value(static_cast<LookRow>(row), i), expected)) << row << ' ' << i;
            ASSERT_TRUE(same_bits(alone.value(static_cast<LookRow>(row), 0), expected)) << row << ' ' << i;
          }
          weighed += alone.value(kLookSnr, 0) > 1e-20;
        }
      }
      EXPECT_GT(weighed, 200);
    }
  }
}

TEST(Kernels, dwells_give_the_same_bits_on_every_instruction_set) {
  const Scene scene = crowd(203);
  const World world(scene.scenario, ReplicateKey::of(1, 1));
  const RadarModel radar(scene.scenario, scene.scenario.radars[0], ReplicateKey::of(1, 1));
  std::vector<DwellBeam> beams;
  for (int i = 0; i < 40; ++i) {
    const double az = 0.157 * i, el = 0.01 * (i % 9);
    beams.push_back({{std::cos(el) * std::sin(az), std::cos(el) * std::cos(az), std::sin(el)},
                     {std::cos(az), -std::sin(az), 0.0},
                     {-std::sin(el) * std::sin(az), -std::sin(el) * std::cos(az), std::cos(el)},
                     0.2,
                     0.2,
                     9e3 * i,
                     2e4});
  }
  std::vector<std::uint32_t> eights;
  world.eights_present(at(42.0), eights);
  const SegmentLanes& lanes = world.segments_at(at(42.0), eights);
  std::vector<std::vector<std::uint32_t>> found;
  for (const Kernels* kernels : all_kernels()) {
    std::vector<std::uint32_t> index(203);
    const DwellTask task{cubic_arrays(lanes),
                         radar.constants.frame,
                         lanes.since_origin_ns(at(42.0)),
                         {eights.data(), eights.size()},
                         lanes.count(),
                         beams.data(),
                         beams.size(),
                         index.data()};
    index.resize(kernels->dwell(task));
    found.push_back(index);
  }
  EXPECT_GT(found[0].size(), 10u);
  for (const auto& other : found) EXPECT_EQ(other, found[0]);
}

/// One look at every platform of the crowd at one instant.
LookBatch look_at_all(const Scene& scene, RadarModel& radar, Time t) {
  LookBatch batch(scene.scenario.platforms.size());
  for (const Platform& p : scene.scenario.platforms)
    batch.add(p.id, p.path.segments()[p.path.find(t, 0)], t, 0.0, radar.targets[p.id.index()]);
  radar.constants.beam_rate_rad_s = 0.0;
  radar.constants.sweep_ns = 1.0;
  radar.constants.ordinal = 77;
  batch.look(kernels(), radar.constants);
  return batch;
}

TEST(Kernels, see_what_the_rest_of_the_house_computes) {
  const Scene scene = crowd(500);
  const Scenario& scenario = scene.scenario;
  const World world(scenario, ReplicateKey::of(1, 1));
  const RadarSite& site = scenario.radars[0];
  RadarModel radar(scenario, site, ReplicateKey::of(1, 1));
  const Time t = at(33.3);
  const LookBatch batch = look_at_all(scene, radar, t);
  int hidden = 0;
  for (std::size_t i = 0; i < batch.count(); ++i) {
    const Motion motion = world.motion(batch.platform(i), t);
    const Polar place = polar_from_enu(scene.frame.enu_from_ecef(motion.p_ecef_m));
    EXPECT_NEAR(batch.value(kLookRange, i), place.range_m, 1e-6);
    const Polar seen =
        polar_from_enu({batch.value(kLookEast, i), batch.value(kLookNorth, i), batch.value(kLookUp, i)});
    EXPECT_NEAR(seen.azimuth_rad, place.azimuth_rad, 1e-11);
    EXPECT_NEAR(seen.elevation_rad, place.elevation_rad, 1e-11);

    // Line of sight, away from the edge: ground range by the angle between the verticals of a sphere.
    const double agl = height_hae_m(motion.p_ecef_m) - 840.0;
    const double r1 = kMeanEarthRadius_m + site.antenna_agl_m, r2 = kMeanEarthRadius_m + agl;
    const double cosine = (r1 * r1 + r2 * r2 - place.range_m * place.range_m) / (2 * r1 * r2);
    const double ground = kMeanEarthRadius_m * std::acos(std::min(cosine, 1.0));
    const double edge = horizon_range_m(site.antenna_agl_m, agl, 4.0 / 3.0);
    if (std::fabs(ground - edge) > 1.0) {
      EXPECT_EQ(batch.is(kLineOfSight, i), line_of_sight(site.antenna_agl_m, agl, ground, 4.0 / 3.0));
      hidden += !batch.is(kLineOfSight, i);
    }

    // Signal: the radar equation written in decibels.
    const double rcs = world.rcs_m2(batch.platform(i), Band::s, motion, scene.frame.origin_ecef_m);
    const int swerling = scenario.platforms[i].type.swerling;
    const double snr_db = 10 * std::log10(rcs) + 10 * std::log10(required_snr(1, 10, 1e-6, 0.8)) +
                          40 * std::log10(260e3 / place.range_m);
    EXPECT_NEAR(10 * std::log10(batch.value(kLookSnr, i)), snr_db, 2e-3) << swerling;
    EXPECT_EQ(batch.value(kLookPd, i),
              DetectionTable::of(swerling, 10, 1e-6)->probability(batch.value(kLookSnr, i)));
  }
  EXPECT_GT(hidden, 25);
}

TEST(Kernels, put_the_horizon_where_the_earth_has_it) {
  Scene scene;
  scene.add_radar("radar", testing::search_radar());
  // On the mean sphere about the site's foot, half a per mille before and behind the horizon of their
  // heights.
  const double heights_m[] = {5.0, 60.0, 300.0, 3000.0, 12000.0};
  for (const double height_m : heights_m)
    for (const double share : {0.9995, 1.0005}) {
      const double angle = share * horizon_range_m(10.0, height_m, 4.0 / 3.0) / kMeanEarthRadius_m;
      const double r = kMeanEarthRadius_m + height_m;
      scene.add("t", {r * std::sin(angle), 0.0, r * std::cos(angle) - kMeanEarthRadius_m - 10.0}, {});
    }
  RadarModel radar(scene.scenario, scene.scenario.radars[0], ReplicateKey::of(1, 1));
  const LookBatch batch = look_at_all(scene, radar, at(1.0));
  for (std::size_t i = 0; i < batch.count(); ++i) {
    // The ellipsoid is not the sphere: the height that counts is that above it.
    const Vec3 p = scene.scenario.platforms[i].path.at(at(1.0)).p_ecef_m;
    const double agl = height_hae_m(p) - 840.0;
    const double share = (i % 2 == 0 ? 0.9995 : 1.0005) * horizon_range_m(10.0, heights_m[i / 2], 4.0 / 3.0) /
                         horizon_range_m(10.0, agl, 4.0 / 3.0);
    EXPECT_EQ(batch.is(kLineOfSight, i), share <= 1.0) << i << ' ' << share;
  }
}

TEST(Kernels, draw_what_the_named_streams_draw) {
  const Scene scene = crowd(300);
  const ReplicateKey key = ReplicateKey::of(1, 1);
  RadarModel radar(scene.scenario, scene.scenario.radars[0], key);
  LookBatch batch = look_at_all(scene, radar, at(1.0));
  const std::uint64_t radar_name = name_key("radar");
  const auto name = [&](std::size_t i) { return name_key(scene.scenario.platforms[i].name); };
  for (std::size_t i = 0; i < batch.count(); ++i) {
    Draws luck(key, stream_key(Purpose::detection, name(i), radar_name), 77);
    const bool passes = luck.uniform() < batch.value(kLookPd, i);
    EXPECT_EQ(batch.is(kDetected, i), passes && batch.is(kLineOfSight, i) && batch.is(kInCoverage, i));
  }

  const std::vector<std::size_t> detected = detected_of(batch);
  batch.measure(kernels(), radar.constants, radar.measures, detected);
  ASSERT_GT(batch.echoes(), 50u);
  for (std::size_t e = 0; e < batch.echoes(); ++e) {
    const double elevation = batch.measured(kMeasuredTrueElevation, e);
    const RadarModel::Sds sds = radar.sds(batch.measured(kMeasuredSnr, e), std::cos(elevation));
    EXPECT_EQ(batch.measured(kMeasuredSnr, e), batch.value(kLookSnr, detected[e]));
    EXPECT_NEAR(batch.measured(kMeasuredRangeSd, e) / sds.range_m, 1.0, 1e-9);
    EXPECT_NEAR(batch.measured(kMeasuredAzimuthSd, e) / sds.azimuth_rad, 1.0, 1e-9);
    EXPECT_NEAR(batch.measured(kMeasuredElevationSd, e) / sds.elevation_rad, 1.0, 1e-9);

    Draws noise(key, stream_key(Purpose::measurement_noise, name(detected[e]), radar_name), 77);
    const double r = noise.normal(), a = noise.normal(), up = noise.normal();
    const double off_m = batch.measured(kMeasuredRange, e) - batch.value(kLookRange, detected[e]);
    EXPECT_NEAR(off_m / batch.measured(kMeasuredRangeSd, e), r, 1e-6);
    const double turned = batch.measured(kMeasuredAzimuth, e) - batch.measured(kMeasuredTrueAzimuth, e);
    EXPECT_NEAR(std::remainder(turned, 2 * M_PI) / batch.measured(kMeasuredAzimuthSd, e), a, 1e-6);
    EXPECT_NEAR((batch.measured(kMeasuredElevation, e) - elevation) / batch.measured(kMeasuredElevationSd, e),
                up, 1e-6);
  }
}

}  // namespace
}  // namespace cupola
