#include "tracking/track_life.hpp"

#include <bit>

namespace cupola {

bool LifeRule::firm(std::uint32_t history) const {
  const std::uint32_t window = looks >= 32 ? UINT32_MAX : (1u << looks) - 1u;
  return std::popcount(history & window) >= hits;
}

bool LifeRule::given_up(const ChannelLook& look, Time now, double interval_s) const {
  const int own = (misses + 1) / 2;
  return look.misses >= own || (now - look.last_hit).seconds() > (own + 0.5) * interval_s;
}

}  // namespace cupola
