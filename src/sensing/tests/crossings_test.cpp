#include "sensing/crossings.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sensing/tests/scene.hpp"

namespace cupola {
namespace {

using testing::at;
using testing::radians;
using testing::Replay;
using testing::Scene;

constexpr RadarId kRadar{0};

/// Azimuth of the first face, from the world's scan phase: written again, with libm.
double beam_rad(const World& world, const RadarType& type, Time t) {
  const double angle = world.radar(kRadar).scan_phase_rad +
                       2.0 * M_PI * (t - testing::kStart).seconds() / type.rotation_period_s;
  return std::remainder(angle, 2.0 * M_PI);
}

TEST(Crossings, a_still_platform_is_looked_at_once_a_rotation_and_face) {
  for (const int faces : {1, 2, 4}) {
    Scene scene;
    RadarType type = testing::search_radar();
    type.faces = faces;
    scene.add_radar("radar", type);
    for (int i = 0; i < 50; ++i) scene.add_still(testing::label(i), 1e5, 7.2 * i, 3.0);
    Replay replay(scene.scenario, 0);
    replay.turn_slices(kRadar, 0, 16 * 10);
    for (std::uint32_t i = 0; i < 50; ++i) EXPECT_EQ(replay.looks_at(PlatformId{i}), 10 * faces);
  }
}

TEST(Crossings, happen_when_the_beam_points_at_the_moving_platform) {
  Scene scene;
  RadarType type = testing::search_radar();
  type.faces = 2;
  scene.add_radar("radar", type);
  // Passing close by, where the azimuth turns fast and not evenly.
  scene.add("near", {-9000.0, 2000.0, 3000.0}, {900.0, 20.0, 0.0}, 0.0, 100.0);
  scene.add("far", {-90000.0, 40000.0, 9000.0}, {250.0, -250.0, 0.0}, 0.0, 100.0);
  Replay replay(scene.scenario, 1);
  replay.turn_slices(kRadar, 0, 160);
  ASSERT_GT(replay.looks.size(), 30u);
  for (const LookTruth& look : replay.looks) {
    const Motion motion = scene.scenario.platforms[look.platform.index()].path.at(look.time);
    const double azimuth = polar_from_enu(scene.frame.enu_from_ecef(motion.p_ecef_m)).azimuth_rad;
    EXPECT_NEAR(std::remainder(azimuth - beam_rad(replay.world, type, look.time), M_PI), 0.0, 1e-6);
  }
}

TEST(Crossings, an_hour_gives_as_many_looks_as_the_beam_overtakes_the_platform) {
  Scene scene;
  const RadarType type = testing::search_radar();
  scene.add_radar("radar", type);
  scene.add("passing", {-400e3, 30e3, 11e3}, {230.0, 3.0, 0.0});
  scene.add("circling", {20e3, 0.0, 5e3}, {0.0, 5.0, 0.0});
  Replay replay(scene.scenario, 2);
  replay.turn_slices(kRadar, 0, 16 * 360);
  for (std::uint32_t i = 0; i < 2; ++i) {
    // Turns of the beam less the turns of the platform's own azimuth; not yet begun turns do not count.
    const Path& path = scene.scenario.platforms[i].path;
    double swept = 0.0, last = 0.0;
    for (int s = 0; s <= 3600; ++s) {
      const double azimuth = polar_from_enu(scene.frame.enu_from_ecef(path.at(at(s)).p_ecef_m)).azimuth_rad;
      if (s > 0) swept += std::remainder(azimuth - last, 2.0 * M_PI);
      last = azimuth;
    }
    const double overtaken = 360.0 - swept / (2.0 * M_PI);
    EXPECT_NEAR(replay.looks_at(PlatformId{i}), overtaken, 1.0);
  }
}

/// Turns of a platform's azimuth during some seconds, by small steps; `nearest_m` is how near it came in
/// ground range.
double azimuth_turns(const Scene& scene, const Path& path, double length_s, double& nearest_m) {
  double swept = 0.0, last = 0.0;
  for (int s = 0; s <= 4000; ++s) {
    const Vec3 p = scene.frame.enu_from_ecef(path.at(at(s * length_s / 4000)).p_ecef_m);
    nearest_m = std::min(nearest_m, std::hypot(p.x, p.y));
    const double azimuth = std::atan2(p.x, p.y);
    if (s > 0) swept += std::remainder(azimuth - last, 2.0 * M_PI);
    last = azimuth;
  }
  return swept / (2.0 * M_PI);
}

TEST(Crossings, nobody_is_passed_over_and_nobody_is_met_twice) {
  int cases = 0;
  for (std::uint64_t n = 0; n < 200; ++n) {
    Draws draws(ReplicateKey::of(5, n), 1, 0);
    const auto within = [&](double most) { return most * (2.0 * draws.uniform() - 1.0); };
    Scene scene;
    RadarType type = testing::search_radar();
    type.rotation_period_s = 1.0 + 11.0 * draws.uniform();
    type.faces = 1 + static_cast<int>(n % 4);
    scene.add_radar("radar", type);
    for (int i = 0; i < 8; ++i) {
      const Vec3 p{within(2e5), within(2e5), 8000.0};
      const Vec3 v{within(900.0), within(900.0), 0.0};
      scene.add(testing::label(i), p, v, 0.0, 200.0);
    }
    Replay replay(scene.scenario, n);
    replay.turn_slices(kRadar, 0, 16 * 4);
    for (std::uint32_t i = 0; i < 8; ++i) {
      double nearest_m = 1e9;
      const double turns =
          azimuth_turns(scene, scene.scenario.platforms[i].path, 4 * type.rotation_period_s, nearest_m);
      if (nearest_m < 5000.0) continue;  // overhead there is no azimuth to speak of
      ++cases;
      EXPECT_LT(std::fabs(replay.looks_at(PlatformId{i}) - (4.0 - turns) * type.faces), 1.0);
    }
  }
  EXPECT_GT(cases, 1400);
}

/// Flocks of eight, as a raid has them: each about its own centre, which flies straight while they circle it;
/// some begin late, end early, come close by or fly in jumps of direction.
Scene flocks(Draws& draws, RadarType& type) {
  const auto within = [&](double most) { return most * (2.0 * draws.uniform() - 1.0); };
  Scene scene;
  type.rotation_period_s = 1.0 + 11.0 * draws.uniform();
  type.faces = 1 + static_cast<int>(4.0 * draws.uniform());
  scene.add_radar("radar", type);
  for (int flock = 0; flock < 5; ++flock) {
    const Vec3 p{within(1.5e5), within(1.5e5), 8000.0}, v{within(900.0), within(900.0), 0.0};
    for (int i = 0; i < 8; ++i) {
      const double radius_m = 4e3 * draws.uniform(), rate_rad_s = within(0.2), from_rad = within(M_PI);
      Platform& platform = scene.add(testing::label(8 * flock + i), p, v);
      platform.path = Path();
      const double begin_s = within(60.0), step_s = 1.0 + 4.0 * draws.uniform();
      for (int k = 0; k < 30; ++k) {
        const double t_s = begin_s + k * step_s, at_rad = from_rad + rate_rad_s * t_s;
        const Vec3 out{radius_m * std::cos(at_rad), radius_m * std::sin(at_rad), 0.0};
        const Vec3 velocity = v + rate_rad_s * Vec3{-out.y, out.x, 0.0};
        platform.path.add_knot(at(t_s), {scene.frame.ecef_from_enu(p + t_s * v + out),
                                         transpose(scene.frame.ecef_to_enu) * velocity});
      }
    }
  }
  return scene;
}

std::size_t eights_looked_at = 0;
void count_and_look(const AzimuthTask& task) {
  eights_looked_at += task.eights.count;
  kernels().azimuth(task);
}

/// Who was met, if he is there, and where in the sweep.
std::vector<std::pair<std::uint32_t, double>> met(const Crossings& crossings, const World& world,
                                                  const Sweep& sweep) {
  std::vector<std::pair<std::uint32_t, double>> met;
  for (std::size_t i = 0; i < crossings.count(); ++i)
    if (world.present_within(crossings.platform(i), sweep.begin, sweep.end))
      met.emplace_back(crossings.platform(i).index(), crossings.guess_ns(i));
  return met;
}

TEST(Crossings, who_rests_is_met_as_by_a_radar_that_looks_at_all_always) {
  Kernels counting = kernels();
  counting.azimuth = count_and_look;
  eights_looked_at = 0;
  std::size_t slices = 0, looks = 0;
  for (std::uint64_t n = 0; n < 60; ++n) {
    Draws draws(ReplicateKey::of(6, n), 1, 0);
    RadarType type = testing::search_radar();
    const Scene scene = flocks(draws, type);
    World world(scene.scenario, ReplicateKey::of(11, n));
    const RadarModel radar(scene.scenario, scene.scenario.radars[0], ReplicateKey::of(11, n));
    Crossings resting(scene.scenario);
    const Duration slice = Duration::seconds(type.rotation_period_s / 16.0);
    const double slice_rad = 2.0 * M_PI / 16.0;
    for (int i = 0; at(0.0) + Duration{i * slice.ns} < at(120.0); ++i, ++slices) {
      Sweep sweep{at(0.0) + Duration{i * slice.ns}, at(0.0) + Duration{(i + 1) * slice.ns}};
      sweep.begin_rad = slice_rad * (i % 16);
      sweep.end_rad = slice_rad * ((i + 1) % 16);
      sweep.width_rad = slice_rad;
      sweep.spacing_rad = 2.0 * M_PI / type.faces;
      Crossings waking(scene.scenario);  // knows of no rest
      waking.find(world, radar, sweep, kernels());
      resting.find(world, radar, sweep, counting);
      const auto expected = met(waking, world, sweep);
      EXPECT_EQ(met(resting, world, sweep), expected) << n << " " << i;
      looks += expected.size();
      if (i % 50 == 49) world.kill(PlatformId{static_cast<std::uint32_t>(draws.uniform() * 40)}, sweep.end);
    }
  }
  EXPECT_GT(looks, 30'000u);
  EXPECT_LT(eights_looked_at, slices * 5 / 2);  // more than half of the work is spared
}

TEST(Crossings, a_platform_that_outruns_the_beam_is_not_met_by_it) {
  Scene scene;
  RadarType type = testing::search_radar();
  type.rotation_period_s = 60.0;  // six degrees a second
  scene.add_radar("radar", type);
  // Clockwise past the radar at 5 km: from 60 to 150 degrees in 12.5 s, at most 9 degrees a second.
  const auto along = [](double degrees) {
    return Vec3{std::sin(radians(degrees)), std::cos(radians(degrees)), 0.0};
  };
  scene.add("fast", 5e3 * along(105.0) - 5e3 * along(195.0) + Vec3{0, 0, 2e3}, 800.0 * along(195.0));
  Replay replay(scene.scenario, 0);
  replay.world.radar(kRadar).scan_phase_rad = 0.0;
  replay.turn_slices(kRadar, 0, 3);
  EXPECT_TRUE(replay.looks.empty());
}

TEST(Crossings, consecutive_looks_are_a_rotation_apart) {
  Scene scene;
  scene.add_radar("radar", testing::search_radar());
  for (int i = 0; i < 64; ++i)
    scene.add(testing::label(i), {3e5 * std::sin(0.1 * i), 3e5 * std::cos(0.1 * i), 5e3}, {200.0, 0.0, 0.0});
  Replay replay(scene.scenario, 5);
  replay.turn_slices(kRadar, 0, 16 * 60);
  std::vector<Time> last(64, Time{});
  for (const LookTruth& look : replay.looks) {
    Time& before = last[look.platform.index()];
    if (before.ns != 0) {
      EXPECT_NEAR((look.time - before).seconds(), 10.0, 0.05);
    }
    before = look.time;
  }
}

TEST(Crossings, scan_phase_differs_between_replicates) {
  Scene scene;
  scene.add_radar("radar", testing::search_radar());
  scene.add_still("t", 1e5, 45.0, 3.0);
  Replay one(scene.scenario, 0), two(scene.scenario, 1);
  one.turn_slices(kRadar, 0, 16);
  two.turn_slices(kRadar, 0, 16);
  ASSERT_EQ(one.looks.size(), 1u);
  ASSERT_EQ(two.looks.size(), 1u);
  EXPECT_NE(one.looks[0].time, two.looks[0].time);
}

TEST(Crossings, a_frame_goes_over_the_sector_from_left_to_right) {
  Scene scene;
  scene.add_radar("radar", testing::guidance_radar()).sector_centre_rad = radians(350.0);
  scene.add_still("left", 1e5, 306.0, 3.0);
  scene.add_still("middle", 1e5, 350.0, 3.0);
  scene.add_still("right", 1e5, 34.0, 3.0);
  scene.add_still("outside left", 1e5, 304.0, 3.0);
  scene.add_still("outside right", 1e5, 36.0, 3.0);
  scene.add_still("behind", 1e5, 170.0, 3.0);
  Replay replay(scene.scenario, 0);
  replay.frames(kRadar, 0, 1);
  ASSERT_EQ(replay.looks.size(), 3u);
  EXPECT_NEAR((replay.looks[0].time - at(0.0)).seconds(), 5.0 * 1.0 / 90.0, 1e-6);
  EXPECT_NEAR((replay.looks[1].time - at(0.0)).seconds(), 2.5, 1e-6);
  EXPECT_NEAR((replay.looks[2].time - at(0.0)).seconds(), 5.0 * 89.0 / 90.0, 1e-6);
}

}  // namespace
}  // namespace cupola
