#pragma once

#include <algorithm>
#include <vector>

#include "world/radar_state.hpp"

namespace cupola {

/// For what share of the scenario was each radar, and each passive sensor, ready: up and warm, turning or not? And
/// when did it last radiate? Its state is taken in before every change.
class ReadyTime {
 public:
  ReadyTime(std::size_t count, Time start)
      : begin_(start), last_(count, start), radiated_(count, kLongAgo), ready_(count) {}

  void take(RadarId id, const RadarState& radar, Time now) {
    Time& last = last_[id.index()];
    if (radar.up()) {
      const Duration stretch = now - std::max(last, std::min(radar.warm_until, now));
      ready_[id.index()] = ready_[id.index()] + stretch;
    }
    if (radar.radiating(now)) radiated_[id.index()] = now;
    last = now;
  }
  double share(RadarId id, Time end) const {
    return end > begin_ ? ready_[id.index()].seconds() / (end - begin_).seconds() : 0.0;
  }

  /// Before what it does now; long ago: never.
  Time last_radiated(RadarId id) const { return radiated_[id.index()]; }

 private:
  static constexpr Time kLongAgo{INT64_MIN};
  Time begin_;
  std::vector<Time> last_, radiated_;
  std::vector<Duration> ready_;
};

}  // namespace cupola
