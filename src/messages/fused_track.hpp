#pragma once

#include <vector>

#include "core/id.hpp"
#include "messages/track.hpp"

namespace cupola {

/// A post's own track that went into an estimate, and the newest of it that did.
struct TrackOrigin {
  PostId post;
  TrackNumber number = 0;
  Time newest;
};

/// A track with all that it is made of, by post and number: whoever is told of it can see what of it are his
/// own words.
struct FusedTrack {
  Track track;
  std::vector<TrackOrigin> origins;

  static FusedTrack own(const Track& track) { return {track, {{track.owner, track.number, track.time}}}; }
};

}  // namespace cupola
