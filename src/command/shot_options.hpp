#pragma once

#include <cstddef>
#include <vector>

#include "command/assignment.hpp"
#include "command/launch_window.hpp"
#include "command/track_belief.hpp"
#include "command/unit_book.hpp"

namespace cupola {

/// Why, taking all fire units together, a target can or cannot be ordered to be engaged now. Rising: the
/// nearest to a shot counts.
enum class ShotObstacle : std::uint8_t {
  never,    ///< no intercept before it gets where it is going
  rule,     ///< an intercept, but with less chance of a kill than the doctrine asks for
  round,    ///< an intercept, but the round for it is gone
  later,    ///< an intercept will be possible
  rest,     ///< possible, but the unit is silent, or gave it up a moment ago
  off,      ///< possible, but the unit's radar does not radiate
  sector,   ///< possible, but the unit's radar is needed where it faces
  channel,  ///< possible, but the channels are taken
  none      ///< it can be ordered
};

/// What a target's case looks like at one decision.
struct ShotCase {
  ShotObstacle obstacle = ShotObstacle::never;
  double wait_s = 0.0;  ///< later: until the first launch
};

/// One fire unit at the moment of a decision.
struct UnitNow {
  const UnitBook* book = nullptr;
  UnitSupply supply;
  bool sector_free = true;   ///< nothing holds its sector: it may be turned
  bool silent = false;       ///< nothing heard of it
  bool radar_up = true;      ///< its guidance radar radiates
  bool launchers_up = true;  ///< one of its launchers at least can fire
  bool here = true;          ///< of a fire unit that moves: it is at this of its places, as last heard
  double reaction_s = 0.0;   ///< from an order now to the first launch, where the order starts the reaction
};

/// Which shots could be ordered at a target, and if none, why?
/// Model      every fire unit with every weapon: launch window before the target gets to what it threatens,
///            with the delays of reaction and sector turn; planned kill probability of one round not below
///            the doctrine's least; stock above the reserve that holds for the target; a free channel; the
///            sector, or one that is free to turn. A unit that is attacked itself, and has no shot else, meets the
///            attacker before it is there, wherever the zones lie
/// Random     none
/// Checked by tests/shot_options.cpp
class ShotOptions {
 public:
  explicit ShotOptions(const OrderOfBattle& own);  ///< which must outlive it
  explicit ShotOptions(OrderOfBattle&&) = delete;

  /// Appends the options of target number `index` to `options`.
  ShotCase add(std::uint32_t index, const TrackBelief& belief, Time now, const std::vector<UnitNow>& units,
               std::vector<ShotOption>& options) const;

 private:
  struct Target {
    ReachTarget reach;
    double horizon_s = 0.0;
    Time released_since;
    bool for_all = true;    ///< any unit may engage it, in its zones
    bool attacked = false;  ///< the unit in hand
  };
  ShotObstacle best_of(const UnitNow& unit, const KnownWeapon& weapon, const TrackBelief& belief,
                       const Target& target, Time now, ShotOption& option, double& wait_s) const;
  ShotObstacle try_weapon(const UnitNow& unit, const KnownWeapon& weapon, const TrackBelief& belief,
                          const Target& target, Time now, ShotOption& option, double& wait_s) const;
  double far_s(const UnitNow& unit, const Target& target) const;
  double delay_s(const UnitNow& unit, const Target& target, Time now) const;

  const OrderOfBattle& own_;
  std::vector<std::size_t> farthest_first_;  // of own_.weapons
};

}  // namespace cupola
