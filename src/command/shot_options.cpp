#include "command/shot_options.hpp"

#include <algorithm>

#include "command/fire_zones.hpp"
#include "command/planned_path.hpp"

namespace cupola {

namespace {

bool rests(const TrackBelief& belief, std::size_t unit, Time now) {
  return now < belief.task.units_rest_until && (belief.task.units_resting >> (unit & 63u) & 1u);
}

/// Does its radar see the target as it faces, or may be turned to do so?
bool radar_may_face(const UnitNow& unit, const Vec3& p_target_ecef_m) {
  return unit.sector_free || unit.book->sector.holds(p_target_ecef_m);
}

/// How near to a shot a fire unit can come, wherever the target flies from where it is. `may_face`: radar_may_face.
ShotObstacle nearest_to_a_shot(const UnitNow& unit, bool rests, bool needs_radar, bool may_face) {
  if (unit.silent || rests) return ShotObstacle::rest;
  if (!unit.launchers_up || (!unit.radar_up && needs_radar)) return ShotObstacle::off;
  if (needs_radar && !may_face) return ShotObstacle::sector;
  const bool channels = unit.supply.target_channels > 0 && unit.supply.missile_channels > 0;
  return channels ? ShotObstacle::none : ShotObstacle::channel;
}

/// Could it be met but for the doctrine's outer limit and the zones?
bool forbidden_only(const ReachOf& reach, const ReachTarget& target, double delay_s, double horizon_s) {
  const ReachOf free{reach.weapon,     reach.frame,    reach.earth,
                     reach.keep_out_m, reach.guidance, reach.on_remote_data};
  const bool limited = reach.most_m < free.most_m || (reach.zones != nullptr && !reach.zones->empty());
  return limited && can_be_met(free, target, delay_s, horizon_s);
}

}  // namespace

ShotOptions::ShotOptions(const OrderOfBattle& own) : own_(own) {
  for (std::size_t w = 0; w < own.weapons.size(); ++w) farthest_first_.push_back(w);
  std::stable_sort(farthest_first_.begin(), farthest_first_.end(), [&own](std::size_t a, std::size_t b) {
    return own.weapons[a].type.range_max_m > own.weapons[b].type.range_max_m;
  });
}

ShotCase ShotOptions::add(std::uint32_t index, const TrackBelief& belief, Time now,
                          const std::vector<UnitNow>& units, std::vector<ShotOption>& options) const {
  Target target;
  target.reach = planned_path(belief.track, belief.ballistic(), own_.earth, now);
  target.horizon_s = belief.threat.time_to_go_s - (now - belief.track.time).seconds();
  target.released_since = belief.task.released_since;
  target.for_all = belief.threat.threatens && !belief.task.self_defence;

  const ThreatState flying{target.reach.p_ecef_m, target.reach.v_ecef_m_s, belief.track.covariance, false};
  ShotCase result;
  for (std::size_t u = 0; u < units.size(); ++u) {
    if (!units[u].here) continue;
    const bool resting = rests(belief, u, now);
    target.attacked = attacks(own_.doctrine, units[u].book->known.frame, flying);
    if (!target.for_all && !target.attacked) continue;
    // Where even one that needs no radar has no shot, what reaches farthest tells soonest what stands against it.
    const bool may_face = radar_may_face(units[u], target.reach.p_ecef_m);
    const bool no_shot = nearest_to_a_shot(units[u], resting, false, may_face) < ShotObstacle::none;
    for (std::size_t w = 0; w < own_.weapons.size(); ++w) {
      const KnownWeapon& weapon = own_.weapons[no_shot ? farthest_first_[w] : w];
      const bool needs_radar = !may_fire_on_remote_data(own_.doctrine, weapon.type);
      const ShotObstacle nearest = nearest_to_a_shot(units[u], resting, needs_radar, may_face);
      if (nearest < ShotObstacle::none && nearest <= result.obstacle) continue;  // it would change nothing
      // What only others have says nothing of this unit, not even that it has run out.
      if (!units[u].book->carries[weapon.id.index()]) continue;
      ShotOption option;
      option.needs_radar = needs_radar;
      double wait_s = 0.0;
      const ShotObstacle obstacle =
          std::min(best_of(units[u], weapon, belief, target, now, option, wait_s), nearest);
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

/// Until the target is as near as a launch asks for, if it came straight on; 0 where it is.
double ShotOptions::far_s(const UnitNow& unit, const Target& target) const {
  const double most_m = own_.doctrine.fire.launch_most_m;
  if (most_m <= 0.0) return 0.0;
  const double beyond_m = norm(target.reach.p_ecef_m - unit.book->known.frame.origin_ecef_m) - most_m;
  return std::max(beyond_m / std::max(norm(target.reach.v_ecef_m_s), 1.0), 0.0);
}

/// As any unit engages it, or if that cannot be, as one that defends itself: until it is there, without zones.
ShotObstacle ShotOptions::best_of(const UnitNow& unit, const KnownWeapon& weapon, const TrackBelief& belief,
                                  const Target& target, Time now, ShotOption& option, double& wait_s) const {
  ShotObstacle obstacle = ShotObstacle::never;
  if (target.for_all) obstacle = try_weapon(unit, weapon, belief, target, now, option, wait_s);
  if (!target.attacked || obstacle > ShotObstacle::rule) return obstacle;
  Target attacker = target;
  attacker.horizon_s =
      closest_approach(target.reach.p_ecef_m, target.reach.v_ecef_m_s, unit.book->known.frame.origin_ecef_m)
          .time_s;
  option.self_defence = true;
  return std::max(obstacle, try_weapon(unit, weapon, belief, attacker, now, option, wait_s));
}

ShotObstacle ShotOptions::try_weapon(const UnitNow& unit, const KnownWeapon& weapon,
                                     const TrackBelief& belief, const Target& target, Time now,
                                     ShotOption& option, double& wait_s) const {
  const UnitBook& book = *unit.book;
  // Where it could be met if the radar faced that way.
  GuidanceLimits limits = book.sector.limits();
  limits.whole_circle = true;
  ReachOf reach{&weapon, &book.known.frame,  own_.earth, own_.doctrine.keep_out_m,
                limits,  !option.needs_radar};
  limit_reach(reach, own_.doctrine, option.self_defence ? nullptr : &book.known.zones);
  const double reaction = delay_s(unit, target, now), far = far_s(unit, target);
  const double delay = std::max(reaction, far);
  LaunchWindow window = launch_window(reach, target.reach, delay, target.horizon_s);
  if (!window.possible)
    return forbidden_only(reach, target.reach, delay, target.horizon_s) ? ShotObstacle::rule
                                                                        : ShotObstacle::never;
  const TargetClass taken_for = planned_class(own_.doctrine, belief.identity.behaviour);
  const auto single_at = [&](double intercept_s) {
    return planned_kill_probability(
        weapon.type, taken_for,
        shot_geometry(weapon.type, taken_for, book.known.frame.origin_ecef_m,
                      position_after(target.reach, intercept_s), velocity_after(target.reach, intercept_s)));
  };
  double single = single_at(window.intercept_s);
  if (single < own_.doctrine.planned_kill_probability_least) return ShotObstacle::rule;

  option.rounds_kept = rounds_kept(own_.doctrine, taken_for, belief.score);
  option.weapon = weapon.id.value;
  if (unit.supply.rounds[option.weapon] <= option.rounds_kept) return ShotObstacle::round;
  wait_s = window.wait_s + std::max(far - reaction, 0.0);  // it reacts while the target comes near
  if (wait_s > 0.0) return ShotObstacle::later;

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
      single = single_at(window.intercept_s);
      if (single < own_.doctrine.planned_kill_probability_least) return ShotObstacle::rule;
    }
  }
  option.rounds = std::min(salvo_rounds(own_.doctrine, belief.task.salvos, own_.doctrine.salvo),
                           unit.supply.rounds[option.weapon] - option.rounds_kept);
  option.common_cause = weapon.type.common_cause;
  option.reliability = weapon.type.reliability;
  option.kill_of_one = option.reliability > 0.0 ? single / option.reliability : 0.0;
  option.kill_probability = planned_salvo_probability(weapon.type, single, option.rounds);
  option.intercept_s = window.intercept_s;
  return ShotObstacle::none;
}

}  // namespace cupola
