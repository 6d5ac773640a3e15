#include "tracking/bearing_fix.hpp"

#include <algorithm>
#include <cmath>

#include "core/math.hpp"

namespace cupola {

namespace {

constexpr int kRounds = 8;
constexpr double kRangeLeast_m = 1'000.0;

Vec3 row(const LocalFrame& site, int r) {
  return {site.ecef_to_enu(r, 0), site.ecef_to_enu(r, 1), site.ecef_to_enu(r, 2)};
}

void add_outer(Symmetric3& sum, double weight, const Vec3& v) {
  sum = sum + weight * Symmetric3{v.x * v.x, v.x * v.y, v.x * v.z, v.y * v.y, v.y * v.z, v.z * v.z};
}

/// Normal equations of the step from the place in hand.
struct Normal {
  Symmetric3 information;
  Vec3 towards;
  double distance2 = 0.0;
  int angles = 0;

  void add(double residual, const Vec3& gradient, double variance) {
    add_outer(information, 1.0 / variance, gradient);
    towards = towards + (residual / variance) * gradient;
    distance2 += residual * residual / variance;
    ++angles;
  }
};

/// How a ray sees a place.
struct View {
  Polar polar;
  double level_m = 0.0;
  Vec3 right, above;  ///< unit vectors across the line of sight, earth-fixed
};

View view_of(const LocalFrame& site, const Vec3& p_ecef_m) {
  View view;
  view.polar = polar_from_enu(site.enu_from_ecef(p_ecef_m));
  const auto az = math::sincos(view.polar.azimuth_rad), el = math::sincos(view.polar.elevation_rad);
  const Vec3 east = row(site, 0), north = row(site, 1), up = row(site, 2);
  view.level_m = std::max(view.polar.range_m * el.cos, 1.0);
  view.right = az.cos * east - az.sin * north;
  view.above = el.cos * up - (el.sin * az.sin) * east - (el.sin * az.cos) * north;
  return view;
}

void add_ray(const Ray& ray, const Vec3& p_ecef_m, Normal& normal) {
  const Bearing& b = *ray.bearing;
  const View view = view_of(*ray.site, p_ecef_m);
  const double moved_rad = ray.motion_sd_m / view.level_m;
  normal.add(math::wrap_pi(b.azimuth_rad - view.polar.azimuth_rad), (1.0 / view.level_m) * view.right,
             b.azimuth_sd_rad * b.azimuth_sd_rad + moved_rad * moved_rad);
  if (!b.has_elevation) return;
  const double range_m = std::max(view.polar.range_m, 1.0), rolled_rad = ray.motion_sd_m / range_m;
  normal.add(b.elevation_rad - view.polar.elevation_rad, (1.0 / range_m) * view.above,
             b.elevation_sd_rad * b.elevation_sd_rad + rolled_rad * rolled_rad);
}

Normal normal_at(const std::vector<Ray>& rays, const CrossingRule& rule, const Vec3& p_ecef_m) {
  Normal normal;
  for (const Ray& ray : rays) add_ray(ray, p_ecef_m, normal);
  const bool level =
      std::none_of(rays.begin(), rays.end(), [](const Ray& r) { return r.bearing->has_elevation; });
  if (level) {
    const Vec3 up = (1.0 / norm(p_ecef_m)) * p_ecef_m;
    normal.add(rule.height_hae_m - height_hae_m(p_ecef_m), up, rule.height_sd_m * rule.height_sd_m);
  }
  return normal;
}

/// Where the vertical planes of the bearings cross, near the ground.
bool start(const std::vector<Ray>& rays, Vec3& p_ecef_m) {
  Symmetric3 sum;
  Vec3 right_side, middle;
  for (const Ray& ray : rays)
    middle = middle + (1.0 / static_cast<double>(rays.size())) * ray.site->origin_ecef_m;
  for (const Ray& ray : rays) {
    const auto az = math::sincos(ray.bearing->azimuth_rad);
    const Vec3 across = az.cos * row(*ray.site, 0) - az.sin * row(*ray.site, 1);
    add_outer(sum, 1.0, across);
    right_side = right_side + dot(across, ray.site->origin_ecef_m - middle) * across;
  }
  add_outer(sum, 0.01, (1.0 / norm(middle)) * middle);
  const Inverse3 inverse = invert(sum);
  if (!(inverse.determinant > 1e-9)) return false;  // nearly side by side
  p_ecef_m = middle + inverse.inverse * right_side;
  return dot(p_ecef_m - middle, p_ecef_m - middle) < 4e12;
}

/// The largest angle between two rays, by its sine, and whether all look towards the place.
double best_sine(const std::vector<Ray>& rays, const Vec3& p_ecef_m) {
  double best = 0.0;
  for (std::size_t i = 0; i < rays.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const Vec3 a = p_ecef_m - rays[i].site->origin_ecef_m, b = p_ecef_m - rays[j].site->origin_ecef_m;
      const double cosine = dot(a, b) / std::max(norm(a) * norm(b), 1.0);
      best = std::max(best, 1.0 - cosine * cosine);
    }
  return std::sqrt(best);
}

bool in_front(const std::vector<Ray>& rays, const Vec3& p_ecef_m, double range_most_m) {
  return std::all_of(rays.begin(), rays.end(), [&](const Ray& ray) {
    const Polar polar = polar_from_enu(ray.site->enu_from_ecef(p_ecef_m));
    return std::fabs(math::wrap_pi(polar.azimuth_rad - ray.bearing->azimuth_rad)) < 0.5 &&
           polar.range_m > kRangeLeast_m && polar.range_m < range_most_m;
  });
}

}  // namespace

BearingFix cross(const std::vector<Ray>& rays, const CrossingRule& rule) {
  BearingFix fix;
  Vec3 p;
  if (rays.size() < 2 || !start(rays, p)) return fix;
  if (!in_front(rays, p, 2.0 * rule.range_most_m)) return fix;
  Symmetric3 covariance;
  for (int round = 0; round < kRounds; ++round) {
    const Normal normal = normal_at(rays, rule, p);
    covariance = invert(normal.information).inverse;
    const Vec3 step = covariance * normal.towards;
    p = p + step;
    if (!(dot(p, p) < 1e15) || !in_front(rays, p, 2.0 * rule.range_most_m)) return fix;
    if (dot(step, step) < 1.0) break;
  }
  const Normal normal = normal_at(rays, rule, p);
  covariance = invert(normal.information).inverse;
  fix.position = {p, covariance};
  fix.distance2 = normal.distance2;
  fix.freedom = normal.angles - 3;

  const Vec3 up = (1.0 / norm(p)) * p;
  const double level2 = trace(covariance) - dot(up, covariance * up);
  const bool fits =
      fix.freedom <= 0 || fix.distance2 < 2.0 * math::gamma_p_inverse(0.5 * fix.freedom, rule.probability);
  fix.good = fits && in_front(rays, p, rule.range_most_m) &&
             level2 < rule.level_sd_most_m * rule.level_sd_most_m &&
             best_sine(rays, p) >= math::sin(rule.angle_least_rad);
  return fix;
}

}  // namespace cupola
