#include "weapons/hand_over.hpp"

namespace cupola {
namespace {

/// Where a platform is, or, dead, would be if it had flown straight on.
Vec3 position_if_alive(const World& world, PlatformId id, Time t) {
  const Time death = world.death_time(id);
  if (t < death) return world.motion(id, t).p_ecef_m;
  const Motion last = world.motion(id, death);
  return last.p_ecef_m + (t - death).seconds() * last.v_ecef_m_s;
}

}  // namespace

Basket look_into_basket(const World& world, const Vec3& p_middle_ecef_m, double radius_m, Time t) {
  Basket basket;
  double nearest2 = radius_m * radius_m;
  for (const Platform& platform : world.scenario().platforms) {
    const bool dead = world.death_time(platform.id) <= t;
    if (!dead && !world.present(platform.id, t)) continue;
    const Vec3 off = position_if_alive(world, platform.id, t) - p_middle_ecef_m;
    const double distance2 = dot(off, off);
    if (dead) {
      basket.wreck = basket.wreck || distance2 <= radius_m * radius_m;
    } else if (distance2 < nearest2 || (distance2 == nearest2 && !basket.nearest.valid())) {
      nearest2 = distance2;
      basket.nearest = platform.id;
    }
  }
  if (basket.nearest.valid()) basket.wreck = false;
  return basket;
}

}  // namespace cupola
