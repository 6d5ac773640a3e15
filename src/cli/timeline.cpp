#include "cli/timeline.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "record/words.hpp"

namespace cupola {

namespace {

constexpr std::size_t kLines = 12;

struct Moment {
  Time time;
  int weight;  ///< the heavier stay when there are too many
  std::string text;
};

std::string clock(Duration since_start) {
  const std::int64_t seconds = since_start.ns / 1'000'000'000;
  return fmt::format("{:02}:{:02}", seconds / 60, seconds % 60);
}

/// The first row for which `wanted` holds.
template <class Row, class Wanted, class Say>
void first(const std::vector<Row>& rows, std::vector<Moment>& moments, int weight, Wanted wanted, Say say) {
  const auto at = std::find_if(rows.begin(), rows.end(), wanted);
  if (at != rows.end()) moments.push_back({at->time, weight, say(*at)});
}

std::string who(const Names& names, PlatformId id) {
  return id.valid() ? names.platforms.name(id.value) : std::string("a false track");
}

void firsts(const Names& n, const Log& log, std::vector<Moment>& moments) {
  first(
      log.plots, moments, 9, [](const PlotRow& r) { return r.shadow.valid(); },
      [&](const PlotRow& r) {
        return fmt::format("first echo: {} sees {} at {:.0f} km", n.radars.name(r.radar.value),
                           who(n, r.shadow), r.range_m / 1e3);
      });
  first(
      log.tracks, moments, 8, [](const TrackRow& r) { return r.confirmed; },
      [&](const TrackRow& r) {
        return fmt::format("first firm track: {} holds {}", n.posts.name(r.post.value), who(n, r.shadow));
      });
  first(
      log.decisions, moments, 8, [](const DecisionRow& r) { return r.category == Category::hostile; },
      [&](const DecisionRow& r) {
        return fmt::format("first taken for hostile: {} by {}", who(n, r.shadow), n.posts.name(r.post.value));
      });
  first(
      log.orders, moments, 7, [](const OrderRow& r) { return r.kind == OrderKind::engage; },
      [&](const OrderRow& r) {
        return fmt::format("first order: {} to engage {}", n.fire_units.name(r.fire_unit.value),
                           who(n, r.shadow));
      });
  first(
      log.shots, moments, 9, [](const ShotRow&) { return true; },
      [&](const ShotRow& r) {
        return fmt::format("first launch: {} from {} at {}", n.weapons.name(r.weapon.value),
                           n.launchers.name(r.launcher.value), who(n, r.shadow));
      });
}

}  // namespace

std::vector<std::string> timeline(const Names& names, Time start, const Log& log) {
  std::vector<Moment> moments;
  firsts(names, log, moments);
  for (const OutcomeRow& r : log.outcomes) {
    if (r.fate == Fate::leaked)
      moments.push_back({r.time, 6,
                         fmt::format("LEAK: {} gets through ({})", names.platforms.name(r.platform.value),
                                     name_of(r.cause))});
    if (r.fate == Fate::killed)
      moments.push_back({r.time, 4, fmt::format("{} is killed", names.platforms.name(r.platform.value))});
  }
  if (!log.shots.empty()) {
    const ShotRow& last = log.shots.back();
    moments.push_back({last.time, 7,
                       fmt::format("last launch: {} at {}", names.weapons.name(last.weapon.value),
                                   who(names, last.shadow))});
  }
  // Keep the heaviest, the earlier of equals, then put them in order of time.
  std::stable_sort(moments.begin(), moments.end(), [](const Moment& a, const Moment& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.time < b.time;
  });
  const std::size_t left_out = moments.size() > kLines ? moments.size() - kLines : 0;
  moments.resize(moments.size() - left_out);
  std::stable_sort(moments.begin(), moments.end(),
                   [](const Moment& a, const Moment& b) { return a.time < b.time; });
  std::vector<std::string> lines;
  for (const Moment& m : moments) lines.push_back(fmt::format("{}  {}", clock(m.time - start), m.text));
  if (left_out > 0)
    lines.push_back(fmt::format("       ... and {} more moments (cupola explain tells them all)", left_out));
  return lines;
}

}  // namespace cupola
