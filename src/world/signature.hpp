#pragma once

#include "catalogue/platform_type.hpp"
#include "core/vec3.hpp"

namespace cupola {

/// Natural logarithms of the mean cross-section (m2) seen on the nose, from abeam and on the tail.
struct AspectRcs {
  double ln_front = 0.0, ln_side = 0.0, ln_rear = 0.0;
};

/// What a platform shows in a band where it has no table, its reflectors with it. Entries below 1e-12 m2 (a
/// band without a figure) count as 1e-12 m2.
AspectRcs aspect_rcs(const RcsByAspect& rcs);
AspectRcs aspect_rcs(const PlatformType& type, Band band);

/// What its reflectors add at all aspects, m2; 0 while it is clean.
double augmented_rcs_m2(const PlatformType& type);

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

/// Where a body has its observer: azimuth from the nose to the right, elevation over the plane of the
/// wings.
struct BodyAspect {
  double azimuth_rad = 0.0, elevation_rad = 0.0;
};

/// From which side does an observer see a body?
/// Model      nose along the velocity, wings level but for the bank of a coordinated turn,
///            atan(acceleration to the right / g)
/// Holds for  bodies that fly by wings; up is away from the centre of the earth (0.2 deg off the vertical);
///            at rest, and straight up or down, the azimuth says little
/// Leaves out angles of attack and sideslip, rolling on purpose
/// Random     none
/// Checked by tests/signature_test.cpp
BodyAspect body_aspect(const Vec3& p_ecef_m, const Vec3& v_ecef_m_s, const Vec3& a_ecef_m_s2,
                       const Vec3& p_observer_ecef_m);

/// How large is it there, by its table?
/// Model      straight lines in dBsm in both angles, periodic in azimuth, so that no value lies beyond
///            those around it; beyond the first and the last cut those; what reflectors show is added in m2
/// Returns    natural logarithm of the mean cross-section, m2
/// Checked by tests/signature_test.cpp
double ln_rcs(const RcsTable& table, double added_m2, const BodyAspect& aspect);

}  // namespace cupola
