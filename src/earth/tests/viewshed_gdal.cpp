// Against another program: the same heights on the same plane of square metres, the same curvature. It mixes
// rays from post to post, and so does kXDraw, which gives its answers. The exact march does not, nor does a
// fan of rays: where a shadow's edge lies flat over the land, as 500 m above a range of mountains, more than
// a hundredth of the posts is on the other side of it.

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "earth/geodetic.hpp"
#include "earth/tests/srtm_tiles.hpp"
#include "earth/viewshed_sweep.hpp"

namespace cupola {
namespace {

constexpr double kPost_m = 90.0, kMast_m = 20.0;
constexpr double kCurvature = 0.75;  // of the 4/3 earth; the program takes the semi-major axis for the radius
constexpr double kPerDrop = kCurvature / (2.0 * kWgs84SemiMajor_m);

bool runs(const std::string& command) { return std::system((command + " > /dev/null 2>&1").c_str()) == 0; }

struct Case {
  const TerrainTile& tile;
  int row, column;  // of the site
  double eye_m() const { return tile.post_m(row, column) + kMast_m; }
};

/// The posts as a raster in UTM, northern row first, each post the middle of a square.
void write_raster(const TerrainTile& tile, const testing::TemporaryFolder& folder) {
  const PostGrid& grid = tile.grid();
  std::ofstream raw(folder.file("posts.bin"), std::ios::binary);
  for (int row = grid.rows - 1; row >= 0; --row)
    raw.write(reinterpret_cast<const char*>(tile.posts() + static_cast<std::size_t>(row) *
                                                               static_cast<std::size_t>(grid.columns)),
              grid.columns * 2);
  std::ofstream(folder.file("posts.hdr"))
      << "ENVI\nsamples = " << grid.columns << "\nlines = " << grid.rows
      << "\nbands = 1\nheader offset = 0\ndata type = 2\ninterleave = bsq\nbyte order = 0\n";
}

/// What gdal_viewshed sees at the given height: one byte a post in the order of our posts; empty where it
/// fails.
std::vector<unsigned char> seen_by_gdal(const Case& of, double target_agl_m) {
  const PostGrid& grid = of.tile.grid();
  const testing::TemporaryFolder folder;
  write_raster(of.tile, folder);
  const auto metres = [](double posts) { return std::to_string(kPost_m * posts); };
  const std::string north = metres(grid.rows), east = metres(grid.columns);
  const std::string translate = "gdal_translate -a_srs EPSG:32619 -a_ullr 0 " + north + " " + east + " 0 " +
                                folder.file("posts.bin") + " " + folder.file("posts.tif");
  const std::string viewshed = "gdal_viewshed -ox " + metres(of.column + 0.5) + " -oy " +
                               metres(of.row + 0.5) + " -oz " + std::to_string(kMast_m) + " -tz " +
                               std::to_string(target_agl_m) + " -md 0 -cc " + std::to_string(kCurvature) +
                               " -vv 1 -iv 0 " + folder.file("posts.tif") + " " + folder.file("seen.tif");
  const std::string back =
      "gdal_translate -of ENVI -ot Byte " + folder.file("seen.tif") + " " + folder.file("seen.bin");
  if (!runs(translate) || !runs(viewshed) || !runs(back)) return {};

  std::vector<unsigned char> from_north(of.tile.count()), seen(of.tile.count());
  std::ifstream in(folder.file("seen.bin"), std::ios::binary);
  if (!in.read(reinterpret_cast<char*>(from_north.data()), static_cast<std::streamsize>(from_north.size())))
    return {};
  const auto columns = static_cast<std::size_t>(grid.columns), rows = static_cast<std::size_t>(grid.rows);
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t column = 0; column < columns; ++column)
      seen[row * columns + column] = from_north[(rows - 1 - row) * columns + column];
  return seen;
}

/// The least height at which a post is seen, marched over the plane in quarters of a post: the judge.
double marched_m(const Case& of, int row, int column) {
  const double rows = row - of.row, columns = column - of.column;
  const int steps = static_cast<int>(4.0 * std::max(std::fabs(rows), std::fabs(columns)));
  const double length_m = kPost_m * std::sqrt(rows * rows + columns * columns);
  double steepest = -1e30;
  for (int i = 1; i < steps; ++i) {
    const double f = static_cast<double>(i) / steps, d_m = f * length_m;
    const double ground_m = of.tile.height_m(of.row + f * rows, of.column + f * columns);
    steepest = std::max(steepest, (ground_m - of.eye_m() - d_m * d_m * kPerDrop) / d_m);
  }
  return of.eye_m() + steepest * length_m + length_m * length_m * kPerDrop;
}

void compare(const Case& of, double target_agl_m) {
  const std::vector<unsigned char> theirs = seen_by_gdal(of, target_agl_m);
  ASSERT_FALSE(theirs.empty()) << "gdal_viewshed failed";
  const int columns = of.tile.grid().columns;
  ViewshedInput input{of.tile, ViewshedGeometry::plane(of.row, of.column, kPost_m, kPost_m), of.eye_m(),
                      kPerDrop};
  std::vector<float> fan(of.tile.count()), xdraw(of.tile.count());
  sweep_viewshed(input, false, fan.data());
  input.method = RayMethod::kXDraw;
  input.exact_posts = 1;
  sweep_viewshed(input, false, xdraw.data());

  int xdraw_agrees = 0, fan_agrees = 0;
  const auto by = [&](const std::vector<float>& swept, std::size_t i) {
    const int row = static_cast<int>(i) / columns, column = static_cast<int>(i) % columns;
    return of.tile.post_m(row, column) + target_agl_m >= static_cast<double>(swept[i]);
  };
  for (std::size_t i = 0; i < theirs.size(); ++i) {
    xdraw_agrees += by(xdraw, i) == (theirs[i] == 1);
    fan_agrees += by(fan, i) == (theirs[i] == 1);
  }

  // The march over a part of the posts, as even over the tile as rows and columns allow.
  constexpr std::size_t kEvery = 71;
  int marched = 0, march_agrees = 0, fan_as_march = 0, xdraw_as_march = 0;
  for (std::size_t i = 0; i < theirs.size(); i += kEvery) {
    const int row = static_cast<int>(i) / columns, column = static_cast<int>(i) % columns;
    if (row == of.row && column == of.column) continue;
    const bool by_march = of.tile.post_m(row, column) + target_agl_m >= marched_m(of, row, column);
    ++marched;
    march_agrees += by_march == (theirs[i] == 1);
    fan_as_march += by_march == by(fan, i);
    xdraw_as_march += by_march == by(xdraw, i);
  }
  const double posts = static_cast<double>(theirs.size());
  const auto percent = [](int agree, double all) { return 100.0 * agree / all; };
  std::printf(
      "at %.0f m GDAL is agreed with by kXDraw on %.4f %%, the march %.2f %%, kFan %.2f %%; the march by "
      "kXDraw "
      "%.2f %%, kFan %.2f %%\n",
      target_agl_m, percent(xdraw_agrees, posts), percent(march_agrees, marched), percent(fan_agrees, posts),
      percent(xdraw_as_march, marched), percent(fan_as_march, marched));
  EXPECT_GE(xdraw_agrees, 0.999 * posts);
  EXPECT_GE(fan_as_march, 0.995 * marched);
  // Nobody can agree better than this with both.
  EXPECT_NEAR(percent(fan_agrees, posts), percent(march_agrees, marched), 0.3);
}

void expect_agreement(const char* path, int row, int column) {
  if (!runs("command -v gdal_viewshed")) {
    if (testing::reference_data_required()) FAIL() << "gdal_viewshed is not installed (package gdal-bin)";
    GTEST_SKIP() << "gdal_viewshed is not installed (package gdal-bin)";
  }
  const auto tile = testing::srtm_tile(path);
  ASSERT_TRUE(tile.has_value());
  for (const double target_agl_m : {2.0, 100.0, 500.0}) compare({*tile, row, column}, target_agl_m);
}

TEST(ViewshedGdal, SeesTheSameAboveNice) {
  CUPOLA_REFERENCE_FILE(path, testing::kNice);
  expect_agreement(path.c_str(), 864, 492);
}

TEST(ViewshedGdal, SeesTheSameInTheWhiteMountains) {
  CUPOLA_REFERENCE_FILE(path, testing::kWhiteMountains);
  expect_agreement(path.c_str(), 600, 600);
  expect_agreement(path.c_str(), 325, 836);  // Mount Washington
}

}  // namespace
}  // namespace cupola
