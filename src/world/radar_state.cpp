#include "world/radar_state.hpp"

#include <cmath>

#include "core/math.hpp"

namespace cupola {

double RadarState::facing_rad(Time t) const {
  if (t >= turn_until) return sector_centre_rad;
  const double done = (t - turn_begin).seconds() / (turn_until - turn_begin).seconds();
  return turn_from_rad + done * math::wrap_pi(sector_centre_rad - turn_from_rad);
}

void take_up(RadarState& radar, Readiness state, Time t) {
  if (radar.stowed) return;
  if (state == Readiness::ready && radar.readiness != Readiness::ready)
    radar.warm_until = t + Duration::seconds(radar.warm_up_s);
  radar.readiness = state;
}

void break_down(RadarState& radar) { ++radar.faults; }

void mend(RadarState& radar, Time t) {
  --radar.faults;
  if (radar.faults == 0) radar.warm_until = t + Duration::seconds(radar.warm_up_s);
}

void turn(RadarState& radar, const RadarType& type, double sector_centre_rad, Time t) {
  const double rate_rad_s = type.sector_turn_rate_rad_s;
  if (!(rate_rad_s > 0.0)) return;
  const double from_rad = radar.facing_rad(t);
  const double angle_rad = std::fabs(math::wrap_pi(sector_centre_rad - from_rad));
  radar.turn_from_rad = from_rad;
  radar.turn_begin = t;
  radar.sector_centre_rad = sector_centre_rad;
  radar.turn_until = t + Duration::seconds(angle_rad / rate_rad_s);
}

}  // namespace cupola
