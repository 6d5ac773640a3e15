#pragma once

#include <optional>

#include "catalogue/interceptor_type.hpp"
#include "core/vec3.hpp"
#include "earth/geodetic.hpp"
#include "flight/flyout_table.hpp"

namespace cupola {

/// Where and when a round launched after `delay_s` would meet a target that flies on as it does.
struct InterceptPoint {
  Vec3 p_ecef_m;
  double time_of_flight_s = 0.0;     ///< from launch
  double time_to_intercept_s = 0.0;  ///< from now: delay + time of flight
  double ground_range_m = 0.0, height_msl_m = 0.0, speed_m_s = 0.0;
};

/// Where would a round meet the target?
/// Model      straight flight of the target in the earth-fixed frame; with `ballistic`, under gravity, as a
///            fourth-order series in time. Newton's method on time - delay - time of flight(target at time),
///            at most 10 rounds
/// Returns    nothing where there is no meeting inside the table and the advertised zone (ground range,
///            lowest altitude above the launcher's ground, highest above mean sea level, speed of the target
///            over the ground, all at intercept: Washburn & Kress ch. 2; RULES 17)
/// Holds for  targets within 3000 km; ballistic flight above the air for at most 200 s
/// Accurate   time and time of flight agree to 1 ms; ballistic: 60 m after 100 s
/// Leaves out manoeuvre, drag on the target, line of sight of the guiding radar
/// Checked by tests/intercept_point.cpp
std::optional<InterceptPoint> predict_intercept(const FlyoutTable& table, const InterceptorType& type,
                                                const LocalFrame& launcher, double geoid_undulation_m,
                                                const Vec3& p_target_ecef_m, const Vec3& v_target_ecef_m_s,
                                                bool ballistic, double delay_s);

}  // namespace cupola
