#include "command/shot_options.hpp"

#include <algorithm>

#include "command/planned_path.hpp"

namespace cupola {

namespace {

double salvo_probability(double single, int rounds) {
  double survives = 1.0;
  for (int i = 0; i < rounds; ++i) survives *= 1.0 - single;
  return 1.0 - survives;
}

bool rests(const TrackBelief& belief, std::size_t unit, Time now) {
  return now < belief.task.units_rest_until && (belief.task.units_resting >> (unit & 63u) & 1u);
}

/// How near to a shot a fire unit can come, wherever the target is.
ShotObstacle nearest_to_a_shot(const UnitNow& unit, bool rests, bool needs_radar) {
  if (unit.silent || rests) return ShotObstacle::rest;
  if (!unit.radar_up && needs_radar) return ShotObstacle::off;
  const bool channels = unit.supply.target_channels > 0 && unit.supply.missile_channels > 0;
  return channels ? ShotObstacle::none : ShotObstacle::channel;
}

}  // namespace

ShotOptions::ShotOptions(const OrderOfBattle& own) : own_(own) {}

ShotCase ShotOptions::add(std::uint32_t index, const TrackBelief& belief, Time now,
                          const std::vector<UnitNow>& units, std::vector<ShotOption>& options) const {
  Target target;
  target.reach = planned_path(belief.track, belief.ballistic(), own_.earth, now);
  target.horizon_s = belief.threat.time_to_go_s - (now - belief.track.time).seconds();
  target.released_since = belief.task.released_since;

  ShotCase result;
  for (std::size_t u = 0; u < units.size(); ++u) {
    const bool resting = rests(belief, u, now);
    for (const KnownWeapon& weapon : own_.weapons) {
      const bool needs_radar = !may_fire_on_remote_data(own_.doctrine, weapon.type);
      const ShotObstacle nearest = nearest_to_a_shot(units[u], resting, needs_radar);
      if (nearest < ShotObstacle::none && nearest <= result.obstacle) continue;  // it would change nothing
      // What only others have says nothing of this unit, not even that it has run out.
      if (!units[u].book->carries[weapon.id.index()]) continue;
      ShotOption option;
      option.needs_radar = needs_radar;
      double wait_s = 0.0;
      const ShotObstacle obstacle =
          std::min(try_weapon(units[u], weapon, belief, target, now, option, wait_s), nearest);
      if (obstacle == ShotObstacle::none) {
        option.target = index;
        option.unit = static_cast<std::uint32_t>(u);
        options.push_back(option);
      }
      const bool sooner =
          obstacle == ShotObstacle::later && result.obstacle == obstacle && wait_s < result.wait_s;
      if (obstacle > result.obstacle || sooner) result = {obstacle, wait_s};
    }
  }
  return result;
}

double ShotOptions::delay_s(const UnitNow& unit, const Target& target, Time now) const {
  // A unit of this post reacts from the release of the track, others from the arrival of the order.
  if (!unit.book->own && !unit.book->at_once) return unit.reaction_s;
  const double waited_s = target.released_since == kNever ? 0.0 : (now - target.released_since).seconds();
  return std::max(unit.reaction_s - waited_s, 0.0);
}

ShotObstacle ShotOptions::try_weapon(const UnitNow& unit, const KnownWeapon& weapon,
                                     const TrackBelief& belief, const Target& target, Time now,
                                     ShotOption& option, double& wait_s) const {
  const UnitBook& book = *unit.book;
  const int salvo = std::max(own_.doctrine.salvo, 1);
  // Where it could be met if the radar faced that way.
  GuidanceLimits limits = book.sector.limits();
  limits.whole_circle = true;
  const ReachOf reach{&weapon, &book.known.frame,  own_.earth, own_.doctrine.keep_out_m,
                      limits,  !option.needs_radar};
  double delay = delay_s(unit, target, now);
  LaunchWindow window = launch_window(reach, target.reach, delay, target.horizon_s);
  if (!window.possible) return ShotObstacle::never;
  const double single =
      planned_kill_probability(weapon.type, planned_class(own_.doctrine, belief.identity.behaviour));
  if (single < own_.doctrine.planned_kill_probability_least) return ShotObstacle::rule;

  option.rounds_kept = belief.ballistic() ? 0 : own_.doctrine.stock_reserve;
  option.weapon = weapon.id.value;
  if (unit.supply.rounds[option.weapon] <= option.rounds_kept) return ShotObstacle::round;
  wait_s = window.wait_s;
  if (window.wait_s > 0.0) return ShotObstacle::later;

  const ReachTarget& t = target.reach;
  const Vec3 meeting = position_after(t, window.intercept_s);
  const bool holds = book.sector.holds(t.p_ecef_m) && book.sector.holds(meeting);
  if (!holds && !unit.sector_free && option.needs_radar) return ShotObstacle::sector;
  if (!can_give(unit.supply, option)) return ShotObstacle::channel;
  if (!holds && option.needs_radar) {
    const double turn_s =
        book.sector.turn_time_s(azimuth_between(book.known.guidance.frame, t.p_ecef_m, meeting));
    if (turn_s > delay) {
      window = launch_window(reach, target.reach, turn_s, target.horizon_s);
      if (!window.possible) return ShotObstacle::never;
    }
  }
  const int rounds = std::min(salvo, unit.supply.rounds[option.weapon] - option.rounds_kept);
  option.kill_probability = salvo_probability(single, rounds);
  option.intercept_s = window.intercept_s;
  return ShotObstacle::none;
}

}  // namespace cupola
