#include <gtest/gtest.h>

#include <cmath>

#include "sensing/dwell_beams.hpp"
#include "sensing/tests/scene.hpp"

namespace cupola {
namespace {

using testing::at;
using testing::radians;
using testing::Replay;
using testing::Scene;

constexpr RadarId kRadar{0};

Scene guided() {
  Scene scene;
  scene.add_radar("radar", testing::guidance_radar());
  scene.scenario.seeing.detection_least = 1.0;
  return scene;
}

Cue cue(const Scene& scene, TrackNumber track, const Polar& place, double sd_m = 100.0) {
  return {kRadar, track, at(0.0), scene.frame.ecef_from_enu(enu_from_polar(place)), {}, sd_m, false};
}

std::vector<PlatformId> looked_at(const Scene& scene, const std::vector<Cue>& cues, double t_s = 1.0) {
  Replay replay(scene.scenario, 0);
  replay.sensing.dwells(replay.world, kRadar, 1, at(t_s), cues, replay.result);
  std::vector<PlatformId> ids;
  for (const LookTruth& look : replay.result.looks) ids.push_back(look.platform);
  return ids;
}

TEST(Dwells, look_at_whoever_lies_in_the_beam_and_the_range_gate) {
  Scene scene = guided();
  scene.add_still("on it", 50e3, 10.0, 5.0);
  scene.add_still("half a beam to the right", 50e3, 10.65, 5.0);
  scene.add_still("beyond the beam", 50e3, 10.75, 5.0);
  scene.add_still("above the beam", 50e3, 10.0, 5.75);
  scene.add_still("at the end of the gate", 50.79e3, 10.0, 5.0);
  scene.add_still("behind the gate", 50.81e3, 10.0, 5.0);
  scene.add_still("opposite", 50e3, 190.0, 5.0);
  const std::vector<PlatformId> seen = looked_at(scene, {cue(scene, 1, {50e3, radians(10.0), radians(5.0)})});
  EXPECT_EQ(seen, (std::vector<PlatformId>{{0}, {1}, {4}}));
}

TEST(Dwells, follow_the_cue_as_it_moves_on) {
  Scene scene = guided();
  scene.add("mover", {0.0, 60e3, 6e3}, {300.0, -300.0, 0.0});
  const Motion start = scene.scenario.platforms[0].path.at(at(0.0));
  const Cue moving{kRadar, 1, at(0.0), start.p_ecef_m, start.v_ecef_m_s, 10.0, false};
  EXPECT_EQ(looked_at(scene, {moving}, 40.0).size(), 1u);
  Cue stale = moving;
  stale.v_ecef_m_s = {};
  EXPECT_TRUE(looked_at(scene, {stale}, 40.0).empty());
}

TEST(Dwells, two_cues_on_one_target_are_one_look) {
  Scene scene = guided();
  scene.add_still("t", 50e3, 10.0, 5.0);
  const Polar place{50e3, radians(10.0), radians(5.0)};
  EXPECT_EQ(looked_at(scene, {cue(scene, 1, place), cue(scene, 2, place)}).size(), 1u);
}

TEST(Dwells, serve_only_cues_in_the_sector_and_as_many_as_there_are_channels) {
  Scene scene = guided();
  scene.scenario.radars[0].type.dedicated_tracks = 2;
  scene.add_still("t", 50e3, 10.0, 5.0);
  Replay replay(scene.scenario, 0);
  std::vector<Cue> cues{cue(scene, 1, {50e3, radians(46.0), radians(5.0)}),
                        cue(scene, 2, {50e3, radians(44.0), radians(5.0)}),
                        cue(scene, 3, {50e3, radians(10.0), radians(5.0)}),
                        cue(scene, 4, {50e3, radians(-44.0), radians(5.0)})};
  replay.sensing.dwells(replay.world, kRadar, 1, at(1.0), cues, replay.result);
  EXPECT_EQ(replay.result.batch.cued, (std::vector<std::uint64_t>{2, 3}));
  cues[1].cancel = true;
  replay.sensing.dwells(replay.world, kRadar, 2, at(2.0), cues, replay.result);
  EXPECT_EQ(replay.result.batch.cued, (std::vector<std::uint64_t>{3, 4}));
  EXPECT_TRUE(replay.result.batch.dedicated);
}

TEST(Dwells, have_other_luck_than_search) {
  Scene scene = guided();
  scene.scenario.seeing.detection_least = 0.0;
  for (int i = 0; i < 60; ++i) scene.add_still(testing::label(i), 230e3, -40.0 + 1.3 * i, 5.0);
  int differ = 0;
  for (std::uint32_t n = 0; n < 10; ++n) {
    Replay replay(scene.scenario, 0);
    replay.frames(kRadar, n, 1);
    std::vector<int> in_search(60, 0);
    for (const LookTruth& look : replay.looks) in_search[look.platform.index()] = look.detected;
    for (int i = 0; i < 60; ++i) {
      const Cue c = cue(scene, 1, {230e3, radians(-40.0 + 1.3 * i), radians(5.0)}, 0.0);
      replay.sensing.dwells(replay.world, kRadar, n, at(5.0 * n + 1), {c}, replay.result);
      for (const LookTruth& look : replay.result.looks)
        if (look.platform.index() == static_cast<std::size_t>(i))
          differ += look.detected != in_search[look.platform.index()];
    }
  }
  EXPECT_GT(differ, 100);
}

TEST(Dwells, are_not_interrogated) {
  Scene scene = guided();
  scene.scenario.radars[0].type.interrogator = Interrogator::national;
  scene.add_still("t", 50e3, 10.0, 5.0);
  Replay replay(scene.scenario, 0);
  replay.sensing.dwells(replay.world, kRadar, 1, at(1.0),
                        {cue(scene, 1, {50e3, radians(10.0), radians(5.0)})}, replay.result);
  ASSERT_EQ(replay.result.batch.plots.size(), 1u);
  EXPECT_EQ(replay.result.batch.plots[0].iff, IffReply::not_asked);
  replay.frames(kRadar, 0, 1);
  EXPECT_EQ(replay.plots.at(0).iff, IffReply::silence);
}

TEST(Dwells, of_a_silent_radar_are_none_but_the_ledger_learns_of_them) {
  Scene scene = guided();
  scene.add_still("t", 50e3, 10.0, 5.0);
  Replay replay(scene.scenario, 0);
  replay.world.turn_sector(kRadar, radians(20.0), at(0.0));
  replay.sensing.dwells(replay.world, kRadar, 1, at(1.0),
                        {cue(scene, 1, {50e3, radians(10.0), radians(5.0)})}, replay.result);
  EXPECT_FALSE(replay.result.radiated);
  EXPECT_TRUE(replay.result.batch.plots.empty());
  EXPECT_TRUE(replay.result.batch.cued.empty());
  ASSERT_EQ(replay.result.looks.size(), 1u);
  EXPECT_FALSE(replay.result.looks[0].radiating);
  EXPECT_FALSE(replay.result.looks[0].detected);
}

}  // namespace
}  // namespace cupola
