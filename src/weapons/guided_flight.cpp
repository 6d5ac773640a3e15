#include "weapons/guided_flight.hpp"

#include <algorithm>

#include "flight/guided_step.hpp"

namespace cupola {
namespace {

constexpr double kHomingStep_s = 0.2, kShareOfTimeToGo = 1.0 / 6.0, kFinest_s = 0.01;
constexpr int kFirstRounds = 3;  // flights ahead where no arrival is expected yet

}  // namespace

double guided_step_s(const FlyoutState& state) { return guided_step_s(state.time_s); }

double terminal_step_s(double to_go_s) {
  return to_go_s <= kFinest_s ? 0.0 : std::min(kShareOfTimeToGo * to_go_s, kHomingStep_s);
}

GuidedFlight::GuidedFlight(const GuidedStart& start, double until_s, GuidedCourse& course)
    : now_(start), until_s_(until_s), course_(&course) {
  go_on();
}

/// What comes next: an aim, where one is due, then the step.
void GuidedFlight::go_on() {
  doing_ = Doing::nothing;
  const double now_s = now_.state.time_s;
  if (until_s_ - now_s < guided_step_s(now_.state)) return;
  if (!stale(now_.aim, now_s)) return fly_or_hand_over();
  const double expected_s = now_.aim.arrival_s;
  search_.emplace(now_.state, now_.target, now_.limits, expected_s, expected_s > now_s ? 1 : kFirstRounds);
  doing_ = Doing::aiming;
  if (!search_->wants_step()) adopt_aim();
}

void GuidedFlight::adopt_aim() {
  now_.aim = search_->aim();
  course_->aims.push_back(now_.aim);
  aims_anew_ = true;
  fly_or_hand_over();
}

void GuidedFlight::fly_or_hand_over() {
  const double now_s = now_.state.time_s;
  const bool hands_over = now_.aim.arrival_s - now_s <= now_.handover_time_s && now_s > 1.0;
  doing_ = hands_over ? Doing::nothing : Doing::flying;
  if (hands_over) add_step(now_.state, true);
}

void GuidedFlight::add_step(const FlyoutState& after, bool hands_over) {
  course_->steps.push_back({after, aims_anew_, hands_over});
  aims_anew_ = false;
}

void GuidedFlight::take(const FlyoutState& after, double stepped_s) {
  if (doing_ == Doing::aiming) {
    search_->take(after, stepped_s);
    if (!search_->wants_step()) adopt_aim();
    return;
  }
  now_.state = after;
  add_step(after, false);
  go_on();
}

}  // namespace cupola
