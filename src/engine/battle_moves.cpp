#include "core/check.hpp"
#include "engine/battle.hpp"

/// Fire units that change their place. What is at which place is a site of its own (scenario/relocation.hpp); here one
/// falls silent, and after the march the next comes up with what is left.
namespace cupola {

void Battle::schedule_moves() {
  for (std::uint32_t i = 0; i < scenario().relocations.size(); ++i) {
    const std::vector<Move>& moves = scenario().relocations[i].moves;
    for (std::size_t m = 0; m < moves.size(); ++m)
      queue_.push({moves[m].at, EventKind::move, i, static_cast<std::uint32_t>(MoveStep::ordered), m});
  }
}

void Battle::note_move(std::uint32_t relocation, MoveStep step, Time now, Time until) {
  const auto& places = scenario().relocations[relocation].places;
  const Relocations& relocations = world_.relocations();
  const std::uint32_t to = relocations.place(relocation) + (step == MoveStep::stands ? 0 : 1);
  const GroundPlace at = relocations.position(relocation, now);
  chronicle_.moves(
      {now, places[to - 1].unit, places[to].unit, step, at.latitude_rad, at.longitude_rad, until});
}

void Battle::move(const Event& event) {
  const std::uint32_t relocation = event.subject;
  const auto step = static_cast<MoveStep>(event.object);
  Relocations& relocations = world_.relocations();
  const auto go_on = [&](MoveStep begins, Time until) {
    note_move(relocation, begins, event.time, until);
    const auto next = static_cast<std::uint32_t>(begins) + 1;
    queue_.push({until, EventKind::move, relocation, next, event.ordinal});
  };
  if (step == MoveStep::ordered) {
    // Late with the move before, it goes on with this one when it stands.
    if (relocations.phase(relocation) == Relocations::Phase::stands) order_move(relocation, event.time);
  } else if (step == MoveStep::marches) {
    go_on(step, relocations.march(relocation, event.time));
  } else if (step == MoveStep::sets_up) {
    go_on(step, relocations.set_up(relocation, event.time));
  } else {
    stand_at_next(relocation, event.time);
  }
}

/// It fires no more; what it has in the air is guided to its end first: no crew throws its rounds away.
void Battle::order_move(std::uint32_t relocation, Time now) {
  world_.relocations().wait(relocation);
  note_move(relocation, MoveStep::ordered, now, now);
  const auto& place = scenario().relocations[relocation].places[world_.relocations().place(relocation)];
  weapons_.pack_up(place.unit);
  for (const LauncherId launcher : place.launchers) report_launcher(launcher, now);
  tear_down_once_free(place.unit, now);
}

void Battle::tear_down_once_free(FireUnitId unit, Time now) {
  const std::uint32_t relocation = scenario().fire_units[unit.index()].station.relocation;
  if (relocation == kStays || world_.relocations().phase(relocation) != Relocations::Phase::waits ||
      weapons_.missiles_in_guidance(unit) > 0)
    return;
  const std::uint32_t move = world_.relocations().place(relocation);
  const Time until = world_.relocations().tear_down(relocation, now);
  note_move(relocation, MoveStep::tears_down, now, until);
  const std::vector<RadarId>& radars = scenario().relocations[relocation].places[move].radars;
  std::vector<bool> was_up;
  for (const RadarId radar : radars) {
    was_up.push_back(world_.radar(radar).up());
    ready_time_.take(radar, world_.radar(radar), now);
    cues_[radar.index()].clear();
  }
  world_.stow(relocation);
  for (std::size_t i = 0; i < radars.size(); ++i) {
    note_change(radars[i], was_up[i], now);
    report_radar(radars[i], now);
  }
  queue_.push({until, EventKind::move, relocation, static_cast<std::uint32_t>(MoveStep::marches),
               std::uint64_t{move}});
}

void Battle::stand_at_next(std::uint32_t relocation, Time now) {
  const Relocation& site = scenario().relocations[relocation];
  const Relocation::Place& from = site.places[world_.relocations().place(relocation)];
  for (const RadarId radar : site.places[world_.relocations().place(relocation) + 1].radars)
    ready_time_.take(radar, world_.radar(radar), now);
  world_.stand_at_next(relocation, now);
  const std::uint32_t here = world_.relocations().place(relocation);
  const Relocation::Place& to = site.places[here];
  weapons_.carry_over(from.unit, to.unit);
  note_move(relocation, MoveStep::stands, now, now);
  for (const RadarId radar : to.radars) {
    note_change(radar, false, now);
    report_radar(radar, now);
  }
  for (std::size_t i = 0; i < to.launchers.size(); ++i) report_moved(from.launchers[i], to.launchers[i], now);
  report_stock(from.unit, now);
  report_stock(to.unit, now);
  begin_reloads(to.unit, now);
  if (world_.relocations().has_next(relocation) && site.moves[here].at <= now) order_move(relocation, now);
}

void Battle::report_moved(LauncherId from, LauncherId to, Time now) {
  Status status;
  status.kind = StatusKind::moved;
  status.time = now;
  status.launcher = to;
  status.moved_from = from;
  status.fire_unit = scenario().launchers[to.index()].fire_unit;
  status.up = can_fire(to, now);
  status.lost = world_.lost(to);
  const PostId post = scenario().fire_units[status.fire_unit.index()].post;
  send({{AddressKind::fire_unit, status.fire_unit.value}, {AddressKind::post, post.value}, now, status});
}

}  // namespace cupola
