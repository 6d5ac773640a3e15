#pragma once

#include "core/check.hpp"
#include "core/id.hpp"
#include "messages/track.hpp"

namespace cupola {

/// How many posts and radars a track number can tell apart.
inline constexpr std::uint32_t kPostsMost = 1u << 8, kRadarsMost = 1u << 16;

/// The part of a track number that no name of a post or a radar stands for.
inline constexpr TrackNumber kTrackNumberWithoutNames = (TrackNumber{1} << 40) - 1;

/// What the number of a track was made of at birth.
struct TrackBirth {
  PostId owner;
  RadarId radar;
  std::uint32_t scan = 0;  ///< modulo 2^24
  bool dedicated = false;
  std::uint32_t plot = 0;  ///< counted from 1, so that no track is number 0
};

/// The number of a track at birth: post 8 bits, radar 16, scan 24, then 1 bit for a dedicated dwell and 15
/// for the plot.
inline TrackNumber track_number(const TrackBirth& birth) {
  CUPOLA_CHECK(birth.owner.value < kPostsMost && birth.radar.value < kRadarsMost && birth.plot < 1u << 15);
  return TrackNumber{birth.owner.value} << 56 | TrackNumber{birth.radar.value} << 40 |
         TrackNumber{birth.scan & 0xffffffu} << 16 | TrackNumber{birth.dedicated} << 15 | birth.plot;
}

inline TrackBirth track_birth(TrackNumber number) {
  return {PostId{static_cast<std::uint32_t>(number >> 56)},
          RadarId{static_cast<std::uint32_t>(number >> 40 & 0xffffu)},
          static_cast<std::uint32_t>(number >> 16 & 0xffffffu), (number >> 15 & 1u) != 0,
          static_cast<std::uint32_t>(number & 0x7fffu)};
}

}  // namespace cupola
