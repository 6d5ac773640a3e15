#include "import/tile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "earth/terrain_voids.hpp"

namespace cupola::import {
namespace {

constexpr std::int16_t kVoid = -32768;
constexpr double kMostQuanta = 65533.0;

/// How many posts away the nearest known one stands, along the longer of both axes; at most 65535.
std::vector<std::uint16_t> depths_of(const Raster& raster) {
  const auto rows = static_cast<std::size_t>(raster.grid.rows),
             columns = static_cast<std::size_t>(raster.grid.columns);
  std::vector<std::uint16_t> depth(rows * columns, 65535);
  const auto lower = [&](std::size_t at, std::size_t row, std::size_t column) {
    if (row >= rows || column >= columns) return;  // beyond the west and the south it wraps to a large number
    const std::uint16_t beside = depth[row * columns + column];
    if (beside < 65535 && beside + 1 < depth[at]) depth[at] = static_cast<std::uint16_t>(beside + 1);
  };
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t column = 0; column < columns; ++column) {
      const std::size_t at = row * columns + column;
      if (!std::isnan(raster.heights_m[at])) depth[at] = 0;
      lower(at, row, column - 1);
      for (const std::size_t c : {column - 1, column, column + 1}) lower(at, row - 1, c);
    }
  for (std::size_t row = rows; row-- > 0;)
    for (std::size_t column = columns; column-- > 0;) {
      const std::size_t at = row * columns + column;
      lower(at, row, column + 1);
      for (const std::size_t c : {column - 1, column, column + 1}) lower(at, row + 1, c);
    }
  return depth;
}

/// The middle of the quanta at 0 m wherever the heights allow it, as TerrainTile::of_heights has it.
TerrainTile::Scale scale_of(const Raster& raster) {
  double low_m = kHighest_m, high_m = kLowest_m;
  for (const float height_m : raster.heights_m) {
    if (std::isnan(height_m)) continue;
    low_m = std::min<double>(low_m, height_m);
    high_m = std::max<double>(high_m, height_m);
  }
  const double quantum_m = raster.whole_metres ? 1.0 : 0.25;
  const double reach_m = 0.5 * kMostQuanta * quantum_m;
  const bool fits = low_m >= -reach_m && high_m <= reach_m;
  return {fits ? 0.0 : quantum_m * std::floor(0.5 * (low_m + high_m) / quantum_m), quantum_m};
}

}  // namespace

std::variant<TerrainTile, Refusal> make_tile(Raster raster, bool deep_is_sea) {
  const auto known = [](float height_m) { return !std::isnan(height_m); };
  if (std::none_of(raster.heights_m.begin(), raster.heights_m.end(), known))
    return Refusal{"holds nothing but voids", "leave it out: no tile is open sea"};
  std::vector<std::uint16_t> depth = depths_of(raster);
  const int deepest = *std::max_element(depth.begin(), depth.end());
  std::int64_t filled = 0;
  if (deepest > kDeepestVoid_posts) {
    if (!deep_is_sea || raster.datum.datum == VerticalDatum::kEllipsoid)
      return Refusal{
          fmt::format("has voids up to {} posts from known ground: the ground is missing there", deepest),
          "if that is open sea: --deep-voids sea (not above the ellipsoid); else fill it from other data"};
    for (std::size_t i = 0; i < depth.size(); ++i)
      if (depth[i] > kDeepestVoid_posts) raster.heights_m[i] = 0.0f, ++filled;
  }
  depth = {};

  const TerrainTile::Scale scale = scale_of(raster);
  std::vector<std::int16_t> posts;
  posts.reserve(raster.heights_m.size());
  for (const float height_m : raster.heights_m)
    posts.push_back(known(height_m) ? static_cast<std::int16_t>(
                                          std::floor((height_m - scale.base_m) / scale.quantum_m + 0.5))
                                    : kVoid);
  raster.heights_m = {};
  filled += fill_voids(posts, raster.grid.rows, raster.grid.columns, kVoid);
  return TerrainTile(raster.grid, scale, raster.datum.datum, {raster.source, filled}, std::move(posts));
}

}  // namespace cupola::import
