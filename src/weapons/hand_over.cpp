#include "weapons/hand_over.hpp"

#include <cstdint>
#include <vector>

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

/// Where all who are present are at one time, by the segments that the looks of the radars hold side by side.
class Whereabouts {
 public:
  Whereabouts(const World& world, Time t)
      : lanes_(&world.segments_at(t, eights_present(world, t))), t_ns_(lanes_->since_origin_ns(t)) {}

  /// May somebody who is present lie within this distance of a point? Most are far away, and where exactly
  /// they are takes a search of their path. The margin is for what both ways of asking round.
  bool may_be(PlatformId id, const Vec3& p_ecef_m, double distance2_m2) const {
    const std::size_t i = id.index();
    const double s = 1e-9 * (t_ns_ - lanes_->begin_ns()[i]);
    const auto along = [&](int axis) {
      const auto at = [&](int rank) { return lanes_->coefficient(rank, axis)[i]; };
      return ((at(0) * s + at(1)) * s + at(2)) * s + at(3);
    };
    const Vec3 off = Vec3{along(0), along(1), along(2)} - p_ecef_m;
    return dot(off, off) <= 1.01 * distance2_m2 + 1.0;
  }

 private:
  static std::vector<std::uint32_t> eights_present(const World& world, Time t) {
    std::vector<std::uint32_t> eights;
    world.eights_present(t, eights);
    return eights;
  }

  const SegmentLanes* lanes_;
  double t_ns_;
};

}  // namespace

Basket look_into_basket(const World& world, const Vec3& p_middle_ecef_m, double radius_m, Time t) {
  Basket basket;
  double nearest2 = radius_m * radius_m;
  const Whereabouts whereabouts(world, t);
  for (const Platform& platform : world.scenario().platforms) {
    if (world.death_time(platform.id) <= t || !world.present(platform.id, t)) continue;
    if (!whereabouts.may_be(platform.id, p_middle_ecef_m, nearest2)) continue;
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
