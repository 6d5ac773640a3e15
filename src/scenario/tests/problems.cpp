#include <algorithm>

#include "scenario/load.hpp"
#include "scenario/tests/loading.hpp"

namespace cupola {
namespace {

/// One passage of the right scenario spoilt, and what must be said about it.
struct Mistake {
  const char *right, *wrong;
  const char *what, *hint;  ///< parts of the message
  const char* line;         ///< part of the line of the file that is shown
};

const Mistake kMistakes[] = {
    {"type: cruise missile", "type: cruise misile", "no platform is called `cruise misile`", "cruise missile",
     "type: cruise misile"},
    {"system: set", "system: sett", "no system is called `sett`", "set", "system: sett"},
    {"interceptor: small round", "interceptor: smal round", "no interceptor is called", "small round",
     "smal round"},
    {"objective: {asset: depot}", "objective: {asset: depott}", "no asset is called `depott`", "depot",
     "depott"},
    {"doctrine: standard", "doctrine: standart", "no doctrine is called", "standard", "standart"},
    {"name: bridge", "name: depot", "`depot` is the name of another one", "line 7", "name: depot"},
    {"name: flight", "name: low", "`low` is the name of another one", "line ", "name: low"},
    {"latitude: 41 deg", "latitude: 95 deg", "95 deg", "", "latitude: 95 deg"},
    {"longitude: 33 deg, altitude: 60 m agl", "longitude: 233 deg, altitude: 60 m agl", "233 deg", "",
     "233 deg"},
    {"latitude: 41 deg", "latitude: .nan deg", ".nan", "", ".nan"},
    {"duration: 900 s", "duration: 0 s", "0 s", "", "duration: 0 s"},
    {"duration: 900 s", "duration: -900 s", "-900 s", "", "duration: -900 s"},
    {"duration: 900 s", "duration: 900", "900", "", "duration: 900"},
    {"rounds: 3}", "rounds: 4}", "the load takes 5 places, launcher `launcher` has 4", "fit in one place",
     "rounds: 4}"},
    {"rounds: 3}", "rounds: -3}", "-3", "", "rounds: -3"},
    {"count: 2", "count: 0", "0", "", "count: 0"},
    {"altitude: 60 m agl, speed: 240 m/s}\n    obj", "altitude: 60 m, speed: 240 m/s}\n    obj", "`60 m`",
     "datum", "altitude: 60 m,"},
    {"altitude: 60 m agl, speed: 240 m/s}\n    obj", "altitude: 600 m msl, speed: 240 m/s}\n    obj",
     "below the ground", "agl", "600 m msl"},
    {"longitude: 32 deg, altitude: 60 m agl", "longitude: 32.9 deg, altitude: 9 km agl", "steeper",
     "longer leg", "9 km agl"},
    {"{latitude: 40 deg, longitude: 32 deg, altitude: 60 m agl, speed: 240 m/s}",
     "{latitude: 40 deg, longitude: 33 deg, altitude: 60 m agl, speed: 240 m/s}",
     "this waypoint is the one before", "take one", "longitude: 33 deg"},
    {"longitude: 32 deg, altitude: 60 m agl", "longitude: -148 deg, altitude: 60 m agl",
     "longer than 10 000 km", "between", "-148 deg"},
    {"earth: {ground: 840 m msl", "earth: {ground: 840 m agl", "ground cannot be given above ground", "msl",
     "earth"},
    {"start: 2026-06-01T02:00:00Z", "start: 2026-06-31T02:00:00Z", "2026-06-31", "no such day", "2026-06-31"},
    {"    facing: 90 deg\n", "    facing: 90 deg\n    superior: south\n", "no post is called `south`", "",
     "south"},
    {"    facing: 90 deg\n", "    facing: 90 deg\n    radars: {serch: {mast: 24 m}}\n",
     "system `set` has no radar called `serch`", "search", "serch"},
    {"    facing: 90 deg\n",
     "    facing: 90 deg\n    radars: {search: {schedule: [{at: 9 s, state: off}, {at: 5 s, state: "
     "ready}]}}\n",
     "does not rise", "order", "schedule"},
    {"name: north", "name: nor/th", "`/`", "between", "nor/th"},
    {"raid:\n", "rade:\n", "rade", "raid", "rade"},
    {"    objective: {asset: depot}\n", "", "`objective` is missing", "", "name: low"},
    {"    spacing: {time: 5 s}\n",
     "    ballistic: {from: {latitude: 42 deg, longitude: 34 deg}, to: {latitude: 40 deg, longitude: 32 "
     "deg}}\n",
     "both a route and a ballistic arc", "take one out", "ballistic"},
    {"type: cruise missile", "type: rocket", "ballistic missile: it flies no route", "ballistic: {from",
     "latitude"},
    {"raid:\n", "links: [{between: [north]}]\nraid:\n", "between two posts", "", "between"},
    {"raid:\n", "links: [{between: [north, north/post]}]\nraid:\n", "to itself", "", "between"},
    {"raid:\n", "links: [{between: [south, north]}, {between: [north, south], level: voice}]\nraid:\n",
     "no post", "", "south"},
    {"raid:\n", "links: [{between: [north, west]}]\nraid:\n", "no post is called `west`", "", "west"},
    {"raid:\n",
     "corridors: [{name: a, points: [{latitude: 1 deg, longitude: 1 deg}, {latitude: 2 deg, longitude: 1 "
     "deg}],\n"
     "             floor: 3 km msl, ceiling: 2 km msl}]\nraid:\n",
     "ceiling is not above the floor", "", "ceiling"},
};

TEST(LoadScenario, SaysWhereAMistakeIsAndWhatToDo) {
  for (const Mistake& mistake : kMistakes) {
    const Problems problems = problems_of(with(kSmallScenario, mistake.right, mistake.wrong));
    ASSERT_FALSE(problems.empty()) << mistake.wrong;
    bool told = false;
    for (const Problem& p : problems.all()) {
      EXPECT_GT(p.place.line, 0) << p.what;
      EXPECT_GT(p.place.column, 0) << p.what;
      EXPECT_EQ(p.place.file, "test.yaml");
      told = told || (p.what.find(mistake.what) != std::string::npos &&
                      p.hint.find(mistake.hint) != std::string::npos &&
                      p.source_line.find(mistake.line) != std::string::npos);
    }
    EXPECT_TRUE(told) << mistake.wrong << "\n" << problems.text();
  }
}

/// One located problem, whose text names the cards that do not go together.
void expect_one_at_load(const Problems& problems, const std::vector<std::string>& named,
                        const std::string& entry = "interceptor: large round") {
  ASSERT_EQ(problems.all().size(), 1u) << problems.text();
  const Problem& p = problems.all().front();
  EXPECT_EQ(p.place.file, "test.yaml");
  EXPECT_GT(p.place.line, 0);
  EXPECT_NE(p.source_line.find(entry), std::string::npos) << p.source_line;
  for (const std::string& name : named)
    EXPECT_NE((p.what + " / " + p.hint).find(name), std::string::npos) << name << "\n" << problems.text();
}

TEST(LoadScenario, RefusesARoundThatDoesNotFitTheLauncher) {
  Catalogue catalogue = small_catalogue();
  catalogue.launchers.at("launcher").interceptors = {"small round", "large round"};
  loaded(kSmallScenario, catalogue);
  catalogue.launchers.at("launcher").interceptors = {"small round", "other round"};
  std::string lone = with(kSmallScenario, "system: set", "system: lone unit");
  expect_one_at_load(problems_of(lone, catalogue),
                     {"`large round` does not fit launcher `launcher`", "it takes small round, other round"});
}

TEST(LoadScenario, RefusesASemiActiveRoundUnderARadarThatTurns) {
  const std::string lone = with(kSmallScenario, "system: set", "system: lone unit");
  Catalogue catalogue = small_catalogue();
  catalogue.systems.at("lone unit").fire_units.front().guidance_radar = "search radar";
  catalogue.radars.at("search radar").guides = {"small round", "large round"};
  Problems problems = problems_of(lone, catalogue);
  ASSERT_EQ(problems.all().size(), 2u) << problems.text();  // both rounds are semi-active
  EXPECT_EQ(problems.all()[0].what, "`large round` cannot be guided by radar `search radar`");
  for (const char* named : {"`unit 1`", "`lone unit`", "scan: sector"})
    EXPECT_NE(problems.all()[0].hint.find(named), std::string::npos) << problems.text();
  // A round with a seeker of its own needs none, and one that is not loaded says nothing.
  catalogue.interceptors.at("large round").guidance = GuidanceClass::active;
  expect_one_at_load(problems_of(lone, catalogue), {"`small round` cannot be guided by radar `search radar`"},
                     "interceptor: small round");
  catalogue.interceptors.at("small round").guidance = GuidanceClass::active;
  loaded(lone, catalogue);
}

TEST(LoadScenario, RefusesARoundThatItsRadarDoesNotGuide) {
  Catalogue catalogue = small_catalogue();
  catalogue.radars.at("guidance radar").guides = {"other round", "small round"};
  // Once, though two fire units of the set have it.
  expect_one_at_load(problems_of(kSmallScenario, catalogue),
                     {"`large round` cannot be guided by radar `guidance radar`", "`unit 1`", "`set`",
                      "guides other round, small round", "cupola catalogue show \"guidance radar\"",
                      "cupola catalogue show \"large round\""});
  // A seeker of its own does not help: it takes uplinks until hand-over.
  catalogue.interceptors.at("large round").guidance = GuidanceClass::active;
  expect_one_at_load(problems_of(kSmallScenario, catalogue), {"cannot be guided"});
  catalogue.radars.at("guidance radar").guides = {"small round"};
  loaded(with(kSmallScenario, "      - {interceptor: large round, rounds: 3}\n", ""), catalogue);
}

TEST(LoadScenario, ReadsOffTheChangesOfAScenarioWhatARadarGuides) {
  const std::string none = "values: {radars: {guidance radar: {guides: []}}}\n";
  const Problems problems = problems_of(kSmallScenario + none);
  ASSERT_EQ(problems.all().size(), 2u) << problems.text();
  EXPECT_NE(problems.text().find("guides no interceptor"), std::string::npos) << problems.text();
  loaded(kSmallScenario + "values: {radars: {guidance radar: {guides: [small round, large round]}}}\n");
  // A defence may see it otherwise than the rest of the scenario.
  const std::string own = with(kSmallScenario, "    system: set\n",
                               "    system: set\n"
                               "    values: {radars: {guidance radar: {guides: [small round]}}}\n");
  expect_one_at_load(problems_of(own), {"`large round` cannot be guided by radar `guidance radar`"});
}

/// In a mixed set the radar that counts is the one that guides for the fire unit, not another one beside it.
TEST(LoadScenario, TellsInAMixedSetWhoseRadarCannotGuide) {
  Catalogue catalogue = small_catalogue();
  catalogue.radars["other radar"] = small_radar("other radar", ScanKind::sector);
  catalogue.radars.at("other radar").guides = {"small round"};
  catalogue.systems.at("set").fire_units[1].guidance_radar = "other radar";
  catalogue.systems.at("set").fire_units[1].radars = {{"beside it", "guidance radar", 0.0, 100.0}};
  expect_one_at_load(problems_of(kSmallScenario, catalogue),
                     {"`large round` cannot be guided by radar `other radar`", "`unit 2`"});
}

TEST(LoadScenario, TellsAllMistakesAtOnce) {
  std::string text = with(kSmallScenario, "type: cruise missile", "type: nothing");
  text = with(text, "latitude: 41 deg", "latitude: 141 deg");
  text = with(text, "asset: depot", "asset: none");
  text = with(text, "name: bridge", "name: depot");
  EXPECT_GE(problems_of(text).all().size(), 4u);
}

/// Of entries that can be read by themselves everything is told, though others cannot.
TEST(LoadScenario, TellsWhatComesLaterWhereSomeEntriesAreSpoiled) {
  const std::string full = with(kSmallScenario, "rounds: 3}", "rounds: 4}");
  const Problems problems = problems_of(with(full, "type: cruise missile", "type: nothing"));
  ASSERT_EQ(problems.all().size(), 2u) << problems.text();
  EXPECT_NE(problems.all()[0].what.find("the load takes 5 places"), std::string::npos);
  EXPECT_NE(problems.all()[1].what.find("no platform is called `nothing`"), std::string::npos);
  // What only follows from an entry that is left out is not told.
  const Problems of_defence = problems_of(
      with(with(kSmallScenario, "objective: {asset: depot}", "objective: {element: north/search}"),
           "facing: 90 deg", "facing: 90 km"));
  EXPECT_EQ(of_defence.all().size(), 1u) << of_defence.text();
  // Nor is anything where the header is wrong.
  EXPECT_EQ(problems_of(with(full, "duration: 900 s", "duration: 900 km")).all().size(), 1u);
}

TEST(LoadScenario, RefusesAReleaseLineBeyondTheStart) {
  const auto line = [](const char* range) {
    return with(kSmallScenario, "objective: {asset: depot}",
                std::string("objective: {asset: depot, release_line: ") + range + "}");
  };
  loaded(line("80 km"));
  expect_one_at_load(
      problems_of(line("90 km")),
      {"`low-01` sets out 85.4 km from its objective, inside its release line of 90 km", "nearer line"},
      "release_line: 90 km");
}

TEST(LoadScenario, KeepsBallisticArcsToBallisticMissiles) {
  const std::string arc =
      "    ballistic: {from: {latitude: 42 deg, longitude: 34 deg}, to: {latitude: 40 deg, longitude: "
      "32 deg}}\n";
  std::string text = with(kSmallScenario, R"(    route:
      - {latitude: 40 deg, longitude: 33 deg, altitude: 60 m agl, speed: 240 m/s}
      - {latitude: 40 deg, longitude: 32 deg, altitude: 60 m agl, speed: 240 m/s}
)",
                          arc);
  EXPECT_NE(problems_of(text).text().find("`cruise missile` is no ballistic missile"), std::string::npos);
  text = with(text, "type: cruise missile", "type: rocket");
  loaded(text);
  EXPECT_NE(
      problems_of(with(text, "latitude: 42 deg, longitude: 34 deg", "latitude: 40.1 deg, longitude: 32 deg"))
          .text()
          .find("longer than 20 km"),
      std::string::npos);
  EXPECT_NE(problems_of(with(text, "{time: 5 s}", "{along: 2 km}")).text().find("no spacing along"),
            std::string::npos);
}

TEST(LoadScenario, LetsNoPostBeItsOwnSuperior) {
  auto chain = [](const char* of_north) {
    return with(with(kSmallScenario, "    facing: 90 deg\n", std::string("    superior: ") + of_north + "\n"),
                "raid:\n",
                R"(  - {name: south, system: set, at: {latitude: 39 deg, longitude: 32 deg}, superior: east,
     load: [{interceptor: large round, rounds: 4}]}
  - {name: east, system: set, at: {latitude: 39 deg, longitude: 34 deg}, superior: north,
     load: [{interceptor: large round, rounds: 4}]}
links: [{between: [north, south]}, {between: [south, east]}, {between: [east, north]}]
raid:
)");
  };
  EXPECT_NE(problems_of(chain("south")).text().find("comes back to itself along superior"),
            std::string::npos);
  EXPECT_NE(problems_of(chain("north")).text().find("comes back to itself"), std::string::npos);
  // A fire unit's post stands under the command post of its set.
  EXPECT_NE(problems_of(chain("north/unit 1/post")).text().find("comes back to itself"), std::string::npos);
}

TEST(LoadScenario, WantsALinkToEverySuperior) {
  const std::string text = with(kSmallScenario, "raid:\n", R"(  - {name: south, system: set, superior: north,
     at: {latitude: 39 deg, longitude: 32 deg}, load: [{interceptor: large round, rounds: 4}]}
raid:
)");
  const std::string told = problems_of(text).text();
  EXPECT_NE(told.find("no link between `south/post` and its superior `north/post`"), std::string::npos)
      << told;
  loaded(with(text, "raid:\n", "links: [{between: [north, south], level: stand-alone}]\nraid:\n"));
}

/// North under a south, linked as the text says.
std::string linked(const std::string& link, const std::string& of_north = "") {
  return with(
      with(kSmallScenario, "    facing: 90 deg\n", "    facing: 90 deg\n    superior: south\n" + of_north),
      "raid:\n",
      R"(  - {name: south, system: set, at: {latitude: 39 deg, longitude: 32 deg},
     load: [{interceptor: large round, rounds: 4}]}
links: [{between: [north, south])" +
          link + "}]\nraid:\n");
}

Catalogue with_a_net() {
  Catalogue c = small_catalogue();
  DataLinkType net;
  net.name = "net";
  net.slot_s = figure(0.01);
  net.cycle_s = figure(10.0);
  net.slots_per_cycle = figure(1000.0);
  net.processing_s = figure(0.5);
  net.loss = figure(0.03);
  net.roles = {{"reporter", figure(20.0), figure(1.0), figure(8.0)}};
  c.data_links["net"] = net;
  return c;
}

TEST(LoadScenario, RefusesLinksThatCannotBe) {
  const auto told = [](const std::string& link) { return problems_of(linked(link), with_a_net()).text(); };
  const auto tells = [&](const std::string& link, const char* what) {
    const std::string text = told(link);
    EXPECT_NE(text.find(what), std::string::npos) << text;
    EXPECT_NE(text.find("test.yaml:"), std::string::npos) << text;
  };
  tells(", latency: -1 s", "-1 s");
  tells(", loss: 120 %", "120 %");
  tells(", net: nett, role: reporter", "no data link is called `nett`");
  tells(", net: net, role: reporters", "`net` has no role `reporters`");
  tells(", level: stand-alone, net: net, role: reporters", "`net` has no role `reporters`");
  tells(", net: net", "`net` without `role`");
  tells(", level: voice, net: net, role: reporter", "by voice");
  tells(", outages: [{from: 9 s, until: 5 s}]", "ends before it begins");
  tells(", jamming: [{from: 9 s, until: 5 s}]", "ends before it begins");
  tells(", jamming: [{by: nobody}]", "no jammer in the raid is called `nobody`");
  tells(", jamming: [{by: low}]", "no jammer in the raid is called `low`");
  tells(", level: stand-alone, jamming: [{by: low}]", "no jammer in the raid is called `low`");
  EXPECT_EQ(told(", jamming: [{by: low}]").find("did you mean"), std::string::npos);
  tells(", jamming: [{by: low}]", "leave `by` out");
}

TEST(LoadScenario, PointsAtTheEntryWhoseJammerIsNone) {
  const std::string text = linked(", jamming: [{loss: 0.5},\n   {by: low}]");
  const Problems problems = problems_of(text);
  ASSERT_EQ(problems.all().size(), 1u) << problems.text();
  const std::size_t at = text.find("by: low") + 4;
  const auto lines = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  EXPECT_EQ(problems.all()[0].place.line, static_cast<int>(lines) + 1) << problems.text();
}

TEST(LoadScenario, SaysOnceThatAPostIsItsOwnSuperior) {
  const std::string told =
      problems_of(with(kSmallScenario, "    facing: 90 deg\n", "    superior: north\n")).text();
  EXPECT_NE(told.find("comes back to itself along superior"), std::string::npos) << told;
  EXPECT_EQ(told.find("no link between `north/post` and its superior `north/post`"), std::string::npos)
      << told;
}

TEST(LoadScenario, RefusesCentralCommandWithoutOrders) {
  Catalogue catalogue = small_catalogue();
  catalogue.doctrines["standard"].data_link.shares.orders = false;
  EXPECT_NE(problems_of(linked(", level: data link"), catalogue).text().find("carries no orders"),
            std::string::npos);
  loaded(linked(", level: data link", "    command: decentralised\n"), catalogue);
}

TEST(LoadScenario, RefusesOrdersOfWeaponsThatDoNotRise) {
  const std::string orders = "    weapons_orders: [{at: 9 s, state: hold}, {at: 5 s, state: free}]\n";
  EXPECT_NE(problems_of(linked("", orders)).text().find("do not rise"), std::string::npos);
}

TEST(LoadScenario, TakesALinksTimesFromItsNet) {
  const Scenario s = loaded(linked(", level: data link, net: net, role: reporter"), with_a_net());
  for (const Link& link : s.links) {
    if (!link.watched) continue;
    EXPECT_DOUBLE_EQ(link.latency_s, 0.51);
    EXPECT_DOUBLE_EQ(link.loss, 0.03);
    EXPECT_DOUBLE_EQ(link.chance_interval_s, 0.5);
    EXPECT_DOUBLE_EQ(link.shares.track_interval_s, 8.0);
  }
}

TEST(LoadScenario, StopsAtTheLimitOfEntities) {
  EXPECT_NE(
      problems_of(with(kSmallScenario, "count: 2", "count: 100000")).text().find("more than 100000 entities"),
      std::string::npos);
  EXPECT_NE(problems_of(with(kSmallScenario, "count: 2", "count: 100001")).text().find("100001"),
            std::string::npos);
}

/// The number of a track tells 256 posts apart (messages/track_number.hpp).
TEST(LoadScenario, StopsAtTheLimitOfPosts) {
  const auto with_more = [](int count) {
    std::string more;
    for (int i = 0; i < count; ++i)
      more += "  - {name: lone " + std::to_string(i) +
              ", system: lone unit, at: {latitude: 39 deg, longitude: 32 deg}, "
              "load: [{interceptor: large round, rounds: 4}]}\n";
    return with(kSmallScenario, "raid:\n", more + "raid:\n");
  };
  const std::size_t there = loaded(kSmallScenario).posts.size();
  EXPECT_EQ(loaded(with_more(static_cast<int>(256 - there))).posts.size(), 256u);
  const std::string told = problems_of(with_more(static_cast<int>(258 - there))).text();
  EXPECT_NE(told.find("more than 256 command posts with this defence"), std::string::npos) << told;
  // Said once, where the first one too many stands.
  EXPECT_NE(told.find("name: lone " + std::to_string(256 - there)), std::string::npos) << told;
  EXPECT_EQ(told.find("name: lone " + std::to_string(257 - there)), std::string::npos) << told;
}

TEST(LoadScenario, WantsAFileThatIsThere) {
  Scenario scenario;
  Problems problems;
  EXPECT_FALSE(load_scenario("/nowhere/none.yaml", small_catalogue(), scenario, problems));
  EXPECT_FALSE(problems.empty());
}

TEST(LoadScenario, NeedsOnlyItsHead) {
  const Scenario s =
      loaded("scenario: empty\nstart: 2026-06-01T02:00:00Z\nduration: 60 s\ndoctrine: standard\n");
  EXPECT_TRUE(s.platforms.empty());
  EXPECT_TRUE(s.posts.empty());
  EXPECT_FALSE(problems_of("scenario: empty\n").empty());
}

}  // namespace
}  // namespace cupola
