#include "engine/shadow.hpp"

#include <algorithm>
#include <utility>

namespace cupola {

Shadow::Entry& Shadow::entry(TrackNumber track) {
  const auto at = std::lower_bound(entries_.begin(), entries_.end(), track,
                                   [](const Entry& e, TrackNumber number) { return e.track < number; });
  if (at != entries_.end() && at->track == track) return *at;
  return *entries_.insert(at, Entry{track, {}, {}});
}

PlatformId Shadow::add(TrackNumber track, PlatformId platform) {
  Entry& e = entry(track);
  auto count = std::find_if(e.counts.begin(), e.counts.end(),
                            [platform](const Count& c) { return c.plots > 0 && c.platform == platform; });
  if (count == e.counts.end()) {
    count = std::min_element(e.counts.begin(), e.counts.end(), [&e](const Count& a, const Count& b) {
      const auto stays = [&e](const Count& c) { return c.plots > 0 && c.platform == e.majority; };
      return std::pair(stays(a), a.plots) < std::pair(stays(b), b.plots);
    });
    *count = {platform, 0};
  }
  ++count->plots;
  const auto held = std::find_if(e.counts.begin(), e.counts.end(),
                                 [&e](const Count& c) { return c.plots > 0 && c.platform == e.majority; });
  if (held != e.counts.end() && held->plots >= count->plots) return {};
  const PlatformId before = std::exchange(e.majority, platform);
  return platform.valid() && before != platform ? before : PlatformId{};
}

PlatformId Shadow::majority(TrackNumber track) const {
  const auto at = std::lower_bound(entries_.begin(), entries_.end(), track,
                                   [](const Entry& e, TrackNumber number) { return e.track < number; });
  return at != entries_.end() && at->track == track ? at->majority : PlatformId{};
}

}  // namespace cupola
