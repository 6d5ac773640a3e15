// Errors of angle that a radar does not know of: glint, and the image of a low target.

#include <gtest/gtest.h>

#include <cmath>

#include "sensing/look_batch.hpp"
#include "sensing/tests/scene.hpp"

namespace cupola {
namespace {

using testing::at;
using testing::radians;
using testing::recorded;
using testing::Scene;

/// A radar that knows angles to 0.05 deg by its floors, and many alike targets at one place.
Scene alike(double range_m, double agl_m, double span_m) {
  Scene scene;
  RadarType type = testing::search_radar();
  type.frequency_hz = 3e9;
  type.elevation_beamwidth_rad = radians(2.0);
  scene.add_radar("radar", type);
  scene.scenario.seeing.detection_least = 1.0;
  for (int i = 0; i < 600; ++i) {
    Platform& p = scene.add(testing::label(i),
                            {0.0, range_m, agl_m - 10.0 - range_m * range_m / (2 * 6371e3)}, {}, 0.0, 3.0);
    p.type.span_m = span_m;
    for (RcsByAspect& rcs : p.type.rcs) rcs = {1e6, 1e6, 1e6};
  }
  return scene;
}

struct Spread {
  double azimuth_rad = 0.0, elevation_rad = 0.0, claimed_azimuth_rad = 0.0, claimed_elevation_rad = 0.0;
};

/// Sds of the errors of ten looks at each.
Spread measured(const Scene& scene) {
  RadarModel radar(scene.scenario, scene.scenario.radars[0], ReplicateKey::of(1, 0));
  radar.constants.beam_rate_rad_s = 0.0;
  radar.constants.sweep_ns = 1.0;
  LookBatch batch(scene.scenario.platforms.size());
  std::vector<std::size_t> all;
  for (const Platform& p : scene.scenario.platforms) {
    all.push_back(all.size());
    batch.add(p.id, p.path.segments()[p.path.find(at(1.0), 0)], at(1.0), 0.0, radar.targets[p.id.index()]);
  }
  Spread spread;
  double n = 0.0;
  for (std::uint64_t look = 0; look < 10; ++look) {
    radar.constants.ordinal = look;
    batch.look(kernels(), radar.constants);
    batch.measure(kernels(), radar.constants, radar.measures, all);
    for (std::size_t e = 0; e < batch.echoes(); ++e) {
      const double az = std::remainder(
          batch.measured(kMeasuredAzimuth, e) - batch.measured(kMeasuredTrueAzimuth, e), 2 * M_PI);
      const double el = batch.measured(kMeasuredElevation, e) - batch.measured(kMeasuredTrueElevation, e);
      spread.azimuth_rad += az * az;
      spread.elevation_rad += el * el;
      spread.claimed_azimuth_rad = batch.measured(kMeasuredAzimuthSd, e);
      spread.claimed_elevation_rad = batch.measured(kMeasuredElevationSd, e);
      n += 1.0;
    }
  }
  spread.azimuth_rad = std::sqrt(spread.azimuth_rad / n);
  spread.elevation_rad = std::sqrt(spread.elevation_rad / n);
  return spread;
}

constexpr double kWithin = 0.04;  // four sds of an sd of 6000

TEST(Wander, glint_is_a_quarter_of_the_span_over_range_and_nobody_claims_it) {
  const Spread none = measured(alike(10e3, 2000.0, 0.0)), glint = measured(alike(10e3, 2000.0, 60.0));
  EXPECT_NEAR(none.azimuth_rad / none.claimed_azimuth_rad, 1.0, kWithin);
  EXPECT_EQ(glint.claimed_azimuth_rad, none.claimed_azimuth_rad);
  EXPECT_EQ(glint.claimed_elevation_rad, none.claimed_elevation_rad);
  const double range_m = std::hypot(10e3, 2000.0 - 10.0 - 10e3 * 10e3 / (2 * 6371e3));
  const double across = 0.25 * 60.0 / range_m, cosine = 10e3 / range_m;
  EXPECT_NEAR(glint.elevation_rad / std::hypot(none.claimed_elevation_rad, across), 1.0, kWithin);
  EXPECT_NEAR(glint.azimuth_rad / std::hypot(none.claimed_azimuth_rad, across / cosine), 1.0, kWithin);
  EXPECT_GT(glint.elevation_rad, 1.3 * none.elevation_rad);
  // Far off it drowns.
  const Spread far = measured(alike(200e3, 9000.0, 60.0));
  EXPECT_NEAR(far.azimuth_rad / far.claimed_azimuth_rad, 1.0, kWithin);
}

Spread low(double agl_m, double roughness_m, double beamwidths = 0.5, const char* cover = "sea") {
  Scene scene = alike(20e3, agl_m, 0.0);
  scene.scenario.environment.cover.name = cover;
  scene.scenario.environment.cover.kind = GroundKind::sea;
  scene.scenario.environment.cover.roughness_m = roughness_m;
  if (beamwidths > 0.0) scene.scenario.radars[0].type.low_angle_error = recorded(beamwidths);
  return measured(scene);
}

TEST(Wander, the_image_over_a_mirror_costs_half_a_beam_and_fades_with_height) {
  const double half_beam = radians(1.0);
  // 20 m up at 20 km: image 0.11 deg below, in a beam of 2 deg.
  const double off = 2 * 20.0 / 20e3, kept = std::exp(-2 * std::log(2.0) * std::pow(off / radians(2.0), 2.0));
  const Spread on_it = low(20.0, 0.0);
  EXPECT_NEAR(on_it.elevation_rad / std::hypot(on_it.claimed_elevation_rad, half_beam * kept), 1.0, kWithin);
  EXPECT_NEAR(on_it.azimuth_rad / on_it.claimed_azimuth_rad, 1.0, kWithin);

  double last = on_it.elevation_rad;
  for (const double agl_m : {200.0, 350.0, 700.0}) {  // 0.6, 1 and 2 deg: the image 0.6, 1 and 2 beams off
    const double now = low(agl_m, 0.0).elevation_rad;
    EXPECT_LT(now, last);
    last = now;
  }
  const Spread clear = low(1400.0, 0.0);
  EXPECT_NEAR(clear.elevation_rad / clear.claimed_elevation_rad, 1.0, kWithin);
}

TEST(Wander, rough_ground_shows_no_image_and_without_a_record_there_is_none) {
  const double rough = low(60.0, 1.0).elevation_rad, smooth = low(60.0, 0.0).elevation_rad;
  // Ament: exp(-2 (2 pi s psi / lambda)^2) with psi = 70 m / 20 km.
  const double left = std::exp(-2 * std::pow(2 * M_PI * 1.0 * 70.0 / 20e3 / 0.0999308193, 2.0));
  const double own = low(60.0, 0.0).claimed_elevation_rad;
  EXPECT_NEAR((rough * rough - own * own) / (smooth * smooth - own * own), left * left, 0.06);
  for (const Spread& none : {low(60.0, 100.0), low(60.0, 0.0, 0.0), low(60.0, 0.0, 0.5, "")})
    EXPECT_NEAR(none.elevation_rad / none.claimed_elevation_rad, 1.0, kWithin);
}

}  // namespace
}  // namespace cupola
