#include "weapons/hand_over.hpp"

namespace cupola {
namespace {

/// Is a dead one there, where it would be if it had flown straight on?
bool any_wreck(const World& world, const Vec3& p_middle_ecef_m, double radius_m, Time t) {
  for (const Platform& platform : world.scenario().platforms) {
    const Time death = world.death_time(platform.id);
    if (t < death) continue;
    const Motion last = world.motion(platform.id, death);
    const Vec3 off = last.p_ecef_m + (t - death).seconds() * last.v_ecef_m_s - p_middle_ecef_m;
    if (dot(off, off) <= radius_m * radius_m) return true;
  }
  return false;
}

}  // namespace

Basket look_into_basket(const World& world, const Vec3& p_middle_ecef_m, double radius_m, Time t) {
  Basket basket;
  double nearest2 = radius_m * radius_m;
  for (const Platform& platform : world.scenario().platforms) {
    if (world.death_time(platform.id) <= t || !world.present(platform.id, t)) continue;
    const Vec3 off = world.motion(platform.id, t).p_ecef_m - p_middle_ecef_m;
    const double distance2 = dot(off, off);
    if (distance2 < nearest2 || (distance2 == nearest2 && !basket.nearest.valid())) {
      nearest2 = distance2;
      basket.nearest = platform.id;
    }
  }
  basket.wreck = !basket.nearest.valid() && any_wreck(world, p_middle_ecef_m, radius_m, t);
  return basket;
}

}  // namespace cupola
