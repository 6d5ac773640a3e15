#pragma once

#include "earth/geodetic.hpp"
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

}  // namespace cupola
