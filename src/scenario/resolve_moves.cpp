#include <fmt/format.h>

#include <algorithm>

#include "catalogue/figures.hpp"
#include "earth/great_circle.hpp"
#include "scenario/resolve.hpp"

namespace cupola {

namespace {

constexpr double kMarchMost_m = 1500e3;

double way_m(const Geodetic& from, const Geodetic& to) {
  return GreatCircle({from.latitude_rad, from.longitude_rad}, {to.latitude_rad, to.longitude_rad}).length_m();
}

/// The moves of one fire unit of the file on their way to a relocation.
class MovesBuilder {
 public:
  MovesBuilder(Resolving& r, std::size_t defence, const SystemFireUnit& unit, Relocation& relocation)
      : r_(r),
        file_(r.file.defence[defence]),
        node_(r.entry("defence", defence)),
        unit_(unit),
        relocation_(relocation) {}

  void build(const ReadinessType& times, const std::vector<std::size_t>& entries) {
    settle();
    check_ready(entry(entries.front()));
    for (std::size_t i = 0; i < entries.size(); ++i) {
      set_times(relocation_.moves[i], times, i);
      check_way(i, entry(entries[i]));
      check_begin(i, entry(entries[i]));
    }
    warn_of_end(entry(entries.back()));
  }

 private:
  const Node& entry(std::size_t i) const { return Resolving::value(node_, "moves").items[i]; }
  double seconds_in(Time t) const { return (t - r_.scenario.start).seconds(); }
  Time stands_again(const Move& move) const { return move.at + planned_times(move).all(); }

  void settle();
  void check_ready(const Node& at) const;
  void set_times(Move& move, const ReadinessType& times, std::size_t i);
  bool on_mast() const;
  void check_way(std::size_t i, const Node& at) const;
  void check_begin(std::size_t i, const Node& at) const;
  void warn_of_end(const Node& at) const;

  Resolving& r_;
  const DefenceFile& file_;
  const Node& node_;
  const SystemFireUnit& unit_;
  Relocation& relocation_;
};

/// Ids by name are in the same order at every place.
void MovesBuilder::settle() {
  Scenario& s = r_.scenario;
  const auto index = static_cast<std::uint32_t>(&relocation_ - s.relocations.data());
  const auto place = [&](const Station& station) -> Relocation::Place* {
    return station.relocation == index ? &relocation_.places[station.place] : nullptr;
  };
  for (const FireUnitSite& unit : s.fire_units)
    if (Relocation::Place* at = place(unit.station)) {
      at->unit = unit.id;
      at->launchers = unit.launchers;
    }
  for (const RadarSite& radar : s.radars)
    if (Relocation::Place* at = place(radar.station)) at->radars.push_back(radar.id);
  // What breaks down goes along.
  const auto add_later = [this](auto& ids, auto Relocation::Place::* of) {
    const auto& first = relocation_.places.front().*of;
    const auto before = ids;
    for (const auto id : before) {
      const auto at = std::find(first.begin(), first.end(), id);
      for (std::size_t p = 1; at != first.end() && p < relocation_.places.size(); ++p)
        ids.push_back((relocation_.places[p].*of)[static_cast<std::size_t>(at - first.begin())]);
    }
  };
  for (FailingPart& part : s.failing) {
    add_later(part.radars, &Relocation::Place::radars);
    add_later(part.launchers, &Relocation::Place::launchers);
  }
}

/// Two masters would have it: the alert, or the clock of its duty, and the move.
void MovesBuilder::check_ready(const Node& at) const {
  const Scenario& s = r_.scenario;
  const Relocation::Place& first = relocation_.places.front();
  const bool waits = std::any_of(first.radars.begin(), first.radars.end(), [&s](RadarId id) {
    return s.activation_of(id) != kNoActivation || s.duty_of(id).given();
  });
  if (!waits && s.fire_units[first.unit.index()].activation == kNoActivation) return;
  r_.refuse(at, fmt::format("`{}` moves, and is not simply ready at the start", unit_.name),
            fmt::format("take its state, its turns or its duty out: `elements: {{{}: {{state: ready}}}}`",
                        unit_.name));
}

bool MovesBuilder::on_mast() const {
  const auto raised = [this](const std::string& name) {
    const auto written = file_.radars.find(name);
    return written != file_.radars.end() && written->second.mast_m > 0.0;
  };
  return raised(unit_.name + "/" + unit_.guidance_radar) ||
         std::any_of(unit_.radars.begin(), unit_.radars.end(),
                     [&](const SystemRadar& radar) { return raised(radar.name); });
}

void MovesBuilder::set_times(Move& move, const ReadinessType& times, std::size_t i) {
  const auto figure = [this](const Figure& f, Worse worse) { return to_be_drawn(f, r_.file.figures, worse); };
  move.way_m = way_m(relocation_.places[i].centre, relocation_.places[i + 1].centre);
  move.tear_down_s = figure(times.tear_down_s, Worse::higher);
  move.road_speed_m_s = figure(times.road_speed_m_s, Worse::lower);
  move.road_detour = figure(times.road_detour, Worse::higher);
  move.set_up_s = figure(times.set_up_s, Worse::higher);
  move.take_down_mast_s = move.raise_mast_s = on_mast() ? figure(times.mast_s, Worse::higher) : Figure(0.0);
}

void MovesBuilder::check_way(std::size_t i, const Node& at) const {
  if (relocation_.moves[i].way_m <= kMarchMost_m) return;
  r_.refuse(Resolving::value(at, "to"),
            fmt::format("the place lies {:.0f} km off", relocation_.moves[i].way_m / 1e3),
            fmt::format("a march is at most {:.0f} km", kMarchMost_m / 1e3));
}

void MovesBuilder::check_begin(std::size_t i, const Node& at) const {
  const Move& move = relocation_.moves[i];
  const Time end = r_.scenario.start + r_.scenario.duration;
  if (move.at >= end)
    return r_.refuse(Resolving::value(at, "at"),
                     fmt::format("the move begins after {:.6g} s, the scenario ends after {:.6g} s",
                                 seconds_in(move.at), r_.scenario.duration.seconds()),
                     "let it begin earlier, or the scenario last longer");
  if (i == 0) return;
  const Move& before = relocation_.moves[i - 1];
  if (move.at <= before.at)
    return r_.refuse(Resolving::value(at, "at"),
                     fmt::format("the moves of `{}` do not rise in time", unit_.name),
                     "put the entries in order");
  if (move.at >= stands_again(before)) return;
  r_.refuse(Resolving::value(at, "at"),
            fmt::format("`{}` is still under way then: by the central values it stands after {:.6g} s",
                        unit_.name, seconds_in(stands_again(before))),
            "let it begin later; leave the place between out; or give `values` another `readiness`");
}

void MovesBuilder::warn_of_end(const Node& at) const {
  const Time stands = stands_again(relocation_.moves.back());
  if (stands < r_.scenario.start + r_.scenario.duration) return;
  r_.warn(at, fmt::format("by the central values `{}` stands again after {:.6g} s only, past the end of the "
                          "scenario",
                          unit_.name, seconds_in(stands)));
}

}  // namespace

void resolve_moves(Resolving& r) {
  std::size_t next = 0;  // they stand in the order in which the defences were built
  for (std::size_t d = 0; d < r.file.defence.size(); ++d) {
    const DefenceFile& defence = r.file.defence[d];
    const SystemType& system = defence.catalogue->systems.at(defence.system);
    if (defence.moves.empty()) continue;
    const ReadinessType* times = readiness_figures(defence);
    if (times == nullptr) {
      r.refuse(Resolving::value(r.entry("defence", d), "moves"),
               "the catalogue has no readiness record called `standard` to take times from",
               "name one: `readiness_figures: NAME`");
      return;
    }
    for (const SystemFireUnit& unit : system.fire_units) {
      std::vector<std::size_t> entries;
      for (std::size_t i = 0; i < defence.moves.size(); ++i)
        if (is_meant(defence.moves[i], unit, system)) entries.push_back(i);
      if (!entries.empty()) MovesBuilder(r, d, unit, r.scenario.relocations[next++]).build(*times, entries);
    }
  }
}

std::vector<std::string> move_lines(const Scenario& s) {
  std::vector<std::string> lines;
  for (const Relocation& relocation : s.relocations)
    for (std::size_t i = 0; i < relocation.moves.size(); ++i) {
      const Move& move = relocation.moves[i];
      const MoveTimes times = planned_times(move);
      lines.push_back(fmt::format(
          "{}: moves at {:.6g} s, {:.3g} km as the crow flies (by road {:.3g} times that, at {:.3g} km/h; no "
          "map of roads), called {} there: tears down in {:.3g} min, marches {:.3g} min, sets up in {:.3g} "
          "min, "
          "then warms up",
          name_at(relocation.name, static_cast<std::uint32_t>(i)), (move.at - s.start).seconds(),
          move.way_m / 1e3, double{move.road_detour}, move.road_speed_m_s * 3.6,
          name_at(relocation.name, static_cast<std::uint32_t>(i + 1)), times.tear_down.seconds() / 60.0,
          times.march.seconds() / 60.0, times.set_up.seconds() / 60.0));
    }
  return lines;
}

}  // namespace cupola
