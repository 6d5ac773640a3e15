#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace cupola {

/// That a plot lies within a track's reach.
struct GatePair {
  std::int32_t track = 0;
  std::int32_t plot = 0;
  bool operator==(const GatePair&) const = default;
};

/// Points as columns; `z` is empty in a plane.
struct GatePoints {
  std::span<const double> x_m, y_m, z_m;
};

/// Which plots lie within each track's reach? The coarse test before the gate by covariance.
/// Model      plots counted into a grid of cells, row after row, so that the cells beside each other in x are
///            one stretch of memory; each track looks through the cells that its circle (sphere) touches
/// Returns    pairs by track, then by plot: those at a distance of at most the track's radius. The order, and
///            which they are, does not depend on the grid
/// Holds for  finite positions, radii >= 0; fewer than 2^31 of each; all points given with z or none
/// Accurate   distances are rounded, so a plot within a few ulp of the edge may fall on either side
/// Bounded    cells: at most 2 x plots + 64. A track looks at no more than `looked_at_most` plots: where its
///            cells hold more, its radius is halved until they do not, and of a single cell that holds more,
///            that many are looked at, spread evenly. It keeps at most `kept_most`, the nearest. Either is
///            counted in crowded(). Time: O(tracks x looked_at_most + plots) at worst
/// Random     none
/// Checked by tests/grid_gate.cpp
class GridGate {
 public:
  struct Limits {
    int looked_at_most = 4096;
    int kept_most = 256;
  };
  GridGate() = default;
  explicit GridGate(Limits limits);

  /// The pairs stand until the next call; nothing is allocated once the largest problem has been seen.
  std::span<const GatePair> find(const GatePoints& tracks, std::span<const double> radius_m,
                                 const GatePoints& plots);

  /// Tracks of the last call for which a limit held plots back.
  int crowded() const { return crowded_; }

 private:
  static constexpr int kAxes = 3;
  /// Cells along one axis: which one a coordinate lies in.
  struct Axis {
    double low_m = 0.0, cells_per_m = 0.0;
    int cells = 1;
    int cell_of(double at_m) const;
  };
  struct Point {
    double at_m[kAxes];
  };
  struct Box {
    int low[kAxes], high[kAxes];
  };
  struct Near {
    double distance2_m2;
    std::int32_t plot;
  };

  void lay_out(std::span<const double> radius_m, const GatePoints& plots);
  void fill(const GatePoints& plots);
  Box box_about(const Point& centre, double radius_m) const;
  std::size_t plots_in(const Box& box) const;
  void look(std::int32_t track, Point centre, double radius_m);
  void look_along(std::size_t first, std::size_t last, std::size_t stride, const Point& centre,
                  double reach2_m2);
  void keep_nearest();

  Limits limits_;
  int axes_ = 2;
  Axis axis_[kAxes];
  // Plots cell by cell: where each cell begins, then places and original positions.
  std::vector<std::uint32_t> cell_start_, cell_of_plot_;
  std::vector<double> at_[kAxes];
  std::vector<std::int32_t> plot_;
  std::vector<Near> near_;
  std::vector<GatePair> pairs_;
  int crowded_ = 0;
};

}  // namespace cupola
