#include <algorithm>

#include "engine/battle.hpp"
#include "weapons/strike.hpp"

namespace cupola {

namespace {

/// With the emission to the end it is led as all others are: to its target.
StrikeLead lead_of(StrikeWay way) {
  if (way == StrikeWay::no_emission) return StrikeLead::nothing;
  return way == StrikeWay::last_estimate ? StrikeLead::last_estimate : StrikeLead::target;
}

}  // namespace

/// What one that homes on a radar has of its emission at the end of its way.
StrikeWay Battle::way_of(const Platform& platform, Time now) const {
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
    const bool gone = std::find(lost_.begin(), lost_.end(), platform.element) != lost_.end();
    row.left = gone ? 0.0 : 1.0;
  }
  chronicle_.struck(row);
}

/// Out of action for the rest. Its own post hears of a radar or a launcher by the reports that tell of any failure; of
/// a post nobody hears any more.
void Battle::lose(const GroundTarget& element, Time now) {
  if (std::find(lost_.begin(), lost_.end(), element) != lost_.end()) return;
  lost_.push_back(element);
  if (element.kind == GroundTargetKind::radar) {
    const RadarId radar{element.id};
    ready_time_.take(radar, world_.radar(radar), now);
    world_.destroy(element);
    report_radar(radar, now);
  } else if (element.kind == GroundTargetKind::launcher) {
    const LauncherId launcher{element.id};
    world_.destroy(element);
    weapons_.destroy(launcher);
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
