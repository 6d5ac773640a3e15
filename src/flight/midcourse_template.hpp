#pragma once

// The step of several rounds abreast, for midcourse_v3.cpp and midcourse_v4.cpp.

#include "flight/flyout_template.hpp"

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

template <class V>
CUPOLA_INLINE void step_midcourse(MidcourseTask& task, int lane) {
  const auto get = [&](int row) { return load<V>(&task.row[row][lane]); };
  const auto put = [&](int row, V value) { store(&task.row[row][lane], value); };
  constexpr int f = kMidcourseFigures, s = kMidcourseState, a = kMidcourseAfter;
  const FlyoutNumbers<V> law{{get(f), get(f + 1)},
                             {get(f + 2), get(f + 3), get(f + 4)},
                             {get(f + 5), get(f + 6), get(f + 7)},
                             get(f + 8),
                             get(f + 9),
                             get(f + 10),
                             get(f + 11),
                             get(kMidcourseDragAt),
                             get(kMidcourseLoftAt),
                             task.tables,
                             task.air};
  FlyoutPoint<V> state{
      {get(s), get(s + 1), get(s + 2)}, {get(s + 3), get(s + 4), get(s + 5)}, get(s + 6), get(s + 7)};
  const Triad<V> aim{get(kMidcourseAim), get(kMidcourseAim + 1), get(kMidcourseAim + 2)};
  put(kMidcourseStepped, flyout_step_midcourse(law, state, aim, get(kMidcourseStepWanted)));
  const V after[8] = {state.p.x, state.p.y, state.p.z,     state.v.x,
                      state.v.y, state.v.z, state.mass_kg, state.time_s};
  for (int i = 0; i < 8; ++i) put(a + i, after[i]);
}

/// As many groups of lanes as hold the rounds; they fill the lanes from the first on.
template <class V>
CUPOLA_INLINE void step_midcourse_by(MidcourseTask& task) {
  for (int lane = 0; lane < task.rounds; lane += kWidth<V>) step_midcourse<V>(task, lane);
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
