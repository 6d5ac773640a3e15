#include "sensing/sensing.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>

#include "sensing/tests/scene.hpp"

namespace cupola {
namespace {

using testing::at;
using testing::radians;
using testing::Replay;
using testing::Scene;

constexpr RadarId kRadar{0};

Scene raid(int count) {
  Scene scene;
  RadarType type = testing::search_radar();
  type.false_plots_per_scan = 3.0;
  scene.add_radar("radar", type);
  for (int i = 0; i < count; ++i) {
    const double azimuth = 2 * M_PI * i / count, range = 60e3 + 3e3 * (i % 50);
    scene.add(testing::label(1000 + i), {range * std::sin(azimuth), range * std::cos(azimuth), 5e3},
              {-200.0 * std::sin(azimuth + 0.1), -200.0 * std::cos(azimuth + 0.1), 0.0});
  }
  return scene;
}

bool same(const Plot& a, const Plot& b) {
  return a.time == b.time && a.range_m == b.range_m && a.azimuth_rad == b.azimuth_rad &&
         a.elevation_rad == b.elevation_rad && a.range_sd_m == b.range_sd_m &&
         a.azimuth_sd_rad == b.azimuth_sd_rad && a.elevation_sd_rad == b.elevation_sd_rad && a.iff == b.iff;
}

TEST(Sensing, gives_the_same_plots_again_and_others_in_another_replicate) {
  const Scene scene = raid(60);
  Replay one(scene.scenario, 3), again(scene.scenario, 3), other(scene.scenario, 4);
  for (Replay* replay : {&one, &again, &other}) replay->turn_slices(kRadar, 0, 160);
  ASSERT_GT(one.plots.size(), 300u);
  ASSERT_EQ(one.plots.size(), again.plots.size());
  for (std::size_t i = 0; i < one.plots.size(); ++i) EXPECT_TRUE(same(one.plots[i], again.plots[i]));
  EXPECT_FALSE(one.plots.size() == other.plots.size() && same(one.plots[0], other.plots[0]));
}

TEST(Sensing, a_far_platform_more_changes_no_other_plots_bits) {
  Scene with = raid(60);
  const Scene without = raid(60);
  // First in the order of names, so that every id moves.
  Platform far = with.add_still("a far one", 500e3, 33.0, 3.0);
  std::rotate(with.scenario.platforms.begin(), with.scenario.platforms.end() - 1,
              with.scenario.platforms.end());
  for (std::uint32_t i = 0; i < 61; ++i) with.scenario.platforms[i].id = PlatformId{i};
  Replay one(without.scenario, 3), two(with.scenario, 3);
  one.turn_slices(kRadar, 0, 320);
  two.turn_slices(kRadar, 0, 320);
  std::vector<Plot> others;
  for (std::size_t i = 0; i < two.plots.size(); ++i)
    if (two.truth[i].platform != PlatformId{0}) others.push_back(two.plots[i]);
  ASSERT_EQ(others.size(), one.plots.size());
  for (std::size_t i = 0; i < others.size(); ++i) EXPECT_TRUE(same(others[i], one.plots[i])) << i;
}

TEST(Sensing, another_radar_more_changes_no_plots_bits) {
  const Scene one_radar = raid(40);
  Scene two_radars = raid(40);
  two_radars.add_radar("second", testing::search_radar());
  Replay one(one_radar.scenario, 3), two(two_radars.scenario, 3);
  LookResult other;
  for (std::uint32_t n = 0; n < 160; ++n) {
    one.turn_slices(kRadar, n, 1);
    two.sensing.slice(two.world, RadarId{1}, n, at(0.625 * n), at(0.625 * (n + 1)), other);
    two.turn_slices(kRadar, n, 1);
  }
  ASSERT_EQ(one.plots.size(), two.plots.size());
  for (std::size_t i = 0; i < one.plots.size(); ++i) EXPECT_TRUE(same(one.plots[i], two.plots[i]));
}

TEST(Sensing, a_scenario_moved_by_an_hour_gives_the_same_bits) {
  Scene now = raid(30), later = raid(30);
  const Duration hour = Duration::seconds(3600.0);
  later.scenario.start = later.scenario.start + hour;
  for (Platform& platform : later.scenario.platforms) {
    Path moved;
    for (const Path::Segment& s : platform.path.segments())
      moved.add_knot(s.begin + hour, Path::evaluate(s, s.begin));
    moved.add_knot(platform.path.end() + hour, platform.path.at(platform.path.end()));
    platform.path = moved;
  }
  Replay one(now.scenario, 3), two(later.scenario, 3);
  LookResult a, b;
  for (std::uint32_t n = 0; n < 160; ++n) {
    one.sensing.slice(one.world, kRadar, n, at(0.625 * n), at(0.625 * (n + 1)), a);
    two.sensing.slice(two.world, kRadar, n, at(0.625 * n) + hour, at(0.625 * (n + 1)) + hour, b);
    ASSERT_EQ(a.batch.plots.size(), b.batch.plots.size());
    for (std::size_t i = 0; i < a.batch.plots.size(); ++i) {
      Plot moved = b.batch.plots[i];
      moved.time = moved.time - hour;
      EXPECT_TRUE(same(a.batch.plots[i], moved));
    }
  }
}

TEST(Sensing, plots_come_in_the_order_of_what_was_measured_with_their_truth) {
  const Scene scene = raid(60);
  Replay replay(scene.scenario, 0);
  for (std::uint32_t n = 0; n < 160; ++n) {
    replay.turn_slices(kRadar, n, 1);
    const LookResult& result = replay.result;
    ASSERT_EQ(result.truth.size(), result.batch.plots.size());
    for (std::size_t i = 0; i < result.batch.plots.size(); ++i) {
      const Plot& plot = result.batch.plots[i];
      EXPECT_GE(plot.time, result.batch.begin);
      EXPECT_LT(plot.time, result.batch.end);
      if (i > 0) {
        EXPECT_GE(plot.time, result.batch.plots[i - 1].time);
      }
      if (!result.truth[i].platform.valid()) continue;
      const Motion motion = replay.world.motion(result.truth[i].platform, plot.time);
      const Polar place = polar_from_enu(scene.frame.enu_from_ecef(motion.p_ecef_m));
      EXPECT_NEAR(plot.range_m, place.range_m, 6 * plot.range_sd_m + 200.0);
      EXPECT_NEAR(std::remainder(plot.azimuth_rad - place.azimuth_rad, 2 * M_PI), 0.0,
                  6 * plot.azimuth_sd_rad + 0.03);
    }
  }
}

TEST(Sensing, a_batch_says_what_it_covered) {
  const Scene scene = raid(10);
  Replay replay(scene.scenario, 0);
  replay.turn_slices(kRadar, 37, 1);
  const PlotBatch& batch = replay.result.batch;
  EXPECT_EQ(batch.scan, 2u);
  EXPECT_NEAR(batch.azimuth_width_rad, 2 * M_PI / 16, 1e-9);
  const double expected = replay.world.radar(kRadar).scan_phase_rad + 37 * 2 * M_PI / 16;
  EXPECT_NEAR(std::remainder(batch.azimuth_begin_rad - expected, 2 * M_PI), 0.0, 1e-9);
  EXPECT_FALSE(batch.dedicated);
}

TEST(Sensing, a_silent_radar_makes_no_plots_but_its_looks_are_told) {
  const Scene scene = raid(40);
  Replay loud(scene.scenario, 0), silent(scene.scenario, 0);
  silent.world.set_readiness(kRadar, Readiness::standby, at(0.0));
  loud.turn_slices(kRadar, 0, 16);
  silent.turn_slices(kRadar, 0, 16);
  EXPECT_TRUE(silent.plots.empty());
  EXPECT_FALSE(silent.result.radiated);
  EXPECT_EQ(silent.result.batch.azimuth_width_rad, 0.0);
  ASSERT_EQ(silent.looks.size(), loud.looks.size());
  for (std::size_t i = 0; i < silent.looks.size(); ++i) {
    EXPECT_EQ(silent.looks[i].time, loud.looks[i].time);
    EXPECT_FALSE(silent.looks[i].radiating);
    EXPECT_FALSE(silent.looks[i].detected);
  }
}

TEST(Sensing, a_change_of_state_takes_effect_with_the_next_slice) {
  const Scene scene = raid(40);
  Replay replay(scene.scenario, 0);
  RadarState& radar = replay.world.radar(kRadar);
  radar.warm_until = at(0.3);  // within the first slice
  replay.turn_slices(kRadar, 0, 1);
  EXPECT_FALSE(replay.result.radiated);
  replay.turn_slices(kRadar, 1, 1);
  EXPECT_TRUE(replay.result.radiated);
}

TEST(Sensing, the_dead_the_unborn_and_the_gone_are_not_looked_at) {
  Scene scene;
  scene.add_radar("radar", testing::search_radar());
  scene.add("always", {0.0, 80e3, 5e3}, {}, 0.0, 100.0);
  scene.add("late", {0.0, 90e3, 5e3}, {}, 50.0, 100.0);
  scene.add("early", {0.0, 100e3, 5e3}, {}, 0.0, 50.0);
  scene.add("killed", {0.0, 110e3, 5e3}, {}, 0.0, 100.0);
  Replay replay(scene.scenario, 0);
  replay.world.kill(PlatformId{3}, at(50.0));
  replay.turn_slices(kRadar, 0, 160);
  EXPECT_EQ(replay.looks_at(PlatformId{0}), 10);
  for (std::uint32_t i = 1; i < 4; ++i) EXPECT_EQ(replay.looks_at(PlatformId{i}), 5);
}

TEST(Sensing, replies_come_with_the_plots_of_search) {
  Scene scene;
  scene.add_radar("radar", testing::search_radar());
  scene.scenario.seeing.detection_least = 1.0;
  Platform& friendly = scene.add_still("friend", 80e3, 10.0, 4.0);
  friendly.side = Side::friendly;
  friendly.type.transponder = Transponder::national;
  scene.add_still("hostile", 80e3, 100.0, 4.0);
  Replay replay(scene.scenario, 0);
  replay.turn_slices(kRadar, 0, 16);
  ASSERT_EQ(replay.plots.size(), 2u);
  for (std::size_t i = 0; i < 2; ++i)
    EXPECT_EQ(replay.plots[i].iff,
              replay.truth[i].platform == PlatformId{0} ? IffReply::national : IffReply::silence);
}

TEST(Sensing, cost_of_a_slice) {
  // Printed, not judged: a machine under load says nothing.
  const Scene scene = raid(100);
  Replay replay(scene.scenario, 0);
  const auto border = [](std::uint32_t n) {
    return testing::kStart + Duration{625'000'000 * std::int64_t{n}};
  };
  double best_ns = 1e18;
  std::size_t looks = 0;
  for (int round = 0; round < 20; ++round) {
    const auto begin = std::chrono::steady_clock::now();
    looks = 0;
    for (std::uint32_t n = 0; n < 160; ++n) {
      replay.sensing.slice(replay.world, kRadar, n, border(n), border(n + 1), replay.result);
      looks += replay.result.looks.size();
    }
    const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - begin;
    best_ns = std::min(best_ns, took.count());
  }
  const auto setup_begin = std::chrono::steady_clock::now();
  for (std::uint64_t r = 0; r < 100; ++r) Sensing(scene.scenario, ReplicateKey::of(1, r));
  const std::chrono::duration<double, std::micro> setup = std::chrono::steady_clock::now() - setup_begin;
  std::printf("slice over 100 platforms: %.0f ns, of it %.0f ns a look (%.1f looks); set-up %.1f us\n",
              best_ns / 160, best_ns / static_cast<double>(looks), static_cast<double>(looks) / 160,
              setup.count() / 100);
  EXPECT_GT(looks, 900u);
}

}  // namespace
}  // namespace cupola
