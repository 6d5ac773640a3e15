#include "engine/shadow.hpp"

#include <algorithm>
#include <utility>

namespace cupola {

/// Where a track stands, or would.
std::size_t Shadow::place_of(TrackNumber track) const {
  const std::size_t mask = entries_.size() - 1;
  std::size_t place = (track * 0x9e3779b97f4a7c15u) >> 32 & mask;
  while (entries_[place].track != track && entries_[place].track != 0) place = (place + 1) & mask;
  return place;
}

Shadow::Entry& Shadow::entry(TrackNumber track) {
  Entry& held = entries_[place_of(track)];
  if (held.track != 0) return held;
  if (2 * ++used_ > entries_.size()) grow();
  Entry& begun = entries_[place_of(track)];
  begun.track = track;
  return begun;
}

void Shadow::grow() {
  std::vector<Entry> before(2 * entries_.size());
  before.swap(entries_);
  for (const Entry& e : before)
    if (e.track != 0) entries_[place_of(e.track)] = e;
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

PlatformId Shadow::majority(TrackNumber track) const { return entries_[place_of(track)].majority; }

}  // namespace cupola
