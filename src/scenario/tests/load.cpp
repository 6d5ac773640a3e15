#include "scenario/load.hpp"

#include <cmath>

#include "scenario/objective.hpp"
#include "scenario/tests/loading.hpp"

namespace cupola {
namespace {

constexpr double kDegree = M_PI / 180.0;

template <class Site>
std::vector<std::string> names(const std::vector<Site>& sites) {
  std::vector<std::string> all;
  for (const Site& site : sites) all.push_back(site.name);
  return all;
}

template <class Site>
void expect_ids_in_order_of_names(const std::vector<Site>& sites) {
  for (std::size_t i = 0; i < sites.size(); ++i) {
    EXPECT_EQ(sites[i].id.index(), i);
    EXPECT_TRUE(i == 0 || sites[i - 1].name < sites[i].name) << sites[i].name;
  }
}

double seconds_after_start(const Scenario& s, Time t) { return (t - s.start).seconds(); }

TEST(LoadScenario, TakesTheHeader) {
  const Scenario s = loaded(kSmallScenario);
  EXPECT_EQ(s.name, "small");
  EXPECT_EQ(s.file, "test.yaml");
  EXPECT_EQ(s.start.ns, 1780279200LL * 1'000'000'000);
  EXPECT_EQ(s.duration, Duration::seconds(900));
  EXPECT_EQ(s.figures, FigureMode::best);
  EXPECT_DOUBLE_EQ(s.earth.ground_hae_m, 876.9);
  EXPECT_DOUBLE_EQ(s.earth.geoid_undulation_m, 36.9);
  EXPECT_DOUBLE_EQ(s.earth.k_factor, 4.0 / 3.0);
}

TEST(LoadScenario, NumbersEverythingInTheOrderOfNames) {
  const Scenario s = loaded(kSmallScenario);
  expect_ids_in_order_of_names(s.assets);
  expect_ids_in_order_of_names(s.radars);
  expect_ids_in_order_of_names(s.launchers);
  expect_ids_in_order_of_names(s.fire_units);
  expect_ids_in_order_of_names(s.posts);
  expect_ids_in_order_of_names(s.platforms);
  EXPECT_EQ(names(s.assets), (std::vector<std::string>{"bridge", "depot"}));
  EXPECT_EQ(names(s.radars), (std::vector<std::string>{"north/search", "north/unit 1/guidance radar",
                                                       "north/unit 2/guidance radar"}));
  EXPECT_EQ(names(s.posts),
            (std::vector<std::string>{"north/post", "north/unit 1/post", "north/unit 2/post"}));
  EXPECT_EQ(names(s.fire_units), (std::vector<std::string>{"north/unit 1", "north/unit 2"}));
  EXPECT_EQ(names(s.platforms), (std::vector<std::string>{"flight-01", "low-01", "low-02"}));
  EXPECT_EQ(s.launchers.size(), 6u);
  EXPECT_EQ(s.launchers[4].name, "north/unit 2/launcher-02");
}

TEST(LoadScenario, TiesASystemTogether) {
  const Scenario s = loaded(kSmallScenario);
  const FireUnitSite& unit = s.fire_units[1];
  EXPECT_EQ(unit.guidance, s.radars[2].id);
  EXPECT_EQ(s.radars[2].fire_unit, unit.id);
  EXPECT_FALSE(s.radars[0].fire_unit.valid());
  EXPECT_EQ(unit.launchers, (std::vector<LauncherId>{{3}, {4}, {5}}));
  for (const LauncherId id : unit.launchers) EXPECT_EQ(s.launchers[id.index()].fire_unit, unit.id);

  // The command post has the search radar; every fire unit its own post, with its guidance radar, under it.
  EXPECT_EQ(s.posts[0].radars, std::vector<RadarId>{{0}});
  EXPECT_TRUE(s.posts[0].fire_units.empty());
  EXPECT_FALSE(s.posts[0].superior.valid());
  for (std::size_t u = 0; u < 2; ++u) {
    const PostSite& post = s.posts[u + 1];
    EXPECT_EQ(post.superior, s.posts[0].id);
    EXPECT_EQ(post.radars, std::vector<RadarId>{s.fire_units[u].guidance});
    EXPECT_EQ(post.fire_units, std::vector<FireUnitId>{s.fire_units[u].id});
    EXPECT_EQ(s.fire_units[u].post, post.id);
  }

  // The net inside a set is intact at every level.
  ASSERT_EQ(s.links.size(), 2u);
  for (const Link& link : s.links) {
    EXPECT_EQ(link.a, s.posts[0].id);
    EXPECT_DOUBLE_EQ(link.latency_s, s.internal_latency_s);
    EXPECT_DOUBLE_EQ(link.loss, 0.0);
  }

  ASSERT_EQ(s.weapons_true.size(), 2u);
  EXPECT_EQ(s.weapons_true[0].name, "large round");
  const auto& load = s.launchers[0].load;
  ASSERT_EQ(load.size(), 2u);
  EXPECT_EQ(load[0], (std::pair{WeaponTypeId{0}, 3}));
  EXPECT_EQ(load[1], (std::pair{WeaponTypeId{1}, 4}));
}

TEST(LoadScenario, PutsThingsWhereTheFileAndTheSystemSay) {
  const Scenario s = loaded(kSmallScenario);
  const LocalFrame north = LocalFrame::at({40.05 * kDegree, 32.1 * kDegree, 876.9});
  const Vec3 search = north.enu_from_ecef(to_ecef(s.radars[0].antenna));
  EXPECT_NEAR(search.x, 0.0, 0.01);
  EXPECT_NEAR(search.y, 300.0, 0.3);
  EXPECT_NEAR(search.z, 6.0, 0.05);
  EXPECT_DOUBLE_EQ(s.radars[0].antenna_agl_m, 6.0);
  const Vec3 second = north.enu_from_ecef(to_ecef(s.radars[2].antenna));
  EXPECT_NEAR(second.x, 5000.0, 1.0);
  EXPECT_NEAR(s.radars[2].sector_centre_rad, 90.0 * kDegree, 1e-12);
  for (const LauncherSite& launcher : s.launchers) {
    EXPECT_NEAR(launcher.place.height_hae_m, 876.9, 1e-6);
    const RadarSite& radar = s.radars[s.fire_units[launcher.fire_unit.index()].guidance.index()];
    EXPECT_LT(norm(to_ecef(launcher.place) - to_ecef(radar.antenna)), 200.0);
  }
}

TEST(LoadScenario, LaysOutAGroup) {
  const Scenario s = loaded(kSmallScenario);
  const Platform& first = s.platforms[1];
  EXPECT_EQ(first.group, "low");
  EXPECT_EQ(first.side, Side::hostile);
  EXPECT_DOUBLE_EQ(seconds_after_start(s, first.path.begin()), 10.0);
  EXPECT_DOUBLE_EQ(seconds_after_start(s, s.platforms[2].path.begin()), 15.0);
  EXPECT_EQ(s.platforms[0].side, Side::neutral);

  // 60 m above ground all the way, 936.9 m above the ellipsoid.
  for (const Path::Segment& segment : first.path.segments())
    EXPECT_NEAR(to_geodetic(segment.d).height_hae_m, 936.9, 1e-3);
  // The airliner at its type's speed, 10 km above the sea.
  EXPECT_NEAR(norm(s.platforms[0].path.segments()[5].c), 230.0, 1e-3);
  EXPECT_NEAR(to_geodetic(s.platforms[0].path.segments()[5].d).height_hae_m, 10036.9, 1e-3);
}

TEST(LoadScenario, KnowsWhenAHostileGetsToItsObjective) {
  const Scenario s = loaded(kSmallScenario);
  const Platform& low = s.platforms[1];
  EXPECT_EQ(s.assets[low.objective.index()].name, "depot");
  // 300 m before the last waypoint at 240 m/s (over the ground 60 m and 877 m further down: 0.015 % less).
  const double way_s = (low.path.end() - low.objective_time).seconds();
  EXPECT_NEAR(way_s, 300.0 / 240.0, 0.01);
  const LocalFrame depot = LocalFrame::at(s.assets[low.objective.index()].place);
  EXPECT_NEAR(ground_range_m(depot, low.path.at(low.objective_time).p_ecef_m), 300.0, 1e-3);

  const Scenario release =
      loaded(with(kSmallScenario, "{asset: depot}", "{asset: depot, release_line: 30 km}"));
  const Platform& early = release.platforms[1];
  EXPECT_NEAR((low.objective_time - early.objective_time).seconds(), 29.7e3 / 240.0, 0.1);

  const Scenario away = loaded(with(kSmallScenario, "{asset: depot}", "{asset: bridge}"));
  EXPECT_EQ(away.platforms[1].objective_time, kNever);
}

TEST(LoadScenario, DoesNotCareAboutTheOrderOfTheFile) {
  const std::string turned = R"(traffic:
  - {name: flight, side: neutral, type: airliner, route: [{longitude: 31 deg, latitude: 41 deg, altitude: 10 km msl},
      {latitude: 39 deg, longitude: 33 deg, altitude: 10000 m msl}]}
raid:
  - name: low
    objective: {asset: depot}
    spacing: {time: 5 s}
    start: 10 s
    route:
      - {latitude: 40 deg, longitude: 33 deg, altitude: 60 m agl, speed: 240 m/s}
      - {latitude: 40 deg, longitude: 32 deg, altitude: 60 m agl, speed: 240 m/s}
    type: cruise missile
    count: 2
defence:
  - load:
      - {interceptor: small round, rounds: 4}
      - {interceptor: large round, rounds: 3}
    facing: 90 deg
    at: {latitude: 40.05 deg, longitude: 32.1 deg}
    system: set
    name: north
assets:
  - {name: bridge, at: {latitude: 40.2 deg, longitude: 32.3 deg}}
  - {name: depot, at: {latitude: 40 deg, longitude: 32 deg}, radius: 300 m, value: 2}
earth: {geoid_undulation: 36.9 m, ground: 840 m msl}
doctrine: standard
duration: 15 min
start: 2026-06-01T02:00:00Z
scenario: small
)";
  const Scenario a = loaded(kSmallScenario), b = loaded(turned);
  EXPECT_EQ(names(a.platforms), names(b.platforms));
  EXPECT_EQ(names(a.assets), names(b.assets));
  for (std::size_t i = 0; i < a.platforms.size(); ++i) {
    EXPECT_EQ(a.platforms[i].objective_time, b.platforms[i].objective_time);
    EXPECT_EQ(a.platforms[i].path.at(a.platforms[i].path.end()).p_ecef_m,
              b.platforms[i].path.at(b.platforms[i].path.end()).p_ecef_m);
  }
  for (std::size_t i = 0; i < a.launchers.size(); ++i) EXPECT_EQ(a.launchers[i].load, b.launchers[i].load);
}

TEST(LoadScenario, SpacesAGroupAlongAndAcross) {
  const std::string group = with(kSmallScenario, "{time: 5 s}", "{along: 2 km, across: 500 m}");
  const Scenario s = loaded(with(group, "count: 2", "count: 3"));
  const Platform *first = &s.platforms[1], *third = &s.platforms[3];
  EXPECT_NEAR((third->path.begin() - first->path.begin()).seconds(), 4000.0 / 240.0, 1e-6);
  // Flying west: 500 m to the left of the middle is south.
  const LocalFrame begin = LocalFrame::at({40.0 * kDegree, 33.0 * kDegree, 936.9});
  EXPECT_NEAR(begin.enu_from_ecef(first->path.segments().front().d).y, -500.0, 1.0);
  EXPECT_NEAR(begin.enu_from_ecef(third->path.segments().front().d).y, 500.0, 1.0);
  // They strike the same asset, so they close up.
  EXPECT_LT(norm(first->path.at(first->path.end()).p_ecef_m - third->path.at(third->path.end()).p_ecef_m),
            1e-2);
}

TEST(LoadScenario, ThrowsBallisticMissiles) {
  std::string text = kSmallScenario + R"(  - name: escort
    side: friend
    type: fighter
    transponder: national
    route:
      - {latitude: 41 deg, longitude: 31 deg, altitude: 5 km msl}
      - {latitude: 39 deg, longitude: 33 deg, altitude: 5 km msl}
)";
  text = with(text, "traffic:\n", R"(  - name: salvo
    type: rocket
    count: 2
    start: 60 s
    spacing: {time: 20 s, across: 1 km}
    ballistic: {from: {latitude: 42 deg, longitude: 34 deg}, to: {latitude: 40 deg, longitude: 32 deg}}
    objective: {asset: depot}
traffic:
)");
  const Scenario s = loaded(text);
  EXPECT_EQ(names(s.platforms),
            (std::vector<std::string>{"escort-01", "flight-01", "low-01", "low-02", "salvo-01", "salvo-02"}));
  EXPECT_EQ(s.platforms[0].side, Side::friendly);
  EXPECT_EQ(s.platforms[0].type.transponder, Transponder::national);
  const Platform& rocket = s.platforms[5];
  EXPECT_DOUBLE_EQ(seconds_after_start(s, rocket.path.begin()), 80.0);
  EXPECT_LT(norm(rocket.path.at(rocket.path.end()).p_ecef_m - s.assets[1].p_ecef_m), 1.0);
  EXPECT_NE(rocket.objective_time, kNever);
  EXPECT_GT(norm(rocket.path.segments().front().d - s.platforms[4].path.segments().front().d), 999.0);
}

TEST(LoadScenario, GivesEachFireUnitItsOwnPostWhereThereIsNoCommandPost) {
  const std::string text = with(kSmallScenario, "raid:\n", R"(  - name: south
    system: lone unit
    at: {latitude: 39.5 deg, longitude: 32.1 deg}
    superior: north
    salvo: 1
    weapons_control: tight
    initiation: 3 of 4
    iff: none
    availability: 0.5
    readiness: standby
    launchers: 2
    radars:
      unit 1/guidance radar:
        mast: 24 m
        schedule: [{at: 100 s, state: ready}, {at: 200 s, state: off}]
    load: [{interceptor: large round, rounds: 4}]
links:
  - {between: [south, north], level: data link, outages: [{from: 10 s, until: 20 s}]}
raid:
)");
  const Scenario s = loaded(text);
  ASSERT_EQ(s.posts.size(), 4u);
  std::string in_play;
  for (const std::string& line : s.in_play) in_play += line + "\n";
  for (const char* part : {"south - north: network level data link, 4 s late, loses 0.02, down 10 to 20 s",
                           "ready at 100 s, off at 200 s"})
    EXPECT_NE(in_play.find(part), std::string::npos) << part << "\n" << in_play;
  const PostSite& south = s.posts[3];
  EXPECT_EQ(south.name, "south/unit 1/post");
  EXPECT_EQ(south.superior, s.posts[0].id);
  EXPECT_EQ(south.doctrine.salvo, 1);
  EXPECT_EQ(south.doctrine.initiation_hits, 3);
  EXPECT_EQ(south.doctrine.initiation_looks, 4);
  EXPECT_EQ(south.doctrine.weapons_control, WeaponsControl::tight);
  EXPECT_EQ(s.posts[0].doctrine.salvo, 2);

  const RadarSite& radar = s.radars[3];
  EXPECT_EQ(radar.name, "south/unit 1/guidance radar");
  EXPECT_DOUBLE_EQ(radar.antenna_agl_m, 24.0);
  EXPECT_NEAR(radar.antenna.height_hae_m, 876.9 + 24.0, 1e-6);
  EXPECT_EQ(radar.type.interrogator, Interrogator::none);
  EXPECT_EQ(s.radars_believed[3].interrogator, Interrogator::none);
  EXPECT_DOUBLE_EQ(radar.type.availability, 0.5);
  ASSERT_EQ(radar.schedule.size(), 3u);
  EXPECT_EQ(radar.schedule[0], (std::pair{s.start, Readiness::standby}));
  EXPECT_EQ(radar.schedule[2], (std::pair{s.start + Duration::seconds(200), Readiness::off}));
  EXPECT_EQ(s.fire_units[2].launchers.size(), 2u);

  ASSERT_EQ(s.links.size(), 3u);
  EXPECT_EQ(s.links[2].a, s.posts[0].id);
  EXPECT_EQ(s.links[2].b, south.id);
  EXPECT_GT(s.links[2].latency_s, s.internal_latency_s);
  ASSERT_EQ(s.links[2].outages.size(), 1u);
  EXPECT_EQ(s.links[2].outages[0].first, s.start + Duration::seconds(10));

  const Scenario alone = loaded(with(text, "level: data link", "level: stand-alone"));
  EXPECT_EQ(alone.links.size(), 2u) << "those inside the set";
  const Scenario own = loaded(with(text, "level: data link", "level: voice, latency: 1 s, loss: 0.25"));
  EXPECT_DOUBLE_EQ(own.links[2].latency_s, 1.0);
  EXPECT_DOUBLE_EQ(own.links[2].loss, 0.25);
}

TEST(LoadScenario, PutsFiguresIntoTheModeAndKeepsWhatTheDefenceBelieves) {
  const Scenario best = loaded(kSmallScenario);
  const Scenario low = loaded(with(kSmallScenario, "doctrine: standard", "doctrine: standard\nfigures: low"));
  const Scenario maker =
      loaded(with(kSmallScenario, "doctrine: standard", "doctrine: standard\nfigures: advertised"));
  EXPECT_EQ(best.fire_units[0].target_channels, 10);
  EXPECT_EQ(low.fire_units[0].target_channels, 6);
  EXPECT_EQ(maker.fire_units[0].target_channels, 12);
  EXPECT_EQ(maker.fire_units[0].missile_channels, 20) << "no maker's figure: the central one";

  // No declaration of the small catalogue's records is needed to see the mode of the shipped declarations.
  EXPECT_DOUBLE_EQ(best.radars[0].type.reference_range_m, 200e3);
  EXPECT_DOUBLE_EQ(low.radars[0].type.reference_range_m, 150e3);
  EXPECT_DOUBLE_EQ(low.radars_believed[0].reference_range_m, 200e3);
  EXPECT_DOUBLE_EQ(maker.radars[0].type.reference_range_m, 300e3);
  EXPECT_DOUBLE_EQ(maker.radars_believed[0].reference_range_m, 300e3);
  EXPECT_DOUBLE_EQ(low.weapons_true[0].kill_probability[0], 0.3);
  EXPECT_DOUBLE_EQ(low.weapons_believed[0].kill_probability[0], 0.6);
  // How it behaves is true, what it believes of replies is not.
  EXPECT_DOUBLE_EQ(low.posts[0].doctrine.reaction_time_s, 30.0);
  EXPECT_DOUBLE_EQ(low.posts[0].doctrine.reply_missing_friend, 0.02);
  EXPECT_DOUBLE_EQ(low.doctrine_true.reply_missing_friend, 0.1);
}

TEST(LoadScenario, ChangesTheCatalogueWhereTheFileSays) {
  const std::string reason = "status: assumed, reason: test";
  std::string text = with(
      kSmallScenario, "assets:\n",
      "values:\n  radars:\n    search radar: {rotation_period: {value: 6 s, " + reason + "}}\nassets:\n");
  text = with(text, "    facing: 90 deg\n",
              "    facing: 90 deg\n    values: {doctrines: {standard: {salvo: 4}}}\n");
  text = with(
      text, "    type: airliner\n",
      "    type: airliner\n    values: {platforms: {airliner: {speed: {value: 100 m/s, " + reason + "}}}}\n");
  const Scenario s = loaded(text);
  EXPECT_DOUBLE_EQ(s.radars[0].type.rotation_period_s, 6.0);
  EXPECT_DOUBLE_EQ(s.radars_believed[0].rotation_period_s, 6.0);
  EXPECT_EQ(s.posts[0].doctrine.salvo, 4);
  EXPECT_EQ(s.doctrine_true.salvo, 2) << "a change of one defence";
  EXPECT_NEAR(norm(s.platforms[0].path.segments()[0].c), 100.0, 1e-3);
}

TEST(LoadScenario, SaysWhatIsInPlay) {
  const Scenario s = loaded(kSmallScenario);
  std::string all;
  for (const std::string& line : s.in_play) all += line + "\n";
  for (const char* part :
       {"figures best", "north: set", "salvo 2", "initiation 2 of 3", "turns in 10 s", "antenna at 6 m",
        "3 launcher with 3 large round + 4 small round each", "10 target and 20 missile channels",
        "low: 2 hostile cruise missile for depot", "flight: 1 neutral airliner"})
    EXPECT_NE(all.find(part), std::string::npos) << part << "\n" << all;
  EXPECT_GT(s.status_counts.assumed + s.status_counts.asserted + s.status_counts.derived, 0);
  const Scenario away = loaded(with(kSmallScenario, "{asset: depot}", "{asset: bridge}"));
  EXPECT_NE(away.in_play[away.in_play.size() - 2].find("2 of which turn away"), std::string::npos);
}

std::string joined(const std::vector<std::string>& lines) {
  std::string all;
  for (const std::string& line : lines) all += line + "\n";
  return all;
}

TEST(LoadScenario, SaysWhatWasChanged) {
  std::string text = with(kSmallScenario, "    facing: 90 deg\n",
                          "    facing: 90 deg\n    values: {doctrines: {standard: {salvo: 4}}}\n");
  const Scenario s = loaded(text);
  const std::string all = joined(s.in_play);
  EXPECT_NE(all.find("north: values: doctrine standard: salvo 2 -> 4"), std::string::npos) << all;
  EXPECT_EQ(joined(loaded(kSmallScenario).in_play).find("values: "), std::string::npos);
  EXPECT_EQ(s.content_hash.size(), 32u);
  EXPECT_NE(s.content_hash, loaded(kSmallScenario).content_hash);
}

TEST(LoadScenario, WarnsOfARaidThatComesTooLate) {
  EXPECT_TRUE(loaded(kSmallScenario).warnings.empty());
  Scenario late = loaded(kSmallScenario);
  const auto end_line = std::string(kSmallScenario).find("duration: ");
  ASSERT_NE(end_line, std::string::npos);
  std::string text = kSmallScenario;
  text.replace(end_line, text.find('\n', end_line) - end_line, "duration: 2 s");
  late = loaded(text);
  ASSERT_EQ(late.warnings.size(), 1u);
  EXPECT_NE(late.warnings[0].find("no hostile arrives before the end"), std::string::npos);
}

TEST(LoadScenario, TellsTruthAndBeliefOfCorridors) {
  const std::string text = with(kSmallScenario, "raid:\n", R"(corridors:
  - name: west
    points: [{latitude: 41 deg, longitude: 31 deg}, {latitude: 39 deg, longitude: 33 deg}]
    floor: 3 km msl
    ceiling: 12 km msl
raid:
)");
  const Scenario s = loaded(text);
  ASSERT_EQ(s.corridors.size(), 1u);
  EXPECT_DOUBLE_EQ(s.corridors[0].half_width_m, 9000.0) << "the doctrine's";
  EXPECT_DOUBLE_EQ(s.corridors[0].floor_hae_m, 3036.9);
}

}  // namespace
}  // namespace cupola
