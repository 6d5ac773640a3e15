#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "earth/terrain_file.hpp"
#include "scenario/load.hpp"
#include "scenario/tests/loading.hpp"

namespace cupola::testing {

inline constexpr double kDegree_rad = M_PI / 180.0;

/// A tile of 4 by 4 degrees about the small scenario, with heights in closed form.
template <class Height>
TerrainTile tile_about(Height height_m, VerticalDatum datum = VerticalDatum::kEgm96, double step_deg = 0.01) {
  const int posts = static_cast<int>(4.0 / step_deg + 1.5);
  const PostGrid grid{
      38.0 * kDegree_rad, 30.0 * kDegree_rad, step_deg * kDegree_rad, step_deg * kDegree_rad, posts, posts};
  std::vector<double> heights_m;
  for (int row = 0; row < posts; ++row)
    for (int column = 0; column < posts; ++column)
      heights_m.push_back(height_m(38.0 + row * step_deg, 30.0 + column * step_deg));
  return TerrainTile::of_heights(grid, heights_m, 0.1, datum, {"made", 0});
}

/// Files of this test's own, and an empty cache for the user.
class TerrainScene : public ::testing::Test {
 protected:
  TerrainScene()
      : folder_(std::filesystem::temp_directory_path() / ("cupola_scene_" + std::to_string(getpid()))) {
    std::filesystem::create_directories(folder_ / "tiles");
    const char* old = std::getenv("XDG_CACHE_HOME");
    had_ = old != nullptr;
    if (had_) old_ = old;
    setenv("XDG_CACHE_HOME", (folder_ / "cache").c_str(), 1);
  }
  ~TerrainScene() override {
    had_ ? setenv("XDG_CACHE_HOME", old_.c_str(), 1) : unsetenv("XDG_CACHE_HOME");
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  std::string written(const TerrainTile& tile, const std::string& name = "made") const {
    const std::string path = (folder_ / "tiles" / (name + ".cupola-tile")).string();
    Problems problems;
    EXPECT_TRUE(write_terrain_file(tile, path, problems)) << problems.text();
    return path;
  }
  static Scenario loaded_over(const std::string& text, const TerrainChoice& choice) {
    Scenario scenario;
    Problems problems;
    EXPECT_TRUE(load_scenario_text(text, "test.yaml", small_catalogue(), scenario, problems, choice))
        << problems.text();
    return scenario;
  }
  static std::string refused_over(const std::string& text, const TerrainChoice& choice) {
    Scenario scenario;
    Problems problems;
    EXPECT_FALSE(load_scenario_text(text, "test.yaml", small_catalogue(), scenario, problems, choice));
    return problems.text();
  }

  std::filesystem::path folder_;

 private:
  std::string old_;
  bool had_ = false;
};

}  // namespace cupola::testing
