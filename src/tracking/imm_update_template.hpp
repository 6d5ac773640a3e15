#pragma once

// What measurements teach the modes of an interacting multiple model, for any lane type.

#include "tracking/imm_late_template.hpp"

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

/// The inverse of a symmetric matrix by cofactors, and its determinant.
template <class V, int D>
struct Inverted {
  V s[D][D], determinant;
};

template <class V, int D>
CUPOLA_INLINE Inverted<V, D> inverse_of(const V (&s)[D][D]) {
  Inverted<V, D> out;
  if constexpr (D == 2) {
    out.determinant = fma(s[0][0], s[1][1], -(s[0][1] * s[0][1]));
    const V q = V(1.0) / out.determinant;
    out.s[0][0] = s[1][1] * q;
    out.s[1][1] = s[0][0] * q;
    out.s[0][1] = out.s[1][0] = -(s[0][1] * q);
  } else {
    const V xx = fma(s[1][1], s[2][2], -(s[1][2] * s[1][2]));
    const V xy = fma(s[0][2], s[1][2], -(s[0][1] * s[2][2]));
    const V xz = fma(s[0][1], s[1][2], -(s[0][2] * s[1][1]));
    const V yy = fma(s[0][0], s[2][2], -(s[0][2] * s[0][2]));
    const V yz = fma(s[0][1], s[0][2], -(s[0][0] * s[1][2]));
    const V zz = fma(s[0][0], s[1][1], -(s[0][1] * s[0][1]));
    out.determinant = fma(s[0][0], xx, fma(s[0][1], xy, s[0][2] * xz));
    const V q = V(1.0) / out.determinant;
    const V m[3][3] = {{xx, xy, xz}, {xy, yy, yz}, {xz, yz, zz}};
    CUPOLA_UNROLL
    for (int i = 0; i < 3; ++i) CUPOLA_UNROLL
    for (int j = 0; j < 3; ++j) out.s[i][j] = m[i][j] * q;
  }
  return out;
}

/// What a position teaches one mode: `cross` holds the covariance of every part of the state with the
/// measured position, `s` that of the innovation `d`. Returns the squared distance.
template <class V, int D>
CUPOLA_INLINE V learn(Gauss<V, D>& g, const V (&crossed)[ImmShape<D>::kState][D], const Inverted<V, D>& s,
                      const V (&d)[D]) {
  V y[D], distance2 = V(0.0);
  CUPOLA_UNROLL
  for (int i = 0; i < D; ++i) {
    y[i] = s.s[i][0] * d[0];
    CUPOLA_UNROLL
    for (int j = 1; j < D; ++j) y[i] = fma(s.s[i][j], d[j], y[i]);
    distance2 = fma(y[i], d[i], distance2);
  }
  V gain[ImmShape<D>::kState][D];
  CUPOLA_UNROLL
  for (int i = 0; i < g.kState; ++i) {
    CUPOLA_UNROLL
    for (int a = 0; a < D; ++a) {
      gain[i][a] = crossed[i][0] * s.s[0][a];
      CUPOLA_UNROLL
      for (int b = 1; b < D; ++b) gain[i][a] = fma(crossed[i][b], s.s[b][a], gain[i][a]);
      g.x[i] = fma(crossed[i][a], y[a], g.x[i]);
    }
  }
  CUPOLA_UNROLL
  for (int i = 0; i < g.kState; ++i) CUPOLA_UNROLL
  for (int j = i; j < g.kState; ++j) CUPOLA_UNROLL
  for (int a = 0; a < D; ++a) g.at(i, j) = fma(-gain[i][a], crossed[j][a], g.at(i, j));
  return distance2;
}

/// The modes' new probabilities, by how likely each found the measurement of D numbers; returns how likely all
/// did.
template <class V, int D, int Modes>
CUPOLA_INLINE V weigh(V* weight, const V* distance2, const V* determinant) {
  V least = distance2[0];
  for (int k = 1; k < Modes; ++k) least = min(least, distance2[k]);
  V sum = V(0.0);
  for (int k = 0; k < Modes; ++k) {
    const V lag = max(V(-0.5) * (distance2[k] - least), V(-600.0));
    weight[k] = weight[k] * exp_within(lag) / sqrt(determinant[k]);
    sum = sum + weight[k];
  }
  const V inverse = V(1.0) / sum;
  for (int k = 0; k < Modes; ++k) weight[k] = max(weight[k] * inverse, V(1e-9));
  constexpr double of_one = 0.3989422804014327, of_two = 0.15915494309189535, of_three = 0.06349363593424097;
  constexpr double density = D == 1 ? of_one : D == 2 ? of_two : of_three;  // (2 pi)^(-D/2)
  return V(density) * sum * exp_within(max(V(-0.5) * least, V(-600.0)));
}

template <class V, int D>
CUPOLA_INLINE LastMeasured<V, D> last_measured(const ImmUpdateTask& task, std::size_t at) {
  LastMeasured<V, D> last;
  const V lag = task.lag_s ? load<V>(task.lag_s + at) : V(0.0);
  last.one_lag = lag > V(0.0) && lag >= -load<V>(task.dt_s + at);
  V r[D][D];
  CUPOLA_UNROLL
  for (int i = 0, n = 0; i < D; ++i) {
    last.z[i] = task.lag_s ? load<V>(task.last_z[i] + at) : V(0.0);
    CUPOLA_UNROLL
    for (int j = i; j < D; ++j, ++n) {
      const V one = i == j ? V(1.0) : V(0.0);
      r[i][j] = r[j][i] = task.lag_s ? select(last.one_lag, load<V>(task.last_r[n] + at), one) : one;
    }
  }
  const Inverted<V, D> inverse = inverse_of(r);
  CUPOLA_UNROLL
  for (int i = 0; i < D; ++i) CUPOLA_UNROLL
  for (int j = 0; j < D; ++j) last.inverse_r[i][j] = inverse.s[i][j];
  return last;
}

/// Late: the measurement is of before the state.
template <class V, int D, bool Late, int Modes>
CUPOLA_INLINE void update(const ImmUpdateTask& task, std::size_t at) {
  using Shape = ImmShape<D>;
  const ImmModel& model = *task.model;
  const std::size_t block = at / kImmWidth, lane = at % kImmWidth;
  const std::size_t base = block * (Shape::fields(Modes) * kImmWidth) + lane;
  const double* from = task.from + base;
  double* to = task.to + base;
  auto hit = load<V>(task.hit + at) != V(0.0);
  if (!any(hit)) return;
  if (!task.only_hits) hit = V(0.0) == V(0.0);
  const std::size_t next = lane == 0 && block + 1 < task.blocks ? Shape::fields(Modes) * kImmWidth : 0;
  if (next != 0) {
    fetch<Modes>(from + next + Shape::weight_at(Modes, 0) * kImmWidth);
    fetch_to_write<Shape::kGauss + Modes>(to + next + Shape::weight_at(Modes, 0) * kImmWidth);
  }

  V z[D], r[D][D], weight[Modes], distance2[Modes], determinant[Modes];
  CUPOLA_UNROLL
  for (int i = 0, n = 0; i < D; ++i) {
    z[i] = load<V>(task.z[i] + at);
    CUPOLA_UNROLL
    for (int j = i; j < D; ++j, ++n) r[i][j] = r[j][i] = load<V>(task.r[n] + at);
  }
  LastMeasured<V, D> last;
  if constexpr (Late) last = last_measured<V, D>(task, at);
  GaussRows<V, D> mode[Modes];
  V all[2 * D];
  CUPOLA_UNROLL
  for (int i = 0; i < 2 * D && Late; ++i) all[i] = load<V>(from + (Shape::merged_at(Modes) + i) * kImmWidth);
  for (int k = 0; k < Modes; ++k) {
    weight[k] = load<V>(from + Shape::weight_at(Modes, k) * kImmWidth);
    if (next != 0) {
      fetch<Shape::kGauss>(from + next + Shape::mode_at(k) * kImmWidth);
      fetch_to_write<Shape::kGauss>(to + next + Shape::mode_at(k) * kImmWidth);
    }
    Gauss<V, D> g = load_gauss<V, D>(from + Shape::mode_at(k) * kImmWidth, is_turn(model.mode[k]));
    V crossed[Shape::kState][D], s[D][D], d[D];
    if constexpr (Late) {
      const auto late = late_innovation(g, model.mode[k], load<V>(task.dt_s + at), all, z, r, last);
      CUPOLA_UNROLL
      for (int i = 0; i < D; ++i) {
        d[i] = late.d[i];
        CUPOLA_UNROLL
        for (int j = 0; j < D; ++j) s[i][j] = late.s[i][j];
        CUPOLA_UNROLL
        for (int j = 0; j < Shape::kState; ++j) crossed[j][i] = late.crossed[j][i];
      }
    } else {
      CUPOLA_UNROLL
      for (int i = 0; i < D; ++i) {
        d[i] = z[i] - g.x[i];
        CUPOLA_UNROLL
        for (int j = 0; j < D; ++j) s[i][j] = g.at(i, j) + r[i][j];
        CUPOLA_UNROLL
        for (int j = 0; j < Shape::kState; ++j) crossed[j][i] = g.at(j, i);
      }
    }
    const Inverted<V, D> inverse = inverse_of(s);
    determinant[k] = inverse.determinant;
    distance2[k] = learn(g, crossed, inverse, d);
    mode[k].row = to + Shape::mode_at(k) * kImmWidth;
    store_hit(to + Shape::mode_at(k) * kImmWidth, g, is_turn(model.mode[k]), hit);
  }
  const V likelihood = weigh<V, D, Modes>(weight, distance2, determinant);
  store(task.likelihood + at, select(hit, likelihood, load<V>(task.likelihood + at)));
  for (int k = 0; k < Modes; ++k) {
    double* p = to + Shape::weight_at(Modes, k) * kImmWidth;
    store(p, select(hit, weight[k], load<V>(p)));
  }
  store_hit(to + Shape::merged_at(Modes) * kImmWidth, merge<Modes>(mode, weight), true, hit);
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
