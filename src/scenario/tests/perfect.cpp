#include <algorithm>

#include "scenario/load.hpp"
#include "scenario/tests/loading.hpp"

namespace cupola {
namespace {

Scenario with_perfect(const std::string& link) {
  const std::string linked =
      with(kSmallScenario, "raid:\n", R"(  - {name: south, system: set, superior: north,
     at: {latitude: 39 deg, longitude: 32 deg}, readiness: off, load: [{interceptor: large round, rounds: 4}]}
links: [{between: [north, south], level: voice, outages: [{from: 1 s, until: 2 s}]}]
raid:
)");
  return loaded(link.empty() ? linked
                             : with(linked, "assets:\n", "perfect: {" + link + ": true}\nassets:\n"));
}

TEST(Perfect, ReadinessHasEveryRadarUpFromTheStart) {
  const Scenario before = with_perfect(""), s = with_perfect("readiness");
  EXPECT_EQ(before.radars.back().schedule.front().second, Readiness::off);
  for (const RadarSite& radar : s.radars) {
    EXPECT_EQ(radar.schedule, (std::vector<std::pair<Time, Readiness>>{{s.start, Readiness::ready}}));
    EXPECT_DOUBLE_EQ(radar.type.availability, 1.0);
    EXPECT_DOUBLE_EQ(radar.type.warm_up_s, 0.0);
  }
}

TEST(Perfect, HorizonLetsEverythingBeSeen) {
  const Scenario before = with_perfect(""), s = with_perfect("horizon");
  EXPECT_FALSE(line_of_sight(6.0, 1.0, 300e3, before.earth.k_factor));
  EXPECT_TRUE(line_of_sight(6.0, 0.0, 20000e3, s.earth.k_factor));
}

TEST(Perfect, DetectionHasNoFalsePlots) {
  const Scenario s = with_perfect("detection");
  EXPECT_DOUBLE_EQ(s.seeing.detection_least, 1.0);
  for (const RadarSite& radar : s.radars) EXPECT_DOUBLE_EQ(radar.type.false_plots_per_scan, 0.0);
  for (const RadarType& radar : s.radars_believed) EXPECT_DOUBLE_EQ(radar.false_plots_per_scan, 0.0);
}

TEST(Perfect, MeasurementHasNoNoise) {
  EXPECT_DOUBLE_EQ(with_perfect("").seeing.noise_scale, 1.0);
  EXPECT_DOUBLE_EQ(with_perfect("measurement").seeing.noise_scale, 0.0);
}

TEST(Perfect, RegistrationLeavesNoRadarOutOfLine) {
  const auto with_errors = [](const char* perfect) {
    const std::string declared =
        with(kSmallScenario, "    load:\n",
             "    radars: {search: {registration: {azimuth: 1 deg, range: 50 m}}}\n    load:\n");
    return loaded(with(declared, "assets:\n", perfect + std::string("assets:\n")));
  };
  const Scenario before = with_errors(""), s = with_errors("perfect: {registration: true}\n");
  const auto out_of_line = [](const RadarType& type) { return type.registration.any(); };
  EXPECT_EQ(std::count_if(before.radars_believed.begin(), before.radars_believed.end(), out_of_line), 1);
  EXPECT_EQ(std::count_if(s.radars_believed.begin(), s.radars_believed.end(), out_of_line), 0);
  for (const RadarSite& radar : s.radars) EXPECT_FALSE(radar.type.registration.any());
  for (const RadarSite& radar : before.radars) {
    if (!radar.type.registration.any()) continue;
    EXPECT_DOUBLE_EQ(radar.type.registration.azimuth_rad, 0.017453292519943295);
    EXPECT_DOUBLE_EQ(radar.type.registration.range_m, 50.0);
    EXPECT_DOUBLE_EQ(radar.type.registration.elevation_rad, 0.0);
  }
}

TEST(Perfect, ResolutionSeparatesWithoutMeasuringBetter) {
  const Scenario before = with_perfect(""), s = with_perfect("resolution");
  EXPECT_DOUBLE_EQ(before.seeing.cell_scale, 1.0);
  EXPECT_DOUBLE_EQ(s.seeing.cell_scale, 0.0);
  EXPECT_DOUBLE_EQ(s.radars[0].type.range_resolution_m, before.radars[0].type.range_resolution_m);
}

TEST(Perfect, InitiationTakesOnePlot) {
  const Scenario s = with_perfect("initiation");
  for (const PostSite& post : s.posts) {
    EXPECT_EQ(post.doctrine.initiation_hits, 1);
    EXPECT_EQ(post.doctrine.initiation_looks, 1);
  }
}

TEST(Perfect, IdentityAnswersTruly) {
  EXPECT_FALSE(with_perfect("").platforms[0].truthful_reply);
  const Scenario s = with_perfect("identity");
  for (const Platform& platform : s.platforms) EXPECT_TRUE(platform.truthful_reply);
  for (const RadarSite& radar : s.radars) EXPECT_EQ(radar.type.interrogator, Interrogator::national);
}

TEST(Perfect, LinksAreAtOnceAndAlways) {
  const Scenario before = with_perfect(""), s = with_perfect("links");
  EXPECT_FALSE(
      std::all_of(before.links.begin(), before.links.end(), [](const Link& l) { return l.outages.empty(); }));
  EXPECT_EQ(s.links.size(), before.links.size());
  for (std::size_t i = 0; i < s.links.size(); ++i) {
    EXPECT_GT(before.links[i].latency_s, 0.0);
    EXPECT_DOUBLE_EQ(s.links[i].latency_s, 0.0);
    EXPECT_DOUBLE_EQ(s.links[i].loss, 0.0);
    EXPECT_TRUE(s.links[i].outages.empty());
  }
  EXPECT_DOUBLE_EQ(s.internal_latency_s, 0.0);
}

TEST(Perfect, ChannelsAndRoundsAreEnough) {
  const Scenario channels = with_perfect("channels"), rounds = with_perfect("rounds");
  EXPECT_GE(channels.fire_units[0].target_channels, 10000);
  EXPECT_GE(channels.fire_units[0].missile_channels, 10000);
  EXPECT_GE(channels.radars[1].type.dedicated_tracks, 10000);
  EXPECT_EQ(channels.launchers[0].load[0].second, 3);
  EXPECT_GE(rounds.launchers[0].load[0].second, 10000);
  EXPECT_EQ(rounds.fire_units[0].target_channels, 10);
}

TEST(Perfect, ReactionTakesNoTime) {
  for (const PostSite& post : with_perfect("reaction").posts)
    EXPECT_DOUBLE_EQ(post.doctrine.reaction_time_s, 0.0);
}

TEST(Perfect, KillsSurely) {
  const Scenario s = with_perfect("kill");
  const double basket_m = with_perfect("").weapons_true[0].handover_basket_m;
  EXPECT_DOUBLE_EQ(s.weapons_true[0].handover_basket_m, basket_m);
  for (const InterceptorType& weapon : s.weapons_true) {
    EXPECT_DOUBLE_EQ(weapon.reliability, 1.0);
    for (const Figure& probability : weapon.kill_probability) EXPECT_DOUBLE_EQ(probability, 1.0);
  }
}

TEST(Perfect, AssessmentIsRightAtOnce) {
  for (const RadarSite& radar : with_perfect("assessment").radars) {
    EXPECT_DOUBLE_EQ(radar.type.call_kill_given_kill, 1.0);
    EXPECT_DOUBLE_EQ(radar.type.call_kill_given_alive, 0.0);
    EXPECT_DOUBLE_EQ(radar.type.assessment_delay_s, 0.0);
  }
}

TEST(Perfect, OneLinkLeavesTheOthersAlone) {
  const Scenario before = with_perfect(""), s = with_perfect("kill");
  EXPECT_EQ(before.fire_units[0].target_channels, s.fire_units[0].target_channels);
  EXPECT_DOUBLE_EQ(before.links[0].loss, s.links[0].loss);
  EXPECT_DOUBLE_EQ(before.earth.k_factor, s.earth.k_factor);
  EXPECT_EQ(before.radars.back().schedule, s.radars.back().schedule);
  EXPECT_DOUBLE_EQ(before.radars[0].type.range_floor_m, s.radars[0].type.range_floor_m);
}

TEST(Perfect, IsSaidAmongWhatIsInPlay) {
  EXPECT_NE(with_perfect("kill").in_play.back().find("declared perfect: kill"), std::string::npos);
}

}  // namespace
}  // namespace cupola
