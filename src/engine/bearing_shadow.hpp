#pragma once

#include <algorithm>
#include <deque>
#include <vector>

#include "core/id.hpp"
#include "messages/bearing.hpp"

namespace cupola {

/// Whose the bearings of late were, so that the record can say whether a crossing was of one platform or a
/// ghost. Kept by the engine; no command post ever sees it.
class BearingShadow {
 public:
  void note(const Bearing& bearing, PlatformId platform) {
    while (!kept_.empty() && bearing.time - kept_.front().bearing.time > kLong) kept_.pop_front();
    kept_.push_back({bearing, platform});
  }

  /// The platform that all of them are of; invalid: they are of several, or one is too old to say.
  PlatformId of_all(const Bearing& first, const std::vector<Bearing>& others) const {
    const PlatformId platform = of(first);
    const bool one =
        std::all_of(others.begin(), others.end(), [&](const Bearing& b) { return of(b) == platform; });
    return one ? platform : PlatformId{};
  }

 private:
  struct Kept {
    Bearing bearing;
    PlatformId platform;
  };
  static constexpr Duration kLong{300'000'000'000};

  PlatformId of(const Bearing& b) const {
    const auto same = [&b](const Kept& k) {
      return k.bearing.radar == b.radar && k.bearing.time == b.time && k.bearing.azimuth_rad == b.azimuth_rad;
    };
    const auto found = std::find_if(kept_.rbegin(), kept_.rend(), same);
    return found == kept_.rend() ? PlatformId{} : found->platform;
  }

  std::deque<Kept> kept_;  // as they were delivered
};

}  // namespace cupola
