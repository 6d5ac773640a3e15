#pragma once

#include <cstdint>
#include <vector>

namespace cupola {

/// One shot that could be ordered: which target, from which fire unit, with what.
struct ShotOption {
  std::uint32_t target = 0;       ///< index into the values
  std::uint32_t unit = 0;         ///< index into the fire units
  std::uint32_t weapon = 0;       ///< weapon type
  double kill_probability = 0.0;  ///< planned, of the whole shot
  double intercept_s = 0.0;       ///< from now
  int rounds_kept = 0;            ///< must stay in the unit's store after it
  bool needs_radar = true;        ///< false: the unit may fire on what others see
  int rounds = 0;                 ///< in the whole shot; 0: as in the rules
  bool self_defence = false;      ///< it is the unit that is attacked
  // Of one round, for a salvo that finds fewer in store; without correlation they are not asked for.
  double kill_of_one = 0.0, reliability = 1.0, common_cause = 0.0;
};

/// What one fire unit has left to give.
struct UnitSupply {
  int target_channels = 0, missile_channels = 0;
  std::vector<int> rounds;  ///< by weapon type
};

/// Limits that hold for all shots.
struct AssignmentRules {
  int rounds_per_shot = 1;   ///< fewer where there are fewer
  int shots_per_target = 1;  ///< at once
};

/// Who shoots at what?
/// Model      minimise sum V_j prod (1 - p_ij) by the greatest marginal return, one shot at a time (Manne
///            1958; den Broeder 1959), within target channels, missile channels and rounds; then local search: a shot
///            is replaced by another one, or two change places, until neither saves anything (the neighbourhoods of
///            plan_search.hpp). A shot that finds fewer rounds in store than it asks for has those, and their
///            chance of a kill. Shots already under way are no options and stay
/// Returns    the options taken, in the order taken
/// Holds for  one instant; called at every decision it makes a rolling horizon
/// Accurate   optimal where p_ij = p_j; greedy alone saves at least half of what can be saved; on random problems
///            of six units and four targets it loses 1.2 %, with the search 0.3 %
/// Leaves out what a shot now costs later ones; in the search, what a round less in one shot adds to another
/// Random     none; ties by kill probability, earlier intercept, target, unit, weapon
/// Checked by tests/assignment.cpp
class GreedyAssignment {
 public:
  /// `supply` is drawn down by what is taken.
  const std::vector<std::uint32_t>& solve(const std::vector<double>& values,
                                          const std::vector<ShotOption>& options,
                                          std::vector<UnitSupply>& supply, const AssignmentRules& rules);
  /// Of a shot taken, in that order.
  int rounds_of(std::size_t shot) const { return drawn_[shot].rounds; }
  double kill_probability_of(std::size_t shot) const { return drawn_[shot].kill_probability; }
  void search(bool on) { searches_ = on; }  ///< false: greedy alone

 private:
  /// What a shot takes, and what it then may do.
  struct Drawn {
    int rounds = 0, channels = 0;
    double kill_probability = 0.0;
  };
  using Options = std::vector<ShotOption>;
  using Supplies = std::vector<UnitSupply>;
  void take_greedily(const Options& options, Supplies& supply, const AssignmentRules& rules);
  bool all_at_their_best(const Options& options) const;
  void improve(const std::vector<double>& values, const Options& options, Supplies& supply,
               const AssignmentRules& rules);
  double left_without(const std::vector<double>& values, const Options& options, std::size_t shot) const;
  bool replace(const std::vector<double>& values, const Options& options, Supplies& supply,
               const AssignmentRules& rules, std::size_t shot);
  bool exchange(const std::vector<double>& values, const Options& options, Supplies& supply,
                const AssignmentRules& rules, std::size_t shot);
  std::uint32_t find(const Options& options, const ShotOption& like) const;
  void give_back(const Options& options, Supplies& supply, std::size_t shot);
  void place(const Options& options, Supplies& supply, const AssignmentRules& rules, std::size_t shot,
             std::uint32_t option);
  void take_back(const Options& options, Supplies& supply, std::size_t shot, std::uint32_t option,
                 Drawn as_it_was);
  bool is_taken(std::uint32_t option) const;
  void settle(const std::vector<double>& values, const Options& options, std::uint32_t target);
  static Drawn draw_down(UnitSupply& supply, const ShotOption& option, const AssignmentRules& rules);

  bool searches_ = true;
  std::vector<Drawn> drawn_;             // by each shot taken
  std::vector<std::uint32_t> in_order_;  // options by target, unit, weapon
  std::vector<double> surviving_;        // V_j prod (1 - p) so far
  std::vector<int> shots_;
  std::vector<std::uint32_t> open_, taken_;
};

/// Whether a unit can still give a shot of at least one round.
bool can_give(const UnitSupply& supply, const ShotOption& option);

}  // namespace cupola
