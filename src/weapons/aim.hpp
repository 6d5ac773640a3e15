#pragma once

#include "flight/flyout.hpp"
#include "messages/uplink.hpp"

namespace cupola {

/// What a flight ahead to a fixed point found: when the round gets there, and how much later it gets to a
/// point beside it. Times in seconds since its launch.
struct FlownAhead {
  Vec3 to_ecef_m;
  double from_s = 0.0, arrival_s = 0.0;
  Vec3 later_s_m;  ///< gradient of the time of arrival
};

/// Where a round is steered to, and when it should get there.
struct Aim {
  Vec3 p_ecef_m;
  double arrival_s = 0.0;
  FlownAhead ahead;  ///< what both follow from
};

/// A target as the last uplink tells it, flying on with constant velocity.
struct ToldTarget {
  Vec3 p_uplink_ecef_m, v_ecef_m_s;
  double age_at_launch_s = 0.0;  ///< of the uplink

  Vec3 at(double t_s) const { return p_uplink_ecef_m + (age_at_launch_s + t_s) * v_ecef_m_s; }
};

/// What ends a round's flight before it arrives.
struct FlightLimits {
  double burn_out_s = 0.0, end_speed_m_s = 0.0;  ///< slower than that after burn-out
  double life_s = 600.0;
};

/// The aim that a round leaves with: the planned one, which the planning table says it reaches after
/// `time_of_flight_s`.
Aim planned_aim(const Vec3& p_launch_ecef_m, const Vec3& p_aim_ecef_m, double time_of_flight_s);

/// Where do round and target meet, by what the last flight ahead found?
/// Model      the arrival at a point beside the one flown to is later by the way to it along the velocity at
///            arrival, over the speed there; so the meeting is the solution of one linear equation
/// Returns    the target at the time found, which is held between half and twice the time to go of the
/// flight,
///            and to 600 s
/// Accurate   to first order in the distance between the aim and the point flown to
/// Checked by tests/aim.cpp
Aim corrected_aim(const FlownAhead& ahead, const ToldTarget& target, double now_s);

/// Is it time to fly ahead anew? When two thirds of the time to go have passed since, or the aim has
/// moved by more than a tenth of it; not within half a second of the last.
/// Accurate   the arrival expected at hand-over: 4 ms in the middle of the hundred-hostile raid's rounds, 20 ms for
///            19 in 20, 0.12 s at most, against a flight on from there in steps of 0.1 s
bool stale(const Aim& aim, double now_s);

/// Where does a round meet a target that flies on as the last uplink said?
/// Model      the round flown ahead on its own midcourse law in steps of 1 s (0.25 s in its first 8 s) to the
///            extrapolated target; then corrected_aim(), `rounds` times in turn
/// Returns    the extrapolated target at the arrival time; where the round does not live to get there, the
/// time
///            that the distance would take at its present speed, or at 900 m/s
/// Accurate   0.5 % of the time to go for targets that do fly on so
/// Checked by tests/aim.cpp
Aim aim_at(const FlyoutLaw& law, const FlyoutState& state, const ToldTarget& target,
           double expected_arrival_s, int rounds, const FlightLimits& limits = {});

/// The same a step at a time, as FlightTo is: whoever makes the steps hands back what came of each.
class AimSearch {
 public:
  AimSearch(const FlyoutState& state, const ToldTarget& target, const FlightLimits& limits,
            double expected_arrival_s, int rounds);

  bool wants_step() const { return flight_.wants_step(); }
  const FlyoutState& state() const { return flight_.state(); }
  const Vec3& aim_ecef_m() const { return flight_.aim_ecef_m(); }
  double step_s() const { return flight_.step_s(); }
  void take(const FlyoutState& after, double stepped_s);

  const Aim& aim() const { return aim_; }  ///< once it wants no step any more

 private:
  void look_ahead();
  void improve();

  FlyoutState from_;
  ToldTarget target_;
  FlightLimits limits_;
  int rounds_left_ = 0;
  Aim aim_;
  FlightTo flight_;
};

}  // namespace cupola
