#include "analysis/reference_tile.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace cupola {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

TEST(ReferenceTile, comes_out_of_a_zip_file) {
  const fs::path folder = fs::path(::testing::TempDir()) / "cupola-reference-tile";
  fs::remove_all(folder);
  fs::create_directories(folder);
  {
    std::ofstream tile(folder / "N10W020.hgt", std::ios::binary);
    for (int post = 0; post < 1201 * 1201; ++post) tile.put(static_cast<char>(post % 1201 == 7)).put('\x05');
  }
  const std::string pack =
      "cd '" + folder.string() + "' && python3 -m zipfile -c N10W020.hgt.zip N10W020.hgt";
  ASSERT_EQ(std::system(pack.c_str()), 0);
  Problems problems;
  const auto packed = read_reference_tile((folder / "N10W020.hgt.zip").string(), problems);
  const auto plain = read_reference_tile((folder / "N10W020.hgt").string(), problems);
  ASSERT_TRUE(packed && plain) << problems.text();
  EXPECT_EQ(packed->content_hash(), plain->content_hash());
  EXPECT_EQ(packed->post_m(3, 7), 261.0);
  EXPECT_EQ(first_member(bytes_of(folder / "N10W020.hgt.zip")), bytes_of(folder / "N10W020.hgt"));

  // Cut short, or none at all.
  const std::string zip = bytes_of(folder / "N10W020.hgt.zip");
  EXPECT_FALSE(first_member(zip.substr(0, 60)).has_value());
  EXPECT_FALSE(first_member("PK\x03\x04").has_value());
  EXPECT_FALSE(first_member("words").has_value());
  std::ofstream(folder / "N11W020.hgt.zip") << "words";
  EXPECT_FALSE(read_reference_tile((folder / "N11W020.hgt.zip").string(), problems).has_value());
  EXPECT_EQ(problems.all().size(), 1u);
  fs::remove_all(folder);
}

}  // namespace
}  // namespace cupola
