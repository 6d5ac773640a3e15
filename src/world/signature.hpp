#pragma once

#include "catalogue/platform_type.hpp"
#include "core/vec3.hpp"

namespace cupola {

/// Natural logarithms of the mean cross-section (m2) seen on the nose, from abeam and on the tail.
struct AspectRcs {
  double ln_front = 0.0, ln_side = 0.0, ln_rear = 0.0;
};

/// Entries below 1e-12 m2 (a band without a figure) count as 1e-12 m2.
AspectRcs aspect_rcs(const RcsByAspect& rcs);

/// The cosine of the angle between the velocity and the direction to the observer: 1 on the nose, -1 on the
/// tail.
/// Holds for  a body aligned with its velocity; one at rest shows its side
double aspect_cosine(const Vec3& v_ecef_m_s, const Vec3& p_ecef_m, const Vec3& p_observer_ecef_m);

/// How large is a body at this aspect?
/// Model      interpolation in dBsm with the squared cosine of the aspect angle, between front and side
///            ahead of the beam, between rear and side behind it
/// Returns    natural logarithm of the mean cross-section, m2
/// Holds for  bodies of revolution about the velocity: one figure for all roll angles
/// Accurate   equal to the three entries at 0, 90 and 180 degrees; smooth (one continuous derivative) and
///            periodic
/// Leaves out glint, the narrow flashes abeam, attitude other than along the velocity
/// Random     none: the fluctuation about the mean is the Swerling case's
/// Checked by tests/signature_test.cpp
inline double ln_rcs(const AspectRcs& rcs, double cosine) {
  const double end = cosine > 0.0 ? rcs.ln_front : rcs.ln_rear;
  return rcs.ln_side + (end - rcs.ln_side) * (cosine * cosine);
}

}  // namespace cupola
