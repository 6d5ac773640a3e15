#pragma once

#include <cstddef>
#include <vector>

#include "flight/flyout.hpp"
#include "flight/flyout_numbers.hpp"

namespace cupola {

/// Rounds on the midcourse law, eight abreast: a step of eight costs little more than a step of one.
/// Returns    bit for bit what FlyoutLaw::step_midcourse returns for each alone
/// Random     none
/// Checked by tests/midcourse_lanes.cpp
class MidcourseLanes {
 public:
  explicit MidcourseLanes(const std::vector<FlyoutLaw>& laws);

  /// Makes the steps that flights ask for until none asks for more. A Flight says
  ///   bool wants_step() const                          whether it has a step to make
  ///   std::size_t law() const                          by which of the laws, always the same
  ///   const FlyoutState& state() const, const Vec3& aim_ecef_m() const, double step_s() const    which step
  ///   void take(const FlyoutState& after, double stepped_s)                                      what came
  ///                                                                                              of it
  template <class Flight>
  void fly(std::vector<Flight>& flights) {
    Flight* in[kMidcourseWidth];
    int rounds = 0;
    std::size_t next = 0;
    for (;;) {
      for (int lane = 0; lane < rounds;) {
        if (in[lane]->wants_step()) {
          ++lane;
        } else if (lane < --rounds) {
          in[lane] = in[rounds];
          set_law(lane, in[lane]->law());
        }
      }
      for (; rounds < kMidcourseWidth && next < flights.size(); ++next)
        if (flights[next].wants_step()) {
          set_law(rounds, flights[next].law());
          in[rounds++] = &flights[next];
        }
      if (rounds == 0) return;
      task_.rounds = rounds;
      for (int lane = 0; lane < rounds; ++lane)
        ask(lane, in[lane]->state(), in[lane]->aim_ecef_m(), in[lane]->step_s());
      kernel_(task_);
      for (int lane = 0; lane < rounds; ++lane)
        in[lane]->take(after(lane), task_.row[kMidcourseStepped][lane]);
    }
  }

 private:
  void set_law(int lane, std::size_t law);
  void ask(int lane, const FlyoutState& state, const Vec3& aim_ecef_m, double step_s) {
    const double asked[] = {state.p_ecef_m.x,   state.p_ecef_m.y,   state.p_ecef_m.z, state.v_ecef_m_s.x,
                            state.v_ecef_m_s.y, state.v_ecef_m_s.z, state.mass_kg,    state.time_s,
                            aim_ecef_m.x,       aim_ecef_m.y,       aim_ecef_m.z,     step_s};
    for (int i = 0; i < 12; ++i) task_.row[kMidcourseState + i][lane] = asked[i];
  }
  FlyoutState after(int lane) const {
    const auto at = [&](int i) { return task_.row[kMidcourseAfter + i][lane]; };
    return {{at(0), at(1), at(2)}, {at(3), at(4), at(5)}, at(6), at(7)};
  }

  struct Law {
    FlyoutFigures figures;
    double drag_at, loft_at;
  };
  std::vector<Law> laws_;
  std::vector<double> tables_;  // of all laws, so that lanes of different types read one array
  MidcourseTask task_;
  void (*kernel_)(MidcourseTask&);
};

}  // namespace cupola
