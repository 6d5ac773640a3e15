#pragma once

// The loop of kalman_batch_*.cpp over blocks of tracks.

#include "tracking/kalman_batch.hpp"
#include "tracking/kalman_batch_task.hpp"

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

/// Walks the rows of a block for one column of V.
template <class V, int D, class Each>
CUPOLA_INLINE void each_row(MovingState<V, D>& s, Each each) {
  for (V& x : s.p) each(x);
  for (V& x : s.v) each(x);
  for (V& x : s.pp) each(x);
  for (auto& row : s.pv)
    for (V& x : row) each(x);
  for (V& x : s.vv) each(x);
}

template <class V, int D>
void predict_and_update(const KalmanBatchTask& task) {
  for (std::size_t block = 0; block < task.blocks; ++block)
    for (int lane = 0; lane < kKalmanWidth; lane += kWidth<V>) {
      double* at = task.states + block * kStateRows<D> * kKalmanWidth + lane;
      const double* measured = task.measurements + block * kMeasurementRows<D> * kKalmanWidth + lane;
      MovingState<V, D> s;
      MeasuredPosition<V, D> m;
      double* from = at;
      each_row(s, [&](V& x) { x = load<V>(from), from += kKalmanWidth; });
      for (V& x : m.z) x = load<V>(measured), measured += kKalmanWidth;
      for (V& x : m.r) x = load<V>(measured), measured += kKalmanWidth;
      move_on(s, load<V>(task.dt_s + block * kKalmanWidth + lane), V(task.q_m2_s3));
      take_in(s, m);
      each_row(s, [&](V& x) { store(at, x), at += kKalmanWidth; });
    }
}

template <class V>
constexpr KalmanBatchKernels kalman_batch_of() {
  return {predict_and_update<V, 2>, predict_and_update<V, 3>};
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
