#include "earth/terrain_file.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <fstream>
#include <limits>
#include <sstream>
#include <string>

#include "earth/tests/srtm_tiles.hpp"

namespace cupola {
namespace {

using testing::TemporaryFolder;

TerrainTile hills() {
  const TerrainTile made = testing::made_tile(43.0, 7.0, 0.2, 0.01, 0.25, [](double a, double b) {
    return 1000.0 + 300.0 * std::sin(500.0 * a) * std::cos(700.0 * b);
  });
  return TerrainTile(made.grid(), made.scale(), VerticalDatum::kEgm96, {"hills from a sine", 17},
                     std::vector<std::int16_t>(made.posts(), made.posts() + made.count()));
}

std::string bytes_of(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

class TerrainFile : public ::testing::Test {
 protected:
  TerrainFile() {
    Problems problems;
    EXPECT_TRUE(write_terrain_file(hills(), path_, problems)) << problems.text();
    good_ = bytes_of(path_);
  }
  std::string refusal(const std::string& bytes) {
    std::ofstream(path_, std::ios::binary) << bytes;
    Problems problems;
    EXPECT_FALSE(read_terrain_file(path_, problems).has_value());
    EXPECT_EQ(problems.all().size(), 1u);
    if (problems.empty()) return "";
    EXPECT_EQ(problems.all().front().place.file, path_);
    return problems.all().front().what;
  }
  template <class T>
  std::string with(std::size_t at, T value) const {
    std::string bytes = good_;
    std::memcpy(bytes.data() + at, &value, sizeof value);
    return bytes;
  }

  TemporaryFolder folder_;
  std::string path_ = folder_.file("hills.cupola-tile");
  std::string good_;
};

TEST_F(TerrainFile, ComesBackAsItWent) {
  Problems problems;
  const auto tile = read_terrain_file(path_, problems);
  ASSERT_TRUE(tile.has_value()) << problems.text();
  const TerrainTile went = hills();
  EXPECT_EQ(tile->grid(), went.grid());
  EXPECT_EQ(tile->scale(), went.scale());
  EXPECT_EQ(tile->datum(), went.datum());
  EXPECT_EQ(tile->source().name, "hills from a sine");
  EXPECT_EQ(tile->source().voids_filled, 17);
  ASSERT_EQ(tile->count(), went.count());
  EXPECT_EQ(std::memcmp(tile->posts(), went.posts(), went.count() * 2), 0);
}

TEST_F(TerrainFile, RefusesWhatIsCutShortOrTooLong) {
  for (const std::size_t size : {std::size_t{8}, std::size_t{100}, std::size_t{116}, good_.size() - 1}) {
    EXPECT_NE(refusal(good_.substr(0, size)), "") << size;
  }
  EXPECT_NE(refusal(good_ + "x").find("bytes long"), std::string::npos);
  EXPECT_NE(refusal("").find("no terrain tile"), std::string::npos);
  EXPECT_NE(refusal("GIF89a........").find("no terrain tile"), std::string::npos);
}

TEST_F(TerrainFile, RefusesAHeaderThatMakesNoSense) {
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN(),
                   kInf = std::numeric_limits<double>::infinity();
  EXPECT_NE(refusal(with(0, 'X')).find("no terrain tile"), std::string::npos);
  EXPECT_NE(refusal(with(8, std::uint32_t{2})).find("version 2"), std::string::npos);
  EXPECT_NE(refusal(with(12, std::uint32_t{0})).find("datum"), std::string::npos);
  for (const std::int32_t side : {2000000000, 65537, 1, 0, -5}) {
    EXPECT_NE(refusal(with(16, side)).find("posts"), std::string::npos);
    EXPECT_NE(refusal(with(20, side)).find("posts"), std::string::npos);
  }
  EXPECT_NE(refusal(with(16, std::int32_t{22})).find("bytes long"), std::string::npos);
  for (const std::size_t at : {24, 32, 40, 48, 56, 64})
    for (const double number : {kNan, kInf, -1e300}) EXPECT_NE(refusal(with(at, number)), "") << at;
  EXPECT_NE(refusal(with(64, 0.0)).find("quantum"), std::string::npos);
  EXPECT_NE(refusal(with(72, std::int64_t{-1})).find("voids"), std::string::npos);
  EXPECT_NE(refusal(with(112, std::uint32_t{0xffffffff})).find("source name"), std::string::npos);
  EXPECT_NE(refusal(with(116, '\x1b')).find("control characters"), std::string::npos);
}

TEST_F(TerrainFile, NoticesADamagedPost) {
  EXPECT_NE(refusal(with(good_.size() - 9, static_cast<char>(good_[good_.size() - 9] ^ 1))).find("hash"),
            std::string::npos);
  EXPECT_NE(refusal(with(24, 0.7500001)).find("hash"), std::string::npos);
}

TEST(TerrainFileWriter, SaysWhereItCannotWrite) {
  Problems problems;
  EXPECT_FALSE(write_terrain_file(hills(), "/no/such/folder/x.cupola-tile", problems));
  ASSERT_EQ(problems.all().size(), 1u);
  EXPECT_FALSE(read_terrain_file("/no/such/folder/x.cupola-tile", problems).has_value());
  EXPECT_EQ(problems.all().size(), 2u);
}

}  // namespace
}  // namespace cupola
