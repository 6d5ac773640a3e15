#include "terrain/copernicus.hpp"

#include <gtest/gtest.h>

#include <set>

#include "core/math.hpp"
#include "earth/great_circle.hpp"

namespace cupola {
namespace {

constexpr double kDegree = math::kPi / 180.0;

TEST(Copernicus, NamesTilesAsTheBucketDoes) {
  EXPECT_EQ(copernicus_name({39, 32}), "Copernicus_DSM_COG_10_N39_00_E032_00_DEM");
  EXPECT_EQ(copernicus_name({-1, -5}), "Copernicus_DSM_COG_10_S01_00_W005_00_DEM");
  EXPECT_EQ(copernicus_name({0, 0}), "Copernicus_DSM_COG_10_N00_00_E000_00_DEM");
  EXPECT_EQ(copernicus_name({-90, -180}), "Copernicus_DSM_COG_10_S90_00_W180_00_DEM");
  for (const char* address : {"https://a.example/dem", "https://a.example/dem/"})
    EXPECT_EQ(copernicus_url(address, {39, 32}),
              "https://a.example/dem/Copernicus_DSM_COG_10_N39_00_E032_00_DEM/"
              "Copernicus_DSM_COG_10_N39_00_E032_00_DEM.tif");
}

std::vector<DegreeCell> cells(double south, double west, double north, double east) {
  return cells_of({south * kDegree, west * kDegree, north * kDegree, east * kDegree});
}

TEST(Copernicus, CoversABoxAndNoMore) {
  EXPECT_EQ(cells(39.0, 32.0, 40.0, 33.0), (std::vector<DegreeCell>{{39, 32}}));
  EXPECT_EQ(cells(39.5, 32.5, 39.5, 32.5), (std::vector<DegreeCell>{{39, 32}}));
  EXPECT_EQ(cells(39.9, 32.9, 40.1, 33.1), (std::vector<DegreeCell>{{39, 32}, {39, 33}, {40, 32}, {40, 33}}));
  EXPECT_EQ(cells(-0.1, -0.1, 0.1, 0.1), (std::vector<DegreeCell>{{-1, -1}, {-1, 0}, {0, -1}, {0, 0}}));
  EXPECT_EQ(cells(10.5, 179.5, 10.6, 180.5), (std::vector<DegreeCell>{{10, -180}, {10, 179}}));
  EXPECT_EQ(cells(89.5, -180.0, 90.0, 180.0).size(), 360u);
  EXPECT_EQ(cells(-90.0, -180.0, 90.0, 180.0).size(), 64800u);
  EXPECT_EQ(cells(-90.0, -180.0, 90.0, 540.0).size(), 64800u);
}

/// Against every square of a grid of places round a site, near a pole and over the date line too.
TEST(Copernicus, CoversTheCircleAroundASite) {
  struct Site {
    double latitude_deg, longitude_deg, range_m;
  };
  for (const Site& s : {Site{40.08, 32.57, 150e3}, Site{40.08, 32.57, 600e3}, Site{68.0, 179.7, 400e3},
                        Site{0.0, -0.01, 5e3}, Site{-55.5, -70.0, 250e3}}) {
    const GroundPlace site{s.latitude_deg * kDegree, s.longitude_deg * kDegree};
    std::set<DegreeCell> touched;
    for (double range_m = s.range_m; range_m > 0.0; range_m -= 1.5e3)
      for (double azimuth = 0.1; azimuth < 360.0; azimuth += 0.3) {
        const GroundPlace p = GreatCircle(site, azimuth * kDegree, range_m).at(range_m);
        touched.insert(cells_of({p.latitude_rad, p.longitude_rad, p.latitude_rad, p.longitude_rad}).front());
      }
    const auto found = cells_around(site.latitude_rad, site.longitude_rad, s.range_m);
    const std::set<DegreeCell> all(found.begin(), found.end());
    for (const DegreeCell& cell : touched)
      EXPECT_TRUE(all.count(cell)) << cell.south_deg << " " << cell.west_deg;
    // And hardly more than those.
    EXPECT_LE(all.size(), touched.size() + touched.size() / 8 + 2) << s.latitude_deg;
  }
}

TEST(Copernicus, SeaIsATileThatLeavesNoGap) {
  const TerrainTile sea = sea_tile({39, 25}, kCopernicusAddress);
  EXPECT_TRUE(is_sea(sea.source()));
  EXPECT_EQ(sea.datum(), VerticalDatum::kEgm2008);
  const PostGrid& g = sea.grid();
  for (const double latitude : {39.0, 39.5, 40.0 + 1.0 / 3600})
    for (const double longitude : {25.0 - 1.0 / 3600, 25.0, 26.0 + 1.0 / 3600}) {
      const double row = g.row_of(latitude * kDegree), column = g.column_of(longitude * kDegree);
      EXPECT_TRUE(g.spans(row, column));
      EXPECT_EQ(sea.height_m(row, column), 0.0);
    }
  EXPECT_FALSE(g.spans(g.row_of(40.1 * kDegree), g.column_of(25.5 * kDegree)));
  EXPECT_TRUE(is_sea(sea_tile({89, 0}, "http://x").source()));  // not beyond the pole
}

}  // namespace
}  // namespace cupola
