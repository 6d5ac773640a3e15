#include "engine/shadow.hpp"

#include <algorithm>

namespace cupola {

Shadow::Entry& Shadow::entry(TrackNumber track) {
  const auto at = std::lower_bound(entries_.begin(), entries_.end(), track,
                                   [](const Entry& e, TrackNumber number) { return e.track < number; });
  if (at != entries_.end() && at->track == track) return *at;
  return *entries_.insert(at, Entry{track, {}, {}});
}

bool Shadow::add(TrackNumber track, PlatformId platform) {
  Entry& e = entry(track);
  auto count = std::find_if(e.counts.begin(), e.counts.end(),
                            [platform](const Count& c) { return c.plots > 0 && c.platform == platform; });
  if (count == e.counts.end()) {
    count = std::min_element(e.counts.begin(), e.counts.end(),
                             [](const Count& a, const Count& b) { return a.plots < b.plots; });
    *count = {platform, 0};
  }
  ++count->plots;
  const auto best = std::max_element(e.counts.begin(), e.counts.end(),
                                     [](const Count& a, const Count& b) { return a.plots < b.plots; });
  const PlatformId before = e.majority;
  e.majority = best->platform;
  return before.valid() && e.majority.valid() && before != e.majority;
}

PlatformId Shadow::majority(TrackNumber track) const {
  const auto at = std::lower_bound(entries_.begin(), entries_.end(), track,
                                   [](const Entry& e, TrackNumber number) { return e.track < number; });
  return at != entries_.end() && at->track == track ? at->majority : PlatformId{};
}

}  // namespace cupola
