#pragma once

#include <cstddef>
#include <cstring>
#include <vector>

#include "flight/flyout.hpp"
#include "flight/flyout_numbers.hpp"

namespace cupola {

/// Rounds on the midcourse law, sixteen abreast: a step of eight costs less than two of one, and sixteen, in two
/// registers at once, half as much again.
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
      for (int lane = 0; lane < rounds; ++lane) in[lane]->take(after(lane), task_.stepped_s[lane]);
    }
  }

 private:
  void set_law(int lane, std::size_t law);
  void ask(int lane, const FlyoutState& state, const Vec3& aim_ecef_m, double step_s) {
    double* asked = task_.round[lane];
    std::memcpy(asked, &state, sizeof state);
    asked[8] = aim_ecef_m.x;
    asked[9] = aim_ecef_m.y;
    asked[10] = aim_ecef_m.z;
    asked[11] = step_s;
  }
  FlyoutState after(int lane) const {
    FlyoutState state;
    std::memcpy(&state, task_.after[lane], sizeof state);
    return state;
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
