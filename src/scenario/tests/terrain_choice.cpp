#include "scenario/terrain_choice.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/tests/reference_data.hpp"
#include "scenario/ground.hpp"
#include "scenario/tests/terrain_scene.hpp"

namespace cupola {
namespace {

using testing::kDegree_rad;
using testing::tile_about;

using TerrainChoiceOfAScenario = testing::TerrainScene;

double level(double, double) { return 840.0; }

std::string asking(const char* terrain) {
  return with(kSmallScenario, "earth: {ground", std::string("earth: {terrain: ") + terrain + ", ground");
}

bool says(const Scenario& s, const std::string& what) {
  for (const std::string& line : s.in_play)
    if (line.find(what) != std::string::npos) return true;
  return false;
}

TEST_F(TerrainChoiceOfAScenario, IsTheSmoothEarthUnlessAsked) {
  const Scenario s = loaded(kSmallScenario);
  EXPECT_FALSE(s.terrain);
  EXPECT_EQ(s.terrain_note.kind, TerrainKind::smooth);
  EXPECT_EQ(s.terrain_note.words, "smooth earth");
  EXPECT_EQ(s.terrain_note.content_hash, "");
  EXPECT_TRUE(says(s, "ground: smooth earth, at 840 m msl"));
  EXPECT_TRUE(s.warnings.empty());
}

TEST_F(TerrainChoiceOfAScenario, SaysThatTheBackdropIsOne) {
  const Scenario s = loaded(asking("coarse"));
  ASSERT_TRUE(s.terrain);
  EXPECT_EQ(s.terrain_note.kind, TerrainKind::coarse);
  EXPECT_EQ(s.terrain_note.words, "coarse backdrop (ETOPO5, 5 arc-minutes), never for siting");
  EXPECT_EQ(s.terrain_note.content_hash, s.terrain->content_hash());
  EXPECT_TRUE(says(s, "never for siting"));
  EXPECT_TRUE(says(s, s.terrain_note.content_hash.substr(0, 12)));
  // Ankara's plateau, and the Black Sea.
  EXPECT_NEAR(ground_height_hae_m(s, 39.9 * kDegree_rad, 32.85 * kDegree_rad), 36.9 + 1000.0, 500.0);
  EXPECT_EQ(ground_height_hae_m(s, 43.0 * kDegree_rad, 35.0 * kDegree_rad), 36.9);
}

TEST_F(TerrainChoiceOfAScenario, TakesTheUsersTilesWhereThereAreSome) {
  const Scenario without = loaded(asking("fine"));
  EXPECT_EQ(without.terrain_note.kind, TerrainKind::coarse);
  EXPECT_EQ(without.terrain_note.words,
            "coarse backdrop (ETOPO5, 5 arc-minutes), never for siting; no fine tile at hand");

  ASSERT_EQ(without.warnings.size(), 1U);
  EXPECT_NE(without.warnings[0].find("cupola terrain get"), std::string::npos);

  const std::string tile = written(tile_about(level));
  const auto cache = folder_ / "cache/cupola/terrain";
  std::filesystem::create_directories(cache);
  std::filesystem::copy_file(tile, cache / "a.cupola-tile");
  const Scenario with_one = loaded(asking("fine"));
  EXPECT_EQ(with_one.terrain_note.kind, TerrainKind::fine);
  EXPECT_EQ(with_one.terrain_note.tiles, 1);
  EXPECT_EQ(with_one.terrain_note.words.substr(0, 28), "fine terrain (1 tile, EGM96)");
  EXPECT_NE(with_one.terrain_note.words.find("beyond: coarse backdrop"), std::string::npos);
  EXPECT_NE(with_one.terrain_note.content_hash, without.terrain_note.content_hash);
  EXPECT_NEAR(ground_height_hae_m(with_one, 40.0 * kDegree_rad, 32.0 * kDegree_rad), 876.9, 1e-9);
  EXPECT_NE(ground_height_hae_m(with_one, 43.0 * kDegree_rad, 32.0 * kDegree_rad), 876.9);  // of the backdrop

  EXPECT_FALSE(loaded(kSmallScenario).terrain);  // a cache alone changes nothing
  EXPECT_FALSE(loaded_over(asking("fine"), {TerrainKind::smooth, {}, {}}).terrain);
}

TEST_F(TerrainChoiceOfAScenario, WarnsWhereTilesAreFew) {
  const auto warned = [](const Scenario& s) {
    return std::any_of(s.warnings.begin(), s.warnings.end(), [](const std::string& w) {
      return w.find("of the ground within 100 km") != std::string::npos;
    });
  };
  const auto level = [](double, double) { return 840.0; };
  TerrainChoice choice;
  choice.tiles = {written(tile_about(level, VerticalDatum::kEgm96, 0.008))};  // 200 km each way
  EXPECT_FALSE(warned(loaded_over(kSmallScenario, choice)));

  // A quarter of that, with the site on its corner.
  const Scenario s = loaded(kSmallScenario);
  const PostGrid grid{s.radars[0].antenna.latitude_rad,
                      s.radars[0].antenna.longitude_rad,
                      0.008 * kDegree_rad,
                      0.008 * kDegree_rad,
                      251,
                      251};
  choice.tiles = {written(TerrainTile::of_heights(grid, std::vector<double>(251 * 251, 840.0), 0.1,
                                                  VerticalDatum::kEgm96, {"made", 0}),
                          "corner")};
  const Scenario few = loaded_over(kSmallScenario, choice);
  ASSERT_TRUE(warned(few));
}

TEST_F(TerrainChoiceOfAScenario, NamesTheDatumOfTheTiles) {
  const Scenario s =
      loaded_over(kSmallScenario, {{}, {written(tile_about(level, VerticalDatum::kEgm2008))}, {}});
  EXPECT_NE(s.terrain_note.words.find("EGM2008 taken as EGM96"), std::string::npos) << s.terrain_note.words;
}

TEST_F(TerrainChoiceOfAScenario, SaysWhereThereIsNone) {
  std::string south = asking("coarse");
  for (const char* latitude : {"latitude: 40.05", "latitude: 40.2", "latitude: 40 ", "latitude: 40 ",
                               "latitude: 40 ", "latitude: 41", "latitude: 39"})
    south = with(south, latitude, std::string("latitude: -") + (latitude + 10));
  const Scenario s = loaded(south);
  EXPECT_FALSE(s.terrain);
  EXPECT_EQ(s.terrain_note.kind, TerrainKind::smooth);
  EXPECT_EQ(s.terrain_note.words, "smooth earth; the coarse backdrop does not reach here");
  EXPECT_TRUE(says(s, "does not reach here"));
  ASSERT_EQ(s.warnings.size(), 1U);
  EXPECT_EQ(s.earth.ground_hae_m, 876.9);
}

TEST_F(TerrainChoiceOfAScenario, RefusesWrongTiles) {
  const std::string tile = written(tile_about(level));
  EXPECT_NE(refused_over(kSmallScenario, {{}, {(folder_ / "nowhere.cupola-tile").string()}, {}}), "");

  EXPECT_NE(refused_over(kSmallScenario, {{}, {(folder_ / "tiles.zip").string()}, {}}).find(".hgt"),
            std::string::npos);

  std::string south = kSmallScenario;
  for (const char* latitude : {"latitude: 40.05", "latitude: 40.2", "latitude: 40 ", "latitude: 40 ",
                               "latitude: 40 ", "latitude: 41", "latitude: 39"})
    south = with(south, latitude, std::string("latitude: -") + (latitude + 10));
  const std::string elsewhere = refused_over(south, {{}, {tile}, {}});
  EXPECT_NE(elsewhere.find("no tile overlaps"), std::string::npos) << elsewhere;

  // A base that is no number; a post that was changed.
  for (const long at : {56L, 100'000L}) {
    const std::string bad = (folder_ / "tiles/bad.cupola-tile").string();
    std::filesystem::copy_file(tile, bad, std::filesystem::copy_options::overwrite_existing);
    std::fstream file(bad, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(at);
    file.write("\xff\xff\xff\xff\xff\xff\xff\x7f", 8);
    file.close();
    EXPECT_NE(refused_over(kSmallScenario, {{}, {bad}, {}}).find("bad.cupola-tile"), std::string::npos);
  }

  // The cache holds what it should not: that is said too, not passed over.
  const auto cache = folder_ / "cache/cupola/terrain";
  std::filesystem::create_directories(cache);
  std::filesystem::copy_file(folder_ / "tiles/bad.cupola-tile", cache / "bad.cupola-tile");
  EXPECT_NE(refused_over(asking("fine"), {}), "");

  EXPECT_NE(refused_over(asking("coarse"), {{}, {}, (folder_ / "nowhere.cupola-tile").string()}), "");
  EXPECT_NE(problems_of(asking("flat")).text().find("smooth"), std::string::npos);
}

/// Every post of the backdrop against the cut it was made from; sea at 0 m.
TEST(Backdrop, HoldsEtopo5) {
  CUPOLA_REFERENCE_FILE(ascii, "terrain/turkey_etopo5/etopo5_lat30-46_lon18-48.asc");
  Problems problems;
  const auto tile = read_terrain_file(shipped_backdrop(), problems);
  ASSERT_TRUE(tile) << problems.text();
  ASSERT_EQ(tile->grid().rows, 193);
  ASSERT_EQ(tile->grid().columns, 361);
  EXPECT_NEAR(tile->grid().south_rad / kDegree_rad, 30.0, 1e-9);
  EXPECT_NEAR(tile->grid().west_rad / kDegree_rad, 18.0, 1e-9);
  EXPECT_NEAR(tile->grid().latitude_step_rad / kDegree_rad, 1.0 / 12.0, 1e-12);
  std::ifstream file(ascii);
  std::string line;
  for (int i = 0; i < 6; ++i) std::getline(file, line);
  for (int row = 192; row >= 0; --row) {
    std::getline(file, line);
    std::istringstream numbers(line);
    for (int column = 0; column < 361; ++column) {
      double height_m = -1e9;
      numbers >> height_m;
      ASSERT_EQ(tile->post_m(row, column), std::max(height_m, 0.0)) << row << " " << column;
    }
  }
}

}  // namespace
}  // namespace cupola
