// Passive sensors from the catalogue to the picture: who radiates is heard, crossed and tracked.

#include <gtest/gtest.h>

#include <map>

#include "chain/ledger_defence.hpp"
#include "support/listening.hpp"
#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;

struct Played {
  explicit Played(const Scenario& scenario, std::uint64_t replicate = 0)
      : plan(make_plan(scenario)), log(names_of(*plan), scenario_of(*plan).start, true) {
    result = play(*plan, 1, replicate, log);
  }
  const Scenario& scenario() const { return scenario_of(*plan); }
  std::shared_ptr<const Plan> plan;
  Log log;
  ReplicateResult result;
};

/// A figure as if a catalogue had it.
Figure stated(double value) {
  Figure figure(value);
  figure.reason = "of the test";
  return figure;
}

PostId post_called(const Scenario& s, const std::string& name) {
  for (const PostSite& post : s.posts)
    if (post.name == name) return post.id;
  ADD_FAILURE() << name;
  return {};
}

TEST(Passive, stands_in_a_defence_and_its_names_follow_the_radars) {
  const Scenario s = scenario_from_text(listening_defence());
  ASSERT_EQ(s.passives.size(), 3u);
  EXPECT_EQ(s.passives[0].name, "Chain/centre");
  EXPECT_EQ(s.passives[2].name, "Chain/west");
  for (std::uint32_t i = 0; i < 3; ++i) EXPECT_EQ(s.passives[i].id.value, s.radars.size() + i);
  EXPECT_EQ(s.passives[2].antenna_agl_m, 30.0);
  EXPECT_EQ(s.passives[0].antenna_agl_m, 20.0);
  EXPECT_EQ(s.passives[1].schedule.size(), 2u);
  const PostId post = post_called(s, "Chain/ESM control post");
  EXPECT_EQ(s.posts[post.index()].passives.size(), 3u);
  EXPECT_TRUE(s.posts[post.index()].radars.empty());
  bool told = false;
  for (const std::string& line : s.in_play) told |= line.starts_with("Chain/west: listens");
  EXPECT_TRUE(told);
}

TEST(Passive, hears_who_radiates_and_tracks_it) {
  const Played p(scenario_from_text(listening_defence()));
  const Scenario& s = p.scenario();
  const PostId post = post_called(s, "Chain/ESM control post");
  std::map<std::uint32_t, int> heard_by, heard_of;
  for (const BearingRow& row : p.log.bearings) {
    if (!s.is_passive(row.radar)) continue;
    ++heard_by[row.radar.value];
    ++heard_of[row.shadow.value];
    EXPECT_TRUE(s.passive(row.radar).name != "Chain/east" || row.time <= s.start + Duration::seconds(300));
  }
  EXPECT_EQ(heard_by.size(), 3u);
  EXPECT_EQ(heard_of.size(), 5u);  // the jammer and the radars of the strikers

  int firm = 0, ghosts = 0, far = 0, of_jammer = 0;
  for (const TrackRow& row : p.log.tracks) {
    if (row.post != post || !row.confirmed || row.dropped) continue;
    ++firm;
    if (!row.shadow.valid()) {
      ++ghosts;
      continue;
    }
    const Platform& platform = s.platforms[row.shadow.index()];
    of_jammer += platform.name == "jammer-01";
    const Vec3 off = LocalFrame::at(to_geodetic(row.p_ecef_m)).ecef_to_enu *
                     (row.p_ecef_m - platform.path.at(row.time).p_ecef_m);
    far += std::hypot(off.x, off.y) > 10e3;
  }
  // Stations of half a degree among five sources: most is right, and some of it is a ghost.
  std::printf("firm rows %d, of the jammer %d, ghosts %d, far %d\n", firm, of_jammer, ghosts, far);
  EXPECT_GT(firm, 60);
  EXPECT_GT(of_jammer, 15);
  EXPECT_LT(far, firm / 2);
  EXPECT_LT(ghosts, firm / 3);
}

TEST(Passive, hears_nothing_of_a_silent_raid) {
  std::string text = listening_defence();
  const std::string before = "    transponder: none\n";
  text.insert(text.find(before), "    silent: true\n");
  const Played p(scenario_from_text(text));
  for (const BearingRow& row : p.log.bearings)
    EXPECT_EQ(p.scenario().platforms[row.shadow.index()].name, "jammer-01");
}

/// An aircraft with a radar that looks at a raider, and a station that listens to both. Nothing fades.
LayDown listened_to() {
  LayDown l{LayDown::Empty{}};
  Scenario& s = l.scenario;
  s.duration = Duration::seconds(300.0);
  const Geodetic here = LayDown::place(0.0, 0.0), aloft = LayDown::place(50.0, 0.0, 9000.0);
  l.add_asset("town", here);
  const PostId post = l.add_post("post", here);
  Platform& eye = l.add_flight("eye", aloft, LayDown::place(50.0, 60.0, 9000.0), 150.0);
  eye.side = Side::friendly;
  eye.objective = {};
  eye.type.emitter.eirp_w = stated(1e9);
  eye.type.emitter.frequency_hz = stated(3e9);
  eye.type.emitter.duty = stated(1.0);
  l.add_raider("raider", 150.0, 0.0, 5000.0, 250.0);
  RadarType type = LayDown::radar("eye radar", ScanKind::rotating);
  type.elevation_min_rad = -20.0 * kDegree;
  l.add_radar("eye/radar", aloft, type, post);
  s.radars.back().carrier = PlatformId{0};
  s.radars.back().antenna_agl_m = 9000.0;

  PassiveSite station;
  station.id = RadarId{1};
  station.name = "station";
  station.type.frequency_low_hz = 1e9;
  station.type.frequency_high_hz = 18e9;
  station.type.bandwidth_hz = 50e6;
  station.type.reference_range_m = 200e3;
  station.type.reference_eirp_w = 1e6;
  station.type.reference_frequency_hz = 3e9;
  station.type.fading = 1.0;
  station.type.azimuth_accuracy_rad = 0.5 * kDegree;
  station.type.update_period_s = 5.0;
  station.type.field_width_rad = 360.0 * kDegree;
  station.type.availability = 1.0;
  station.antenna = here;
  station.antenna_agl_m = 20.0;
  station.post = post;
  station.schedule = {{s.start, Readiness::ready}};
  s.passives = {station};
  s.passives_believed = {station.type};
  s.posts[post.index()].passives = {station.id};
  return l;
}

/// M40: emission control hides a radar, and costs what it would have seen; both come back with it.
TEST(Passive, hears_a_radar_while_it_is_on_and_nothing_of_it_while_it_is_off) {
  LayDown l = listened_to();
  const auto after = [&l](double s) { return l.scenario.start + Duration::seconds(s); };
  l.scenario.radars[0].schedule = {
      {after(0.0), Readiness::ready}, {after(101.0), Readiness::standby}, {after(201.0), Readiness::ready}};
  const Played p(l.scenario);
  std::map<int, int> heard, seen;  // by hundred seconds, less the turn in which it changes
  for (const BearingRow& row : p.log.bearings) {
    EXPECT_EQ(row.shadow, PlatformId{0});
    ++heard[int((row.time - after(1.0)).seconds()) / 100];
  }
  for (const PlotRow& row : p.log.plots) ++seen[int((row.time - after(1.0)).seconds()) / 100];
  for (const int on : {0, 2}) {
    EXPECT_NEAR(heard[on], 20, 1) << on;
    EXPECT_GE(seen[on], 18) << on;
  }
  EXPECT_EQ(heard[1], 0);
  EXPECT_EQ(seen[1], 0);

  // Half the duty: half of it is heard, and half is seen.
  l.scenario.radars[0].schedule = {{after(0.0), Readiness::ready}};
  const Played all(l.scenario);
  l.scenario.radars[0].duty = {0.5, 20.0};
  const Played half(l.scenario);
  EXPECT_GE(all.log.bearings.size(), 58u);
  EXPECT_NEAR(double(half.log.bearings.size()) / double(all.log.bearings.size()), 0.5, 0.05);
  EXPECT_NEAR(double(half.log.plots.size()) / double(all.log.plots.size()), 0.5, 0.05);
}

// Whoever listens shifts nobody's luck: a chain that tells nobody leaves every plot as it was.
TEST(Passive, changes_no_plot_of_others) {
  const std::string alone = text_of(source_path("scenarios/01-one-radar-one-target.yaml"));
  std::string with = alone;
  const std::string more =
      "  - {name: zzz, system: ESM chain, at: {latitude: 40.08 deg, longitude: 32.57 deg}}\n\nraid:";
  with.replace(with.find("\nraid:"), 6, more);
  const Played a(scenario_from_text(alone)), b(scenario_from_text(with));
  EXPECT_TRUE(a.log.bearings.empty());
  EXPECT_GT(b.log.bearings.size(), 50u);
  ASSERT_EQ(a.log.plots.size(), b.log.plots.size());
  EXPECT_GT(a.log.plots.size(), 20u);
  for (std::size_t i = 0; i < a.log.plots.size(); ++i) {
    EXPECT_EQ(a.log.plots[i].time, b.log.plots[i].time);
    EXPECT_EQ(a.log.plots[i].range_m, b.log.plots[i].range_m);
    EXPECT_EQ(a.log.plots[i].azimuth_rad, b.log.plots[i].azimuth_rad);
  }
}

}  // namespace
}  // namespace cupola
