#include "command/emitter_book.hpp"

#include <algorithm>

namespace cupola {

namespace {

constexpr int kTimesToName = 2;

constexpr auto kBefore = [](const auto& entry, TrackNumber number) { return entry.track < number; };

}  // namespace

void EmitterBook::take(const std::vector<Bearing>& bearings, const std::vector<BearingUse>& uses) {
  for (const BearingUse& use : uses) {
    const EmitterName name = bearings[static_cast<std::size_t>(use.bearing)].emitter;
    if (name == EmitterName::none || use.track == 0) continue;
    auto at = std::lower_bound(entries_.begin(), entries_.end(), use.track, kBefore);
    if (at == entries_.end() || at->track != use.track) at = entries_.insert(at, {use.track, {}});
    ++at->times[static_cast<std::size_t>(name)];
  }
}

void EmitterBook::forget(const Tracker& tracker) {
  std::erase_if(entries_, [&tracker](const Entry& entry) { return tracker.find(entry.track) == nullptr; });
}

EmitterName EmitterBook::of(TrackNumber track) const {
  const auto at = std::lower_bound(entries_.begin(), entries_.end(), track, kBefore);
  if (at == entries_.end() || at->track != track) return EmitterName::none;
  const auto most = std::max_element(at->times.begin(), at->times.end());
  return *most < kTimesToName ? EmitterName::none : static_cast<EmitterName>(most - at->times.begin());
}

}  // namespace cupola
