#pragma once

#include <cstdint>
#include <vector>

#include "earth/viewshed_line.hpp"
#include "earth/viewshed_wedge.hpp"

namespace cupola {

/// Follows rays that fan out from the site, each along its own great circle; twice as many as soon as they
/// pass more than a post apart. A ray takes the ground where it crosses a line, and never mixes with its
/// neighbours.
class FanRays {
 public:
  FanRays(const WedgeFrame& frame, bool wide_lanes);
  void begin(int line);  ///< with rays marched to this line
  /// The heights of the next line, by lane; nothing is written beyond the wedge.
  void sweep(int line, const std::int16_t* posts, float* height_m);

  /// Lanes that are read: rays outside the wedge are followed too, as great circles may come in from there.
  static double reach(double away) { return 1.02 * away + 2.0; }

  static constexpr bool kWritesBeyond = false;

 private:
  void fit(int line, RayLine& task) const;
  void split_rays();

  const WedgeFrame& frame_;
  void (*kernel_)(const RayLine&);
  int rays_ = 0, middle_ = 0;   // how many, and which goes straight along the wedge
  double ratio_per_ray_ = 0.0;  // across over along, from one ray to the next
  std::vector<float> steepest_, split_;
};

}  // namespace cupola
