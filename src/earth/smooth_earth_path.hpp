#pragma once

namespace cupola {

/// Two points over a smooth sphere: what diffraction and reflection work on.
struct SmoothEarthPath {
  double ground_range_m = 0.0;
  double height1_m = 0.0, height2_m = 0.0;  ///< above the sphere
  double effective_radius_m = 0.0;          ///< of the sphere, refraction included
};

/// Where does the ray from one point to the other touch or come nearest to the sphere, or bounce off it?
/// Model      the real root of the cubic 2 d1^3 - 3 d d1^2 + (d^2 - 2 a (h1 + h2)) d1 + 2 a h1 d = 0
///            between 0 and d, in closed form (Kerr 1951, 2.13; ITU-R P.526-15, equations 21 to 24)
/// Returns    ground range from point 1, m
/// Holds for  points that see each other; heights small against the radius
/// Accurate   solves its cubic to rounding; specular_ray of multipath.hpp mends what the cubic leaves out
/// Checked by tests/smooth_earth_path.cpp
double specular_range_m(const SmoothEarthPath& path);

/// How high above the sphere is the straight line between the points where it is `range1_m` from point 1?
/// Returns    m; negative within the sphere
double clearance_m(const SmoothEarthPath& path, double range1_m);

/// Up to which ground range do the points see each other?
/// Model      sqrt(2 a h1) + sqrt(2 a h2), see horizon_range_m
double horizon_range_m(const SmoothEarthPath& path);

}  // namespace cupola
