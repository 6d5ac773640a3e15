#include "sensing/radar_time.hpp"

#include <algorithm>

namespace cupola {
namespace {

constexpr double kLeastShare = 0.01;  // a radar that never searched again would have no next frame

}  // namespace

Duration search_frame(const RadarType& radar, std::size_t followed) {
  if (!radar.time_budget.given()) return Duration::seconds(radar.search_frame_s);
  const double following =
      static_cast<double>(followed) * radar.time_budget.track_dwell_s / radar.track_interval_s;
  const double least = std::max<double>(radar.time_budget.search_share_least, kLeastShare);
  return Duration::seconds(radar.search_frame_s / std::max(1.0 - following, least));
}

}  // namespace cupola
