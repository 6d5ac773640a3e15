#pragma once

#include "core/time.hpp"
#include "messages/uplink.hpp"
#include "world/world.hpp"

namespace cupola {

/// Where the uplinked target will be at t if it flies on straight, earth-fixed, m.
Vec3 extrapolated(const Uplink& uplink, Time t);

/// Could the guiding radar light up this point at this moment?
/// Model      radiating, inside the array's sector, line of sight over the smooth earth (RULES 15)
bool illuminates(const World& world, RadarId radar, const Vec3& p_ecef_m, Time t);

/// Who is taken at hand-over?
struct HandOver {
  PlatformId engaged;         ///< nearest present platform inside the basket, whoever it is; invalid: nobody
  bool already_dead = false;  ///< nobody, but one that died since the launch would now be inside the basket
};

/// Model      nearest object inside a sphere about the guiding track (RULES 18)
/// Holds for  ties are broken by PlatformId, that is by name
HandOver hand_over(const World& world, const Vec3& p_track_ecef_m, double basket_m, Time launched, Time t);

/// Midcourse prediction: seconds to go and the aim point, kept up from step to step.
/// Model      the planned time of flight, stretched by the ratio of the way to go to the new aim point and to
/// the old; inside the
///            last 20 s range over closing speed
struct MidcourseAim {
  Vec3 aim_ecef_m;
  double to_go_s = 0.0;

  void update(const Vec3& p_round_ecef_m, const Vec3& v_round_ecef_m_s, const Vec3& p_target_ecef_m,
              const Vec3& v_target_ecef_m_s);
};

}  // namespace cupola
