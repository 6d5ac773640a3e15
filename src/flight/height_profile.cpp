#include "flight/height_profile.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"

namespace cupola {
namespace {

constexpr int kLifts = 8;
constexpr double kLowest_m = 0.05;  // of the spline under the floor

using Heights = std::vector<double>;

/// max or min over neighbours of their height less or plus a parabola that goes on as its tangent from
/// `reach` A parabola that is laid on every point, `reach` steps to either side.
struct Parabola {
  double per_step2_m = 0.0;  ///< height at one step
  int reach = 0;

  double at_m(int steps) const { return per_step2_m * steps * steps; }
};

Heights dilated(const Heights& h, const Parabola& p) {
  const int n = static_cast<int>(h.size());
  Heights out(h.size());
  for (int i = 0; i < n; ++i) {
    double best_m = h[static_cast<std::size_t>(i)];
    const int last = std::min(n - 1, i + p.reach);
    for (int j = std::max(0, i - p.reach); j <= last; ++j)
      best_m = std::max(best_m, h[static_cast<std::size_t>(j)] - p.at_m(j - i));
    out[static_cast<std::size_t>(i)] = best_m;
  }
  return out;
}

Heights eroded(const Heights& h, const Parabola& p) {
  Heights below(h.size());
  std::transform(h.begin(), h.end(), below.begin(), [](double x) { return -x; });
  below = dilated(below, p);
  std::transform(below.begin(), below.end(), below.begin(), [](double x) { return -x; });
  return below;
}

/// No steeper than so much a step.
void lay_cones(Heights& h, double step_m) {
  for (std::size_t i = 1; i < h.size(); ++i) h[i] = std::max(h[i], h[i - 1] - step_m);
  for (std::size_t i = h.size() - 1; i-- > 0;) h[i] = std::max(h[i], h[i + 1] - step_m);
}

/// No second difference below -2 `p`: the opening, and a cover over what it cuts off.
void round_tops(Heights& h, const Parabola& opening, const Parabola& cover) {
  const Heights open = dilated(eroded(h, opening), opening);
  Heights cut(h.size());
  for (std::size_t i = 0; i < h.size(); ++i) cut[i] = std::max(h[i] - open[i], 0.0);
  cut = dilated(cut, cover);
  for (std::size_t i = 0; i < h.size(); ++i) h[i] = open[i] + cut[i];
}

/// No second difference above `most_m`: least majorant.
void fill_valleys(Heights& h, double most_m) {
  const auto bent = [&](std::size_t i) {
    const double t = static_cast<double>(i);
    return h[i] - 0.5 * most_m * t * t;
  };
  std::vector<std::size_t> hull;
  for (std::size_t i = 0; i < h.size(); ++i) {
    while (hull.size() >= 2) {
      const std::size_t a = hull[hull.size() - 2], b = hull.back();
      const double ab = (bent(b) - bent(a)) / static_cast<double>(b - a);
      const double bi = (bent(i) - bent(b)) / static_cast<double>(i - b);
      if (ab > bi) break;
      hull.pop_back();
    }
    hull.push_back(i);
  }
  for (std::size_t k = 0; k + 1 < hull.size(); ++k) {
    const std::size_t a = hull[k], b = hull[k + 1];
    const double length = static_cast<double>(b - a), rise_m = h[b] - h[a];
    for (std::size_t i = a + 1; i < b; ++i) {
      // The chord between both ends, less the parabola that hangs in it.
      const double from = static_cast<double>(i - a), to = static_cast<double>(b - i);
      h[i] = std::max(h[i], h[a] + rise_m * (from / length) - 0.5 * most_m * from * to);
    }
  }
}

/// Controls above controls: both limits kept.
Heights limited(Heights h, double step_s, const ProfileLimits& limits) {
  const double half_m = 0.25 * limits.acceleration_m_s2 * step_s * step_s;  // a/2 t^2/2 of one step
  const int reach = static_cast<int>(limits.pull_up_s() / step_s) + 1;
  lay_cones(h, limits.climb_m_s * step_s);
  round_tops(h, {half_m, reach}, {half_m, 2 * reach});
  lay_cones(h, limits.climb_m_s * step_s);
  fill_valleys(h, limits.acceleration_m_s2 * step_s * step_s);
  return h;
}

/// Knots of the floor such that the lines between them run nowhere below it.
Heights floor_knots(const Heights& floor_m, int fine) {
  const std::size_t steps = (floor_m.size() - 1) / static_cast<std::size_t>(fine);
  Heights knots(steps + 1);
  for (std::size_t k = 0; k <= steps; ++k) knots[k] = floor_m[k * static_cast<std::size_t>(fine)];
  Heights lifted = knots;
  for (std::size_t k = 0; k < steps; ++k)
    for (int f = 1; f < fine; ++f) {
      const double line_m = knots[k] + (knots[k + 1] - knots[k]) * f / fine;
      const double over_m =
          floor_m[k * static_cast<std::size_t>(fine) + static_cast<std::size_t>(f)] - line_m;
      lifted[k] = std::max(lifted[k], knots[k] + over_m);
      lifted[k + 1] = std::max(lifted[k + 1], knots[k + 1] + over_m);
    }
  return lifted;
}

}  // namespace

double HeightProfile::at_m(double t_s) const {
  const double last = static_cast<double>(knots() - 1);
  const double t = std::clamp(t_s / step_s, 0.0, last);
  const auto k = std::min(static_cast<std::size_t>(t), knots() > 1 ? knots() - 2 : 0);
  const double u = t - static_cast<double>(k), v = 1.0 - u;
  const double* c = controls_m.data() + k;
  const double fourth_m = k + 3 < controls_m.size() ? c[3] : c[2];
  return (v * v * v * c[0] + (3.0 * u * u * u - 6.0 * u * u + 4.0) * c[1] +
          (3.0 * v * v * v - 6.0 * v * v + 4.0) * c[2] + u * u * u * fourth_m) /
         6.0;
}

HeightProfile profile_above(const std::vector<double>& floor_m, int fine, double step_s,
                            const ProfileLimits& limits) {
  CUPOLA_CHECK(fine >= 1 && floor_m.size() > static_cast<std::size_t>(fine));
  CUPOLA_CHECK(step_s > 0.0 && limits.climb_m_s > 0.0 && limits.acceleration_m_s2 > 0.0);
  Heights knots = floor_knots(floor_m, fine);
  HeightProfile profile;
  profile.step_s = step_s;
  for (int lift = 0; lift < kLifts; ++lift) {
    // Level before the begin and after the end.
    Heights h;
    h.reserve(knots.size() + 2);
    h.push_back(knots.front());
    h.insert(h.end(), knots.begin(), knots.end());
    h.push_back(knots.back());
    profile.controls_m = limited(std::move(h), step_s, limits);

    double lowest_m = 0.0;
    Heights raised = knots;
    for (std::size_t i = 0; i < floor_m.size(); ++i) {
      const double under_m = floor_m[i] - profile.at_m(static_cast<double>(i) / fine * step_s);
      if (under_m <= 0.0) continue;
      lowest_m = std::max(lowest_m, under_m);
      const std::size_t k = i / static_cast<std::size_t>(fine);
      for (const std::size_t near : {k, k + 1})
        if (near < knots.size()) raised[near] = std::max(raised[near], knots[near] + 1.2 * under_m);
    }
    if (lowest_m <= kLowest_m) break;
    knots = std::move(raised);
  }
  return profile;
}

}  // namespace cupola
