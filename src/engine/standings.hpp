#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "command/post.hpp"
#include "core/id.hpp"
#include "core/time.hpp"
#include "messages/track.hpp"

namespace cupola {

/// What each post says of each platform, by which of its tracks, and since when. A track stands for one platform
/// at most, as one that comes to stand for another is taken back first.
class Standings {
 public:
  struct Said {
    PlatformId of;
    DecisionVerdict verdict = DecisionVerdict::not_engageable;
    Time since;
  };

  Standings(std::size_t posts, std::size_t platforms);

  void say(PostId post, TrackNumber track, const Said& said);
  /// What was said of it so far, if anything, which no longer stands.
  std::optional<Said> take_back(PostId post, PlatformId who);
  /// `likely`: whom it most likely stands for, if anybody; asked first.
  std::optional<Said> take_back(PostId post, TrackNumber track, PlatformId likely = {});

 private:
  std::optional<Said> take_back(std::size_t at);

  std::size_t platforms_;
  // By PostId, then PlatformId; the tracks apart, as they are searched through. 0: it says nothing.
  std::vector<TrackNumber> tracks_;
  std::vector<Said> said_;
};

}  // namespace cupola
