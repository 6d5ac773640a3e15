#include "analysis/coastline.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/math.hpp"
#include "core/tests/reference_data.hpp"

namespace cupola {
namespace {

constexpr double kDegree = math::kPi / 180.0;

GroundPlace at(double latitude_deg, double longitude_deg) {
  return {latitude_deg * kDegree, longitude_deg * kDegree};
}

TEST(Coastlines, TellLandFromSea) {
  const auto coast = Coastlines::read(Coastlines::default_file());
  ASSERT_TRUE(coast.has_value());
  EXPECT_TRUE(coast->is_land(at(40.08, 32.57)));  // Murted
  EXPECT_FALSE(coast->is_land(at(34.3, 28.0)));   // south of Rhodes
  EXPECT_FALSE(coast->is_land(at(43.0, 33.0)));   // the Black Sea
  EXPECT_FALSE(coast->is_land(at(41.5, 50.5)));   // the Caspian Sea
  EXPECT_TRUE(coast->is_land(at(-75.0, 60.0)));   // Antarctica
  EXPECT_TRUE(coast->is_land(at(40.0, -100.0)));  // Kansas
  EXPECT_FALSE(coast->is_land(at(0.0, -150.0)));
}

/// Truths from another data set, coarse near shores.
TEST(Coastlines, AgreeWithPlacesKnown) {
  CUPOLA_REFERENCE_FILE(path, "terrain/landmask/points_shared.csv");
  const auto coast = Coastlines::read(Coastlines::default_file());
  ASSERT_TRUE(coast.has_value());
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  int places = 0, right = 0;
  while (std::getline(file, line)) {
    std::istringstream fields(line);
    double latitude_deg, longitude_deg;
    char comma;
    std::string side;
    ASSERT_TRUE(fields >> latitude_deg >> comma >> longitude_deg >> comma >> side) << line;
    const bool agrees = coast->is_land(at(latitude_deg, longitude_deg)) == side.starts_with("land");
    if (!agrees) std::printf("%s differs\n", line.c_str());
    ++places;
    right += agrees;
  }
  EXPECT_EQ(places, 200);
  EXPECT_EQ(right, 200);
}

TEST(Coastlines, LieOnAGridWhereTheyAre) {
  const auto coast = Coastlines::read(Coastlines::default_file());
  ASSERT_TRUE(coast.has_value());
  CoverageGrid grid;
  grid.plane = EqualAreaPlane(at(36.4, 28.2));  // Rhodes
  grid.cell_m = 1000.0;
  grid.columns = grid.rows = 120;
  double nearest_m = 1e9;
  for (const PlaneLine& line : coast->on(grid))
    for (const PlanePoint& point : line) {
      const PlanePoint cape = grid.plane.at(at(36.457, 28.222));  // the northern tip of the island
      nearest_m = std::min(nearest_m, std::hypot(point.east_m - cape.east_m, point.north_m - cape.north_m));
    }
  EXPECT_LT(nearest_m, 2000.0);

  grid.plane = EqualAreaPlane(at(40.1, 32.6));
  EXPECT_TRUE(coast->on(grid).empty());  // 60 km about Murted
}

TEST(Coastlines, RefuseAFileThatIsNone) {
  EXPECT_FALSE(Coastlines::read("/no/such/file").has_value());
  const std::string path = (std::filesystem::temp_directory_path() / "cupola-no-coast.txt").string();
  for (const char* text :
       {"", "# only words\n", "1 2 3\n", "1 2 3 4\n", "1 2 x 4 5 6 7\n", "0 0 1 1 999999 1\n"}) {
    std::ofstream(path) << text;
    EXPECT_FALSE(Coastlines::read(path).has_value()) << text;
  }
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace cupola
