#include "sensing/end_game.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sensing/tests/scene.hpp"

namespace cupola {
namespace {

using testing::at;
using testing::Replay;
using testing::Scene;

constexpr RadarId kRadar{0};
constexpr PlatformId kTarget{0};

Scene duel() {
  Scene scene;
  scene.add_radar("radar", testing::guidance_radar());
  scene.add("target", {0.0, 60e3, 6e3}, {0.0, -250.0, 0.0});
  scene.scenario.seeing.detection_least = 1.0;
  return scene;
}

/// A cue where the target truly is at t.
Cue cue_on_target(const Scene& scene, double t_s, TrackNumber track = 7) {
  const Motion motion = scene.scenario.platforms[0].path.at(at(t_s));
  return {kRadar, track, at(t_s), motion.p_ecef_m, motion.v_ecef_m_s, 100.0, false};
}

std::vector<Plot> dwell(Replay& replay, const Scene& scene, double t_s, TrackNumber track = 7) {
  replay.sensing.dwells(replay.world, kRadar, static_cast<std::uint32_t>(t_s), at(t_s),
                        {cue_on_target(scene, t_s, track)}, replay.result);
  return replay.result.batch.plots;
}

TEST(EndGame, a_living_target_shows_it_on_its_next_plot_after_the_delay_and_once) {
  Scene scene = duel();
  Replay replay(scene.scenario, 0);
  replay.sensing.note_end_game(kRadar, 7, kTarget, false, at(10.0), 1);
  EXPECT_EQ(dwell(replay, scene, 12.0).at(0).end_game, EndGame::nothing);
  EXPECT_NE(dwell(replay, scene, 13.0).at(0).end_game, EndGame::nothing);
  EXPECT_EQ(dwell(replay, scene, 14.0).at(0).end_game, EndGame::nothing);
}

TEST(EndGame, shows_in_search_as_well) {
  Scene scene = duel();
  Replay replay(scene.scenario, 0);
  replay.sensing.note_end_game(kRadar, 7, kTarget, false, at(1.0), 1);
  replay.frames(kRadar, 0, 3);
  ASSERT_EQ(replay.plots.size(), 3u);
  EXPECT_EQ(replay.plots[0].end_game, EndGame::nothing);  // at 2.5 s, before the delay is over
  EXPECT_NE(replay.plots[1].end_game, EndGame::nothing);
  EXPECT_EQ(replay.plots[2].end_game, EndGame::nothing);
}

TEST(EndGame, a_dead_target_leaves_debris_in_the_dwell_on_its_track_once) {
  Scene scene = duel();
  Replay replay(scene.scenario, 0);
  replay.world.kill(kTarget, at(10.0));
  replay.sensing.note_end_game(kRadar, 7, kTarget, true, at(10.0), 1);
  EXPECT_TRUE(dwell(replay, scene, 12.0).empty());
  EXPECT_TRUE(dwell(replay, scene, 13.0, 8).empty());  // another track
  const std::vector<Plot> plots = dwell(replay, scene, 14.0);
  ASSERT_EQ(plots.size(), 1u);
  EXPECT_NE(plots[0].end_game, EndGame::nothing);
  EXPECT_TRUE(plots[0].dedicated);
  EXPECT_EQ(replay.result.truth[0].platform, kTarget);
  EXPECT_EQ(replay.result.truth[0].merged, 0);
  const Polar believed = polar_from_enu(scene.frame.enu_from_ecef(cue_on_target(scene, 14.0).p_ecef_m));
  EXPECT_NEAR(plots[0].range_m, believed.range_m, 5 * plots[0].range_sd_m);
  EXPECT_TRUE(dwell(replay, scene, 15.0).empty());
}

TEST(EndGame, is_shown_as_the_confusion_figures_say) {
  Scene scene = duel();
  int killed_broke = 0, alive_broke = 0;
  constexpr int kReplicates = 4000;
  for (std::uint64_t r = 0; r < kReplicates; ++r) {
    Replay dead(scene.scenario, r), alive(scene.scenario, r);
    dead.world.kill(kTarget, at(10.0));
    dead.sensing.note_end_game(kRadar, 7, kTarget, true, at(10.0), 1);
    alive.sensing.note_end_game(kRadar, 7, kTarget, false, at(10.0), 1);
    killed_broke += dwell(dead, scene, 13.0).at(0).end_game == EndGame::broke_up;
    alive_broke += dwell(alive, scene, 13.0).at(0).end_game == EndGame::broke_up;
  }
  EXPECT_NEAR(killed_broke / double{kReplicates}, 0.9, 3 * 0.00474);
  EXPECT_NEAR(alive_broke / double{kReplicates}, 0.1, 3 * 0.00474);
}

TEST(EndGame, each_shot_has_its_own_luck) {
  Scene scene = duel();
  int differ = 0;
  for (std::uint64_t r = 0; r < 200; ++r) {
    EndGame seen[2];
    for (std::uint32_t shot = 0; shot < 2; ++shot) {
      Replay replay(scene.scenario, r);
      replay.sensing.note_end_game(kRadar, 7, kTarget, false, at(10.0), shot);
      seen[shot] = dwell(replay, scene, 13.0).at(0).end_game;
    }
    differ += seen[0] != seen[1];
  }
  EXPECT_GT(differ, 15);  // 2 x 0.1 x 0.9 of 200 is 36
}

TEST(EndGame, where_nothing_was_met_only_a_wrong_call_makes_a_plot) {
  Scene scene = duel();
  scene.scenario.platforms[0].path = Path();
  const Vec3 away = scene.frame.ecef_from_enu({0.0, -60e3, 6e3});
  scene.scenario.platforms[0].path.add_knot(at(0.0), {away, {}});
  scene.scenario.platforms[0].path.add_knot(at(100.0), {away, {}});
  int shown = 0;
  for (std::uint64_t r = 0; r < 1000; ++r) {
    Replay replay(scene.scenario, r);
    replay.sensing.note_end_game(kRadar, 7, PlatformId{}, false, at(10.0), 1);
    const Cue cue{kRadar, 7, at(13.0), scene.frame.ecef_from_enu({0.0, 60e3, 6e3}), {}, 100.0, false};
    replay.sensing.dwells(replay.world, kRadar, 13, at(13.0), {cue}, replay.result);
    for (const Plot& plot : replay.result.batch.plots) EXPECT_EQ(plot.end_game, EndGame::broke_up);
    shown += static_cast<int>(replay.result.batch.plots.size());
  }
  EXPECT_NEAR(shown / 1000.0, 0.1, 3 * 0.0095);
}

TEST(EndGame, a_silent_radar_shows_nothing_until_it_radiates) {
  Scene scene = duel();
  Replay replay(scene.scenario, 0);
  replay.world.kill(kTarget, at(10.0));
  replay.sensing.note_end_game(kRadar, 7, kTarget, true, at(10.0), 1);
  replay.world.radar(kRadar).readiness = Readiness::standby;
  EXPECT_TRUE(dwell(replay, scene, 13.0).empty());
  replay.world.radar(kRadar).readiness = Readiness::ready;
  EXPECT_EQ(dwell(replay, scene, 20.0).size(), 1u);
}

TEST(EndGame, debris_below_the_horizon_is_not_seen) {
  Scene scene = duel();
  Replay replay(scene.scenario, 0);
  replay.world.kill(kTarget, at(10.0));
  replay.sensing.note_end_game(kRadar, 7, kTarget, true, at(10.0), 1);
  const Cue low{kRadar, 7, at(14.0), scene.frame.ecef_from_enu({0.0, 60e3, -260.0}), {}, 100.0, false};
  replay.sensing.dwells(replay.world, kRadar, 14, at(14.0), {low}, replay.result);
  EXPECT_TRUE(replay.result.batch.plots.empty());
}

TEST(EndGame, sure_calls_tell_the_truth) {
  Scene scene = duel();
  scene.scenario.radars[0].type.call_kill_given_kill.value = 1.0;
  scene.scenario.radars[0].type.call_kill_given_alive.value = 0.0;
  for (std::uint64_t r = 0; r < 50; ++r) {
    Replay dead(scene.scenario, r), alive(scene.scenario, r);
    dead.world.kill(kTarget, at(10.0));
    dead.sensing.note_end_game(kRadar, 7, kTarget, true, at(10.0), 1);
    alive.sensing.note_end_game(kRadar, 7, kTarget, false, at(10.0), 1);
    EXPECT_EQ(dwell(dead, scene, 13.0).at(0).end_game, EndGame::broke_up);
    EXPECT_EQ(dwell(alive, scene, 13.0).at(0).end_game, EndGame::intact);
  }
}

}  // namespace
}  // namespace cupola
