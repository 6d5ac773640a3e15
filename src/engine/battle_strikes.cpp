#include <algorithm>

#include "engine/battle.hpp"
#include "scenario/elements.hpp"
#include "weapons/strike.hpp"

namespace cupola {

namespace {

/// With the emission to the end it is led as all others are: to its target.
StrikeLead lead_of(StrikeWay way) {
  if (way == StrikeWay::no_emission || way == StrikeWay::empty_place) return StrikeLead::nothing;
  return way == StrikeWay::last_estimate ? StrikeLead::last_estimate : StrikeLead::target;
}

}  // namespace

/// What one that homes on a radar has of its emission at the end of its way; and whether anything is there at all.
StrikeWay Battle::way_of(const Platform& platform, Time now) const {
  const bool at_element = platform.element.valid() && !platform.objective.valid();
  if (at_element && !world_.relocations().is_there(station_of(scenario(), platform.element)))
    return StrikeWay::empty_place;
  if (!platform.type.anti_radiation.given()) return StrikeWay::usual;
  const RadarId radar{platform.element.id};
  if (world_.radar(radar).radiating(now)) return StrikeWay::emission;
  return ready_time_.last_radiated(radar) > platform.path.begin() ? StrikeWay::last_estimate
                                                                  : StrikeWay::no_emission;
}

/// A hostile is at its objective, or has released at its line.
void Battle::strike(const Platform& platform, Time now) {
  const bool at_asset = platform.objective.valid();
  if (!platform.strikes() || !(at_asset || platform.element.valid())) return;
  const StrikeWay way = way_of(platform, now);
  const Strike strike = draw_strike(key_, platform, lead_of(way));
  StrikeRow row{now, platform.id, platform.element, way, strike.hit, strike.miss_m, 1.0};
  if (at_asset) {
    row.what = {GroundTargetKind::asset, platform.objective.value};
    row.left = strike.hit ? damage_.hit(platform.objective, platform.type.strike.destroyed_share)
                          : damage_.left(platform.objective);
  } else {
    if (strike.hit) lose(platform.element, now);
    row.left = is_lost(platform.element) ? 0.0 : 1.0;
  }
  chronicle_.struck(row);
}

/// Here, or at a place where its fire unit stood before.
bool Battle::is_lost(const GroundTarget& element) const {
  const auto in_the_list = [this](const GroundTarget& one) {
    return std::find(lost_.begin(), lost_.end(), one) != lost_.end();
  };
  const Station station = station_of(scenario(), element);
  if (!station.later()) return in_the_list(element);
  const auto& places = scenario().relocations[station.relocation].places;
  const auto anywhere = [&](const auto& ids_of) {
    const auto& here = ids_of(places[station.place]);
    for (std::size_t i = 0; i < here.size(); ++i)
      for (const Relocation::Place& place : places)
        if (here[i].value == element.id && in_the_list({element.kind, ids_of(place)[i].value})) return true;
    return false;
  };
  return element.kind == GroundTargetKind::radar
             ? anywhere([](const Relocation::Place& p) -> const auto& { return p.radars; })
             : anywhere([](const Relocation::Place& p) -> const auto& { return p.launchers; });
}

/// Who sets up at the next place has rounds and reloads in the books of the place before until it stands.
LauncherId Battle::where_its_rounds_are(LauncherId launcher) const {
  const Station station = scenario().launchers[launcher.index()].station;
  if (world_.relocations().belongs(station)) return launcher;
  const auto& places = scenario().relocations[station.relocation].places;
  const std::vector<LauncherId>& there = places[station.place].launchers;
  const auto at = std::find(there.begin(), there.end(), launcher) - there.begin();
  return places[world_.relocations().place(station.relocation)].launchers[static_cast<std::size_t>(at)];
}

/// Out of action for the rest. Its own post hears of a radar or a launcher by the reports that tell of any failure; of
/// a post nobody hears any more.
void Battle::lose(const GroundTarget& element, Time now) {
  if (is_lost(element)) return;
  lost_.push_back(element);
  if (element.kind == GroundTargetKind::radar) {
    const RadarId radar{element.id};
    ready_time_.take(radar, world_.radar(radar), now);
    world_.destroy(element);
    report_radar(radar, now);
  } else if (element.kind == GroundTargetKind::launcher) {
    const LauncherId launcher{element.id};
    world_.destroy(element);
    weapons_.destroy(where_its_rounds_are(launcher));
    report_launcher(launcher, now);
    const FireUnitId unit = scenario().launchers[launcher.index()].fire_unit;
    report_stock(unit, now);
    begin_reloads(unit, now);  // its transloader may be free
  } else {
    const PostId post{element.id};
    world_.destroy(element);
    network_.silence(post);
    chronicle_.silenced(post, now);
  }
}

void Battle::begin_reloads(FireUnitId unit, Time now) {
  if (!world_.relocations().stands(scenario().fire_units[unit.index()].station)) return;
  while (const std::optional<Reloads::Begun> begun = weapons_.begin_reload(unit, now)) {
    chronicle_.readiness({now, true, begun->launcher.value, ReadinessChange::reloading, begun->done});
    queue_.push({begun->done, EventKind::reloaded, begun->launcher.value});
  }
}

void Battle::finish_reload(const Event& event) {
  const LauncherId launcher{event.subject};
  if (!weapons_.finish_reload(launcher)) return;
  chronicle_.readiness({event.time, true, launcher.value, ReadinessChange::reloaded, event.time});
  Status status;
  status.kind = StatusKind::reloaded;
  status.time = event.time;
  status.launcher = launcher;
  status.fire_unit = scenario().launchers[launcher.index()].fire_unit;
  const PostId post = scenario().fire_units[status.fire_unit.index()].post;
  send({{AddressKind::fire_unit, status.fire_unit.value},
        {AddressKind::post, post.value},
        event.time,
        status});
  report_stock(status.fire_unit, event.time);
  begin_reloads(status.fire_unit, event.time);
}

}  // namespace cupola
