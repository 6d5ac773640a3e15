#include "command/own_radars.hpp"

#include <algorithm>
#include <cmath>

namespace cupola {

namespace {

constexpr double kSds = 3.0, kBeside_m = 1000.0, kSpeed_m_s = 250.0, kLongest_s = 30.0;

}  // namespace

void OwnRadars::take(const PlotBatch& batch) {
  if (!batch.moves) return;
  const auto known = std::find_if(places_.begin(), places_.end(),
                                  [&](const Place& place) { return place.radar == batch.radar; });
  Place& place = known != places_.end() ? *known : places_.emplace_back();
  if (known != places_.end() && batch.begin < place.time) return;
  place = {batch.radar, batch.begin, batch.p_radar_ecef_m};
}

bool OwnRadars::is_one(const Track& track, double position_sd_m) const {
  return std::any_of(places_.begin(), places_.end(), [&](const Place& place) {
    const double apart_s = std::fabs((track.time - place.time).seconds());
    const double gate_m = kSds * position_sd_m + kSpeed_m_s * apart_s + kBeside_m;
    return apart_s <= kLongest_s && norm(track.p_ecef_m - place.p_ecef_m) <= gate_m;
  });
}

}  // namespace cupola
