#include "catalogue/kill_law.hpp"

#include <algorithm>
#include <cmath>

#include "core/math.hpp"

namespace cupola {

namespace {

/// 0 where one of the two has no length.
double angle_between_rad(const Vec3& a, const Vec3& b) {
  const double lengths = std::sqrt(dot(a, a) * dot(b, b));
  return lengths > 0.0 ? math::acos(std::clamp(dot(a, b) / lengths, -1.0, 1.0)) : 0.0;
}

}  // namespace

ShotGeometry shot_geometry(const InterceptorType& weapon, TargetClass target, const Vec3& p_launcher_ecef_m,
                           const Vec3& p_target_ecef_m, const Vec3& v_target_ecef_m_s) {
  const KillFactors& factors = weapon.kill_factors;
  const Vec3 to_launcher = p_launcher_ecef_m - p_target_ecef_m;
  ShotGeometry geometry;
  if (factors.range.given()) {
    const bool ballistic = target == TargetClass::ballistic_missile && weapon.range_max_ballistic_m > 0.0;
    const double longest_m = ballistic ? weapon.range_max_ballistic_m : weapon.range_max_m;
    geometry.range_share = longest_m > 0.0 ? norm(to_launcher) / longest_m : 0.0;
  }
  if (factors.crossing.given()) geometry.crossing_rad = angle_between_rad(v_target_ecef_m_s, to_launcher);
  return geometry;
}

double kill_factor(const KillFactor& table, double at) {
  if (!table.given()) return 1.0;
  const auto above =
      static_cast<std::size_t>(std::upper_bound(table.at.begin(), table.at.end(), at) - table.at.begin());
  double factor = above == 0 ? table.factor.front() : table.factor.back();
  if (above > 0 && above < table.at.size()) {
    const double share = (at - table.at[above - 1]) / (table.at[above] - table.at[above - 1]);
    factor = table.factor[above - 1] + share * (table.factor[above] - table.factor[above - 1]);
  }
  return std::max(1.0 + table.strength * (factor - 1.0), 0.0);
}

double kill_probability(const InterceptorType& weapon, TargetClass target, const ShotGeometry& geometry) {
  const Figure& of_class = weapon.kill_probability[static_cast<std::size_t>(target)];
  const KillFactors& factors = weapon.kill_factors;
  double probability = of_class * kill_factor(factors.range, geometry.range_share) *
                       kill_factor(factors.crossing, geometry.crossing_rad);
  if (geometry.lateral_m_s2) probability *= kill_factor(factors.manoeuvre, *geometry.lateral_m_s2);
  return std::clamp(probability, std::min(of_class.low, of_class.value),
                    std::max(of_class.high, of_class.value));
}

double salvo_kill_probability(double kill, double reliability, double common_cause, int rounds) {
  const double shared = std::sqrt(common_cause), alone = (1.0 - shared) * kill;
  const double misses_with_it = 1.0 - reliability * alone;                // the shared draw is a miss
  const double misses_against_it = 1.0 - reliability * (shared + alone);  // the shared draw is a kill
  double all_with = 1.0, all_against = 1.0;
  for (int i = 0; i < rounds; ++i) {
    all_with *= misses_with_it;
    all_against *= misses_against_it;
  }
  return 1.0 - (1.0 - kill) * all_with - kill * all_against;
}

}  // namespace cupola
