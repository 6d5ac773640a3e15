#include "weapons/strike.hpp"

#include <cmath>

#include "core/math.hpp"

namespace cupola {

Strike draw_strike(ReplicateKey key, const Platform& platform, StrikeLead lead) {
  Draws draws(key, stream_key(Purpose::damage, name_key(platform.name)), 0);
  const double hit = draws.uniform();
  const double off = draws.uniform();
  if (lead == StrikeLead::nothing) return {};
  if (lead == StrikeLead::last_estimate) {
    const AntiRadiationType& homing = platform.type.anti_radiation;
    const double miss_m = homing.miss_m * std::sqrt(-2.0 * math::log(off));
    return {miss_m <= homing.lethal_radius_m, miss_m};
  }
  return {hit < platform.type.strike.hit_probability, 0.0};
}

}  // namespace cupola
