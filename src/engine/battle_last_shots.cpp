#include <algorithm>

#include "engine/battle.hpp"

namespace cupola {

/// Is this round, which has just met its target, likely the last that ever meets it? By what was known before its draw
/// alone: rounds on their way to the target, the time that is left, and the shots that the doctrine leaves.
bool Battle::is_last_shot(const Round& round) const {
  const Platform& target = scenario().platforms[round.engaged.index()];
  if (target.side != Side::hostile || target.objective_time == kNever || target.objective_time > end_)
    return false;
  if (!round.first_of_salvo && scenario().weapons_true[round.weapon.index()].common_cause > 0.0) return false;
  const auto& rounds = weapons_.rounds();
  const bool others = std::any_of(rounds.begin(), rounds.end(), [&](const Round& other) {
    if (other.ended || other.id == round.id) return false;
    return other.handed_over ? other.engaged == target.id : chronicle_.intended(other.id) == target.id;
  });
  if (others) return false;
  const ThreatFacts& f = chronicle_.facts()[target.id.index()];
  if (f.last_useful_launch == kNever || round.ended_at + f.reaction >= f.last_useful_launch) return true;
  const Doctrine& doctrine =
      scenario().posts[scenario().fire_units[round.fire_unit.index()].post.index()].doctrine;
  return f.rounds >= static_cast<std::uint32_t>(doctrine.shots_most * doctrine.salvo);
}

}  // namespace cupola
