#pragma once

// What one angle teaches the modes of an interacting multiple model, for any lane type: an extended Kalman
// filter, linear about a place that is the same for all modes.

#include "tracking/imm_update_template.hpp"

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

/// Teaches one mode. `late` leads back from the state to the angle's time, straight on and without noise.
template <class V, int D>
CUPOLA_INLINE void learn_angle(Gauss<V, D>& g, const V (&gradient)[D], const V (&place)[D], V residual,
                               V variance, V late, V& distance2, V& s) {
  V with[ImmShape<D>::kState];  // covariance of the state with the angle
  CUPOLA_UNROLL
  for (int i = 0; i < g.kState; ++i) {
    with[i] = V(0.0);
    CUPOLA_UNROLL
    for (int a = 0; a < D; ++a) with[i] = fma(fma(late, g.at(i, D + a), g.at(i, a)), gradient[a], with[i]);
  }
  s = variance;
  CUPOLA_UNROLL
  for (int a = 0; a < D; ++a) {
    s = fma(fma(late, with[D + a], with[a]), gradient[a], s);
    residual = fma(-gradient[a], fma(late, g.x[D + a], g.x[a]) - place[a], residual);
  }
  const V inverse = V(1.0) / s, gain = residual * inverse;
  distance2 = residual * gain;
  CUPOLA_UNROLL
  for (int i = 0; i < g.kState; ++i) g.x[i] = fma(with[i], gain, g.x[i]);
  CUPOLA_UNROLL
  for (int i = 0; i < g.kState; ++i) CUPOLA_UNROLL
  for (int j = i; j < g.kState; ++j) g.at(i, j) = fma(-(with[i] * inverse), with[j], g.at(i, j));
}

template <class V, int D, int Modes>
CUPOLA_INLINE void take_angle(const ImmAngleTask& task, std::size_t at) {
  using Shape = ImmShape<D>;
  const ImmModel& model = *task.model;
  const std::size_t base = at / kImmWidth * (Shape::fields(Modes) * kImmWidth) + at % kImmWidth;
  const double* from = task.from + base;
  double* to = task.to + base;
  const auto hit = load<V>(task.hit + at) != V(0.0);
  if (!any(hit)) return;
  V place[D], gradient[D], weight[Modes], distance2[Modes], s[Modes];
  CUPOLA_UNROLL
  for (int i = 0; i < D; ++i) {
    place[i] = load<V>(task.place[i] + at);
    gradient[i] = load<V>(task.gradient[i] + at);
  }
  const V residual = load<V>(task.residual + at), variance = load<V>(task.variance + at);
  const V late = load<V>(task.dt_s + at);
  GaussRows<V, D> mode[Modes];
  V nearest = V(1e300);
  for (int k = 0; k < Modes; ++k) {
    weight[k] = load<V>(from + Shape::weight_at(Modes, k) * kImmWidth);
    Gauss<V, D> g = load_gauss<V, D>(from + Shape::mode_at(k) * kImmWidth, is_turn(model.mode[k]));
    learn_angle<V, D>(g, gradient, place, residual, variance, late, distance2[k], s[k]);
    nearest = min(nearest, distance2[k]);
    mode[k].row = to + Shape::mode_at(k) * kImmWidth;
    store_hit(to + Shape::mode_at(k) * kImmWidth, g, is_turn(model.mode[k]), hit);
  }
  const V likelihood = weigh<V, 1, Modes>(weight, distance2, s);
  store(task.likelihood + at, select(hit, likelihood, load<V>(task.likelihood + at)));
  store(task.distance2 + at, select(hit, nearest, load<V>(task.distance2 + at)));
  for (int k = 0; k < Modes; ++k) {
    double* p = to + Shape::weight_at(Modes, k) * kImmWidth;
    store(p, select(hit, weight[k], load<V>(p)));
  }
  store_hit(to + Shape::merged_at(Modes) * kImmWidth, merge<Modes>(mode, weight), true, hit);
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
