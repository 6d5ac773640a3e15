#include "earth/terrain_tile.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/check.hpp"
#include "core/digest.hpp"
#include "core/math.hpp"

namespace cupola {
namespace {

constexpr double kRounding_posts = 1e-6;
constexpr double kMostQuanta = 65535.0;

}  // namespace

const char* name_of(VerticalDatum datum) {
  switch (datum) {
    case VerticalDatum::kEgm96:
      return "EGM96";
    case VerticalDatum::kEgm2008:
      return "EGM2008";
    case VerticalDatum::kEllipsoid:
      return "ellipsoid";
  }
  return "unknown";
}

double PostGrid::column_of(double longitude_rad) const {
  double east_rad = longitude_rad - west_rad;
  if (east_rad < -kRounding_posts * longitude_step_rad) east_rad += 2.0 * math::kPi;
  // Just west of the grid, unless the grid goes all round and has posts there.
  const double width_rad = (columns - 1 + kRounding_posts) * longitude_step_rad;
  if (east_rad > 2.0 * math::kPi - 0.5 * longitude_step_rad && east_rad > width_rad)
    east_rad -= 2.0 * math::kPi;
  return east_rad / longitude_step_rad;
}

bool PostGrid::spans(double row, double column) const {
  return row >= -kRounding_posts && row <= rows - 1 + kRounding_posts && column >= -kRounding_posts &&
         column <= columns - 1 + kRounding_posts;
}

TerrainTile::TerrainTile(const PostGrid& grid, Scale scale, VerticalDatum datum, Source source,
                         std::vector<std::int16_t> posts)
    : grid_(grid),
      scale_(scale),
      datum_(datum),
      source_(std::move(source)),
      columns_(static_cast<std::size_t>(grid.columns)),
      last_row_(grid.rows - 1),
      last_column_(grid.columns - 1) {
  CUPOLA_CHECK(grid.rows >= 2 && grid.columns >= 2);
  CUPOLA_CHECK(grid.latitude_step_rad > 0.0 && grid.longitude_step_rad > 0.0);
  CUPOLA_CHECK(scale.quantum_m > 0.0 && std::isfinite(scale.base_m));
  CUPOLA_CHECK(posts.size() == count());
  posts.resize(posts.size() + kPadding);
  owned_ = std::make_shared<const std::vector<std::int16_t>>(std::move(posts));
  posts_ = owned_->data();
}

TerrainTile TerrainTile::of_heights(const PostGrid& grid, const std::vector<double>& heights_m,
                                    double quantum_m, VerticalDatum datum, Source source) {
  CUPOLA_CHECK(!heights_m.empty() && quantum_m > 0.0);
  for (const double height_m : heights_m) CUPOLA_CHECK(std::isfinite(height_m));
  const auto [low, high] = std::minmax_element(heights_m.begin(), heights_m.end());

  // Post 0 stands at a whole number of quanta, so that whole metres stay whole metres.
  while (*high - *low > quantum_m * (kMostQuanta - 2.0)) quantum_m *= 2.0;
  const double middle_m = *low >= -32767.0 * quantum_m && *high <= 32767.0 * quantum_m
                              ? 0.0
                              : quantum_m * std::floor(0.5 * (*low + *high) / quantum_m);
  std::vector<std::int16_t> posts;
  posts.reserve(heights_m.size());
  for (const double height_m : heights_m)
    posts.push_back(static_cast<std::int16_t>(std::floor((height_m - middle_m) / quantum_m + 0.5)));
  return {grid, {middle_m, quantum_m}, datum, std::move(source), std::move(posts)};
}

std::string TerrainTile::content_hash() const {
  Digest digest;
  for (const double number : {grid_.south_rad, grid_.west_rad, grid_.latitude_step_rad,
                              grid_.longitude_step_rad, scale_.base_m, scale_.quantum_m})
    digest.add(number);
  digest.add(grid_.rows);
  digest.add(grid_.columns);
  digest.add(static_cast<std::uint32_t>(datum_));
  digest.add_bytes(posts_, count() * sizeof(std::int16_t));
  return digest.hex();
}

}  // namespace cupola
