#include "earth/viewshed_sweep.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

#include "core/check.hpp"
#include "earth/transpose.hpp"

namespace cupola {
namespace {

using Sweep = ViewshedGeometry::Sweep;

/// Rays come from no further outside a wedge than this.
constexpr int kMargin_lanes = 2;
/// Columns are swept in blocks that fill cache lines of the raster.
constexpr int kBlock = 32;

/// One wedge: lines in one direction away from the site.
class Wedge {
 public:
  Wedge(const ViewshedInput& input, bool wide_lanes, Sweep sweep, int direction, float* height_m)
      : input_(input),
        kernel_(wide_lanes ? sweep_line_v4 : sweep_line_v3),
        sweep_(sweep),
        direction_(direction),
        height_m_(height_m),
        rows_(input.ground.grid().rows),
        columns_(input.ground.grid().columns),
        lines_(sweep == Sweep::kByRows ? rows_ : columns_),
        lanes_(sweep == Sweep::kByRows ? columns_ : rows_),
        line_0_(sweep == Sweep::kByRows ? input.geometry.row() : input.geometry.column()),
        lane_0_(sweep == Sweep::kByRows ? input.geometry.column() : input.geometry.row()),
        stride_(static_cast<std::size_t>(lanes_ + 2 * kLinePadding)),
        steepest_(2 * stride_) {}

  void run() {
    const int first = direction_ > 0 ? static_cast<int>(std::floor(line_0_)) + 1
                                     : static_cast<int>(std::ceil(line_0_)) - 1;
    int line = first;
    for (; in_grid(line) && std::abs(line - first) < input_.exact_posts; line += direction_) march(line);
    if (sweep_ == Sweep::kByRows)
      sweep_rows(line);
    else
      sweep_columns(line);
  }

 private:
  struct Lanes {
    int low, high;
  };
  bool in_grid(int line) const { return line >= 0 && line < lines_; }
  double away(int line) const { return std::fabs(line - line_0_); }
  Lanes within(double reach) const {
    return {std::max(0, static_cast<int>(std::ceil(lane_0_ - reach))),
            std::min(lanes_ - 1, static_cast<int>(std::floor(lane_0_ + reach)))};
  }
  float* steepest(int line) { return steepest_.data() + static_cast<std::size_t>(line & 1) * stride_ + kLinePadding; }
  float& raster(int line, int lane) {
    const int row = sweep_ == Sweep::kByRows ? line : lane, column = sweep_ == Sweep::kByRows ? lane : line;
    return height_m_[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
                     static_cast<std::size_t>(column)];
  }

  /// Near the site, where a post spans a wide angle: every ray for itself, over the bilinear ground.
  void march(int line) {
    const Lanes all = within(away(line) + kMargin_lanes), own = within(away(line));
    for (int lane = all.low; lane <= all.high; ++lane) {
      const Ray ray = march_to(line, lane);
      steepest(line)[lane] = static_cast<float>(std::max(ray.steepest, ray.own_slope));
      if (lane >= own.low && lane <= own.high) raster(line, lane) = static_cast<float>(ray.height_m);
    }
    hold_ends(line, all);
  }

  struct Ray {
    double steepest, own_slope, height_m;
  };
  Ray march_to(int line, int lane) const {
    const double row = sweep_ == Sweep::kByRows ? line : lane, column = sweep_ == Sweep::kByRows ? lane : line;
    const double row_0 = input_.geometry.row(), column_0 = input_.geometry.column();
    const auto offset = input_.geometry.offset(row, column);
    const double along_m = std::fabs(sweep_ == Sweep::kByRows ? offset.north_m : offset.east_m);
    const double drop_m = offset.distance2_m2() * input_.per_drop;

    constexpr double kSamplesPerPost = 4.0;
    const int steps = static_cast<int>(
        std::ceil(kSamplesPerPost * std::max(std::fabs(row - row_0), std::fabs(column - column_0))));
    double steepest = kLowest;
    for (int i = 1; i < steps; ++i) {
      const double f = static_cast<double>(i) / steps;
      const double ground_m = input_.ground.height_m(row_0 + f * (row - row_0), column_0 + f * (column - column_0));
      steepest = std::max(steepest, (ground_m - input_.eye_m - f * f * drop_m) / (f * along_m));
    }
    const double ground_m = input_.ground.post_m(static_cast<int>(row), static_cast<int>(column));
    const double level_m = input_.eye_m + drop_m;
    return {steepest, (ground_m - level_m) / along_m, std::max(ground_m, steepest * along_m + level_m)};
  }

  /// Lanes beyond the ends of a line stand for its ends.
  void hold_ends(int line, Lanes lanes) {
    float* at = steepest(line);
    for (int i = 1; i <= kMargin_lanes; ++i) {
      at[lanes.low - i] = at[lanes.low];
      at[lanes.high + i] = at[lanes.high];
    }
  }

  void sweep(int line, const std::int16_t* posts, float* height_m) {
    const double reach = away(line) + kMargin_lanes;
    const Lanes lanes = within(reach);
    ViewshedLine task;
    input_.geometry.fit(sweep_, line, line - direction_, reach, input_.eye_m, input_.per_drop, task);
    task.posts = posts;
    task.before = steepest(line - direction_);
    task.steepest = steepest(line);
    task.height_m = height_m;
    task.low = lanes.low;
    task.middle = static_cast<int>(std::floor(lane_0_));
    task.high = lanes.high;
    task.base_m = static_cast<float>(input_.ground.scale().base_m);
    task.quantum_m = static_cast<float>(input_.ground.scale().quantum_m);
    kernel_(task);
    hold_ends(line, lanes);
  }

  void sweep_rows(int line) {
    std::vector<float> height_m(stride_);
    for (; in_grid(line); line += direction_) {
      sweep(line, input_.ground.posts() + static_cast<std::size_t>(line) * static_cast<std::size_t>(columns_),
            height_m.data());
      const Lanes own = within(away(line));
      std::memcpy(&raster(line, own.low), height_m.data() + own.low,
                  sizeof(float) * static_cast<std::size_t>(own.high - own.low + 1));
    }
  }

  /// A block of columns becomes rows, is swept, and becomes columns again. It also writes what the wedges to north
  /// and south own, which write after it.
  void sweep_columns(int line) {
    std::vector<std::int16_t> posts(kBlock * stride_);
    std::vector<float> height_m(kBlock * stride_);
    while (in_grid(line)) {
      const int count = std::min(kBlock, direction_ > 0 ? lines_ - line : line + 1);
      const int last = line + direction_ * (count - 1), west = std::min(line, last);
      const Lanes all = within(away(last) + kMargin_lanes), own = within(away(last));
      const auto columns = static_cast<std::size_t>(columns_);
      transpose(input_.ground.posts() + static_cast<std::size_t>(all.low) * columns + west, columns,
                all.high - all.low + 1, count, posts.data() + all.low, stride_);
      for (; line != last + direction_; line += direction_) {
        const std::size_t at = static_cast<std::size_t>(line - west) * stride_;
        sweep(line, posts.data() + at, height_m.data() + at);
      }
      transpose(height_m.data() + own.low, stride_, count, own.high - own.low + 1,
                height_m_ + static_cast<std::size_t>(own.low) * columns + west, columns);
    }
  }

  static constexpr double kLowest = -1e30;  // the slope of a ray that nothing masks

  const ViewshedInput& input_;
  void (*kernel_)(const ViewshedLine&);
  Sweep sweep_;
  int direction_;
  float* height_m_;
  int rows_, columns_, lines_, lanes_;
  double line_0_, lane_0_;
  std::size_t stride_;
  std::vector<float> steepest_;  // of this line and the one before, by turns
};

}  // namespace

void sweep_viewshed(const ViewshedInput& input, bool wide_lanes, float* height_m) {
  const PostGrid& grid = input.ground.grid();
  const double row = input.geometry.row(), column = input.geometry.column();
  CUPOLA_CHECK(grid.spans(row, column));
  CUPOLA_CHECK(input.exact_posts >= 1);

  // A site on a post: nothing is swept there.
  const int row_at = std::clamp(static_cast<int>(row + 0.5), 0, grid.rows - 1);
  const int column_at = std::clamp(static_cast<int>(column + 0.5), 0, grid.columns - 1);
  const double own_m = input.ground.post_m(row_at, column_at);
  // By columns first: those wedges write beyond their own.
  for (const Sweep sweep : {Sweep::kByColumns, Sweep::kByRows})
    for (const int direction : {1, -1}) Wedge(input, wide_lanes, sweep, direction, height_m).run();
  if (row == row_at && column == column_at)
    height_m[static_cast<std::size_t>(row_at) * static_cast<std::size_t>(grid.columns) +
             static_cast<std::size_t>(column_at)] = static_cast<float>(own_m);
}

}  // namespace cupola
