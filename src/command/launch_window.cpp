#include "command/launch_window.hpp"

#include <algorithm>
#include <cmath>

#include "command/planned_path.hpp"
#include "core/math.hpp"
#include "flight/flyout_table.hpp"

namespace cupola {

namespace {

constexpr int kSteps = 24;

struct PlaceOfIntercept {
  double slant_m, ground_m, msl_m, agl_m, east_m, north_m;
};

PlaceOfIntercept place(const ReachOf& reach, const Vec3& p_ecef_m) {
  const Vec3 enu = reach.frame->enu_from_ecef(p_ecef_m);
  const double hae_m = height_hae_m(p_ecef_m);
  return {norm(enu),
          ground_range_m(enu),
          hae_m - reach.earth.geoid_undulation_m,
          hae_m - reach.earth.ground_hae_m,
          enu.x,
          enu.y};
}

double range_most_m(const InterceptorType& type, bool ballistic) {
  return ballistic ? type.range_max_ballistic_m : type.range_max_m;
}

bool allowed_at(const ReachOf& reach, bool ballistic, const PlaceOfIntercept& at) {
  const InterceptorType& type = reach.weapon->type;
  if (at.slant_m > range_most_m(type, ballistic) || at.slant_m < type.range_min_m) return false;
  if (at.slant_m < reach.keep_out_m) return false;
  if (at.agl_m < type.altitude_min_m || at.msl_m > type.altitude_max_m) return false;
  if (type.guidance != GuidanceClass::semi_active) return true;
  if (!in_sector(reach.guidance, at.east_m, at.north_m)) return false;
  return line_of_sight(reach.guidance.antenna_agl_m, std::max(at.agl_m, 0.0), at.ground_m,
                       reach.earth.k_factor);
}

bool too_fast(const ReachOf& reach, const ReachTarget& target) {
  const double most_m_s = reach.weapon->type.target_speed_max_m_s;
  return most_m_s > 0.0 && dot(target.v_ecef_m_s, target.v_ecef_m_s) > most_m_s * most_m_s;
}

/// Before this the target cannot have come within range, however it turns.
double earliest_in_range_s(const ReachOf& reach, const ReachTarget& target) {
  const double outside_m =
      norm(target.p_ecef_m - reach.frame->origin_ecef_m) - range_most_m(reach.weapon->type, target.ballistic);
  if (outside_m <= 0.0) return 0.0;
  const double speed_m_s = norm(target.v_ecef_m_s);
  // A falling body gains speed: half as much again is generous.
  return outside_m / std::max(target.ballistic ? 1.5 * speed_m_s : speed_m_s, 1.0);
}

/// One place on the way: may it be met there, and how much time is left over if a round goes at once?
struct Meeting {
  bool allowed = false;
  double t_s = 0.0, spare_s = 0.0;
};

Meeting meeting(const ReachOf& reach, const ReachTarget& target, double delay_s, double t_s) {
  const PlaceOfIntercept at = place(reach, position_after(target, t_s));
  if (!allowed_at(reach, target.ballistic, at)) return {false, t_s, 0.0};
  const double flight_s = reach.weapon->table.time_of_flight_s(at.ground_m, at.msl_m);
  return {flight_s >= 0.0, t_s, t_s - delay_s - flight_s};
}

/// The first meeting lies after `before` (none, not allowed, or too early) and not after `found`.
LaunchWindow window_between(const ReachOf& reach, const ReachTarget& target, double delay_s, Meeting before,
                            Meeting found) {
  constexpr int kHalvings = 6;
  for (int i = 0; i < kHalvings && !before.allowed && before.t_s < found.t_s; ++i) {
    const Meeting middle = meeting(reach, target, delay_s, 0.5 * (before.t_s + found.t_s));
    (middle.allowed && middle.spare_s >= 0.0 ? found : before) = middle;
  }
  if (!before.allowed) return {true, found.t_s, found.spare_s};
  const double back_s = (found.t_s - before.t_s) * found.spare_s / (found.spare_s - before.spare_s);
  return {true, found.t_s - back_s, 0.0};
}

}  // namespace

GuidanceLimits guidance_limits(const KnownRadar& radar, double sector_centre_rad) {
  GuidanceLimits limits;
  limits.antenna_agl_m = radar.antenna_agl_m;
  const double width_rad = radar.type.sector_width_rad;
  limits.whole_circle =
      radar.type.scan == ScanKind::rotating || width_rad <= 0.0 || width_rad >= 2.0 * math::kPi;
  if (limits.whole_circle) return limits;
  limits.axis_east = math::sin(sector_centre_rad);
  limits.axis_north = math::cos(sector_centre_rad);
  limits.cosine_half_width = math::cos(0.5 * width_rad);
  return limits;
}

bool may_be_met_at(const ReachOf& reach, const ReachTarget& target, const Vec3& p_ecef_m) {
  return !too_fast(reach, target) && allowed_at(reach, target.ballistic, place(reach, p_ecef_m));
}

LaunchWindow launch_window(const ReachOf& reach, const ReachTarget& target, double delay_s,
                           double horizon_s) {
  if (too_fast(reach, target)) return {};
  const double begin_s = std::max(delay_s, earliest_in_range_s(reach, target));
  if (!(horizon_s > begin_s)) return {};

  const double step_s = (horizon_s - begin_s) / kSteps;
  Meeting before;
  for (int i = 0; i <= kSteps; ++i) {
    const Meeting here = meeting(reach, target, delay_s, begin_s + i * step_s);
    if (here.allowed && here.spare_s >= 0.0) return window_between(reach, target, delay_s, before, here);
    before = here;
  }
  return {};
}

}  // namespace cupola
