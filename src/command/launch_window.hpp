#pragma once

#include <limits>

#include "command/order_of_battle.hpp"
#include "core/vec3.hpp"

namespace cupola {

/// A fire unit's guidance radar as a limit to where a target can be met.
struct GuidanceLimits {
  double antenna_agl_m = 0.0;
  bool whole_circle = true;  ///< no sector to keep to
  double axis_east = 0.0, axis_north = 1.0;
  double cosine_half_width = -1.0;
};

/// The sector of a radar about an azimuth.
GuidanceLimits guidance_limits(const KnownRadar& radar, double sector_centre_rad);

/// Does the sector of one that has a sector hold a direction, given east and north of the radar? Of one place
/// or, in lanes, of several.
template <class V>
auto within_sector(const GuidanceLimits& limits, V east_m, V north_m) {
  using std::sqrt;
  const V along = east_m * limits.axis_east + north_m * limits.axis_north;
  return along >= limits.cosine_half_width * sqrt(east_m * east_m + north_m * north_m);
}
inline bool in_sector(const GuidanceLimits& limits, double east_m, double north_m) {
  return limits.whole_circle || within_sector(limits, east_m, north_m);
}

/// One fire unit with one weapon, as a question about reach.
struct ReachOf {
  const KnownWeapon* weapon = nullptr;
  const LocalFrame* frame = nullptr;
  SmoothEarth earth;
  double keep_out_m = 0.0;
  GuidanceLimits guidance;
  bool on_remote_data = false;  ///< rounds that find their target themselves may leave on what others see
  double most_m = std::numeric_limits<double>::infinity();
  const std::vector<KnownZone>* zones = nullptr;  ///< null or empty: everywhere
};

/// The doctrine's outer limit, and the zones, for who is not attacked himself.
void limit_reach(ReachOf& reach, const Doctrine& doctrine, const std::vector<KnownZone>* zones);

/// A target as it is now, and how it will go on.
struct ReachTarget {
  Vec3 p_ecef_m, v_ecef_m_s, a_ecef_m_s2;  ///< a: what bends its path (planned_path.hpp)
  bool ballistic = false;
  double view_lower_m = 0.0;  ///< for what a radar will see of it, it is taken for so much lower
};

/// Missiles that find their target themselves may be fired on what others see, where the doctrine permits it;
/// all others need their own radar (RULES 15).
inline bool may_fire_on_remote_data(const Doctrine& doctrine, const InterceptorType& weapon) {
  return doctrine.command.remote_data == RemoteData::fire && weapon.guidance == GuidanceClass::active;
}

/// Whether, and when, a target can be met.
struct LaunchWindow {
  bool possible = false;     ///< some launch, not before the delay, meets it before the horizon
  double intercept_s = 0.0;  ///< from now: the first intercept found
  double wait_s = 0.0;       ///< the launch for it, beyond the delay: 0 where it can go at once
};

/// May a place be the place of an intercept?
/// Model      zone (slant range, height above ground and above sea), top speed of targets, keep-out, line
///            of sight over the smooth earth and the sector of the guidance radar: rounds that are led to their
///            target need them there, all others, unless they may be fired on remote data, to be launched
///            (RULES 15, 17)
/// Checked by tests/launch_window.cpp
bool may_be_met_at(const ReachOf& reach, const ReachTarget& target, const Vec3& p_ecef_m);

/// Can a round launched no earlier than `delay_s` from now meet the target before `horizon_s`, and when?
/// Model      the path ahead in 24 equal steps; at each the time of flight from the planning table against
///            the time there is (Macfadzean; an intercept exists iff flight(p(t)) <= t - delay for some t)
/// Returns    seconds from now; between steps by linear interpolation where time begins to suffice, by six
///            halvings where the place begins to be allowed
/// Holds for  planning. A shot itself is laid by flight/intercept_point.hpp
/// Accurate   a window shorter than the horizon / 24 may be missed until the target is nearer
/// Random     none
/// Checked by tests/launch_window.cpp
LaunchWindow launch_window(const ReachOf& reach, const ReachTarget& target, double delay_s, double horizon_s);

/// Whether at all: launch_window(...).possible, which needs no look at when.
bool can_be_met(const ReachOf& reach, const ReachTarget& target, double delay_s, double horizon_s);

}  // namespace cupola
