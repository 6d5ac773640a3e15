// Radars that traffic carries, from the file to their sites.

#include <gtest/gtest.h>

#include "scenario/tests/terrain_scene.hpp"

namespace cupola {
namespace {

Catalogue with_flying_radar() {
  Catalogue catalogue = small_catalogue();
  RadarType radar = small_radar("flying radar", ScanKind::rotating);
  radar.navigation.position_m = figure(30.0, 10.0, 100.0);
  radar.navigation.heading_rad = figure(0.001);
  catalogue.radars["flying radar"] = radar;
  return catalogue;
}

/// The small scenario with two aircraft whose radars look for the defence.
std::string with_carriers(const std::string& carries) {
  return kSmallScenario + R"(
  - name: eye
    side: friend
    type: airliner
    count: 2
    start: 20 s
    spacing: {across: 4 km}
    carries: )" +
         carries + R"(
    route:
      - {latitude: 40.0 deg, longitude: 31.5 deg, altitude: 9000 m msl}
      - {latitude: 40.0 deg, longitude: 33.5 deg, altitude: 9000 m msl}
)";
}

TEST(CarriedRadars, stand_among_the_others_with_their_carriers) {
  const Scenario s = loaded(with_carriers("{radar: flying radar, reports_to: north}"), with_flying_radar());
  const Scenario plain = loaded(kSmallScenario);
  ASSERT_EQ(s.radars.size(), plain.radars.size() + 2);
  ASSERT_EQ(s.radars_believed.size(), s.radars.size());
  EXPECT_EQ(s.radars[0].name, "eye-01/flying radar");
  EXPECT_EQ(s.radars[1].name, "eye-02/flying radar");
  for (std::size_t i = 0; i < 2; ++i) {
    const RadarSite& radar = s.radars[i];
    EXPECT_EQ(radar.id.index(), i);
    ASSERT_TRUE(radar.carrier.valid());
    EXPECT_EQ(s.platforms[radar.carrier.index()].name + "/flying radar", radar.name);
    EXPECT_EQ(s.posts[radar.post.index()].name, "north/post");
    EXPECT_NEAR(radar.antenna_agl_m, 9000.0 - 840.0, 1e-3);
    EXPECT_NEAR(radar.antenna.height_hae_m, 9036.9, 1e-3);
    EXPECT_EQ(radar.schedule.front().second, Readiness::ready);
    EXPECT_EQ(s.posts[radar.post.index()].radars[i], radar.id);
  }
  for (const RadarSite& radar : plain.radars) EXPECT_FALSE(radar.carrier.valid());
}

TEST(CarriedRadars, take_states_and_modes_as_others_do) {
  Scenario s = loaded(with_carriers("{radar: flying radar, reports_to: north, readiness: standby, "
                                    "schedule: [{at: 100 s, state: ready}]}"),
                      with_flying_radar());
  ASSERT_EQ(s.radars[0].schedule.size(), 2u);
  EXPECT_EQ(s.radars[0].schedule[0].second, Readiness::standby);
  EXPECT_EQ(s.radars[0].schedule[1].first, s.start + Duration::seconds(100));
  s = loaded(with("figures: low\n" + with_carriers("{radar: flying radar, reports_to: north}"),
                  "figures: low\nscenario: small\n", "scenario: small\nfigures: low\n"),
             with_flying_radar());
  EXPECT_DOUBLE_EQ(s.radars[0].type.navigation.position_m, 100.0);
  EXPECT_DOUBLE_EQ(s.radars_believed[0].navigation.position_m, 30.0);
}

TEST(CarriedRadars, are_refused_where_they_cannot_be) {
  const auto told = [](const std::string& text) { return problems_of(text, with_flying_radar()).text(); };
  EXPECT_NE(told(with_carriers("{radar: search radar, reports_to: north}"))
                .find("`search radar` cannot be carried"),
            std::string::npos);
  EXPECT_NE(told(with_carriers("{radar: flying radar, reports_to: south}")).find("south"), std::string::npos);
  EXPECT_NE(told(with_carriers("{radar: flying radr, reports_to: north}")).find("flying radar"),
            std::string::npos);
  EXPECT_NE(told(with(with_carriers("{radar: flying radar, reports_to: north}"),
                      "  - name: eye\n    side: friend", "  - name: eye\n    side: neutral"))
                .find("a neutral carries no radar"),
            std::string::npos);
  EXPECT_NE(told(with(with_carriers("{radar: flying radar, reports_to: eye-02}"), "- name: north",
                      "- name: eye-02"))
                .find("is the name of a defence too"),
            std::string::npos);
}

class CarriedOverTerrain : public testing::TerrainScene {};

/// What flies stands nowhere: the ground of the sites stays what it is.
TEST_F(CarriedOverTerrain, have_no_ground) {
  TerrainChoice choice;
  choice.tiles = {written(testing::tile_about([](double, double) { return 1200.0; }))};
  Scenario s;
  Problems problems;
  ASSERT_TRUE(load_scenario_text(with_carriers("{radar: flying radar, reports_to: north}"), "test.yaml",
                                 with_flying_radar(), s, problems, choice))
      << problems.text();
  const Scenario plain = loaded_over(kSmallScenario, choice);
  EXPECT_EQ(s.earth.ground_hae_m, plain.earth.ground_hae_m);
  EXPECT_NEAR(s.earth.ground_hae_m - s.earth.geoid_undulation_m, 1200.0, 60.0);  // the geoid is not all alike
  EXPECT_NEAR(s.radars[0].antenna_agl_m, s.radars[0].antenna.height_hae_m - s.earth.ground_hae_m, 1e-6);
}

}  // namespace
}  // namespace cupola
