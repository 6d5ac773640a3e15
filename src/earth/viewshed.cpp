#include "earth/viewshed.hpp"

#include <algorithm>

#include "core/check.hpp"
#include "core/digest.hpp"
#include "core/math.hpp"
#include "core/wide_lanes.hpp"
#include "earth/horizon.hpp"
#include "earth/viewshed_sweep.hpp"

namespace cupola {
namespace {

/// Changes whenever the same inputs would give other heights.
constexpr int kVersion = 1;
/// So near the site a ray crosses too few lines; every post there has a ray of its own.
constexpr double kNear_posts = 3.0;
constexpr double kRounding_posts = 1e-9;
/// Ridges between posts change the least height by less, but for one place in thousands.
constexpr double kClose_m = 40.0;

}  // namespace

Viewshed::Viewshed(const TerrainTile& ground, const SightPoint& eye, double k_factor, RayMethod method,
                   std::unique_ptr<float[]> heights_m)
    : grid_(ground.grid()),
      ground_(ground),
      height_m_(std::move(heights_m)),
      columns_(static_cast<std::size_t>(grid_.columns)),
      rows_per_rad_(1.0 / grid_.latitude_step_rad),
      columns_per_rad_(1.0 / grid_.longitude_step_rad),
      last_row_(grid_.rows - 1),
      last_column_(grid_.columns - 1),
      eye_m_(eye.height_msl_m),
      per_drop_(1.0 / (2.0 * k_factor * kMeanEarthRadius_m)),
      close_m_(method == RayMethod::kFan ? kClose_m : -1.0),  // others have no second look either
      inputs_hash_(inputs_hash(ground, eye, k_factor, method)) {
  CUPOLA_CHECK(ground.datum() != VerticalDatum::kEllipsoid);
  const auto geometry = ViewshedGeometry::sphere(grid_, eye.place);
  row_0_ = geometry.row();
  column_0_ = geometry.column();
  const auto [sine, cosine] = math::sincos(eye.place.latitude_rad);
  row_m_ = kMeanEarthRadius_m * grid_.latitude_step_rad;
  column_m_ = kMeanEarthRadius_m * grid_.longitude_step_rad * cosine;
  shrink_per_row_ = 0.5 * grid_.latitude_step_rad * sine / cosine;

  if (height_m_) return;
  height_m_.reset(new float[ground.count()]);
  ViewshedInput input{ground_, geometry, eye_m_, per_drop_, method};
  if (method == RayMethod::kXDraw) input.exact_posts = 1;
  sweep_viewshed(input, has_wide_lanes(), height_m_.get());
}

double Viewshed::minimum_at(double row, double column) const {
  const double rows = row - row_0_, columns = column - column_0_;
  const bool by_rows = std::fabs(rows) >= std::fabs(columns);
  const double along = by_rows ? rows : columns;
  if (!(std::fabs(along) >= kNear_posts)) return between_posts(row, column);

  // How the level plane through the eye rises over the curved ground, there.
  const double east_m = columns * column_m_ * (1.0 - rows * shrink_per_row_), north_m = rows * row_m_;
  const double rise_m = (east_m * east_m + north_m * north_m) * per_drop_;

  // The last line of posts before the place masks by its ground, the one before it by what is known of it.
  const double line = by_rows ? row : column, line_0 = by_rows ? row_0_ : column_0_;
  const double row_most = last_row_ - kRounding_posts, column_most = last_column_ - kRounding_posts;
  double masked_m = -kNever_m;
  for (const double back : {0.0, 1.0}) {
    const double crossed = along > 0.0 ? std::floor(line) - back : std::ceil(line) + back;
    const double part = (crossed - line_0) / along;
    const double row_there = by_rows ? crossed : std::min(row_0_ + part * rows, row_most);
    const double column_there = by_rows ? std::min(column_0_ + part * columns, column_most) : crossed;
    double height_m = ground_.height_m(row_there, column_there);
    if (back > 0.0) height_m = std::max(height_m, between_posts(row_there, column_there));
    masked_m = std::max(masked_m, (height_m - eye_m_) / part - part * rise_m);
  }
  return eye_m_ + rise_m + masked_m;
}

double Viewshed::at_border(double row, double column) const {
  if (!grid_.spans(row, column)) return kNever_m;
  const int i = static_cast<int>(std::clamp(row, 0.0, last_row_) + 0.5);
  const int j = static_cast<int>(std::clamp(column, 0.0, last_column_) + 0.5);
  return height_m_[static_cast<std::size_t>(i) * columns_ + static_cast<std::size_t>(j)];
}

std::string Viewshed::inputs_hash(const TerrainTile& ground, const SightPoint& eye, double k_factor,
                                  RayMethod method) {
  Digest digest;
  digest.add("viewshed");
  digest.add(kVersion);
  digest.add(static_cast<std::uint32_t>(method));
  digest.add(ground.content_hash());
  for (const double number : {eye.place.latitude_rad, eye.place.longitude_rad, eye.height_msl_m, k_factor})
    digest.add(number);
  return digest.hex();
}

}  // namespace cupola
