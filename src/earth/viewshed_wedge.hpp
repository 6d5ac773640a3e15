#pragma once

#include <algorithm>
#include <cmath>

#include "earth/viewshed_sweep.hpp"

namespace cupola {

/// One of the four wedges around a site: lines in one direction away from it, their lanes counted across.
struct WedgeFrame {
  using Sweep = ViewshedGeometry::Sweep;

  WedgeFrame(const ViewshedInput& of, Sweep by, int towards)
      : input(of),
        sweep(by),
        direction(towards),
        rows(of.ground.grid().rows),
        columns(of.ground.grid().columns),
        lines(by == Sweep::kByRows ? rows : columns),
        lanes(by == Sweep::kByRows ? columns : rows),
        line_0(by == Sweep::kByRows ? of.geometry.row() : of.geometry.column()),
        lane_0(by == Sweep::kByRows ? of.geometry.column() : of.geometry.row()) {}

  struct Lanes {
    int low, high;
  };
  bool in_grid(int line) const { return line >= 0 && line < lines; }
  double away(int line) const { return std::fabs(line - line_0); }
  int first_line() const {
    return static_cast<int>(direction > 0 ? std::floor(line_0) + 1.0 : std::ceil(line_0) - 1.0);
  }
  Lanes within(double reach) const {
    return {std::max(0, static_cast<int>(std::ceil(lane_0 - reach))),
            std::min(lanes - 1, static_cast<int>(std::floor(lane_0 + reach)))};
  }

  /// A ray to a place, sampled every quarter of a post over the bilinear ground.
  struct Ray {
    double steepest;   ///< of what lies before the place, by the distance along the wedge
    double own_slope;  ///< to the ground of the place itself
    double height_m;   ///< least height at which a target there is seen
  };
  Ray march(double line, double lane) const;

  static constexpr double kLowest = -1e30;  ///< the slope of a ray that nothing masks

  const ViewshedInput& input;
  Sweep sweep;
  int direction;
  int rows, columns, lines, lanes;
  double line_0, lane_0;  ///< of the site
};

}  // namespace cupola
