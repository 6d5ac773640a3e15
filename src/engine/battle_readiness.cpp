#include <algorithm>

#include "engine/battle.hpp"

namespace cupola {

void Battle::schedule_readiness() {
  const Scenario& s = scenario();
  for (std::uint32_t e = 0; e < s.activations.size(); ++e) {
    const Time stands_at = world_.stands_at(e);
    if (stands_at != kNever && stands_at > s.start) queue_.push({stands_at, EventKind::alert, e});
  }
  for (std::uint32_t i = 0; i < s.radars.size() + s.passives.size(); ++i) {
    const Time change = world_.next_duty_change(RadarId{i}, s.start);
    if (change != kNever) queue_.push({change, EventKind::duty, i});
  }
  for (std::size_t part = 0; part < s.failing.size(); ++part) schedule_failure(part);
}

void Battle::schedule_failure(std::size_t part) {
  const Time change = world_.next_failure_change(part);
  if (change != kNever) queue_.push({change, EventKind::failure, static_cast<std::uint32_t>(part)});
}

/// It works, and the fire unit that it belongs to stands there and is manned: not boxed, on the march or on stand-by.
bool Battle::can_fire(LauncherId launcher, Time now) const {
  const FireUnitSite& unit = scenario().fire_units[scenario().launchers[launcher.index()].fire_unit.index()];
  return world_.launcher_up(launcher) && world_.relocations().stands(unit.station) &&
         (unit.activation == kNoActivation || world_.stands_at(unit.activation) <= now);
}

/// By the central values of the posts that own fire units, with the delay of crews called out.
Duration Battle::quickest_reaction() const {
  double least_s = reaction_s(scenario().doctrine_true);
  bool first = true;
  for (const FireUnitSite& unit : scenario().fire_units) {
    const double unit_s =
        reaction_s(scenario().posts[unit.post.index()].doctrine) + world_.crew_delay_s(unit.id);
    least_s = first ? unit_s : std::min(least_s, unit_s);
    first = false;
  }
  return Duration::seconds(least_s);
}

/// What is slower or down from the start; radars have reported already.
void Battle::report_down_at_start() {
  for (const FireUnitSite& unit : scenario().fire_units)
    if (world_.crew_delay_s(unit.id) > 0.0) report_crew(unit.id, scenario().start);
  for (const LauncherSite& launcher : scenario().launchers)
    if (!can_fire(launcher.id, scenario().start)) report_launcher(launcher.id, scenario().start);
}

/// A post has ordered a radar to get ready: with it all of its element.
void Battle::alert(RadarId radar, Time now) {
  const std::uint32_t element = scenario().activation_of(radar);
  const Time stands_at = world_.alert(element, now);
  if (stands_at == kNever) return;
  chronicle_.readiness({now, false, radar.value, ReadinessChange::alerted, stands_at});
  queue_.push({stands_at, EventKind::alert, element});
}

void Battle::stand_up(const Event& event) {
  const std::vector<RadarId>& radars = world_.radars_of(event.subject);
  std::vector<bool> was_up;
  for (const RadarId id : radars) {
    was_up.push_back(world_.radar(id).up());
    ready_time_.take(id, world_.radar(id), event.time);
  }
  world_.stand_up(event.subject, event.time);
  for (std::size_t i = 0; i < radars.size(); ++i) {
    note_change(radars[i], was_up[i], event.time);
    report_radar(radars[i], event.time);
  }
  for (const LauncherSite& launcher : scenario().launchers)
    if (scenario().fire_units[launcher.fire_unit.index()].activation == event.subject)
      report_launcher(launcher.id, event.time);
}

/// On duty and off again happens too often to be told one by one.
void Battle::keep_duty(const Event& event) {
  const RadarId radar{event.subject};
  ready_time_.take(radar, world_.radar(radar), event.time);
  world_.keep_duty(radar, event.time);
  report_radar(radar, event.time);
  const Time change = world_.next_duty_change(radar, event.time);
  if (change != kNever) queue_.push({change, EventKind::duty, event.subject});
}

/// Several parts may keep one thing down: it breaks down with the first, and is mended with the last.
void Battle::fail_or_mend(const Event& event) {
  const FailingPart& part = scenario().failing[event.subject];
  std::vector<bool> radar_worked, launcher_worked;
  for (const RadarId id : part.radars) {
    radar_worked.push_back(world_.radar(id).faults == 0);
    ready_time_.take(id, world_.radar(id), event.time);
  }
  for (const LauncherId id : part.launchers) launcher_worked.push_back(world_.launcher_up(id));
  world_.break_down_or_mend(event.subject, event.time);
  const ReadinessChange change =
      world_.part_is_down(event.subject) ? ReadinessChange::breaks_down : ReadinessChange::mended;
  for (std::size_t i = 0; i < part.radars.size(); ++i) {
    const RadarId id = part.radars[i];
    const RadarState& radar = world_.radar(id);
    if (world_.elsewhere(id)) continue;
    if (radar.failed || radar_worked[i] == (radar.faults == 0)) continue;
    const Time until = radar.up() ? std::max(radar.warm_until, event.time) : event.time;
    chronicle_.readiness({event.time, false, id.value, change, until});
    report_radar(id, event.time);
  }
  for (std::size_t i = 0; i < part.launchers.size(); ++i) {
    const LauncherId id = part.launchers[i];
    if (!world_.relocations().belongs(scenario().launchers[id.index()].station)) continue;
    if (launcher_worked[i] == world_.launcher_up(id)) continue;
    chronicle_.readiness({event.time, true, id.value, change, event.time});
    report_launcher(id, event.time);
  }
  schedule_failure(event.subject);
}

void Battle::note_change(RadarId radar, bool was_up, Time now) {
  const RadarState& state = world_.radar(radar);
  if (state.up() == was_up) return;
  const ReadinessChange change = state.up() ? ReadinessChange::warms_up : ReadinessChange::silent;
  chronicle_.readiness({now, false, radar.value, change, std::max(state.warm_until, now)});
}

void Battle::report_crew(FireUnitId unit, Time now) {
  Status status;
  status.kind = StatusKind::crew;
  status.time = now;
  status.fire_unit = unit;
  status.crew_delay_s = world_.crew_delay_s(unit);
  const PostId post = scenario().fire_units[unit.index()].post;
  send({{AddressKind::fire_unit, unit.value}, {AddressKind::post, post.value}, now, status});
}

void Battle::report_launcher(LauncherId launcher, Time now) {
  Status status;
  status.kind = StatusKind::launcher;
  status.time = now;
  status.launcher = launcher;
  status.fire_unit = scenario().launchers[launcher.index()].fire_unit;
  status.up = can_fire(launcher, now);
  status.lost = world_.lost(launcher);
  const PostId post = scenario().fire_units[status.fire_unit.index()].post;
  send({{AddressKind::fire_unit, status.fire_unit.value}, {AddressKind::post, post.value}, now, status});
}

}  // namespace cupola
