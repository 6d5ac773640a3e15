#pragma once

#include <cstdint>
#include <vector>

#include "core/random.hpp"
#include "flight/flyout.hpp"
#include "messages/order.hpp"
#include "messages/status.hpp"
#include "messages/uplink.hpp"
#include "world/world.hpp"

namespace cupola {

/// The closed list of what can become of a round.
enum class RoundEnd : std::uint8_t {
  hit,
  missed,
  handover_missed,   ///< nobody inside the hand-over basket
  guidance_lost,     ///< the guiding radar did not see the target when it had to
  out_of_energy,
  unreliable,
  target_already_dead,
  still_flying
};

/// One round from launch to end.
struct Round {
  InterceptorId id;
  FireUnitId fire_unit;
  LauncherId launcher;
  WeaponTypeId weapon;
  std::uint64_t track = 0;         ///< the guiding track's number at the fire unit
  Time launched, flown_until;      ///< state is valid at flown_until
  FlyoutState state;
  Uplink last_uplink;
  bool handed_over = false, ended = false;
  PlatformId engaged;              ///< after hand-over: the object it homes on
  RoundEnd end = RoundEnd::still_flying;
  Time ended_at = kNever;
};

/// What the engine must do after a step of flight.
struct FlightStep {
  bool ended = false;
  bool killed = false;             ///< `engaged` is to die at ended_at
};

/// Launchers, magazines, channels and rounds in flight, as they really are.
class Weapons {
 public:
  Weapons(const Scenario& scenario, ReplicateKey key);

  /// Executes a launch order at `now`; the answer says whether a round left (status.up) and what is left.
  Status launch(const Order& order, Time now);
  void uplink(const Uplink& uplink);
  /// Flies a round on to `until` (or its end).
  FlightStep fly(World& world, InterceptorId round, Time until);

  const std::vector<Round>& rounds() const { return rounds_; }
  int stock(FireUnitId fire_unit, WeaponTypeId weapon) const;
  int missiles_in_guidance(FireUnitId fire_unit) const;
  /// Shots at this platform so far that reached the end game: the ordinal of the next kill draw.
  std::uint32_t shots_at(PlatformId platform) const;

 private:
  struct LauncherState {
    std::vector<int> stock;  // by WeaponTypeId
    Time ready_at;
  };
  const Scenario* scenario_;
  ReplicateKey key_;
  std::vector<FlyoutLaw> laws_;  // by WeaponTypeId, with the true values
  std::vector<LauncherState> launchers_;
  std::vector<Round> rounds_;
  std::vector<std::uint32_t> shots_;  // by PlatformId
};

}  // namespace cupola
