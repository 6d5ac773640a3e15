#pragma once

#include "flight/flyout.hpp"
#include "messages/uplink.hpp"

namespace cupola {

/// Where a round is steered to, and when it should get there, in seconds since its launch.
struct Aim {
  Vec3 p_ecef_m;
  double arrival_s = 0.0;
};

/// Where does a round meet a target that flies on as the last uplink said?
/// Model      the round flown ahead on its own midcourse law in coarse steps to the extrapolated target;
///            Newton's step on arrival time less extrapolation time, from the arrival expected before
/// Returns    the extrapolated target at the arrival time; where the round cannot get there, the time that
///            the distance would take at its present speed
/// Holds for  constant velocity of the target; `uplink_age_s` is the age of the uplink at launch
/// Accurate   0.5 % of the time to go for targets that do fly on so
/// Checked by tests/aim.cpp
Aim aim_at(const FlyoutLaw& law, const FlyoutState& state, const Uplink& uplink,
           double uplink_age_at_launch_s, double expected_arrival_s, int rounds);

/// The same a step at a time, as FlightTo is: whoever makes the steps hands back what came of each.
class AimSearch {
 public:
  AimSearch() = default;  ///< has no step to make
  AimSearch(const FlyoutState& state, const Uplink& uplink, double uplink_age_at_launch_s,
            double expected_arrival_s, int rounds);

  bool wants_step() const { return flight_.wants_step(); }
  const FlyoutState& state() const { return flight_.state(); }
  const Vec3& aim_ecef_m() const { return flight_.aim_ecef_m(); }
  double step_s() const { return flight_.step_s(); }
  void take(const FlyoutState& after, double stepped_s);

  Aim aim() const { return {target_at(arrival_s_), arrival_s_}; }  ///< once it wants no step any more

 private:
  Vec3 target_at(double t_s) const { return p_uplink_ecef_m_ + (age_s_ + t_s) * v_ecef_m_s_; }
  void look_ahead();
  void improve();
  double way_s() const;

  FlyoutState from_;
  Vec3 p_uplink_ecef_m_, v_ecef_m_s_;
  double age_s_ = 0.0, arrival_s_ = 0.0, range_m_ = 0.0;
  int rounds_left_ = 0;
  Vec3 line_ecef_m_;
  FlightTo flight_;
};

}  // namespace cupola
