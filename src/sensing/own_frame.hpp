#pragma once

#include <algorithm>
#include <cmath>

#include "earth/geodetic.hpp"
#include "earth/horizon.hpp"
#include "sensing/look_task.hpp"

namespace cupola {

/// A local frame as the kernels read it.
inline KernelFrame kernel_frame(const LocalFrame& frame) {
  const Vec3& o = frame.origin_ecef_m;
  KernelFrame kernel{{o.x, o.y, o.z}, {}};
  for (int r = 0; r < 3; ++r)
    for (int c = 0; c < 3; ++c) kernel.row[r][c] = frame.ecef_to_enu(r, c);
  return kernel;
}

/// From an antenna to its horizon, over the stretched sphere (earth/horizon.hpp).
inline double horizon_leg_m(double height_agl_m, double k_factor) {
  return std::sqrt(2.0 * k_factor * kMeanEarthRadius_m * std::max(height_agl_m, 0.0));
}

}  // namespace cupola
