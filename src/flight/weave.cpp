#include "flight/weave.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "core/math.hpp"

namespace cupola {

namespace {

/// How far to the right, as a share of the amplitude, with its first two derivatives.
struct Swing {
  double value, rate, acceleration;
};

/// A sine that swells and dies away: smoothsteps of fifth order over `ramp_s` at both ends.
class Swings {
 public:
  Swings(double length_s, double period_s)
      : length_s_(length_s),
        rate_rad_s_(2.0 * math::kPi / period_s),
        ramp_s_(std::min(period_s, length_s / 3.0)) {}

  Swing at(double t_s) const {
    const auto [sine, cosine] = math::sincos(rate_rad_s_ * t_s);
    const Swing wave{sine, rate_rad_s_ * cosine, -rate_rad_s_ * rate_rad_s_ * sine};
    const Swing share = swelling(t_s);
    return {share.value * wave.value, share.rate * wave.value + share.value * wave.rate,
            share.acceleration * wave.value + 2.0 * share.rate * wave.rate + share.value * wave.acceleration};
  }

 private:
  Swing swelling(double t_s) const {
    const double left_s = length_s_ - t_s;
    const double x = std::clamp(std::min(t_s, left_s) / ramp_s_, 0.0, 1.0);
    const double side = t_s <= left_s ? 1.0 : -1.0;
    return {x * x * x * (10.0 + x * (6.0 * x - 15.0)), side * 30.0 * x * x * (1.0 - x) * (1.0 - x) / ramp_s_,
            60.0 * x * (1.0 - x) * (1.0 - 2.0 * x) / (ramp_s_ * ramp_s_)};
  }

  double length_s_, rate_rad_s_, ramp_s_;
};

constexpr int kKnotsPerPeriod = 24;

/// The greatest acceleration of an amplitude of one metre.
double most_acceleration(const Swings& swings, double length_s, double step_s) {
  double most = 0.0;
  for (double t_s = 0.0; t_s < length_s; t_s += 0.25 * step_s)
    most = std::max(most, std::fabs(swings.at(t_s).acceleration));
  return most;
}

/// To the right of the way, level: the vertical of a sphere serves, a fifth of a degree beside the true one.
Vec3 right_of(const Motion& motion) { return unit(cross(motion.v_ecef_m_s, motion.p_ecef_m)); }

}  // namespace

Path weave(const Path& path, Time from, Time until, const Weave& how) {
  CUPOLA_CHECK(how.period_s > 0.0 && how.acceleration_m_s2 >= 0.0);
  from = std::max(from, path.begin());
  until = std::min(until, path.end());
  const double length_s = (until - from).seconds(), step_s = how.period_s / kKnotsPerPeriod;
  if (!(length_s > step_s) || how.acceleration_m_s2 == 0.0) return path;

  const Swings swings(length_s, how.period_s);
  const double amplitude_m = how.acceleration_m_s2 / most_acceleration(swings, length_s, step_s);
  const auto knot = [&](Time t, const Motion& base) {
    const Swing swing = swings.at((t - from).seconds());
    const Vec3 right = right_of(base);
    return Motion{base.p_ecef_m + amplitude_m * swing.value * right,
                  base.v_ecef_m_s + amplitude_m * swing.rate * right};
  };

  Path woven;
  woven.add_knot(path.begin(), path.at(path.begin()));
  const auto steps = static_cast<std::int64_t>(std::ceil(length_s / step_s));
  const Duration step{(until - from).ns / steps};
  std::int64_t done = 0;
  std::size_t cursor = 0;
  // The knots of the path that it has, and between them those of the weave.
  for (const Path::Segment& segment : path.segments()) {
    for (; done <= steps; ++done) {
      const Time t = done == steps ? until : from + done * step;
      if (t >= segment.end) break;
      if (t > segment.begin) woven.add_knot(t, knot(t, path.at(t, cursor)));
    }
    const Motion end = path.at(segment.end, cursor);
    const bool within = segment.end > from && segment.end < until;
    woven.add_knot(segment.end, within ? knot(segment.end, end) : end);
  }
  return woven;
}

}  // namespace cupola
