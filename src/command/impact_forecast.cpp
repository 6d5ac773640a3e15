#include "command/impact_forecast.hpp"

#include <algorithm>
#include <cmath>

#include "command/kinematics.hpp"
#include "core/math.hpp"
#include "flight/fall.hpp"

namespace cupola {

namespace {

constexpr int kPoints = FallTask::kBodies, kOfTrack = 6;
constexpr double kFlat_m2 = 1.0;  // no ellipse is thinner

/// Row `r` and column `c` of the Hadamard matrix of order 8 (Sylvester), rows from the second on: each adds up
/// to 0, and no two agree in more than half of their places.
bool is_plus(int r, int c) {
  const int common = (r + 1) & c;
  return ((common ^ (common >> 1) ^ (common >> 2)) & 1) == 0;
}

FallTask task_of(const FallBook& book, int bodies) {
  FallTask task;
  task.bodies = bodies;
  task.ground_hae_m = book.ground_hae_m;
  task.geoid_undulation_m = book.geoid_undulation_m;
  return task;
}

void lay_axes(ImpactForecast& impact) {
  const Vec3 up = vertical_at(impact.p_ecef_m);
  impact.east_ecef = unit(Vec3{-up.y, up.x, 0.0});
  impact.north_ecef = cross(up, impact.east_ecef);
}

ImpactForecast gathered(const FallTask& task) {
  ImpactForecast impact;
  impact.comes_down = task.all_down;
  const double share = 1.0 / task.bodies;
  for (int k = 0; k < task.bodies; ++k) {
    impact.p_ecef_m = impact.p_ecef_m + share * task.end[k].p_ecef_m;
    impact.time_s += share * task.end[k].time_s;
  }
  lay_axes(impact);
  for (int k = 0; k < task.bodies; ++k) {
    const Vec3 off = task.end[k].p_ecef_m - impact.p_ecef_m;
    const double east = dot(off, impact.east_ecef), north = dot(off, impact.north_ecef);
    impact.east_m2 += share * east * east;
    impact.east_north_m2 += share * east * north;
    impact.north_m2 += share * north * north;
  }
  return impact;
}

}  // namespace

FallBook fall_book(const ThreatRules& rules, const SmoothEarth& earth) {
  FallBook book{earth.ground_hae_m, earth.geoid_undulation_m};
  const Figure& beta = rules.ballistic_coefficient_kg_m2;
  book.drag_area_m2_kg = 1.0 / beta;
  if (beta.low > 0.0 && beta.high > beta.low) book.drag_spread = 0.25 * math::log(beta.high / beta.low);
  return book;
}

ImpactForecast nominal_impact(const Vec3& p_ecef_m, const Vec3& v_ecef_m_s, const FallBook& book) {
  FallTask task = task_of(book, 1);
  task.start[0] = {p_ecef_m, v_ecef_m_s, book.drag_area_m2_kg};
  fall_to_ground(task);
  return gathered(task);
}

ImpactForecast forecast_impact(const Vec3& p_ecef_m, const Vec3& v_ecef_m_s, const Matrix<6, 6>& covariance,
                               const FallBook& book) {
  Matrix<6, 6> lower;
  if (!cholesky(covariance, lower)) return {};
  const double more = math::exp(book.drag_spread), less = 1.0 / more;
  FallTask task = task_of(book, kPoints);
  for (int k = 0; k < kPoints; ++k) {
    double off[kOfTrack] = {};
    for (int i = 0; i < kOfTrack; ++i)
      for (int j = 0; j <= i; ++j) off[i] += is_plus(j, k) ? lower(i, j) : -lower(i, j);
    task.start[k] = {p_ecef_m + Vec3{off[0], off[1], off[2]}, v_ecef_m_s + Vec3{off[3], off[4], off[5]},
                     book.drag_area_m2_kg * (is_plus(kOfTrack, k) ? more : less)};
  }
  fall_to_ground(task);
  return gathered(task);
}

double squared_deviations_to(const ImpactForecast& impact, const Vec3& p_ecef_m, double radius_m) {
  const Vec3 to = p_ecef_m - impact.p_ecef_m;
  const double e = dot(to, impact.east_ecef), n = dot(to, impact.north_ecef);
  if (e * e + n * n <= radius_m * radius_m) return 0.0;

  // The ellipse's own axes: u along the longer one.
  const double middle = 0.5 * (impact.east_m2 + impact.north_m2);
  const double skew = 0.5 * (impact.east_m2 - impact.north_m2);
  const double bend = std::sqrt(skew * skew + impact.east_north_m2 * impact.east_north_m2);
  const double cu = std::max(middle + bend, kFlat_m2), cw = std::max(middle - bend, kFlat_m2);
  // Half the angle of (skew, bend): cos and sin by half-angle formulae.
  const double cosine2 = bend > 0.0 ? 0.5 * (1.0 + skew / bend) : 1.0;
  const double cosine = std::sqrt(std::clamp(cosine2, 0.0, 1.0));
  const double sine = std::copysign(std::sqrt(std::clamp(1.0 - cosine2, 0.0, 1.0)), impact.east_north_m2);
  const double u = cosine * e + sine * n, w = -sine * e + cosine * n;
  if (radius_m <= 0.0) return u * u / cu + w * w / cw;

  // The circle's nearest point x solves C^-1 x + s (x - a) = 0 with |x - a| = radius: in the ellipse's axes
  // x - a = -a / (1 + s c). Its length falls with s: halving finds where it is the radius.
  const auto off2 = [&](double s) {
    const double du = u / (1.0 + s * cu), dw = w / (1.0 + s * cw);
    return du * du + dw * dw;
  };
  double low = 0.0, high = 1.0 / cw;
  while (off2(high) > radius_m * radius_m) low = high, high *= 4.0;
  for (int i = 0; i < 40; ++i) {
    const double s = 0.5 * (low + high);
    (off2(s) > radius_m * radius_m ? low : high) = s;
  }
  const double s = 0.5 * (low + high);
  const double xu = u * s * cu / (1.0 + s * cu), xw = w * s * cw / (1.0 + s * cw);
  return xu * xu / cu + xw * xw / cw;
}

}  // namespace cupola
