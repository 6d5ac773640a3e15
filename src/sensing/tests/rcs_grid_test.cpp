#include "sensing/rcs_grid.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sensing/look_batch.hpp"
#include "sensing/tests/scene.hpp"

namespace cupola {
namespace {

using testing::at;
using testing::radians;
using testing::Scene;

constexpr Band kBand = Band::s;

/// A table every 5 degrees, on both sides, by a function of the angles in degrees.
template <class Dbsm>
RcsTable table_of(Dbsm dbsm) {
  RcsTable table;
  for (int az = -180; az <= 180; az += 5) table.azimuths_rad.push_back(radians(az));
  for (int el = -90; el <= 90; el += 15) {
    RcsCut cut;
    cut.elevation_rad = radians(el);
    for (int az = -180; az <= 180; az += 5) cut.rcs_m2.push_back(std::pow(10.0, 0.1 * dbsm(az, el)));
    table.cuts.push_back(cut);
  }
  return table;
}

/// Different on each side, with a null of -30 dB to starboard.
double uneven_dbsm(int az, int el) {
  if (az == 90 && el == 0) return -30.0;
  return 5.0 * std::cos(radians(az)) + 3.0 * std::sin(radians(2 * az)) + 4.0 * std::sin(radians(el));
}

/// Aircraft in all directions and attitudes: level, climbing, turning either way, with and without a table.
Scene crowd(int count) {
  Scene scene;
  scene.add_radar("radar", testing::search_radar());
  Draws draws(ReplicateKey::of(5, 0), 1, 0);
  const auto between = [&](double low, double high) { return low + (high - low) * draws.uniform(); };
  for (int i = 0; i < count; ++i) {
    const double azimuth = between(0.0, 2 * M_PI), range_m = between(5e3, 60e3),
                 height_m = between(500.0, 12e3);
    const double heading = between(0.0, 2 * M_PI), climb = between(-60.0, 60.0), v = between(100.0, 400.0);
    const double rate = i % 3 == 0 ? 0.0 : between(-0.1, 0.1);  // to the right
    Platform& p = scene.add(testing::label(i), {0.0, 0.0, 0.0}, {});
    p.path = {};
    Vec3 place{range_m * std::sin(azimuth), range_m * std::cos(azimuth), height_m};
    const auto to_ecef = transpose(scene.frame.ecef_to_enu);
    const auto velocity = [&](double t) {
      return Vec3{v * std::sin(heading + rate * t), v * std::cos(heading + rate * t), climb};
    };
    for (double t = 0.0; t <= 4.0; t += 0.1) {
      p.path.add_knot(at(t), {scene.frame.ecef_from_enu(place), to_ecef * velocity(t)});
      place = place + 0.1 / 6 * (velocity(t) + 4.0 * velocity(t + 0.05) + velocity(t + 0.1));
    }
    p.type.swerling = 0;
    if (i % 4 != 0) p.type.rcs_table[static_cast<int>(kBand)] = table_of(uneven_dbsm);
    if (i % 8 == 1) {
      p.type.signature = Signature::augmented;
      p.type.augmented_rcs_m2 = 2.0;
    }
  }
  return scene;
}

LookBatch look_at_all(const Scene& scene, RadarModel& radar, const Kernels& kernels, double t) {
  LookBatch batch(scene.scenario.platforms.size());
  for (const Platform& p : scene.scenario.platforms)
    batch.add(p.id, p.path.segments()[p.path.find(at(t), 0)], at(t), 0.0, radar.targets[p.id.index()]);
  radar.constants.beam_rate_rad_s = 0.0;
  radar.constants.sweep_ns = 1.0;
  batch.look(kernels, radar.constants);
  return batch;
}

/// ln S/N without the radar constant and range: the cross-section.
double ln_rcs_of(const RadarModel& radar, const LookBatch& batch, std::size_t i) {
  return std::log(batch.value(kLookSnr, i)) - radar.constants.ln_constant +
         4 * std::log(batch.value(kLookRange, i));
}

TEST(RcsGrid, the_kernel_sees_what_the_world_shows) {
  const Scene scene = crowd(101);
  const World world(scene.scenario, ReplicateKey::of(1, 0));
  RadarModel radar(scene.scenario, scene.scenario.radars[0], ReplicateKey::of(1, 0));
  const double t = 2.03;
  const LookBatch batch = look_at_all(scene, radar, kernels(), t);
  double spread = 0.0;
  for (std::size_t i = 0; i < batch.count(); ++i) {
    const Path& path = scene.scenario.platforms[i].path;
    const Path::Segment& s = path.segments()[path.find(at(t), 0)];
    const Vec3 a = 6.0 * (at(t) - s.begin).seconds() * s.a + 2.0 * s.b;
    const double expected = world.rcs_m2(PlatformId{static_cast<std::uint32_t>(i)}, kBand, path.at(at(t)),
                                         scene.frame.origin_ecef_m, a);
    // The grid's cells of 1 by 2.5 deg cut the corners of the table's cells beside its null.
    EXPECT_NEAR(ln_rcs_of(radar, batch, i), std::log(expected), 0.15) << i;
    spread = std::max(spread, std::fabs(std::log(expected)));
  }
  EXPECT_GT(spread, 1.0);
}

TEST(RcsGrid, gives_each_look_the_same_bits_on_every_instruction_set_and_beside_anybody) {
  const Scene scene = crowd(61);
  RadarModel radar(scene.scenario, scene.scenario.radars[0], ReplicateKey::of(1, 0));
  const LookBatch first = look_at_all(scene, radar, kernels_scalar(), 2.03);
  std::vector<const Kernels*> sets{&kernels_v3()};
  if (kernels_v4_run()) sets.push_back(&kernels_v4());
  for (const Kernels* kernels : sets) {
    const LookBatch other = look_at_all(scene, radar, *kernels, 2.03);
    for (std::size_t i = 0; i < first.count(); ++i) {
      EXPECT_EQ(std::log(other.value(kLookSnr, i)), std::log(first.value(kLookSnr, i))) << i;
      LookBatch alone(1);
      const Platform& p = scene.scenario.platforms[i];
      alone.add(p.id, p.path.segments()[p.path.find(at(2.03), 0)], at(2.03), 0.0, radar.targets[i]);
      alone.look(*kernels, radar.constants);
      EXPECT_EQ(std::log(alone.value(kLookSnr, 0)), std::log(first.value(kLookSnr, i))) << i;
    }
  }
}

TEST(RcsGrid, who_has_no_table_keeps_his_bits) {
  Scene scene = crowd(61);
  RadarModel with(scene.scenario, scene.scenario.radars[0], ReplicateKey::of(1, 0));
  for (Platform& p : scene.scenario.platforms) p.type.rcs_table = {};
  RadarModel without(scene.scenario, scene.scenario.radars[0], ReplicateKey::of(1, 0));
  EXPECT_EQ(without.constants.rcs.samples, nullptr);
  const LookBatch a = look_at_all(scene, with, kernels(), 2.03),
                  b = look_at_all(scene, without, kernels(), 2.03);
  for (std::size_t i = 0; i < a.count(); i += 4)
    EXPECT_EQ(std::log(a.value(kLookSnr, i)), std::log(b.value(kLookSnr, i))) << i;
}

TEST(RcsGrid, platforms_alike_share_one_and_the_samples_are_the_tables) {
  RcsGrids grids;
  PlatformType type;
  EXPECT_EQ(grids.first_of(type, kBand), -1.0);
  EXPECT_EQ(grids.grid().samples, nullptr);
  type.rcs_table[static_cast<int>(kBand)] = table_of(uneven_dbsm);
  EXPECT_EQ(grids.first_of(type, kBand), 0.0);
  EXPECT_EQ(grids.first_of(type, kBand), 0.0);
  EXPECT_EQ(grids.first_of(type, Band::x), -1.0);
  type.rcs_table[static_cast<int>(kBand)].level = 2.0;
  EXPECT_EQ(grids.first_of(type, kBand), 361.0 * 72.0);
  EXPECT_NEAR(looked_up(grids.grid(), radians(90.0), 0.0) * 4.3429448, -30.0, 1e-4);
  EXPECT_NEAR(looked_up(grids.grid(), radians(92.5), 0.0) * 4.3429448, 0.5 * (-30.0 + uneven_dbsm(95, 0)),
              0.02);
}

/// One batch serves all radars: what an earlier one left in the lanes beyond is no place in another's tables.
TEST(RcsGrids, lanes_beyond_the_last_look_read_no_table) {
  const Scene scene = crowd(8);
  RadarModel radar(scene.scenario, scene.scenario.radars[0], ReplicateKey::of(1, 0));
  LookBatch batch(scene.scenario.platforms.size());
  const auto add = [&](const Platform& p, double table) {
    RadarTarget target = radar.targets[p.id.index()];
    target.rcs_table_first = table;
    batch.add(p.id, p.path.segments()[p.path.find(at(1.0), 0)], at(1.0), 0.0, target);
  };
  for (const Platform& p : scene.scenario.platforms) add(p, 1e12);  // of a radar with tables without end
  batch.clear();
  add(scene.scenario.platforms[0], -1.0);
  radar.constants.beam_rate_rad_s = 0.0;
  radar.constants.sweep_ns = 1.0;
  batch.look(kernels(), radar.constants);
  EXPECT_GT(batch.value(kLookSnr, 0), 0.0);
}

}  // namespace
}  // namespace cupola
