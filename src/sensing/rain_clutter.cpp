#include "sensing/rain_clutter.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "core/math.hpp"
#include "earth/wave.hpp"

namespace cupola {
namespace {

constexpr double kWater = 0.93;  // |K|^2
constexpr double kMm6_m6 = 1e-18;
constexpr double kBothWays = 0.7526918477892525;  // sqrt(pi / (8 ln 2))
constexpr double kSds = 6.0;
constexpr int kSteps = 240;

/// Share of the power of a Gaussian of this sd, in minimum velocities, that passes the notch.
double passed_by_notch(double sd) {
  double passed = 0.0, all = 0.0;
  for (int i = 0; i < kSteps; ++i) {
    const double z = kSds * (i + 0.5) / kSteps, x = z * sd;
    const double weight = math::exp(-0.5 * z * z), x4 = x * x * x * x;
    passed += weight * x4 / (1.0 + x4);
    all += weight;
  }
  return passed / all;
}

}  // namespace

double rain_reflectivity_m2_m3(double frequency_hz, double rate_mm_h) {
  const double lambda_m = wavelength_of(frequency_hz), square = lambda_m * lambda_m;
  const double pi2 = math::kPi * math::kPi;
  const double z_m3 = 200.0 * kMm6_m6 * math::pow(rate_mm_h, 1.6);
  return pi2 * pi2 * math::kPi * kWater * z_m3 / (square * square);
}

double rain_echo_m2(const RadarType& radar, double rate_mm_h, double range_m, double height_m) {
  const double across_m = kBothWays * radar.azimuth_beamwidth_rad * range_m;
  const double up_m = std::min(kBothWays * radar.elevation_beamwidth_rad * range_m, std::max(height_m, 0.0));
  return rain_reflectivity_m2_m3(radar.frequency_hz, rate_mm_h) * across_m * up_m * radar.range_resolution_m;
}

double canceller_improvement(int delays, double spread_times_period) {
  CUPOLA_CHECK(delays == 1 || delays == 2);
  const double y = math::kPi * spread_times_period;
  const double e = 1.0 - math::exp(-2.0 * y * y);  // 1 - rho; the differences below written out in it
  return delays == 1 ? 1.0 / e : 1.0 / (e * e * (2.0 - e * (4.0 / 3.0 - e / 3.0)));
}

double blind_velocity_m_s(double frequency_hz, double pulse_rate_hz) {
  return 0.5 * wavelength_of(frequency_hz) * pulse_rate_hz;
}

double rain_improvement(const RadarType& radar, double spread_m_s) {
  const ClutterFilter& filter = radar.clutter_filter;
  if (filter.rain_improvement.has_record()) return filter.rain_improvement;
  if (!(spread_m_s > 0.0)) return filter.improvement;
  if (filter.pulse_rate_hz.has_record()) {
    const double spread_hz = 2.0 * spread_m_s / wavelength_of(radar.frequency_hz);
    const double gained =
        canceller_improvement(static_cast<int>(filter.canceller_delays), spread_hz / filter.pulse_rate_hz);
    return std::clamp(gained, 1.0, std::max<double>(filter.improvement, 1.0));
  }
  const double notch_m_s = std::max<double>(filter.minimum_velocity_m_s, 0.1);
  return std::min<double>(1.0 / passed_by_notch(spread_m_s / notch_m_s), filter.improvement);
}

}  // namespace cupola
