#include "analysis/coverage_reach.hpp"

#include <algorithm>
#include <cmath>

#include "core/math.hpp"
#include "earth/horizon.hpp"
#include "scenario/radar_sight.hpp"

namespace cupola {
namespace {

bool holds(const Scenario& scenario, const FireUnitSite& unit, WeaponTypeId weapon) {
  for (const LauncherId launcher : unit.launchers)
    for (const auto& [type, rounds] : scenario.launchers[launcher.index()].load)
      if (type == weapon && rounds > 0) return true;
  return false;
}

}  // namespace

CoverageReach::CoverageReach(const Scenario& scenario, const std::vector<FlyoutTable>& tables)
    : scenario_(&scenario) {
  for (const FireUnitSite& unit : scenario.fire_units) {
    if (unit.station.later()) continue;
    for (std::uint32_t w = 0; w < scenario.weapons_true.size(); ++w) {
      if (!holds(scenario, unit, WeaponTypeId{w})) continue;
      const RadarSite& radar = scenario.radars[unit.guidance.index()];
      if (std::find(guidance_.begin(), guidance_.end(), radar.id) == guidance_.end())
        guidance_.push_back(radar.id);
      shooters_.push_back({&unit, &radar, LocalFrame::at(radar.antenna), &scenario.weapons_true[w],
                           &tables[w], scenario.posts[unit.post.index()].doctrine.keep_out_m,
                           math::sin(radar.type.elevation_min_rad), math::sin(radar.type.elevation_max_rad)});
    }
  }
}

double CoverageReach::range_most_m() const {
  double most_m = 0.0;
  for (const Shooter& shooter : shooters_) most_m = std::max<double>(most_m, shooter.weapon->range_max_m);
  return most_m;
}

double CoverageReach::flight_s(const Shooter& s, const CoveragePoint& point, bool ballistic,
                               double target_speed_m_s, bool needs_radar) const {
  constexpr double kNever_s = -1.0;
  const InterceptorType& type = *s.weapon;
  const Vec3 p_enu_m = s.frame.enu_from_ecef(point.p_ecef_m);
  const double slant_m = norm(p_enu_m);
  if (slant_m > (ballistic ? type.range_max_ballistic_m : type.range_max_m)) return kNever_s;
  if (slant_m < type.range_min_m || slant_m < s.keep_out_m) return kNever_s;
  if (point.height_agl_m < type.altitude_min_m || point.height_msl_m > type.altitude_max_m) return kNever_s;
  if (type.target_speed_max_m_s > 0.0 && target_speed_m_s > type.target_speed_max_m_s) return kNever_s;

  const double ground_m = ground_range_m(p_enu_m);
  if (needs_radar && !seen_by_its_radar(s, point, p_enu_m, slant_m, ground_m)) return kNever_s;
  return s.table->time_of_flight_s(ground_m, point.height_msl_m);
}

bool CoverageReach::in_view(const Shooter& s, const CoveragePoint& point) const {
  const Vec3 p_enu_m = s.frame.enu_from_ecef(point.p_ecef_m);
  return seen_by_its_radar(s, point, p_enu_m, norm(p_enu_m), ground_range_m(p_enu_m));
}

/// Range and elevation limits, rays bent, and the horizon.
bool CoverageReach::seen_by_its_radar(const Shooter& s, const CoveragePoint& point, const Vec3& p_enu_m,
                                      double slant_m, double ground_m) const {
  if (slant_m > s.radar->type.instrumented_range_m) return false;
  const double bending = ground_m * (1.0 - 1.0 / scenario_->earth.k_factor) / (2.0 * kMeanEarthRadius_m);
  const double sine = p_enu_m.z / slant_m + bending;
  if (sine < s.sine_min || sine > s.sine_max) return false;
  const double height_hae_m = point.height_msl_m + scenario_->earth.geoid_undulation_m;
  return in_sight(*scenario_, *s.radar, p_enu_m, ground_m, height_hae_m);
}

bool CoverageReach::meets(RadarId guidance, const CoveragePoint& point, bool ballistic,
                          double target_speed_m_s) const {
  return std::any_of(shooters_.begin(), shooters_.end(), [&](const Shooter& shooter) {
    return shooter.radar->id == guidance && flight_s(shooter, point, ballistic, target_speed_m_s) >= 0.0;
  });
}

}  // namespace cupola
