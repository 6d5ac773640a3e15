#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

#include "core/math.hpp"
#include "core/tests/reference_data.hpp"
#include "earth/hgt_reader.hpp"
#include "earth/terrain.hpp"

namespace cupola::testing {

inline constexpr double kDegree = math::kPi / 180.0;

inline constexpr const char* kNice = "terrain/srtm/graphhopper/N43E007.hgt.zip";  // packed
inline constexpr const char* kWhiteMountains = "terrain/srtm/tkrajina/N44W072.hgt";

/// A folder of this test's own, empty, gone with it.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "cupola-terrain-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

/// A tile of the reference data, unpacked where it is packed.
inline std::optional<TerrainTile> srtm_tile(const std::string& path) {
  Problems problems;
  if (!path.ends_with(".zip")) return read_hgt(path, problems);
  const TemporaryFolder folder;
  const std::string command = "python3 -m zipfile -e '" + path + "' '" + folder.file("") + "'";
  if (std::system(command.c_str()) != 0) return std::nullopt;
  return read_hgt(folder.file(std::filesystem::path(path).stem().string()), problems);
}

/// Ground of closed form over a square: posts `step_deg` apart, height of each by a function of its place.
template <class Height>
TerrainTile made_tile(double south_deg, double west_deg, double side_deg, double step_deg, double quantum_m,
                      Height height_m) {
  const int posts = static_cast<int>(side_deg / step_deg + 1.5);
  const PostGrid grid{
      south_deg * kDegree, west_deg * kDegree, step_deg * kDegree, step_deg * kDegree, posts, posts};
  std::vector<double> heights;
  for (int row = 0; row < posts; ++row)
    for (int column = 0; column < posts; ++column)
      heights.push_back(height_m(grid.latitude_rad(row), grid.longitude_rad(column)));
  return TerrainTile::of_heights(grid, heights, quantum_m, VerticalDatum::kEgm2008, {"made", 0});
}

}  // namespace cupola::testing
