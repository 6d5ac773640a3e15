#include "earth/viewshed.hpp"

#include <algorithm>

#include "core/check.hpp"
#include "core/digest.hpp"
#include "core/wide_lanes.hpp"
#include "earth/horizon.hpp"
#include "earth/viewshed_sweep.hpp"

namespace cupola {
namespace {

/// Changes whenever the same inputs would give other heights.
constexpr int kVersion = 1;

}  // namespace

Viewshed::Viewshed(const PostGrid& grid, std::unique_ptr<float[]> heights_m, std::string inputs_hash)
    : grid_(grid),
      rows_per_rad_(1.0 / grid_.latitude_step_rad),
      columns_per_rad_(1.0 / grid_.longitude_step_rad),
      last_row_(grid_.rows - 1),
      last_column_(grid_.columns - 1),
      columns_(static_cast<std::size_t>(grid_.columns)),
      height_m_(std::move(heights_m)),
      inputs_hash_(std::move(inputs_hash)) {}

Viewshed::Viewshed(const TerrainTile& ground, const SightPoint& eye, double k_factor)
    : Viewshed(ground.grid(), std::unique_ptr<float[]>(new float[ground.count()]),
               inputs_hash(ground, eye, k_factor)) {
  CUPOLA_CHECK(ground.datum() != VerticalDatum::kEllipsoid);
  sweep_viewshed({ground, ViewshedGeometry::sphere(grid_, eye.place), eye.height_msl_m,
                  1.0 / (2.0 * k_factor * kMeanEarthRadius_m)},
                 has_wide_lanes(), height_m_.get());
}

double Viewshed::at_border(double row, double column) const {
  if (!grid_.spans(row, column)) return kNever_m;
  const int i = static_cast<int>(std::clamp(row, 0.0, last_row_) + 0.5);
  const int j = static_cast<int>(std::clamp(column, 0.0, last_column_) + 0.5);
  return height_m_[static_cast<std::size_t>(i) * columns_ + static_cast<std::size_t>(j)];
}

std::string Viewshed::inputs_hash(const TerrainTile& ground, const SightPoint& eye, double k_factor) {
  Digest digest;
  digest.add("viewshed");
  digest.add(kVersion);
  digest.add(ground.content_hash());
  for (const double number : {eye.place.latitude_rad, eye.place.longitude_rad, eye.height_msl_m, k_factor})
    digest.add(number);
  return digest.hex();
}

}  // namespace cupola
