#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "earth/terrain_file.hpp"

namespace cupola::testing {

struct Answer {
  int exit_code;
  std::string text;  ///< stdout and stderr, or what the shell made of them
};

/// A folder of a test's own in which `cupola` is the command and the cache is `cache/`.
class Bench {
 public:
  Bench() {
    std::string name = (std::filesystem::temp_directory_path() / "cupola-import-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~Bench() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::string tile(const std::string& name) const {
    return path("cache/cupola/terrain/" + name + ".cupola-tile");
  }
  bool has(const std::string& name) const { return std::filesystem::exists(folder_ / name); }
  void write(const std::string& name, const std::string& bytes) const {
    std::filesystem::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
  }
  std::string read(const std::string& name) const {
    std::ifstream in(folder_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  }

  /// Runs lines of shell in the folder.
  Answer shell(const std::string& lines) const {
    write("run.sh", "cd '" + folder_.string() +
                        "'\nexport XDG_CACHE_HOME=\"$PWD/cache\" no_proxy=127.0.0.1\n" +
                        "cupola() { '" CUPOLA_COMMAND "' \"$@\"; }\n" + lines + "\n");
    Answer a{-1, ""};
    FILE* pipe = popen(("bash '" + path("run.sh") + "' 2>&1").c_str(), "r");
    char part[4096];
    while (std::size_t n = std::fread(part, 1, sizeof part, pipe)) a.text.append(part, n);
    const int status = pclose(pipe);
    a.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return a;
  }

  /// The tile in the cache, whole; a flat one where it cannot be read.
  TerrainTile read_tile(const std::string& name) const {
    Problems problems;
    auto tile_read = read_terrain_file(tile(name), problems);
    EXPECT_TRUE(tile_read.has_value()) << problems.text();
    return tile_read ? *tile_read
                     : TerrainTile({0.0, 0.0, 1e-3, 1e-3, 2, 2}, {}, VerticalDatum::kEgm96, {},
                                   std::vector<std::int16_t>(4));
  }

 private:
  std::filesystem::path folder_;
};

inline void expect_says(const Answer& a, int exit_code, const std::string& part) {
  EXPECT_EQ(a.exit_code, exit_code) << a.text;
  EXPECT_NE(a.text.find(part), std::string::npos) << part << " in\n" << a.text;
}

/// The bytes of an SRTM tile of three arc-seconds: height of each post by row from the south and column.
inline std::string hgt(const std::function<int(int row, int column)>& height_m) {
  std::string bytes;
  bytes.reserve(2 * 1201 * 1201);
  for (int row = 1200; row >= 0; --row)
    for (int column = 0; column < 1201; ++column) {
      const auto post = static_cast<std::uint16_t>(height_m(row, column));
      bytes += static_cast<char>(post >> 8);
      bytes += static_cast<char>(post & 0xff);
    }
  return bytes;
}

inline int hill_m(int row, int column) { return (7 * row + 3 * column) % 2900 - 400; }

}  // namespace cupola::testing
