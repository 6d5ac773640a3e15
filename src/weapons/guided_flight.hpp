#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "weapons/aim.hpp"

namespace cupola {

/// One step of a round's midcourse: whether it is steered elsewhere now, and where the step took it.
struct GuidedStep {
  FlyoutState after;
  bool aims_anew = false;   ///< at the next aim of the course
  bool hands_over = false;  ///< no step any more: the time to go has fallen below the hand-over time
};

/// Steps in order, and the aims that they adopt.
struct GuidedCourse {
  std::vector<GuidedStep> steps;
  std::vector<Aim> aims;
};

/// What a midcourse depends on: the round as it is, and what it was told last.
struct GuidedStart {
  std::size_t law = 0;
  FlyoutState state;
  ToldTarget target;
  FlightLimits limits;
  Aim aim;
  double handover_time_s = 0.0;
};

/// How long is the step that a round in this state makes next in midcourse?
/// Model      flight/guided_step.hpp: the same as of the flights that the tables were made from
/// Checked by tests/guided_flight.cpp
double guided_step_s(const FlyoutState& state);

/// How long is the step of a round that homes, `to_go_s` before it is nearest to its target?
/// Returns    a sixth of the time to go, 0.2 s at most; 0: straight lines from here
/// Accurate   0.01 s and 0.1 m, of those that miss 4 m, against steps a tenth as long
/// Checked by tests/guided_flight.cpp
double terminal_step_s(double to_go_s);

/// A round's midcourse until `until_s` since its launch or its hand-over, as it goes if no uplink comes; a
/// step at a time, so that several rounds can fly abreast (flight/midcourse_lanes.hpp).
/// Model      steps of guided_step_s(); flown ahead anew for its aim when that is stale (aim.hpp)
/// Returns    the steps and aims, appended to `course`
/// Random     none
/// Checked by tests/guided_flight.cpp, tests/weapons.cpp
class GuidedFlight {
 public:
  GuidedFlight(const GuidedStart& start, double until_s, GuidedCourse& course);

  bool wants_step() const { return doing_ != Doing::nothing; }
  std::size_t law() const { return now_.law; }
  const FlyoutState& state() const { return doing_ == Doing::aiming ? search_->state() : now_.state; }
  const Vec3& aim_ecef_m() const {
    return doing_ == Doing::aiming ? search_->aim_ecef_m() : now_.aim.p_ecef_m;
  }
  double step_s() const { return doing_ == Doing::aiming ? search_->step_s() : guided_step_s(now_.state); }
  void take(const FlyoutState& after, double stepped_s);

 private:
  enum class Doing { nothing, aiming, flying };
  void go_on();
  void adopt_aim();
  void fly_or_hand_over();
  void add_step(const FlyoutState& after, bool hands_over);

  GuidedStart now_;
  double until_s_;
  GuidedCourse* course_;
  bool aims_anew_ = false;  ///< since the last step
  Doing doing_ = Doing::nothing;
  std::optional<AimSearch> search_;  ///< most flights never aim
};

}  // namespace cupola
