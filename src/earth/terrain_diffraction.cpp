#include "earth/terrain_diffraction.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/check.hpp"
#include "core/math.hpp"
#include "earth/knife_edge.hpp"
#include "earth/wave.hpp"

namespace cupola {
namespace {

constexpr double kNone = -std::numeric_limits<double>::infinity();

/// The ends of Bullington's construction.
struct Ends {
  double distance_m, height1_m, height2_m, effective_radius_m, wavelength_m;

  double line_m(double d1) const { return (height1_m * (distance_m - d1) + height2_m * d1) / distance_m; }
  double bulge_m(double d1) const { return 0.5 * d1 * (distance_m - d1) / effective_radius_m; }
  double v(double height_m, double d1) const {
    return knife_edge_parameter(height_m - line_m(d1), d1, distance_m - d1, wavelength_m);
  }
};

/// Loss of the one edge that stands for all; `height_m(point)` is what stands in the way.
template <class Height>
double equivalent_edge_db(std::span<const ProfilePoint> inner, const Ends& ends, Height height_m) {
  const double d = ends.distance_m;
  double slope1 = kNone, slope2 = kNone, v = kNone;
  for (const ProfilePoint& p : inner) {
    const double d1 = p.distance_m, top_m = height_m(p) + ends.bulge_m(d1);
    slope1 = std::max(slope1, (top_m - ends.height1_m) / d1);
    slope2 = std::max(slope2, (top_m - ends.height2_m) / (d - d1));
    v = std::max(v, ends.v(top_m, d1));
  }

  // In sight of each other the worst point; otherwise where the grazing rays cross.
  if (slope1 < (ends.height2_m - ends.height1_m) / d) return knife_edge_loss_db(v);
  const double d1 = (ends.height2_m - ends.height1_m + slope2 * d) / (slope1 + slope2);
  return knife_edge_loss_db(ends.v(ends.height1_m + slope1 * d1, d1));
}

template <class Height>
double bullington_db(const TerrainPath& path, double height1_m, double height2_m, Height height_m) {
  CUPOLA_CHECK(path.profile.size() >= 2 && path.profile.front().distance_m == 0.0);
  const double d = path.profile.back().distance_m;
  const Ends ends{d, height1_m, height2_m, path.effective_radius_m, wavelength_of(path.frequency_hz)};
  if (path.profile.size() == 2) return 0.0;
  const double edge_db = equivalent_edge_db(path.profile.subspan(1, path.profile.size() - 2), ends, height_m);
  return edge_db + (1.0 - math::exp(-edge_db / 6.0)) * (10.0 + 0.02e-3 * d);
}

}  // namespace

double bullington_loss_db(const TerrainPath& path) {
  return bullington_db(path, path.height1_msl_m, path.height2_msl_m,
                       [](const ProfilePoint& p) { return p.ground_msl_m + p.cover_m; });
}

SmoothSurface fit_smooth_surface(const TerrainPath& path) {
  const auto profile = path.profile;
  CUPOLA_CHECK(profile.size() >= 2 && profile.front().distance_m == 0.0);
  const double d = profile.back().distance_m;

  // Area under the profile and its moment give the line of least squares.
  double area = 0.0, moment = 0.0;
  for (std::size_t i = 1; i < profile.size(); ++i) {
    const ProfilePoint &p = profile[i - 1], &q = profile[i];
    const double step_m = q.distance_m - p.distance_m;
    area += step_m * (q.ground_msl_m + p.ground_msl_m);
    moment += step_m * (q.ground_msl_m * (2.0 * q.distance_m + p.distance_m) +
                        p.ground_msl_m * (q.distance_m + 2.0 * p.distance_m));
  }
  SmoothSurface surface{(2.0 * area * d - moment) / (d * d), (moment - area * d) / (d * d)};

  // Obstructions push it down, more at the end that sees them under the greater angle.
  double highest_m = kNone, angle1 = kNone, angle2 = kNone;
  for (std::size_t i = 1; i + 1 < profile.size(); ++i) {
    const double d1 = profile[i].distance_m;
    const double above_m =
        profile[i].ground_msl_m - (path.height1_msl_m * (d - d1) + path.height2_msl_m * d1) / d;
    highest_m = std::max(highest_m, above_m);
    angle1 = std::max(angle1, above_m / d1);
    angle2 = std::max(angle2, above_m / (d - d1));
  }
  if (highest_m > 0.0) {
    surface.height1_msl_m -= highest_m * angle1 / (angle1 + angle2);
    surface.height2_msl_m -= highest_m * angle2 / (angle1 + angle2);
  }
  return {std::min(surface.height1_msl_m, profile.front().ground_msl_m),
          std::min(surface.height2_msl_m, profile.back().ground_msl_m)};
}

DeltaBullington delta_bullington(const TerrainPath& path) {
  const SmoothSurface smooth = fit_smooth_surface(path);
  SmoothEarthPath sphere{path.profile.back().distance_m, path.height1_msl_m - smooth.height1_msl_m,
                         path.height2_msl_m - smooth.height2_msl_m, path.effective_radius_m};

  DeltaBullington result{};
  result.profile_db = bullington_loss_db(path);
  result.smooth_profile_db =
      bullington_db(path, sphere.height1_m, sphere.height2_m, [](const ProfilePoint&) { return 0.0; });
  result.sphere_db =
      spherical_diffraction_loss_db(sphere, path.surface, path.frequency_hz, path.polarisation);
  result.loss_db = result.profile_db + std::max(result.sphere_db - result.smooth_profile_db, 0.0);
  return result;
}

}  // namespace cupola
