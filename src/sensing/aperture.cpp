#include "sensing/aperture.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "core/math.hpp"

namespace cupola {
namespace {

constexpr double kHalfPowerOfLine = 1.391557378251510, kHalfPowerOfCircle = 1.616339948310703;
constexpr double kNearAxis = 1e-4;

/// (1 / pi) times the integral of cos(t - u sin t) over half a turn.
double bessel_j1(double u) {
  const int steps = static_cast<int>(u) + 20;
  double sum = 0.0;
  for (int k = 1; k < steps; ++k) {
    const double t = math::kPi * k / steps;
    sum += math::cos(t - u * math::sin(t));
  }
  return sum / steps;
}

}  // namespace

double aperture_gain(ElevationPattern shape, double u) {
  CUPOLA_CHECK(shape == ElevationPattern::uniform_line || shape == ElevationPattern::circular);
  const double x = std::fabs(u);
  const bool line = shape == ElevationPattern::uniform_line;
  if (x < kNearAxis) return 1.0 - x * x / (line ? 3.0 : 4.0);
  const double field = line ? math::sin(x) / x : 2.0 * bessel_j1(x) / x;
  return field * field;
}

double aperture_half_power(ElevationPattern shape) {
  return shape == ElevationPattern::uniform_line ? kHalfPowerOfLine : kHalfPowerOfCircle;
}

double aperture_beamwidth_rad(ElevationPattern shape, double wavelengths) {
  const double sine = aperture_half_power(shape) / (math::kPi * wavelengths);
  return 2.0 * math::asin(std::min(sine, 1.0));
}

}  // namespace cupola
