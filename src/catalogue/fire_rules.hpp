#pragma once

#include <array>
#include <vector>

#include "catalogue/figure.hpp"
#include "catalogue/interceptor_type.hpp"

namespace cupola {

class FieldVisitor;
struct Doctrine;

/// What lies between the confirmed hostile track and the first launch, step by step. Detection, the track and
/// the turn of an array are simulated and do not count here.
struct ReactionStages {
  Figure identify_s;  ///< the crew makes sure who it is
  Figure decide_s;    ///< somebody says: engage
  Figure slew_s;      ///< launcher or director turns
  Figure prepare_s;   ///< the round gets ready

  std::array<const Figure*, 4> all() const { return {&identify_s, &decide_s, &slew_s, &prepare_s}; }
  bool given() const;
  double sum_s() const;  ///< of the values in force
};

constexpr int kFiringLooksMost = 32;  ///< so many are remembered

/// How well its own radar must hold a target before a fire unit launches at it (room command, firing_track.hpp).
struct FiringTrack {
  Figure looks;       ///< of the guidance radar, the last ones: N of the M-of-N rule; 0: no such rule
  Figure held_least;  ///< share of them with a plot of the target: M / N
  Figure
      handover_error_most;  ///< predicted 1-sigma error at hand-over, in hand-over baskets; 0: no such rule
  int looks_asked() const { return static_cast<int>(looks + 0.5); }
};

/// Firing doctrine beyond one salvo after the other.
struct FireRules {
  std::vector<double> salvos;  ///< rounds of the salvos in turn; empty: `shots_most` of `salvo` each
  int last_chance_salvo = 0;   ///< rounds where there is no time for the next salvo; 0: as ever
  ReactionStages reaction;     ///< in the place of the reaction time, where there are any
  FiringTrack firing_track;
  bool unguided_salvos_count = true;  ///< among the salvos of the list
  Figure intercept_most_m;            ///< no intercept farther from the fire unit; 0: no limit
  Figure launch_most_m;               ///< no launch at a target farther from it; 0: no limit
  Figure self_defence_m;              ///< who comes so near to a fire unit attacks it; 0: no self-defence
  Figure self_defence_within_s;       ///< and comes there within this time
  std::array<bool, kTargetClassCount> reserve_for = {false, false, false, true, false, false};
  Figure
      reserve_score_least;  ///< threat score from which a target of any class has the reserve, too; 0: none
};

/// Salvos at one target.
int salvos_most(const Doctrine& doctrine);
/// What a salvo of the last chance asks of the others: none is larger, and there is more than one.
bool last_chance_is_largest(const Doctrine& doctrine);
bool last_chance_may_come(const Doctrine& doctrine);
/// Rounds of the salvo after `before` others. `ordered`: those of an order, where the doctrine lists none.
int salvo_rounds(const Doctrine& doctrine, int before, int ordered);
/// From confirmed hostile track to first launch, as planned: never drawn.
double reaction_s(const Doctrine& doctrine);
/// Rounds of a type that a shot at such a target must leave.
int rounds_kept(const Doctrine& doctrine, TargetClass target, double threat_score);

void declare(FieldVisitor&, ReactionStages&);
void declare(FieldVisitor&, FiringTrack&);
/// Fields of the doctrine.
void declare_fire_rules(FieldVisitor&, Doctrine&);

}  // namespace cupola
