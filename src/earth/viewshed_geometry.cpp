#include "earth/viewshed_geometry.hpp"

#include <cmath>
#include <utility>

#include "core/math.hpp"
#include "earth/horizon.hpp"

namespace cupola {
namespace {

/// Sine and one less the cosine of a small angle, by their series: 1e-12 at 0.25.
struct SmallAngle {
  double sine, versine;
};
SmallAngle small_angle(double x) {
  const double x2 = x * x;
  const double sine = x * (1.0 - x2 / 6.0 * (1.0 - x2 / 20.0 * (1.0 - x2 / 42.0 * (1.0 - x2 / 72.0))));
  const double versine =
      0.5 * x2 * (1.0 - x2 / 12.0 * (1.0 - x2 / 30.0 * (1.0 - x2 / 56.0 * (1.0 - x2 / 90.0))));
  return {sine, versine};
}

/// The zeros of the fourth Chebyshev polynomial: a cubic through them errs least in between.
constexpr double kOuter = 0.92387953251128674, kInner = 0.38268343236508978;

/// The cubic through the values at -outer, -inner, inner, outer.
void fit_cubic(const double (&f)[4], float (&c)[4]) {
  constexpr double o2 = kOuter * kOuter, i2 = kInner * kInner;
  const double even_outer = 0.5 * (f[3] + f[0]), even_inner = 0.5 * (f[2] + f[1]);
  const double odd_outer = 0.5 * (f[3] - f[0]) / kOuter, odd_inner = 0.5 * (f[2] - f[1]) / kInner;
  const double c2 = (even_outer - even_inner) / (o2 - i2), c3 = (odd_outer - odd_inner) / (o2 - i2);
  c[0] = static_cast<float>(even_outer - c2 * o2);
  c[1] = static_cast<float>(odd_outer - c3 * o2);
  c[2] = static_cast<float>(c2);
  c[3] = static_cast<float>(c3);
}

/// The cubic through any four points (Newton's divided differences, multiplied out).
void fit_through(const double (&t)[4], const double (&y)[4], float (&c)[4]) {
  const double d01 = (y[1] - y[0]) / (t[1] - t[0]), d12 = (y[2] - y[1]) / (t[2] - t[1]),
               d23 = (y[3] - y[2]) / (t[3] - t[2]);
  const double d012 = (d12 - d01) / (t[2] - t[0]), d123 = (d23 - d12) / (t[3] - t[1]);
  const double d0123 = (d123 - d012) / (t[3] - t[0]);
  c[0] = static_cast<float>(y[0] - t[0] * (d01 - t[1] * (d012 - t[2] * d0123)));
  c[1] = static_cast<float>(d01 - d012 * (t[0] + t[1]) + d0123 * (t[0] * t[1] + t[0] * t[2] + t[1] * t[2]));
  c[2] = static_cast<float>(d012 - d0123 * (t[0] + t[1] + t[2]));
  c[3] = static_cast<float>(d0123);
}

/// The parabola that departs least from a cubic over [-1, 1] (Chebyshev's economisation).
void fit_parabola(const float (&cubic)[4], float (&c)[3]) {
  c[0] = cubic[0];
  c[1] = cubic[1] + 0.75f * cubic[3];
  c[2] = cubic[2];
}

/// A place that is on a post but for rounding is on it: no ray starts a billionth of a post away from one.
double snapped(double place) {
  constexpr double kRounding_posts = 1e-6;
  const double post = std::floor(place + 0.5);
  return std::fabs(place - post) <= kRounding_posts ? post : place;
}

}  // namespace

ViewshedGeometry ViewshedGeometry::sphere(const PostGrid& grid, const GroundPlace& site) {
  ViewshedGeometry g;
  g.row_ = snapped(grid.row_of(site.latitude_rad));
  g.column_ = snapped(grid.column_of(site.longitude_rad));
  g.row_step_ = grid.latitude_step_rad;
  g.column_step_ = grid.longitude_step_rad;
  const auto [sine, cosine] = math::sincos(site.latitude_rad);
  g.sin_latitude_ = sine;
  g.cos_latitude_ = cosine;
  return g;
}

ViewshedGeometry ViewshedGeometry::plane(double row, double column, double row_step_m, double column_step_m) {
  ViewshedGeometry g;
  g.row_ = row;
  g.column_ = column;
  g.plane_ = true;
  g.row_step_ = row_step_m;
  g.column_step_ = column_step_m;
  return g;
}

ViewshedGeometry::Offset ViewshedGeometry::offset(double row, double column) const {
  const double north = (row - row_) * row_step_, east = (column - column_) * column_step_;
  if (plane_) return {east, north};

  // Sine of the central angle times sine and cosine of the azimuth; then the angle for its sine.
  const SmallAngle up = small_angle(north), across = small_angle(east);
  const double cos_latitude = cos_latitude_ * (1.0 - up.versine) - sin_latitude_ * up.sine;
  const double p = cos_latitude * across.sine;
  const double q = up.sine + sin_latitude_ * cos_latitude * across.versine;
  const double s2 = p * p + q * q;
  const double arc = 1.0 + s2 / 6.0 * (1.0 + s2 * (9.0 / 20.0) * (1.0 + s2 * (25.0 / 42.0)));
  return {kMeanEarthRadius_m * arc * p, kMeanEarthRadius_m * arc * q};
}

/// North is along the sweep and east across it.
ViewshedGeometry::Offset ViewshedGeometry::swept(Sweep sweep, double line, double lane) const {
  if (sweep == Sweep::kByRows) return offset(line, lane);
  const Offset o = offset(lane, line);
  return {o.north_m, o.east_m};
}

double ViewshedGeometry::ratio(Sweep sweep, double line, double lane) const {
  const Offset o = swept(sweep, line, lane);
  return o.east_m / std::fabs(o.north_m);
}

void ViewshedGeometry::fit_rays(Sweep sweep, double line, double reach, double eye_m, double per_drop,
                                double ratio_per_ray, int middle, RayLine& result) const {
  const double lane_0 = sweep == Sweep::kByRows ? column_ : row_;
  double along_m[4], per_along_m[4], level_m[4], lane[4], ratio[4], ray[4], t[4];
  const double nodes[4] = {-kOuter, -kInner, kInner, kOuter};
  for (int i = 0; i < 4; ++i) {
    lane[i] = lane_0 + nodes[i] * reach;
    const Offset o = swept(sweep, line, lane[i]);
    along_m[i] = std::fabs(o.north_m);
    per_along_m[i] = 1.0 / along_m[i];
    level_m[i] = eye_m + o.distance2_m2() * per_drop;
    ratio[i] = o.east_m * per_along_m[i];
    ray[i] = middle + ratio[i] / ratio_per_ray;
  }
  float cubic[4];
  fit_cubic(along_m, cubic);
  fit_parabola(cubic, result.along_m);
  fit_cubic(level_m, cubic);
  fit_parabola(cubic, result.level_m);
  fit_cubic(ray, result.ray_of_lane);
  result.lane_centre = static_cast<float>(lane_0);
  result.per_lane_span = static_cast<float>(1.0 / reach);

  const double span = ratio[3] - ratio[0];
  for (int i = 0; i < 4; ++i) t[i] = ratio[i] / span;
  fit_through(t, lane, result.lane_of_ray);
  fit_through(t, level_m, result.ray_level_m);
  fit_through(t, per_along_m, result.ray_per_along_m);
  result.ray_centre = static_cast<float>(middle);
  result.per_ray_span = static_cast<float>(ratio_per_ray / span);
}

void ViewshedGeometry::fit(Sweep sweep, double line, double before, double reach, double eye_m,
                           double per_drop, ViewshedLine& result) const {
  const double line_0 = sweep == Sweep::kByRows ? row_ : column_;
  const double lane_0 = sweep == Sweep::kByRows ? column_ : row_;
  const double shrink = (before - line_0) / (line - line_0);

  double along_m[4], per_along_m[4], level_m[4], back[4];
  const double nodes[4] = {-kOuter, -kInner, kInner, kOuter};
  for (int i = 0; i < 4; ++i) {
    const double lane = lane_0 + nodes[i] * reach;
    const Offset o = swept(sweep, line, lane);
    along_m[i] = std::fabs(o.north_m);
    per_along_m[i] = 1.0 / along_m[i];
    level_m[i] = eye_m + o.distance2_m2() * per_drop;

    // The same ratio on the line before: one secant from where a straight line of lanes would cross it.
    constexpr double kSecant = 0.25;
    const double guess = lane_0 + nodes[i] * reach * shrink;
    const double at_guess = ratio(sweep, before, guess), beyond = ratio(sweep, before, guess + kSecant);
    back[i] = guess + kSecant * (o.east_m * per_along_m[i] - at_guess) / (beyond - at_guess) - lane;
  }
  fit_cubic(along_m, result.along_m);
  fit_cubic(per_along_m, result.per_along_m);
  fit_cubic(level_m, result.level_m);
  fit_cubic(back, result.back);
  result.centre = static_cast<float>(lane_0);
  result.per_span = static_cast<float>(1.0 / reach);
}

}  // namespace cupola
