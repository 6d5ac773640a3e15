// What a scenario declares of identity: who asks, announced flights, areas, exposure.

#include "scenario/tests/loading.hpp"

namespace cupola {
namespace {

TEST(Iff, one_switch_sets_what_every_interrogator_can_ask) {
  const auto asks = [](const std::string& text) { return loaded(text).radars[0].type.interrogator; };
  ASSERT_EQ(asks(kSmallScenario), Interrogator::national);
  for (const auto& [word, level] : {std::pair{"none", Interrogator::none},
                                    {"civil", Interrogator::civil},
                                    {"national", Interrogator::national}}) {
    const std::string text =
        with(kSmallScenario, "doctrine: standard\n", std::string("doctrine: standard\niff: ") + word + "\n");
    const Scenario scenario = loaded(text);
    for (const RadarSite& radar : scenario.radars) {
      EXPECT_EQ(radar.type.interrogator, level);
      EXPECT_EQ(scenario.radars_believed[radar.id.index()].interrogator, level);
    }
    bool said = false;
    for (const std::string& line : scenario.in_play) said |= line.find(std::string("iff: ") + word) == 0;
    EXPECT_TRUE(said);
    // What a defence says of its own stands.
    EXPECT_EQ(asks(with(text, "    facing: 90 deg\n", "    facing: 90 deg\n    iff: civil\n")),
              Interrogator::civil);
  }
}

TEST(Iff, a_radar_without_an_interrogator_does_not_ask_whatever_the_switch_says) {
  Catalogue catalogue = small_catalogue();
  for (auto& [name, radar] : catalogue.radars) radar.interrogator = Interrogator::none;
  const Scenario scenario =
      loaded(with(kSmallScenario, "doctrine: standard\n", "doctrine: standard\niff: national\n"), catalogue);
  for (const RadarSite& radar : scenario.radars) EXPECT_EQ(radar.type.interrogator, Interrogator::none);
}

const std::string kCorridor = R"(corridors:
  - name: airway
    points: [{latitude: 40 deg, longitude: 31 deg}, {latitude: 40 deg, longitude: 33 deg}]
    floor: 3 km msl
    ceiling: 9 km msl
    flights: [{side: neutral, enters: 60 s, speed: 230 m/s}, {side: friend, enters: 90 s, speed: 200 m/s, reverse: true}]
areas:
  - name: north
    owner: hostile
    points: [{latitude: 42 deg, longitude: 31 deg}, {latitude: 42 deg, longitude: 34 deg}, {latitude: 43 deg, longitude: 33 deg}]
raid:
)";

TEST(Airspace, flights_and_areas_are_resolved) {
  const Scenario s = loaded(with(kSmallScenario, "raid:\n", kCorridor));
  ASSERT_EQ(s.corridors.size(), 1u);
  ASSERT_EQ(s.corridors[0].flights.size(), 2u);
  EXPECT_FALSE(s.corridors[0].flights[0].own);
  EXPECT_TRUE(s.corridors[0].flights[1].own && s.corridors[0].flights[1].reverse);
  EXPECT_EQ(s.corridors[0].flights[0].enters, s.start + Duration::seconds(60.0));
  ASSERT_EQ(s.areas.size(), 1u);
  EXPECT_TRUE(s.areas[0].hostile);
  EXPECT_EQ(s.areas[0].corners.size(), 3u);
}

TEST(Airspace, says_where_a_mistake_is) {
  const std::string right = with(kSmallScenario, "raid:\n", kCorridor);
  const struct {
    const char *from, *to, *what;
  } mistakes[] = {
      {"enters: 60 s, speed: 230 m/s", "enters: 60 s, speed: 0 m/s", "0 m/s"},
      {"enters: 60 s, speed: 230 m/s", "enters: 60 s", "`speed` is missing"},
      {"owner: hostile", "owner: theirs", "theirs"},
      {", {latitude: 43 deg, longitude: 33 deg}", "", "points"},
      {"longitude: 31 deg}, {latitude: 42 deg, longitude: 34 deg}",
       "longitude: -170 deg}, {latitude: 42 deg, longitude: 34 deg}", "crosses the date line"},
  };
  for (const auto& m : mistakes) {
    const Problems problems = problems_of(with(right, m.from, m.to));
    EXPECT_NE(problems.text().find(m.what), std::string::npos) << m.to << "\n" << problems.text();
    for (const Problem& p : problems.all()) EXPECT_GT(p.place.line, 0) << p.what;
  }
}

TEST(Airspace, exposure_is_asked_for_of_own_aircraft_only) {
  const std::string neutral = with(kSmallScenario, "side: neutral\n", "side: neutral\n    exposure: true\n");
  EXPECT_NE(problems_of(neutral).text().find("of own aircraft only"), std::string::npos);
  const Scenario s = loaded(with(neutral, "side: neutral\n", "side: friend\n"));
  int asked = 0;
  for (const Platform& p : s.platforms) asked += p.exposure;
  EXPECT_GT(asked, 0);
}

}  // namespace
}  // namespace cupola
