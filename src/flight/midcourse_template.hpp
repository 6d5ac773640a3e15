#pragma once

// The step of several rounds abreast, for midcourse_v3.cpp and midcourse_v4.cpp.

#include "flight/flyout_template.hpp"

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

template <class V>
CUPOLA_INLINE void step_midcourse(MidcourseTask& task, int lane) {
  const auto get = [&](int row) { return load<V>(&task.row[row][lane]); };
  constexpr int f = kMidcourseFigures, kStride = 12, kAfterStride = 8;
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
  const double* round = task.round[lane];
  const auto front = load_rows<V>(round, kStride), back = load_rows<V>(round + 4, kStride);
  const auto wanted = load_rows<V>(round + 8, kStride);
  FlyoutPoint<V> state{{front.first, front.second, front.third},
                       {front.fourth, back.first, back.second},
                       back.third,
                       back.fourth};
  const Triad<V> aim{wanted.first, wanted.second, wanted.third};
  store(&task.stepped_s[lane], flyout_step_midcourse(law, state, aim, wanted.fourth));
  store_rows(task.after[lane], kAfterStride, FourInRow<V>{state.p.x, state.p.y, state.p.z, state.v.x});
  store_rows(task.after[lane] + 4, kAfterStride,
             FourInRow<V>{state.v.y, state.v.z, state.mass_kg, state.time_s});
}

/// As many groups of lanes as hold the rounds; they fill the lanes from the first on.
template <class V>
CUPOLA_INLINE void step_midcourse_by(MidcourseTask& task) {
  for (int lane = 0; lane < task.rounds; lane += kWidth<V>) step_midcourse<V>(task, lane);
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
