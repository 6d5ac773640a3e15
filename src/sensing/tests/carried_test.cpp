// A radar that is carried: where its plots lie, when it looks, what its navigation adds, and when it is
// silent.

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "sensing/look_batch.hpp"
#include "sensing/radar_model.hpp"
#include "sensing/tests/scene.hpp"

namespace cupola {
namespace {

using testing::at;
using testing::radians;
using testing::recorded;
using testing::Replay;
using testing::Scene;

constexpr RadarId kRadar{0};

/// East for a while, a quarter of a circle to the left, then north, level in the local frame.
Path turning_path(const Scene& scene, double height_m, double speed_m_s, double turn_m_s2) {
  const double radius = speed_m_s * speed_m_s / turn_m_s2, turn_from_s = 87.3;
  const double turn_s = 0.5 * M_PI * radius / speed_m_s, start_m = -20e3;
  Path path;
  for (int i = 0; i <= 1200; ++i) {
    const double t = 0.5 * i, angle = std::clamp((t - turn_from_s) / turn_s, 0.0, 1.0) * 0.5 * M_PI;
    const double before_m = speed_m_s * std::min(t, turn_from_s);
    const double after_m = speed_m_s * std::max(t - turn_from_s - turn_s, 0.0);
    const Vec3 p{start_m + before_m + radius * std::sin(angle), radius * (1.0 - std::cos(angle)) + after_m,
                 height_m};
    const Vec3 v{speed_m_s * std::cos(angle), speed_m_s * std::sin(angle), 0.0};
    path.add_knot(at(t), {scene.frame.ecef_from_enu(p), transpose(scene.frame.ecef_to_enu) * v});
  }
  return path;
}

/// The aircraft turns through a right angle a minute and a half after the start; targets all round, far below
/// it.
Scene aloft(const RadarType& type, double turn_m_s2 = 0.4 * 9.81) {
  Scene scene;
  scene.scenario.seeing.detection_least = 1.0;
  scene.add_radar("eye", type).carrier = PlatformId{0};
  scene.add("carrier", {}, {}).path = turning_path(scene, 9e3, 220.0, turn_m_s2);
  for (int i = 0; i < 24; ++i) {
    const double azimuth = 2 * M_PI * i / 24, range = 60e3 + 4e3 * i;
    scene.add(testing::label(100 + i), {range * std::sin(azimuth), range * std::cos(azimuth), 300.0},
              {-240.0 * std::sin(azimuth + 1.0), -240.0 * std::cos(azimuth + 1.0), 0.0});
  }
  return scene;
}

RadarType airborne(RadarType type) {
  type.elevation_min_rad = radians(-20.0);
  type.minimum_range_m = 1e3;
  return type;
}

LocalFrame axes_at(const Vec3& p_ecef_m) { return LocalFrame::at(to_geodetic(p_ecef_m)); }

struct Worst {
  double place_m = 0.0, own_m = 0.0, beam_rad = 0.0;
  int plots = 0;
};

/// How far from their targets do plots without errors lie, counted from where the radar says it was; how far
/// is that from its carrier; and how far were the targets from the beam?
template <class Look, class Beam>
Worst worst_of(const Scene& scene, int looks, const Look& look, const Beam& beam_rad) {
  Scenario scenario = scene.scenario;
  scenario.seeing.noise_scale = 0.0;
  Replay replay(scenario, 0);
  Worst worst;
  for (int n = 0; n < looks; ++n) {
    look(replay, n);
    const PlotBatch& batch = replay.result.batch;
    EXPECT_TRUE(batch.moves);
    const LocalFrame axes = axes_at(batch.p_radar_ecef_m);
    for (std::size_t i = 0; i < batch.plots.size(); ++i) {
      const Plot& plot = batch.plots[i];
      const Platform& target = scenario.platforms[replay.result.truth[i].platform.index()];
      const Vec3 from_radar = enu_from_polar({plot.range_m, plot.azimuth_rad, plot.elevation_rad});
      const Vec3 told = plot.p_radar_ecef_m + transpose(axes.ecef_to_enu) * from_radar;
      worst.place_m = std::max(worst.place_m, norm(told - target.path.at(plot.time).p_ecef_m));

      // From where the carrier truly was, whatever the radar says.
      const Vec3 carrier = scenario.platforms[0].path.at(plot.time).p_ecef_m;
      worst.own_m = std::max(worst.own_m, norm(plot.p_radar_ecef_m - carrier));
      const Vec3 line = target.path.at(plot.time).p_ecef_m - carrier;
      const Vec3 enu = axes.ecef_to_enu * line;
      const double off = std::atan2(enu.x, enu.y) - beam_rad(replay, plot.time, batch);
      worst.beam_rad = std::max(worst.beam_rad, std::fabs(std::remainder(off, 2 * M_PI)));
      ++worst.plots;
    }
  }
  return worst;
}

TEST(Carried, slices_of_a_turning_radar_lie_where_the_targets_are_and_when_the_beam_is_there) {
  const Scene scene = aloft(airborne(testing::search_radar()));
  const auto beam = [](const Replay& replay, Time t, const PlotBatch&) {
    return replay.world.radar(kRadar).scan_phase_rad + 2 * M_PI * (t - testing::kStart).seconds() / 10.0;
  };
  const Worst worst =
      worst_of(scene, 16 * 20, [](Replay& replay, int n) { replay.turn_slices(kRadar, n, 1); }, beam);
  EXPECT_GT(worst.plots, 24 * 18);
  EXPECT_LT(worst.place_m, 1e-6);
  EXPECT_LT(worst.own_m, 0.1);
  EXPECT_LT(worst.beam_rad, 1e-5);  // a metre at 100 km
}

/// Ten seconds of flight in one look: the cubic through it costs most where a turn begins or ends inside.
TEST(Carried, frames_of_an_array_lie_within_metres_though_the_aircraft_flies_two_kilometres) {
  RadarType type = airborne(testing::guidance_radar());
  type.sector_width_rad = 2 * M_PI;
  type.search_frame_s = 10.0;
  const Scene scene = aloft(type);
  const auto beam = [](const Replay&, Time t, const PlotBatch& batch) {
    return batch.azimuth_begin_rad + batch.azimuth_width_rad * (t - batch.begin).seconds() / 10.0;
  };
  const Worst worst = worst_of(scene, 20, [](Replay& replay, int n) { replay.frames(kRadar, n, 1); }, beam);
  EXPECT_GT(worst.plots, 24 * 17);
  EXPECT_LT(worst.place_m, 1e-6);
  EXPECT_LT(worst.own_m, 10.0);
  EXPECT_LT(worst.beam_rad, 1e-3);
}

/// Over the whole way every target is met once a turn, and nobody looks at the own aircraft.
TEST(Carried, meets_each_target_once_a_turn_and_never_its_carrier) {
  const Scene scene = aloft(airborne(testing::search_radar()));
  Replay replay(scene.scenario, 0);
  replay.turn_slices(kRadar, 0, 16 * 20);
  EXPECT_EQ(replay.looks_at(PlatformId{0}), 0);
  for (std::uint32_t i = 1; i <= 24; ++i) EXPECT_NEAR(replay.looks_at(PlatformId{i}), 20, 1) << i;
}

/// One that hangs in the air sees what one that stands there sees.
TEST(Carried, on_a_carrier_that_stays_it_is_as_one_that_stands) {
  Scene still, hanging;
  for (Scene* scene : {&still, &hanging}) {
    scene->add_still("carrier", 1.0, 0.0, 90.0);
    scene->add_radar("eye", testing::search_radar());
    for (int i = 0; i < 20; ++i)
      scene->add(testing::label(10 + i), {1e4 * i + 2e4, 3e4, 8e3}, {-200.0, 100.0, 0.0});
  }
  const Vec3 place = hanging.scenario.platforms[0].path.at(testing::kStart).p_ecef_m;
  still.scenario.radars[0].antenna = hanging.scenario.radars[0].antenna = to_geodetic(place);
  still.scenario.radars[0].antenna_agl_m = to_geodetic(place).height_hae_m - 840.0;
  hanging.scenario.radars[0].carrier = PlatformId{0};
  still.scenario.platforms[0].path = {};
  still.scenario.platforms[0].path.add_knot(at(-10.0), {place, {}});
  still.scenario.platforms[0].path.add_knot(at(-5.0), {place, {}});
  Replay one(still.scenario, 5), other(hanging.scenario, 5);
  for (Replay* replay : {&one, &other}) replay->turn_slices(kRadar, 0, 320);
  ASSERT_GT(one.plots.size(), 100u);
  ASSERT_EQ(one.plots.size(), other.plots.size());
  for (std::size_t i = 0; i < one.plots.size(); ++i) {
    EXPECT_NEAR(one.plots[i].range_m, other.plots[i].range_m, 1e-3);
    EXPECT_NEAR(one.plots[i].azimuth_rad, other.plots[i].azimuth_rad, 1e-8);
    EXPECT_NEAR(one.plots[i].elevation_rad, other.plots[i].elevation_rad, 1e-8);
    EXPECT_EQ(one.plots[i].p_radar_ecef_m.x, 0.0);
    EXPECT_NEAR(norm(other.plots[i].p_radar_ecef_m - place), 0.0, 1e-3);
  }
}

TEST(Carried, tells_its_place_and_north_with_the_errors_of_its_navigation) {
  RadarType type = airborne(testing::search_radar());
  type.navigation.position_m = recorded(40.0);
  type.navigation.heading_rad = recorded(0.002);
  const Scene scene = aloft(type);
  const int n = 600;
  double place2 = 0.0, north2 = 0.0;
  for (int i = 0; i < n; ++i) {
    const World world(scene.scenario, ReplicateKey::of(1, i));
    RadarModel radar(scene.scenario, scene.scenario.radars[0], ReplicateKey::of(1, i));
    const Motion here = scene.scenario.platforms[0].path.at(at(20.0));
    radar.carry(scene.scenario, here, here, 0.0);
    const Vec3 off = radar.believed_place_ecef_m(0.0) - here.p_ecef_m;
    place2 += dot(off, off) / 3.0;
    north2 += radar.north_error_rad * radar.north_error_rad;
    // The same all through the replicate.
    const Motion later = scene.scenario.platforms[0].path.at(at(120.0));
    radar.carry(scene.scenario, later, later, 0.0);
    EXPECT_NEAR(norm(radar.believed_place_ecef_m(0.0) - later.p_ecef_m), norm(off), 1e-6);
  }
  EXPECT_NEAR(std::sqrt(place2 / n), 40.0, 3.0);
  EXPECT_NEAR(std::sqrt(north2 / n), 0.002, 3 * 0.002 / std::sqrt(2.0 * n));
}

TEST(Carried, is_silent_from_the_look_in_which_its_carrier_dies_and_before_it_flies) {
  Scene scene = aloft(airborne(testing::search_radar()));
  Platform& carrier = scene.scenario.platforms[0];
  Path later;
  for (int i = 0; i < 40; ++i) later.add_knot(at(30.0 + 5.0 * i), carrier.path.at(at(5.0 * i)));
  carrier.path = later;
  Replay replay(scene.scenario, 0);
  for (std::uint32_t n = 0; n < 160; ++n) {
    const Time end = testing::kStart + Duration{625'000'000LL * (n + 1)};
    const bool flies = end - Duration{625'000'000} >= at(30.0);
    if (end > at(70.3) && !replay.world.dead(carrier.id)) replay.world.kill(carrier.id, at(70.3));
    replay.turn_slices(kRadar, n, 1);
    EXPECT_EQ(replay.result.radiated, flies && end < at(70.3)) << n;
    const bool nothing = replay.result.looks.empty() && replay.result.batch.plots.empty();
    EXPECT_TRUE(replay.result.radiated || nothing);
  }
}

/// Over ground that fills the beam: who crosses at right angles is lost, whatever the aircraft does, and who
/// comes at speed is seen, though the ground comes towards the aircraft as fast.
TEST(Carried, takes_radial_speed_against_the_ground) {
  RadarType type = airborne(testing::search_radar());
  type.frequency_hz = 3.2e9;
  type.clutter_filter.improvement = recorded(1e6);
  type.clutter_filter.minimum_velocity_m_s = 35.0;
  Scene scene;
  scene.scenario.environment.cover.name = "farmland";
  scene.scenario.environment.cover.reflectivity = 0.03;
  scene.scenario.environment.cover.roughness_m = 2.0;
  scene.add_radar("eye", type).carrier = PlatformId{0};
  scene.add("carrier", {0.0, 0.0, 9e3}, {0.0, 200.0, 0.0});
  scene.add("still", {0.0, 100e3, -650.0}, {});
  scene.add("across", {0.0, 100e3, -650.0}, {240.0, 0.0, 0.0});
  scene.add("coming", {0.0, 100e3, -650.0}, {0.0, -240.0, 0.0});
  scene.add("as fast as the aircraft, away", {0.0, 100e3, -650.0}, {0.0, 200.0, 0.0});
  RadarModel radar(scene.scenario, scene.scenario.radars[0], ReplicateKey::of(1, 1));
  const Path& path = scene.scenario.platforms[0].path;
  radar.carry(scene.scenario, path.at(testing::kStart), path.at(at(0.625)), 0.625);
  radar.constants.sweep_ns = 1.0;
  LookBatch batch(8);
  for (std::uint32_t i = 1; i < 5; ++i) {
    const Platform& p = scene.scenario.platforms[i];
    batch.add(p.id, p.path.segments().front(), testing::kStart, 0.0, radar.targets[i]);
  }
  batch.look(kernels(), radar.constants);
  // No echo of the ground: what each would be without it.
  LookConstants clear = radar.constants;
  clear.clutter = {};
  LookBatch free = batch;
  free.look(kernels(), clear);
  const auto lost_db = [&](std::size_t i) {
    // ln S/N in the batch is without what weighs against it; detection shows it.
    return free.value(kLookPd, i) - batch.value(kLookPd, i);
  };
  EXPECT_GT(free.value(kLookPd, 2), 0.9);
  EXPECT_GT(lost_db(0), 0.85);
  EXPECT_GT(lost_db(1), 0.85);
  EXPECT_LT(lost_db(2), 0.05);
  EXPECT_LT(lost_db(3), 0.05);  // against the aircraft it stands still
}

bool same_bits(double a, double b) { return std::memcmp(&a, &b, sizeof a) == 0; }

TEST(Carried, and_with_arrays_gives_the_same_bits_on_every_instruction_set) {
  RadarType type = airborne(testing::guidance_radar());
  type.sector_width_rad = 2 * M_PI;
  type.frequency_hz = 1.3e9;
  type.pattern.scan_loss_exponent = 1.25;
  type.arrays = {{0.0, radians(60.0), 0.5},
                 {radians(90.0), radians(120.0), 1.0},
                 {radians(180.0), radians(60.0), 0.5},
                 {radians(270.0), radians(120.0), 1.0}};
  const Scene scene = aloft(type);
  RadarModel radar(scene.scenario, scene.scenario.radars[0], ReplicateKey::of(1, 1));
  const Path& path = scene.scenario.platforms[0].path;
  radar.carry(scene.scenario, path.at(at(85.0)), path.at(at(95.0)), 10.0);
  radar.face(radar.centre_rad({}));
  LookConstants& c = radar.constants;
  EXPECT_EQ(c.arrays, 4);
  EXPECT_NE(c.way[2][0], 0.0);  // it turns
  c.beam_begin_rad = 0.1;
  c.beam_rate_rad_s = 0.2 * M_PI;
  c.beam_spacing_rad = 2 * M_PI;
  c.sweep_ns = 1e10;
  std::vector<LookBatch> batches;
  std::vector<const Kernels*> sets{&kernels_scalar(), &kernels_v3()};
  if (kernels_v4_run()) sets.push_back(&kernels_v4());
  for (const Kernels* kernels : sets) {
    LookBatch& batch = batches.emplace_back(32);
    for (std::uint32_t i = 1; i <= 24; ++i) {
      const Platform& p = scene.scenario.platforms[i];
      batch.add(p.id, p.path.segments()[p.path.find(at(85.0), 0)], at(85.0), 4e8 * i, radar.targets[i]);
    }
    batch.look(*kernels, c);
  }
  for (std::size_t b = 1; b < batches.size(); ++b)
    for (std::size_t i = 0; i < 24; ++i)
      for (int row = 0; row < kLookRowCount; ++row)
        ASSERT_TRUE(same_bits(batches[b].value(static_cast<LookRow>(row), i),
                              batches[0].value(static_cast<LookRow>(row), i)))
            << row << ' ' << i;
}

}  // namespace
}  // namespace cupola
