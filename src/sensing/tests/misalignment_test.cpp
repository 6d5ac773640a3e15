// A radar out of line: what it adds to all that it says, where its beam goes, and whose luck that is.

#include "sensing/misalignment.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/math.hpp"
#include "sensing/tests/scene.hpp"

namespace cupola {
namespace {

using testing::at;
using testing::radians;
using testing::Replay;
using testing::Scene;

constexpr RadarId kRadar{0};

/// Targets all round, still, seen for sure and without noise.
Scene circle(const RadarType& type) {
  Scene scene;
  scene.scenario.seeing.detection_least = 1.0;
  scene.scenario.seeing.noise_scale = 0.0;
  scene.add_radar("radar", type);
  for (int i = 0; i < 24; ++i) scene.add_still(testing::label(100 + i), 60e3 + 5e3 * i, 15.0 * i, 3.0);
  return scene;
}

RadarType out_of_line(RadarType type) {
  type.registration.range_m = 150.0;
  type.registration.azimuth_rad = radians(1.0);
  type.registration.elevation_rad = radians(0.3);
  return type;
}

TEST(Misalignment, IsAddedToEveryPlotAndToWhereItLooked) {
  const Scene aligned = circle(testing::search_radar()), scene = circle(out_of_line(testing::search_radar()));
  Replay straight(aligned.scenario, 3), wrong(scene.scenario, 3);
  const Misalignment error = wrong.sensing.misalignment(kRadar);
  ASSERT_TRUE(error.any());
  for (int n = 0; n < 16; ++n) {
    straight.turn_slices(kRadar, static_cast<std::uint32_t>(n), 1);
    wrong.turn_slices(kRadar, static_cast<std::uint32_t>(n), 1);
    EXPECT_NEAR(math::wrap_pi(wrong.result.batch.azimuth_begin_rad - straight.result.batch.azimuth_begin_rad),
                error.azimuth_rad, 1e-12);
    EXPECT_EQ(wrong.result.batch.azimuth_width_rad, straight.result.batch.azimuth_width_rad);
    ASSERT_EQ(wrong.result.batch.plots.size(), straight.result.batch.plots.size());
    // The order is that of what was measured: by time here, which the errors leave as it is.
    for (std::size_t i = 0; i < wrong.result.batch.plots.size(); ++i) {
      const Plot &a = straight.result.batch.plots[i], &b = wrong.result.batch.plots[i];
      EXPECT_EQ(a.time, b.time);
      EXPECT_NEAR(b.range_m - a.range_m, error.range_m, 1e-9);
      EXPECT_NEAR(math::wrap_pi(b.azimuth_rad - a.azimuth_rad), error.azimuth_rad, 1e-12);
      EXPECT_NEAR(b.elevation_rad - a.elevation_rad, error.elevation_rad, 1e-12);
      EXPECT_EQ(a.azimuth_sd_rad, b.azimuth_sd_rad);  // it claims no more than before: it does not know
    }
  }
  EXPECT_EQ(wrong.plots.size(), 24u);
}

/// The textbook's figure: 1 degree at 200 km is 3.49 km.
TEST(Misalignment, OfADegreeLaysATargetAt200Km3490MetresBesideItself) {
  PlotBatch batch;
  batch.plots.resize(1);
  batch.plots[0].range_m = 200e3;
  batch.plots[0].azimuth_rad = radians(359.5);
  const Vec3 before = enu_from_polar({200e3, radians(359.5), 0.0});
  misalign({0.0, radians(1.0), 0.0}, batch);
  EXPECT_NEAR(batch.plots[0].azimuth_rad, radians(0.5), 1e-12);
  EXPECT_NEAR(norm(enu_from_polar({200e3, batch.plots[0].azimuth_rad, 0.0}) - before), 3490.0, 1.0);
}

TEST(Misalignment, IsOfTheDeclaredSpreadAndTheSameAllThroughAReplicate) {
  const Scene scene = circle(out_of_line(testing::search_radar()));
  double azimuth2 = 0.0, range2 = 0.0, elevation2 = 0.0;
  constexpr int kReplicates = 2000;
  for (int i = 0; i < kReplicates; ++i) {
    const Misalignment e =
        drawn_misalignment(scene.scenario.radars[0], ReplicateKey::of(5, std::uint64_t(i)));
    azimuth2 += e.azimuth_rad * e.azimuth_rad;
    range2 += e.range_m * e.range_m;
    elevation2 += e.elevation_rad * e.elevation_rad;
  }
  // A variance of 2000 draws has a standard error of sqrt(2 / 2000) of it: four of them are 13 %.
  EXPECT_NEAR(azimuth2 / kReplicates, radians(1.0) * radians(1.0), 0.13 * radians(1.0) * radians(1.0));
  EXPECT_NEAR(range2 / kReplicates, 150.0 * 150.0, 0.13 * 150.0 * 150.0);
  EXPECT_NEAR(elevation2 / kReplicates, radians(0.3) * radians(0.3), 0.13 * radians(0.3) * radians(0.3));
}

TEST(Misalignment, IsNobodyElsesLuck) {
  Scene scene = circle(out_of_line(testing::search_radar()));
  const Misalignment alone = drawn_misalignment(scene.scenario.radars[0], ReplicateKey::of(5, 1));
  RadarSite site = scene.scenario.radars[0];
  site.id = RadarId{7};  // others came before it
  site.type.registration.range_m = 0.0;
  const Misalignment among = drawn_misalignment(site, ReplicateKey::of(5, 1));
  EXPECT_EQ(among.azimuth_rad, alone.azimuth_rad);
  EXPECT_EQ(among.elevation_rad, alone.elevation_rad);
  EXPECT_EQ(among.range_m, 0.0);
  site.type.registration = {};
  EXPECT_FALSE(drawn_misalignment(site, ReplicateKey::of(5, 1)).any());
}

/// A cue is in the radar's own numbers: sent to where its own plots lie, it finds the target.
TEST(Misalignment, ACueToItsOwnPlotFindsTheTarget) {
  RadarType type = out_of_line(testing::guidance_radar());
  type.registration.azimuth_rad = radians(3.0);  // more than a beam
  Scene scene = circle(type);
  scene.scenario.radars[0].sector_centre_rad = 0.0;
  Replay replay(scene.scenario, 3);
  const Misalignment error = replay.sensing.misalignment(kRadar);
  ASSERT_GT(std::fabs(error.azimuth_rad), radians(1.5));
  replay.frames(kRadar, 0, 1);
  ASSERT_FALSE(replay.plots.empty());
  // What it says it covered lies about where it was sent, not about where it truly faces.
  EXPECT_NEAR(math::wrap_pi(replay.result.batch.azimuth_begin_rad + radians(45.0)), 0.0, 1e-9);

  const Plot seen = replay.plots.front();
  Cue cue;
  cue.radar = kRadar;
  cue.track = 1;
  cue.time = at(5.0);
  cue.position_sd_m = 100.0;
  cue.p_ecef_m =
      scene.frame.ecef_from_enu(enu_from_polar({seen.range_m, seen.azimuth_rad, seen.elevation_rad}));
  replay.sensing.dwells(replay.world, kRadar, 5, at(6.0), {cue}, replay.result);
  ASSERT_EQ(replay.result.batch.plots.size(), 1u);
  EXPECT_NEAR(replay.result.batch.plots[0].azimuth_rad, seen.azimuth_rad, 1e-9);
}

}  // namespace
}  // namespace cupola
