#include "earth/viewshed_sweep.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

#include "core/check.hpp"
#include "earth/transpose.hpp"
#include "earth/viewshed_fan.hpp"
#include "earth/viewshed_wedge.hpp"
#include "earth/viewshed_xdraw.hpp"

namespace cupola {
namespace {

using Sweep = ViewshedGeometry::Sweep;

/// Columns are swept in blocks that fill cache lines of the raster.
constexpr int kBlock = 32;

template <class Rays>
class Wedge {
 public:
  Wedge(const ViewshedInput& input, bool wide_lanes, Sweep sweep, int direction, float* height_m)
      : frame_(input, sweep, direction),
        rays_(frame_, wide_lanes),
        height_m_(height_m),
        columns_(static_cast<std::size_t>(frame_.columns)),
        stride_(static_cast<std::size_t>(frame_.lanes + 2 * kLinePadding)) {}

  void run() {
    int line = frame_.first_line();
    for (int i = 0; i < frame_.input.exact_posts && frame_.in_grid(line); ++i, line += frame_.direction)
      march(line);
    if (!frame_.in_grid(line)) return;
    rays_.begin(line - frame_.direction);
    if (frame_.sweep == Sweep::kByRows)
      sweep_rows(line);
    else
      sweep_columns(line);
  }

 private:
  /// Near the site, where a post spans a wide angle, every post gets a ray of its own.
  void march(int line) {
    const WedgeFrame::Lanes own = frame_.within(frame_.away(line));
    for (int lane = own.low; lane <= own.high; ++lane) {
      const int row = frame_.sweep == Sweep::kByRows ? line : lane,
                column = frame_.sweep == Sweep::kByRows ? lane : line;
      raster(row, column)[0] = static_cast<float>(frame_.march(line, lane).height_m);
    }
  }
  float* raster(int row, int column) {
    return height_m_ + static_cast<std::size_t>(row) * columns_ + static_cast<std::size_t>(column);
  }

  void sweep_rows(int line) {
    std::vector<float> height_m(stride_);
    float* by_lane = height_m.data() + kLinePadding;
    for (; frame_.in_grid(line); line += frame_.direction) {
      const std::int16_t* posts = frame_.input.ground.posts() + static_cast<std::size_t>(line) * columns_;
      if constexpr (!Rays::kWritesBeyond) {
        rays_.sweep(line, posts, raster(line, 0));
        continue;
      }
      rays_.sweep(line, posts, by_lane);
      const WedgeFrame::Lanes own = frame_.within(frame_.away(line));
      std::memcpy(raster(line, own.low), by_lane + own.low,
                  sizeof(float) * static_cast<std::size_t>(own.high - own.low + 1));
    }
  }

  /// A block of columns becomes rows, is swept, and becomes columns again. It also writes what the wedges to
  /// north and south own, which write after it.
  void sweep_columns(int line) {
    std::vector<std::int16_t> posts(kBlock * stride_);
    std::vector<float> height_m(kBlock * stride_);
    while (frame_.in_grid(line)) {
      const int count = std::min(kBlock, frame_.direction > 0 ? frame_.lines - line : line + 1);
      const int end = line + frame_.direction * count, west = std::min(line, end - frame_.direction);
      const double away = frame_.away(end - frame_.direction);
      const WedgeFrame::Lanes all = frame_.within(Rays::reach(away) + 1.0), own = frame_.within(away);
      transpose(frame_.input.ground.posts() + static_cast<std::size_t>(all.low) * columns_ + west, columns_,
                all.high - all.low + 1, count, posts.data() + all.low, stride_);
      for (; line != end; line += frame_.direction) {
        const std::size_t at = static_cast<std::size_t>(line - west) * stride_;
        rays_.sweep(line, posts.data() + at, height_m.data() + at);
      }
      transpose(height_m.data() + own.low, stride_, count, own.high - own.low + 1, raster(own.low, west),
                columns_);
    }
  }

  WedgeFrame frame_;
  Rays rays_;
  float* height_m_;
  std::size_t columns_, stride_;
};

/// By columns first: those wedges write beyond their own.
template <class Rays>
void sweep_wedges(const ViewshedInput& input, bool wide_lanes, float* height_m) {
  for (const Sweep sweep : {Sweep::kByColumns, Sweep::kByRows})
    for (const int direction : {1, -1}) Wedge<Rays>(input, wide_lanes, sweep, direction, height_m).run();
}

}  // namespace

void sweep_viewshed(const ViewshedInput& input, bool wide_lanes, float* height_m) {
  const PostGrid& grid = input.ground.grid();
  const double row = input.geometry.row(), column = input.geometry.column();
  CUPOLA_CHECK(row >= 0.0 && row <= grid.rows - 1.0 && column >= 0.0 && column <= grid.columns - 1.0);
  CUPOLA_CHECK(input.exact_posts >= 1);
  if (input.method == RayMethod::kFan)
    sweep_wedges<FanRays>(input, wide_lanes, height_m);
  else
    sweep_wedges<PostRays>(input, wide_lanes, height_m);

  // A site on a post: nothing is swept there.
  if (row == std::floor(row) && column == std::floor(column))
    height_m[static_cast<std::size_t>(row) * static_cast<std::size_t>(grid.columns) +
             static_cast<std::size_t>(column)] =
        static_cast<float>(input.ground.post_m(static_cast<int>(row), static_cast<int>(column)));
}

}  // namespace cupola
