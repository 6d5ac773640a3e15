#include "earth/hgt_reader.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "earth/tests/srtm_tiles.hpp"

namespace cupola {
namespace {

using testing::kDegree;
using testing::TemporaryFolder;

/// Both tiles to the metre: every post against the bytes of the file, read here by other words.
TEST(HgtReader, ReadsEveryPostToTheMetre) {
  CUPOLA_REFERENCE_FILE(path, testing::kWhiteMountains);
  const auto tile = testing::srtm_tile(path);
  ASSERT_TRUE(tile.has_value());
  std::ifstream in(path, std::ios::binary);
  int voids = 0;
  for (int from_north = 0; from_north < 1201; ++from_north)
    for (int column = 0; column < 1201; ++column) {
      const int high = in.get(), low = in.get(), unsigned_m = 256 * high + low;
      const int height_m = unsigned_m < 32768 ? unsigned_m : unsigned_m - 65536;
      if (height_m == -32768)
        ++voids;
      else
        ASSERT_EQ(tile->post_m(1200 - from_north, column), height_m);
    }
  EXPECT_EQ(tile->source().voids_filled, voids);
  EXPECT_EQ(tile->datum(), VerticalDatum::kEgm96);
  EXPECT_NEAR(tile->grid().latitude_rad(1200), 45.0 * kDegree, 1e-12);
  EXPECT_NEAR(tile->grid().longitude_rad(0), -72.0 * kDegree, 1e-12);
}

/// Mount Washington, 1917 m, stands at 44.2706 N 71.3033 W.
TEST(HgtReader, PutsMountWashingtonWhereItIs) {
  CUPOLA_REFERENCE_FILE(path, testing::kWhiteMountains);
  const auto tile = testing::srtm_tile(path);
  ASSERT_TRUE(tile.has_value());
  const PostGrid& grid = tile->grid();
  int at_row = 0, at_column = 0;
  for (int row = 0; row < grid.rows; ++row)
    for (int column = 0; column < grid.columns; ++column)
      if (tile->post_m(row, column) > tile->post_m(at_row, at_column)) at_row = row, at_column = column;
  EXPECT_NEAR(tile->post_m(at_row, at_column), 1917.0, 25.0);
  EXPECT_NEAR(grid.latitude_rad(at_row) / kDegree, 44.2706, 0.0015);
  EXPECT_NEAR(grid.longitude_rad(at_column) / kDegree, -71.3033, 0.0015);
}

void write(const std::string& path, std::size_t bytes, char value) {
  std::ofstream(path, std::ios::binary) << std::string(bytes, value);
}

std::string refusal(const std::string& path) {
  Problems problems;
  EXPECT_FALSE(read_hgt(path, problems).has_value()) << path;
  EXPECT_EQ(problems.all().size(), 1u) << path;
  if (problems.empty()) return "";
  EXPECT_EQ(problems.all().front().place.file, path);
  EXPECT_FALSE(problems.all().front().hint.empty());
  return problems.all().front().what;
}

constexpr std::size_t kBytes = 1201 * 1201 * 2;

TEST(HgtReader, RefusesWhatIsNoTile) {
  const TemporaryFolder folder;
  EXPECT_NE(refusal(folder.file("N10E010.hgt")).find("cannot be read"), std::string::npos);
  write(folder.file("N11E010.hgt"), kBytes - 1, 0);
  EXPECT_NE(refusal(folder.file("N11E010.hgt")).find("2884801 bytes"), std::string::npos);
  write(folder.file("N12E010.hgt"), kBytes + 2, 0);
  EXPECT_NE(refusal(folder.file("N12E010.hgt")).find("2884804 bytes"), std::string::npos);
  write(folder.file("N13E010.hgt"), 0, 0);
  EXPECT_NE(refusal(folder.file("N13E010.hgt")).find("0 bytes"), std::string::npos);
  for (const char* name : {"tile.hgt", "N91E010.hgt", "N1xE010.hgt", "X10E010.hgt", "N10E181.hgt",
                           "N10E01.hgt", "N10E0100.hgt"}) {
    write(folder.file(name), kBytes, 0);
    EXPECT_NE(refusal(folder.file(name)).find("south-west corner"), std::string::npos) << name;
  }
  std::string voids(kBytes, '\0');
  for (std::size_t i = 0; i < kBytes; i += 2) voids[i] = '\x80';
  std::ofstream(folder.file("N14E010.hgt"), std::ios::binary) << voids;
  EXPECT_NE(refusal(folder.file("N14E010.hgt")).find("voids"), std::string::npos);
}

TEST(HgtReader, FillsVoidsAndCountsThem) {
  const TemporaryFolder folder;
  std::string bytes;
  for (int i = 0; i < 1201 * 1201; ++i)
    bytes += i == 1201 * 600 + 600 ? std::string("\x80\x00", 2) : std::string("\x01\x02", 2);
  std::ofstream(folder.file("s34w059.hgt"), std::ios::binary) << bytes;
  Problems problems;
  const auto tile = read_hgt(folder.file("s34w059.hgt"), problems);
  ASSERT_TRUE(tile.has_value()) << problems.text();
  EXPECT_EQ(tile->source().voids_filled, 1);
  EXPECT_EQ(tile->post_m(600, 600), 258.0);
  EXPECT_NEAR(tile->grid().south_rad, -34.0 * kDegree, 1e-12);
  EXPECT_NEAR(tile->grid().west_rad, -59.0 * kDegree, 1e-12);
}

}  // namespace
}  // namespace cupola
