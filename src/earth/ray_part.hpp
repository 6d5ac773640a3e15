#pragma once

namespace cupola {

/// A straight ray over an earth whose radius refraction has stretched: its ends and how long it is.
struct StraightRay {
  double height1_m = 0.0, height2_m = 0.0;
  double range_m = 0.0;  ///< slant
  double effective_radius_m = 0.0;

  /// How far the ray hangs below the mean of its ends' heights at a part t (1 - t) of it.
  double sag_m() const {
    const double rise_m = height2_m - height1_m, flat2_m2 = range_m * range_m - rise_m * rise_m;
    return flat2_m2 > 0.0 ? flat2_m2 / (2.0 * effective_radius_m) : 0.0;
  }
};

/// How high is a straight ray at a fraction of its length?
/// Model      h1 + t (h2 - h1) - t (1 - t) (R^2 - (h2 - h1)^2) / (2 a): the law of cosines to second order
/// Accurate   6 m at 10 km, 30 m at 20 km, on rays of any length; for kernels too, sag_m computed once
/// Checked by tests/ray_part.cpp
template <class V>
V ray_height_m(V height1_m, V rise_m, V sag_m, V fraction) {
  return height1_m + fraction * ((rise_m - sag_m) + fraction * sag_m);
}

/// Which part of a ray is below a height?
/// Model      the interval between the roots of ray_height_m, which is convex; closed form
/// Returns    fractions of the ray, 0 <= begin <= end <= 1; equal where nothing is
/// Checked by tests/ray_part.cpp
struct RayPart {
  double begin, end;
  double length() const { return end - begin; }
};
RayPart part_below(const StraightRay& ray, double height_m);

}  // namespace cupola
