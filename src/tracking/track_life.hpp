#pragma once

#include <cstdint>
#include <limits>

#include "core/time.hpp"

namespace cupola {

/// What one channel of one radar (its search, or its dedicated dwells) has to say of one track.
struct ChannelLook {
  Time last_look{std::numeric_limits<std::int64_t>::min()};
  Time last_hit{std::numeric_limits<std::int64_t>::min()};
  int misses = 0;  ///< in a row

  bool ever_hit() const { return last_hit.ns != std::numeric_limits<std::int64_t>::min(); }
};

/// The rule by which tracks become firm and are given up.
///
/// Model      initiation: M plots within any N looks in a row (Blackman and Popoli 1999, chapter 6; the
///            window slides). A tentative track is given up as soon as no window with its newest plot
///            in it can reach M any more: after N - M + 1 misses in a row. Deletion: D misses in a row
///            by all radar channels together; and each channel that has ever met the track has itself
///            missed it at least ceil(D/2) times, or does not look there any more. So a fast radar that
///            loses a target behind its horizon does not take it away from a slow one that still sees
///            it. Only a channel that has met a track, and has not missed it D times in a row since,
///            counts misses: where it can see at all is learnt, not assumed.
/// Checked by tests/track_life.cpp
struct LifeRule {
  int hits = 2, looks = 3, misses = 4;

  bool firm(std::uint32_t history) const;  ///< history of looks, newest in bit 0, a plot is 1
  bool hopeless(int misses_in_row) const { return misses_in_row > looks - hits; }

  /// Does this channel's silence about a track count as a miss?
  bool speaks(const ChannelLook& look) const { return look.ever_hit() && look.misses < misses; }

  /// Has this channel given the track up, or stopped looking at it?
  bool given_up(const ChannelLook& look, Time now, double interval_s) const;
};

}  // namespace cupola
