#include "earth/terrain_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "earth/great_circle.hpp"
#include "earth/terrain_file.hpp"
#include "earth/tests/srtm_tiles.hpp"

namespace cupola {
namespace {

using testing::kDegree;
using testing::made_tile;
using testing::TemporaryFolder;

/// A degree of flat ground as a file.
void write_flat(const TemporaryFolder& folder, const std::string& name, double south_deg, double west_deg,
                double height_m) {
  Problems problems;
  const auto flat = [height_m](double, double) { return height_m; };
  ASSERT_TRUE(
      write_terrain_file(made_tile(south_deg, west_deg, 1.0, 0.1, 0.25, flat), folder.file(name), problems))
      << problems.text();
}

TEST(TerrainFolder, ReadsTheTilesThatOverlap) {
  const TemporaryFolder folder;
  write_flat(folder, "a.cupola-tile", 39.0, 32.0, 100.0);
  write_flat(folder, "b.cupola-tile", 40.0, 32.0, 200.0);
  write_flat(folder, "far.cupola-tile", 10.0, 10.0, 300.0);
  std::ofstream(folder.file("notes.txt")) << "nothing";
  Problems problems;
  const TerrainBox box = box_around(40.0 * kDegree, 32.5 * kDegree, 20e3);
  const auto terrain = load_terrain({folder.file("")}, box, Geoid(30.0), problems);
  ASSERT_TRUE(terrain.has_value()) << problems.text();
  EXPECT_EQ(terrain->tiles().size(), 2u);
  EXPECT_EQ(terrain->height_msl_m(39.5 * kDegree, 32.5 * kDegree), 100.0);
  EXPECT_EQ(terrain->height_hae_m(40.5 * kDegree, 32.5 * kDegree), 230.0);
  // Without a box all of them; a file named twice counts once.
  EXPECT_EQ(load_terrain({folder.file("")}, std::nullopt, Geoid(0.0), problems)->tiles().size(), 3u);
  const std::string a = folder.file("a.cupola-tile");
  EXPECT_EQ(load_terrain({a, a}, std::nullopt, Geoid(0.0), problems)->tiles().size(), 1u);
  EXPECT_TRUE(problems.empty()) << problems.text();
}

TEST(TerrainFolder, SaysWhereEachProblemIs) {
  const TemporaryFolder folder;
  const TerrainBox box = box_around(40.0 * kDegree, 32.5 * kDegree, 20e3);
  const auto told = [&](const std::vector<std::string>& paths) {
    Problems problems;
    EXPECT_FALSE(load_terrain(paths, box, Geoid(0.0), problems).has_value());
    return problems.text();
  };
  EXPECT_NE(told({folder.file("")}).find("no terrain tile"), std::string::npos);
  EXPECT_NE(told({folder.file("nowhere")}).find("nowhere: error: cannot be read"), std::string::npos);
  write_flat(folder, "far.cupola-tile", 10.0, 10.0, 300.0);
  EXPECT_NE(told({folder.file("far.cupola-tile")}).find("no tile overlaps"), std::string::npos);
  std::ofstream(folder.file("b.cupola-tile")) << "CUPOLATL and no more";
  std::ofstream(folder.file("c.cupola-tile")) << "something else";
  const std::string both = told({folder.file("")});
  EXPECT_NE(both.find("b.cupola-tile: error: is cut short"), std::string::npos) << both;
  EXPECT_NE(both.find("c.cupola-tile: error: is no terrain tile"), std::string::npos) << both;
}

TEST(TerrainFolder, ABoxHoldsTheCircleAndLittleMore) {
  for (const double latitude_deg : {0.0, 40.0, -70.0})
    for (const double range_m : {1e3, 150e3, 600e3}) {
      const double latitude_rad = latitude_deg * kDegree, longitude_rad = 179.0 * kDegree;
      const TerrainBox box = box_around(latitude_rad, longitude_rad, range_m);
      double most_east_rad = 0.0;
      for (double azimuth_deg = 0.5; azimuth_deg < 360.0; azimuth_deg += 0.5) {
        const GroundPlace p =
            GreatCircle({latitude_rad, longitude_rad}, azimuth_deg * kDegree, range_m).at(range_m);
        double east_rad = p.longitude_rad - longitude_rad;
        if (east_rad < -math::kPi) east_rad += 2.0 * math::kPi;
        EXPECT_LE(longitude_rad + east_rad, box.east_rad + 1e-12);
        EXPECT_GE(longitude_rad + east_rad, box.west_rad - 1e-12);
        EXPECT_LE(p.latitude_rad, box.north_rad + 1e-12);
        EXPECT_GE(p.latitude_rad, box.south_rad - 1e-12);
        most_east_rad = std::max(most_east_rad, east_rad);
      }
      EXPECT_NEAR(box.east_rad - longitude_rad, most_east_rad, 1e-4 * most_east_rad);
    }
  const TerrainBox pole = box_around(89.0 * kDegree, 0.0, 150e3);
  EXPECT_NEAR(pole.east_rad - pole.west_rad, 2.0 * math::kPi, 1e-12);
}

TEST(TerrainFolder, ABoxOverTheDateLineOverlapsBothSides) {
  const TerrainBox box = box_around(0.0, 180.0 * kDegree, 50e3);
  const auto grid = [](double west_deg) {
    return PostGrid{-0.5 * kDegree, west_deg * kDegree, 0.1 * kDegree, 0.1 * kDegree, 11, 11};
  };
  EXPECT_TRUE(box.overlaps(grid(-180.0)));
  EXPECT_TRUE(box.overlaps(grid(179.0)));
  EXPECT_FALSE(box.overlaps(grid(178.0)));
  EXPECT_FALSE(box.overlaps(grid(0.0)));
}

}  // namespace
}  // namespace cupola
