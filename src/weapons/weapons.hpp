#pragma once

#include <cstdint>
#include <vector>

#include "core/random.hpp"
#include "flight/flyout.hpp"
#include "flight/midcourse_lanes.hpp"
#include "messages/order.hpp"
#include "messages/status.hpp"
#include "messages/uplink.hpp"
#include "weapons/guidance_sight.hpp"
#include "weapons/guided_flight.hpp"
#include "weapons/reloads.hpp"
#include "world/world.hpp"

namespace cupola {

/// The closed list of what can become of a round.
enum class RoundEnd : std::uint8_t {
  hit,
  missed,
  handover_missed,  ///< nobody inside the hand-over basket
  guidance_lost,    ///< the guiding radar did not see the target when it had to
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
  std::uint64_t track = 0;     ///< the guiding track's number at the fire unit
  std::uint64_t salvo = 0;     ///< the same for all rounds of one salvo, and for no others
  Time launched, flown_until;  ///< state is valid at flown_until
  FlyoutState state;
  Uplink last_uplink;
  bool handed_over = false, ended = false;
  PlatformId engaged;  ///< after hand-over: the object it homes on
  RoundEnd end = RoundEnd::still_flying;
  Time ended_at = kNever;

  Aim aim;                           ///< midcourse: where it is steered to, and when it should get there
  double fails_s = 1e9;              ///< an unreliable round ends then
  double miss_m = -1.0;              ///< closest approach, once there was one
  bool met = false;                  ///< it met `engaged`: there was a kill draw
  std::uint32_t shot_at_target = 0;  ///< ordinal of that draw
};

/// Where a round was, for replay.
struct FlightKnot {
  Time time;
  Vec3 p_ecef_m;
};

/// What the engine must do after a step of flight.
struct FlightStep {
  bool ended = false;
  bool killed = false;  ///< `engaged` is to die at ended_at
};

/// Within this distance at the closest approach the kill probability applies; beyond it the round had not the
/// energy to get there. Assumed: wide enough for steps and navigation lag, narrow against what a fuze is for.
inline constexpr double kLethalReach_m = 50.0;

/// Launchers, magazines, channels and rounds in flight, as they really are.
/// Model      midcourse on the last uplink extrapolated with constant velocity (aim.hpp), flown by the true
///            values of the type; hand-over when the time to go falls below the type's hand-over time: the
///            nearest true object inside the basket is engaged, whoever it is (RULES 18); proportional
///            navigation on its true motion to the closest approach; Bernoulli there, by how the target is
///            really met (catalogue/kill_law.hpp), rounds of a salvo correlated (luck.hpp). A semi-active round
///            needs its own radar to see the target at hand-over and at intercept (RULES 15)
/// Returns    one RoundEnd for each round, and the time of it
/// Holds for  rounds that fly on steps of their own from launch: how often fly() is called, and what else
///            happens in the scenario, changes nothing. Fly a round to the time an uplink arrives before
///            handing the uplink over
/// Accurate   the end of a flight to 1 ms; state at most a step (guided_flight.hpp) behind `until`
/// Leaves out loss of sight between hand-over and intercept, the ground
/// Random     Purpose::reliability and Purpose::kill (luck.hpp)
/// Checked by tests/weapons.cpp
class Weapons {
 public:
  Weapons(const Scenario& scenario, ReplicateKey key);

  /// Executes a launch order at `now`; the answer says whether a round left (status.up) and what is left.
  /// None leaves where the launcher does not work, is still busy with the last, has no such round, or all
  /// missile channels are taken.
  Status launch(const Order& order, Time now, bool launcher_works = true);
  void uplink(const Uplink& uplink);
  /// Flies a round on to `until` (or its end).
  FlightStep fly(World& world, InterceptorId round, Time until);

  const std::vector<Round>& rounds() const { return rounds_; }
  int stock(FireUnitId fire_unit, WeaponTypeId weapon) const;  ///< ready on its launchers
  /// A reload of an empty launcher of this unit that begins now; ask until there is none.
  std::optional<Reloads::Begun> begin_reload(FireUnitId unit, Time now) { return reloads_.begin(unit, now); }
  bool finish_reload(LauncherId launcher);  ///< whether it is there to take its load
  void destroy(LauncherId launcher);        ///< with what is on it; what it has launched flies on
  /// A fire unit packs up to move: reloads under way are broken off.
  void pack_up(FireUnitId unit) { reloads_.break_off(unit); }
  /// It stands at another place, with all that is left on its launchers and in store.
  void carry_over(FireUnitId from, FireUnitId to);
  int stored(FireUnitId unit, WeaponTypeId weapon) const;  ///< in loads that are not on launchers
  int destroyed(WeaponTypeId weapon) const { return destroyed_[weapon.index()]; }
  /// Shots at this platform so far that reached the end game: the ordinal of the next kill draw.
  std::uint32_t shots_at(PlatformId platform) const { return shots_[platform.index()]; }
  int missiles_in_guidance(FireUnitId fire_unit) const { return in_guidance_[fire_unit.index()]; }
  /// It has a round, and is not busy with the last.
  bool could_launch(LauncherId launcher, Time now) const;

  /// From now on keep a knot a second of every flight.
  void record_flights() { recording_ = true; }
  const std::vector<FlightKnot>& flight(InterceptorId round) const { return flights_[round.index()]; }

 private:
  struct LauncherState {
    std::vector<int> stock;  // by WeaponTypeId
    Time ready_at{INT64_MIN};
    std::uint32_t launched = 0;
  };

  /// The midcourse of a round ahead of what has been asked for, as it goes if no uplink comes.
  struct Ahead {
    GuidedCourse course;
    std::size_t taken = 0, aims_taken = 0;  ///< of it
    void forget() {
      course.steps.clear();
      course.aims.clear();
      taken = aims_taken = 0;
    }
    Time asked, until{INT64_MIN};  ///< the last fly(); fly ahead until then
  };

  bool may_launch(const Order& order, Time now) const;
  Round leave(const Order& order, InterceptorId id, Time now);
  bool guide(const World& world, Round& round, double left_s, Time until);
  bool home(const World& world, Round& round, double left_s);
  const GuidedStep* next_step(const Round& round, double left_s, Time until);
  void look_ahead(Time until);
  GuidedStart guided_start(const Round& round) const;
  static ToldTarget told(const Round& round);
  void hand_over(const World& world, Round& round);
  void meet(const World& world, Round& round, double after_s, double miss_m);
  double true_kill_probability(const World& world, const Round& round, Time t) const;
  std::uint32_t salvo_at(const Round& round);
  RoundEnd gone(const World& world, const Round& round, Time t) const;
  void end_if_through(Round& round);
  void end(Round& round, RoundEnd how, double after_s);
  void keep_knot(const Round& round);
  Time time_of(const Round& round, double after_s = 0.0) const;

  const Scenario* scenario_;
  ReplicateKey key_;
  GuidanceSight sight_;
  std::vector<FlyoutLaw> laws_;  // by WeaponTypeId, with the true values
  MidcourseLanes abreast_;
  std::vector<Ahead> ahead_;           // by InterceptorId
  std::vector<InterceptorId> guided_;  // those in midcourse, as launched
  std::vector<GuidedFlight> flying_ahead_;
  std::vector<LauncherState> launchers_;
  Reloads reloads_;
  std::vector<int> destroyed_;  // rounds, by WeaponTypeId
  std::vector<Round> rounds_;
  std::vector<std::uint32_t> shots_;                // by PlatformId
  std::vector<std::vector<std::uint64_t>> salvos_;  // by PlatformId: those that met it, as they came
  std::vector<int> in_guidance_;                    // by FireUnitId
  bool recording_ = false;
  std::vector<std::vector<FlightKnot>> flights_;  // by InterceptorId
};

}  // namespace cupola
