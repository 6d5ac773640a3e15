#include "cli/timeline.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/words.hpp"
#include "record/words.hpp"
#include "scenario/elements.hpp"

namespace cupola {

namespace {

constexpr std::size_t kLines = 12;

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

void launches(const Names& n, const Log& log, std::vector<Moment>& moments) {
  for (std::size_t i = 1; i < log.shots.size(); ++i) {  // the first is told already
    const ShotRow& r = log.shots[i];
    const bool last = i + 1 == log.shots.size();
    moments.push_back({r.time, last ? 7 : 1,
                       fmt::format("{}launch: {} (round {}) at {}", last ? "last " : "",
                                   n.weapons.name(r.weapon.value), r.round.value, who(n, r.shadow))});
  }
}

/// ` by round 7`, of what was killed.
std::string by_round(const Log& log, const OutcomeRow& outcome) {
  for (const RoundRow& r : log.rounds)
    if (r.engaged == outcome.platform && r.time == outcome.time && r.cause != RoundCause::target_already_dead)
      return fmt::format(" by round {}", r.round.value);
  return {};
}

void fates(const Plan& plan, const Log& log, std::vector<Moment>& moments) {
  for (const OutcomeRow& r : log.outcomes) {
    const Platform& platform = scenario_of(plan).platforms[r.platform.index()];
    if (r.fate == Fate::leaked)
      moments.push_back(
          {r.time, 6, fmt::format("LEAK: {} gets through ({})", platform.name, name_of(r.cause))});
    if (r.fate != Fate::killed) continue;
    const bool hostile = platform.side == Side::hostile;
    const char* mark = platform.side == Side::friendly ? "FRIEND HIT: " : hostile ? "" : "NEUTRAL HIT: ";
    moments.push_back(
        {r.time, hostile ? 4 : 10, fmt::format("{}{} is killed{}", mark, platform.name, by_round(log, r))});
  }
}

/// What strikes did; that one got through is told already.
void strikes(const Scenario& s, const Log& log, std::vector<Moment>& moments) {
  std::vector<GroundTarget> lost;
  for (const StrikeRow& r : log.strikes) {
    if (r.way == StrikeWay::empty_place)
      moments.push_back({r.time, 6,
                         fmt::format("{} comes down where {} stood: nobody is there",
                                     s.platforms[r.platform.index()].name, name_of(s, r.what))});
    if (!r.hit) continue;
    const std::string hit =
        fmt::format("{} hits {}", s.platforms[r.platform.index()].name, name_of(s, r.what));
    if (r.what.kind == GroundTargetKind::asset) {
      moments.push_back({r.time, 3, fmt::format("{}: {:.0f} % of its value left", hit, 100.0 * r.left)});
    } else if (std::find(lost.begin(), lost.end(), r.what) != lost.end()) {
      moments.push_back({r.time, 2, hit + ", which was lost already"});
    } else {
      lost.push_back(r.what);
      moments.push_back({r.time, 9, fmt::format("LOSS: {}, which is out of action", hit)});
    }
  }
}

/// When what was up; duty is left out.
void readiness(const Scenario& s, const Names& n, const Log& log, std::vector<Moment>& moments) {
  for (const ReadinessRow& r : log.readiness) {
    const std::string& name = r.is_launcher ? n.launchers.name(r.id) : n.radars.name(r.id);
    const auto at = [&](Time t) { return clock_text((t - s.start).seconds()); };
    switch (r.change) {
      case ReadinessChange::alerted:
        moments.push_back({r.time, 8, fmt::format("alert: {}, to stand at {}", name, at(r.until))});
        break;
      case ReadinessChange::warms_up:
        moments.push_back({r.time, 5, fmt::format("{} warms up, ready at {}", name, at(r.until))});
        break;
      case ReadinessChange::silent:
        moments.push_back({r.time, 5, name + " goes silent"});
        break;
      case ReadinessChange::breaks_down:
        moments.push_back({r.time, r.is_launcher ? 2 : 5, name + " breaks down"});
        break;
      case ReadinessChange::mended:
        moments.push_back({r.time, r.is_launcher ? 2 : 5, name + " is mended"});
        break;
      case ReadinessChange::reloading:
        moments.push_back({r.time, 2, fmt::format("{} is empty and reloads until {}", name, at(r.until))});
        break;
      case ReadinessChange::reloaded:
        moments.push_back({r.time, 2, name + " has its load again"});
        break;
    }
  }
}

/// Fire units that change their place.
void moves(const Scenario& s, const Names& n, const Log& log, std::vector<Moment>& moments) {
  for (const MoveRow& r : log.moves) {
    const std::string& from = n.fire_units.name(r.from.value);
    const std::string& to = n.fire_units.name(r.to.value);
    const std::string until = clock_text((r.until - s.start).seconds());
    switch (r.step) {
      case MoveStep::ordered:
        moments.push_back(
            {r.time, 7, from + " is to move: it holds its fire, and guides what it has in the air"});
        break;
      case MoveStep::tears_down:
        moments.push_back({r.time, 6, fmt::format("{} tears down until {}", from, until)});
        break;
      case MoveStep::marches:
        moments.push_back({r.time, 7, fmt::format("{} marches until {}", from, until)});
        break;
      case MoveStep::sets_up:
        moments.push_back(
            {r.time, 6, fmt::format("{} is there, and sets up as {} until {}", from, to, until)});
        break;
      case MoveStep::stands:
        moments.push_back({r.time, 8, fmt::format("{} stands again, as {}", from, to)});
        break;
    }
  }
}

void sort_by_time(std::vector<Moment>& moments) {
  std::stable_sort(moments.begin(), moments.end(),
                   [](const Moment& a, const Moment& b) { return a.time < b.time; });
}

}  // namespace

std::vector<Moment> timeline(const Plan& plan, const Log& log) {
  std::vector<Moment> moments;
  firsts(names_of(plan), log, moments);
  launches(names_of(plan), log, moments);
  fates(plan, log, moments);
  strikes(scenario_of(plan), log, moments);
  readiness(scenario_of(plan), names_of(plan), log, moments);
  moves(scenario_of(plan), names_of(plan), log, moments);
  sort_by_time(moments);
  return moments;
}

std::vector<RunMoment> run_moments(Time start, const std::vector<Moment>& moments) {
  std::vector<RunMoment> all;
  for (const Moment& m : moments) all.push_back({(m.time - start).seconds(), m.what});
  return all;
}

std::vector<std::string> timeline_lines(Time start, std::vector<Moment> moments) {
  std::stable_sort(moments.begin(), moments.end(),
                   [](const Moment& a, const Moment& b) { return a.weight > b.weight; });
  const std::size_t left_out = moments.size() > kLines ? moments.size() - kLines : 0;
  moments.erase(moments.end() - static_cast<std::ptrdiff_t>(left_out), moments.end());
  sort_by_time(moments);
  std::vector<std::string> lines;
  for (const Moment& m : moments)
    lines.push_back(fmt::format("{}  {}", clock_text((m.time - start).seconds()), m.what));
  if (left_out > 0)
    lines.push_back(fmt::format("       ... and {} more moments (cupola explain RUN --timeline)", left_out));
  return lines;
}

}  // namespace cupola
