#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/id.hpp"
#include "messages/track.hpp"

namespace cupola {

/// Which platform's plots a track has lived on: the shadow of the posts' pictures. Kept by the engine for the
/// record and the ledger; no command post ever sees it.
class Shadow {
 public:
  /// A plot of `platform` (invalid: a false plot) went to `track`. Returns the platform that lost the
  /// majority to another one by it, that is, whose track was swapped; invalid: none.
  PlatformId add(TrackNumber track, PlatformId platform);

  /// The platform with most plots in the track, the earlier one on a tie; invalid for a false or unknown
  /// track.
  PlatformId majority(TrackNumber track) const;

 private:
  struct Count {
    PlatformId platform;
    std::uint32_t plots = 0;
  };
  /// Counts of the three platforms last in the track: more never share one in practice; the rarest gives way,
  /// never the majority.
  struct Entry {
    TrackNumber track = 0;  ///< 0: a free place
    std::array<Count, 3> counts;
    PlatformId majority;
  };
  std::size_t place_of(TrackNumber track) const;
  Entry& entry(TrackNumber track);
  void grow();

  // A table by hash with open addressing, at most half full, a power of two long; its order decides nothing.
  std::vector<Entry> entries_ = std::vector<Entry>(1024);
  std::size_t used_ = 0;
};

}  // namespace cupola
