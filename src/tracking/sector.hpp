#pragma once

#include "earth/geodetic.hpp"

namespace cupola {

/// The sector that a look covered, as seen from the radar: distances from its edges instead of angles,
/// so that a hundred tracks can be asked without a trigonometric function.
///
/// `past_begin` is how far a place lies clockwise of the ray along which the look began, `past_end`
/// likewise; both in metres, signed, exact within a quarter turn of the ray.
struct Sector {
  double begin_sin = 0.0, begin_cos = 1.0, end_sin = 0.0, end_cos = 1.0;
  double width_rad = 0.0;
  bool all_round = false, more_than_half = false;

  static Sector of(double azimuth_begin_rad, double width_rad);

  double past_begin_m(double east_m, double north_m) const {
    return east_m * begin_cos - north_m * begin_sin;
  }
  double past_end_m(double east_m, double north_m) const { return east_m * end_cos - north_m * end_sin; }

  /// Inside, or no farther outside than the given distances from the edges (negative: that far inside).
  bool holds(double past_begin, double past_end, double before_m, double beyond_m) const {
    if (all_round) return true;
    const bool after = past_begin >= -before_m, until = past_end < beyond_m;
    return more_than_half ? after || until : after && until;
  }
};

}  // namespace cupola
