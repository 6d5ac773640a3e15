#pragma once

#include "command/launch_window.hpp"
#include "earth/horizon.hpp"
#include "messages/track.hpp"

namespace cupola {

/// How does a track go on, as far as a shot at it is planned?
/// Model      ballistic: free fall. Otherwise it keeps its speed and course above the round earth, and climbs
///            or sinks only if the rate is beyond three standard deviations of the track's velocity; it does
///            not sink into the ground within a minute, and is not planned for below 25 m above ground, where
///            only the error of its height can have put it. For what a radar will see of it, it is taken to be at the
///            lower end of its height, two standard deviations down, but not below 50 m above ground: a fire unit
///            that waits for what is still below its horizon can do nothing else
/// Returns    state at `now`, and the acceleration that bends its path
/// Holds for  a minute or two ahead
/// Leaves out turns
/// Random     none
/// Checked by tests/planned_path.cpp
ReachTarget planned_path(const Track& track, bool ballistic, const SmoothEarth& earth, Time now);

/// Where it is `t_s` later.
inline Vec3 position_after(const ReachTarget& target, double t_s) {
  return target.p_ecef_m + t_s * target.v_ecef_m_s + 0.5 * t_s * t_s * target.a_ecef_m_s2;
}
inline Vec3 velocity_after(const ReachTarget& target, double t_s) {
  return target.v_ecef_m_s + t_s * target.a_ecef_m_s2;
}

}  // namespace cupola
