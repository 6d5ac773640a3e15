#pragma once

#include <array>
#include <vector>

#include "messages/bearing.hpp"
#include "messages/track.hpp"
#include "tracking/tracker.hpp"

namespace cupola {

/// What kind of emitter has been heard from each track, by the bearings that went to it?
/// Model      the kind named most often, from two times on; of equals the first in the order of EmitterName.
///            A bearing that went to the wrong track counts there: it can be wrong
/// Random     none
/// Checked by tests/emitter_book.cpp
class EmitterBook {
 public:
  /// The bearings of a batch that the tracker has just worked.
  void take(const std::vector<Bearing>& bearings, const std::vector<BearingUse>& uses);
  /// Forgets tracks that the tracker no longer holds.
  void forget(const Tracker& tracker);

  EmitterName of(TrackNumber track) const;

 private:
  struct Entry {
    TrackNumber track = 0;
    std::array<int, kEmitterNameCount> times{};
  };
  std::vector<Entry> entries_;  // in order of number
};

}  // namespace cupola
