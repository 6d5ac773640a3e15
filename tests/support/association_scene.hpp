#pragma once

#include <cmath>
#include <utility>
#include <vector>

#include "core/assignment.hpp"
#include "core/tests/linear_congruence.hpp"
#include "tracking/grid_gate.hpp"
#include "tracking/soft_association.hpp"

namespace cupola {

/// One scan in a plane, in units of the standard deviation between a track's prediction and its plot: every
/// target has a track and, in nine scans of ten, a plot; one plot in ten is false. How dense it is, is said
/// by the number of other targets in a gate of 99 %. benchmarks/peers/assignment.py draws the same numbers.
struct AssociationScene {
  static constexpr double kGate2 = 9.21034037197618;  // chi square, two degrees of freedom, 99 %

  std::vector<double> track_x, track_y, radius, plot_x, plot_y;
  std::vector<AssignmentCandidate> candidates;  ///< costs: the negative log ratio
  std::vector<SoftCandidate> soft;
  std::vector<double> alone;  ///< costs of a miss: zero
  double log_ratio_most = 0.0;

  AssociationScene(int tracks, double others) {
    testing::LinearCongruence luck(1);
    const double gate_area = 3.14159265358979 * kGate2, side = std::sqrt(tracks * gate_area / others);
    const double density = tracks / (side * side), pd = 0.9;
    log_ratio_most = std::log(pd / ((1.0 - pd) * 0.1 * density * 2.0 * 3.14159265358979));
    for (int i = 0; i < tracks; ++i) add_target(luck, side, pd);
    for (int i = 0; i < tracks / 10; ++i) {
      plot_x.push_back(luck.in(0.0, side));
      plot_y.push_back(luck.in(0.0, side));
    }
    for (int i = static_cast<int>(plot_x.size()); i > 1; --i) {
      const int k = luck.below(i);
      std::swap(plot_x[i - 1], plot_x[k]);
      std::swap(plot_y[i - 1], plot_y[k]);
    }
    radius.assign(tracks, std::sqrt(kGate2));
    alone.assign(tracks, 0.0);
    find_candidates();
  }

  GatePoints tracks() const { return {track_x, track_y, {}}; }
  GatePoints plots() const { return {plot_x, plot_y, {}}; }
  int columns() const { return static_cast<int>(plot_x.size()); }

 private:
  void add_target(testing::LinearCongruence& luck, double side, double pd) {
    track_x.push_back(luck.in(0.0, side));
    track_y.push_back(luck.in(0.0, side));
    // Three uniforms of variance 1/3 make a bell of variance one that needs no logarithm.
    double error[2];
    for (double& e : error) {
      e = luck.in(-1.0, 1.0);
      e += luck.in(-1.0, 1.0);
      e += luck.in(-1.0, 1.0);
    }
    if (luck.uniform() > pd) return;
    plot_x.push_back(track_x.back() + error[0]);
    plot_y.push_back(track_y.back() + error[1]);
  }

  void find_candidates() {
    GridGate gate;
    for (const GatePair& pair : gate.find(tracks(), radius, plots())) {
      const double dx = plot_x[pair.plot] - track_x[pair.track], dy = plot_y[pair.plot] - track_y[pair.track];
      const double ratio = log_ratio_most - 0.5 * (dx * dx + dy * dy);
      soft.push_back({pair.track, pair.plot, ratio});
      candidates.push_back({pair.track, pair.plot, -ratio});
    }
  }
};

}  // namespace cupola
