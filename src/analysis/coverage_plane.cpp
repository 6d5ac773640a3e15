#include "analysis/coverage_plane.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "core/math.hpp"
#include "earth/geodetic.hpp"

namespace cupola {
namespace {

constexpr double kE2 = kWgs84Flattening * (2.0 - kWgs84Flattening), kE4 = kE2 * kE2, kE6 = kE4 * kE2;

/// Snyder 3-12: proportional to the area between the equator and a parallel.
double area_measure(double sine) {
  const double e = std::sqrt(kE2), es = e * sine;
  return (1.0 - kE2) * (sine / (1.0 - es * es) - math::log((1.0 - es) / (1.0 + es)) / (2.0 * e));
}

double authalic_sine(double latitude_rad) {
  return std::clamp(area_measure(math::sin(latitude_rad)) / area_measure(1.0), -1.0, 1.0);
}

/// Snyder 3-18.
double latitude_of(double authalic_rad) {
  return authalic_rad +
         (kE2 / 3.0 + 31.0 * kE4 / 180.0 + 517.0 * kE6 / 5040.0) * math::sin(2.0 * authalic_rad) +
         (23.0 * kE4 / 360.0 + 251.0 * kE6 / 3780.0) * math::sin(4.0 * authalic_rad) +
         (761.0 * kE6 / 45360.0) * math::sin(6.0 * authalic_rad);
}

}  // namespace

EqualAreaPlane::EqualAreaPlane(const GroundPlace& centre) : centre_(centre) {
  CUPOLA_CHECK(std::fabs(centre.latitude_rad) < 0.499 * math::kPi);
  sine_ = authalic_sine(centre.latitude_rad);
  cosine_ = std::sqrt(1.0 - sine_ * sine_);
  radius_m_ = kWgs84SemiMajor_m * std::sqrt(0.5 * area_measure(1.0));
  const double sine = math::sin(centre.latitude_rad);
  const double parallel_m =
      kWgs84SemiMajor_m * math::cos(centre.latitude_rad) / std::sqrt(1.0 - kE2 * sine * sine);
  stretch_ = parallel_m / (radius_m_ * cosine_);
}

PlanePoint EqualAreaPlane::at(const GroundPlace& place) const {
  const double sine = authalic_sine(place.latitude_rad), cosine = std::sqrt(1.0 - sine * sine);
  const auto turn = math::sincos(place.longitude_rad - centre_.longitude_rad);
  const double b = radius_m_ * std::sqrt(2.0 / (1.0 + sine_ * sine + cosine_ * cosine * turn.cos));
  return {b * stretch_ * cosine * turn.sin, b / stretch_ * (cosine_ * sine - sine_ * cosine * turn.cos)};
}

GroundPlace EqualAreaPlane::place(const PlanePoint& point) const {
  const double x = point.east_m / stretch_, y = point.north_m * stretch_;
  const double rho_m = std::sqrt(x * x + y * y);
  if (!(rho_m > 1e-6)) return centre_;
  const auto arc = math::sincos(2.0 * math::asin(std::min(0.5 * rho_m / radius_m_, 1.0)));
  const double sine = arc.cos * sine_ + y * arc.sin * cosine_ / rho_m;
  const double turn = math::atan2(x * arc.sin, rho_m * cosine_ * arc.cos - y * sine_ * arc.sin);
  return {latitude_of(math::asin(std::clamp(sine, -1.0, 1.0))), math::wrap_pi(centre_.longitude_rad + turn)};
}

}  // namespace cupola
