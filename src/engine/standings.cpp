#include "engine/standings.hpp"

#include <algorithm>

namespace cupola {

Standings::Standings(std::size_t posts, std::size_t platforms)
    : platforms_(platforms), tracks_(posts * platforms), said_(posts * platforms) {}

void Standings::say(PostId post, TrackNumber track, const Said& said) {
  const std::size_t at = post.index() * platforms_ + said.of.index();
  tracks_[at] = track;
  said_[at] = said;
}

std::optional<Standings::Said> Standings::take_back(PostId post, PlatformId who) {
  return take_back(post.index() * platforms_ + who.index());
}

std::optional<Standings::Said> Standings::take_back(PostId post, TrackNumber track, PlatformId likely) {
  const std::size_t first = post.index() * platforms_, end = first + platforms_;
  if (likely.valid() && tracks_[first + likely.index()] == track) return take_back(first + likely.index());
  const TrackNumber* all = tracks_.data();
  const auto at = static_cast<std::size_t>(std::find(all + first, all + end, track) - all);
  return at < end ? take_back(at) : std::nullopt;
}

std::optional<Standings::Said> Standings::take_back(std::size_t at) {
  if (tracks_[at] == 0) return std::nullopt;
  tracks_[at] = 0;
  return said_[at];
}

}  // namespace cupola
