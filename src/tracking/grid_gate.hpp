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

/// Points as columns; `z_m` is empty in a plane.
struct GatePoints {
  std::span<const double> x_m, y_m, z_m;
};

/// Which plots lie within each track's reach? The coarse test before the gate by covariance.
/// Model      plots counted into cells; the rows of cells lie one behind the other on a ring, so that
///            neighbours in x are one stretch of memory and no plot, however far off, makes the grid larger;
///            each track looks along the rows that its circle (sphere) touches
/// Returns    pairs by track, then by plot: those at a distance of at most the track's radius. Neither the
///            order nor which they are depends on the cells
/// Holds for  positions and radii below 1e100 m, radii >= 0; fewer than 2^31 of each; all points with z or
///            none
/// Bounded    memory: 8 bytes a cell with at most 2 x plots + 64 of them, 32 a plot, 8 a pair. A track looks
///            at no more than `looked_at_most` plots: where its cells hold more, its radius is halved until
///            they do not, and where that does not help (all plots in one place), one in so many is looked
///            at. It keeps the `kept_most` nearest. Whom either befell is counted by crowded(). Time at
///            worst: tracks x (looked_at_most + cells) + plots
/// Random     none
/// Checked by tests/grid_gate.cpp
class GridGate {
 public:
  struct Limits {
    int looked_at_most = 4096;
    int kept_most = 256;
    int pairs_most = 1 << 21;  ///< or kLeastKept for each track, where there are so many
  };
  static constexpr int kLeastKept = 8;
  GridGate() : GridGate(Limits{}) {}
  explicit GridGate(Limits limits);

  /// The pairs stand until the next call; nothing is allocated once the largest problem has been seen.
  std::span<const GatePair> find(const GatePoints& tracks, std::span<const double> radius_m,
                                 const GatePoints& plots);

  /// Tracks of the last call for which a limit held plots back.
  int crowded() const { return crowded_; }

 private:
  struct Place {
    double x_m, y_m, z_m;
    std::int32_t plot;
  };
  struct Near {
    double distance2_m2;
    std::int32_t plot;
  };
  /// What a track touches: `width` cells of each of the rows from y and z low up to high.
  struct Box {
    std::int64_t x_low, y_low, y_high, z_low, z_high, width;
  };

  void lay_out(const GatePoints& tracks, std::span<const double> radius_m, const GatePoints& plots);
  void fill(const GatePoints& plots);
  Box box_about(double x_m, double y_m, double z_m, double radius_m) const;
  std::size_t plots_in(const Box& box) const;
  template <class Stretch>
  void for_stretches(const Box& box, Stretch stretch) const;
  void find_near(double x_m, double y_m, double z_m, double radius_m);
  void put_in_order();
  void add_pairs(std::int32_t track);

  Limits limits_;
  int kept_most_ = 0;  // of this call
  bool has_z_ = false;
  double cells_per_m_[3] = {};  // along x, y, z
  std::int64_t mask_ = 0;       // cells on the ring, less one
  std::vector<std::uint32_t> cell_start_, cell_of_plot_;
  std::vector<Place> places_;  // cell by cell
  std::vector<Near> near_;
  std::size_t near_count_ = 0, pair_count_ = 0;
  std::vector<GatePair> pairs_;
  int crowded_ = 0;
};

}  // namespace cupola
