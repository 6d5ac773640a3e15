#pragma once

// The interacting multiple model filter in columns of V, for imm_v3.cpp, imm_v4.cpp and imm_scalar.cpp.

#include "tracking/imm_angle_template.hpp"
#include "tracking/imm_weigh_template.hpp"

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

// Where a processor does eight at a time as twice four, a half empty vector costs as much as a full one: what fits
// into four is done in four.
template <class V>
inline constexpr bool kWiderThanFour = kWidth<V> > kWidth<Lanes4>;

template <class V, int D, int Modes>
void predict_each(const ImmPredictTask& task) {
  for (std::size_t at = 0; at < task.tracks; at += kWidth<V>) {
    if constexpr (kWiderThanFour<V>)
      if (task.tracks - at <= kWidth<Lanes4>) return predict<Lanes4, D, Modes>(task, at);
    predict<V, D, Modes>(task, at);
  }
}
template <class V, int D>
void predict_all(const ImmPredictTask& task) {
  switch (task.model->modes) {
    case 1:
      return predict_each<V, D, 1>(task);
    case 2:
      return predict_each<V, D, 2>(task);
    case 3:
      return predict_each<V, D, 3>(task);
    case 4:
      return predict_each<V, D, 4>(task);
    default:
      return predict_each<V, D, 5>(task);
  }
}

/// Is one of the four tracks hit by a measurement?
CUPOLA_INLINE bool any_hit(const double* hit) { return any(load<Lanes4>(hit) != Lanes4(0.0)); }

template <class V, int D, bool Late, int Modes>
void update_each(const ImmUpdateTask& task) {
  for (std::size_t at = 0; at < task.blocks * kImmWidth; at += kWidth<V>) {
    if constexpr (kWiderThanFour<V>) {
      const bool lower = any_hit(task.hit + at), upper = any_hit(task.hit + at + kWidth<Lanes4>);
      if (lower != upper) {
        update<Lanes4, D, Late, Modes>(task, lower ? at : at + kWidth<Lanes4>);
        continue;
      }
    }
    update<V, D, Late, Modes>(task, at);
  }
}
template <class V, int D, bool Late>
void update_all(const ImmUpdateTask& task) {
  switch (task.model->modes) {
    case 1:
      return update_each<V, D, Late, 1>(task);
    case 2:
      return update_each<V, D, Late, 2>(task);
    case 3:
      return update_each<V, D, Late, 3>(task);
    case 4:
      return update_each<V, D, Late, 4>(task);
    default:
      return update_each<V, D, Late, 5>(task);
  }
}

template <class V, int D, int Modes>
void take_angle_each(const ImmAngleTask& task) {
  for (std::size_t at = 0; at < task.blocks * kImmWidth; at += kWidth<V>) take_angle<V, D, Modes>(task, at);
}
template <class V, int D>
void take_angle_all(const ImmAngleTask& task) {
  switch (task.model->modes) {
    case 1:
      return take_angle_each<V, D, 1>(task);
    case 2:
      return take_angle_each<V, D, 2>(task);
    case 3:
      return take_angle_each<V, D, 3>(task);
    case 4:
      return take_angle_each<V, D, 4>(task);
    default:
      return take_angle_each<V, D, 5>(task);
  }
}

template <class V, int D>
constexpr ImmKernels imm_kernels_of() {
  return {predict_all<V, D>, update_all<V, D, false>, update_all<V, D, true>, weigh_all<V, D>,
          take_angle_all<V, D>};
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
