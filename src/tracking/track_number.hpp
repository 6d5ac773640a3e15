#pragma once

#include "core/check.hpp"
#include "core/id.hpp"
#include "messages/track.hpp"

namespace cupola {

/// The number of a track at birth: post 8 bits, radar 16, scan 24, then 1 bit for a dedicated dwell and
/// 15 for the plot, counted from 1, so that no track is number 0.
inline TrackNumber track_number(PostId owner, RadarId radar, std::uint32_t scan, bool dedicated,
                                std::uint32_t plot) {
  CUPOLA_CHECK(owner.value < 1u << 8 && radar.value < 1u << 16 && plot < 1u << 15);
  return TrackNumber{owner.value} << 56 | TrackNumber{radar.value} << 40 |
         TrackNumber{scan & 0xffffffu} << 16 | TrackNumber{dedicated} << 15 | plot;
}

}  // namespace cupola
