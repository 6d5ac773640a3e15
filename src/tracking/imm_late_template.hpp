#pragma once

// What a measurement from before a mode's own time says of it, for any lane type.

#include "tracking/imm_motion_template.hpp"

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

/// The measurement that the state was last updated with, and whether what is late fell between that one and the
/// one before it.
template <class V, int D>
struct LastMeasured {
  V z[D], inverse_r[D][D];
  MaskOf<V> one_lag;
};

/// A late position beside the state: `crossed` holds the covariance of every part of the state with it, `s` that
/// of the innovation `d`.
template <class V, int D>
struct LateInnovation {
  V crossed[ImmShape<D>::kState][D], s[D][D], d[D];
};

/// Covariances of the noise between the late time and now with position: Q H^T; and Q itself.
template <class V, int D>
struct NoiseSince {
  V share[D][D], qt, qt2, qt3;
  CUPOLA_INLINE V with_position(int i, int a) const {
    return i < D ? share[i][a] * qt3 : share[i - D][a] * qt2;
  }
  CUPOLA_INLINE V at(int i, int j) const {
    if (i < D && j < D) return share[i][j] * qt3;
    return i < D || j < D ? share[i % D][j % D] * qt2 : share[i - D][j - D] * qt;
  }
};

template <class V, int D>
CUPOLA_INLINE NoiseSince<V, D> noise_since(const V* x, const ImmMode& mode, V age, MaskOf<V> wanted) {
  NoiseSince<V, D> n;
  const V density = select(wanted, V(mode.acceleration_density_m2_s3), V(0.0));
  n.qt = density * age;
  n.qt2 = V(0.5) * n.qt * age;
  n.qt3 = V(1.0 / 3.0) * n.qt * age * age;
  V up[3] = {V(0.0), V(0.0), V(0.0)};
  if constexpr (D == 3) up_at(x, up);
  const V less = V(mode.upright - 1.0);
  CUPOLA_UNROLL
  for (int i = 0; i < D; ++i) CUPOLA_UNROLL
  for (int j = 0; j < D; ++j) n.share[i][j] = fma(less * up[i], up[j], i == j ? V(1.0) : V(0.0));
  return n;
}

/// The state less the noise since the late time, given all that was measured: algorithm A1 of Bar-Shalom (2002,
/// equations 24 to 31), which is the optimum for one lag. The gain and the innovation of the last update follow
/// from its measurement and the state after it, W = P H^T R^-1 and S^-1 nu = R^-1 (z - H x), so that nothing of
/// it is kept but the measurement. Where more than one lag lies between, without noise (his algorithm C).
template <class V, int D>
struct WithoutNoise {
  Gauss<V, D> g;
  V crossed[ImmShape<D>::kState][ImmShape<D>::kState];  // [state][state less noise]
};

template <class V, int D>
CUPOLA_INLINE WithoutNoise<V, D> without_noise(const Gauss<V, D>& g, const ImmMode& mode, V age,
                                               const LastMeasured<V, D>& last) {
  constexpr int w = 2 * D, n = ImmShape<D>::kState;
  const NoiseSince<V, D> q = noise_since<V, D>(g.x, mode, age, last.one_lag);
  V pull[D], gain[n][D], inverse_s[D][D];
  CUPOLA_UNROLL
  for (int a = 0; a < D; ++a) {
    pull[a] = last.inverse_r[a][0] * (last.z[0] - g.x[0]);
    CUPOLA_UNROLL
    for (int b = 1; b < D; ++b) pull[a] = fma(last.inverse_r[a][b], last.z[b] - g.x[b], pull[a]);
    CUPOLA_UNROLL
    for (int i = 0; i < n; ++i) {
      gain[i][a] = g.at(i, 0) * last.inverse_r[0][a];
      CUPOLA_UNROLL
      for (int b = 1; b < D; ++b) gain[i][a] = fma(g.at(i, b), last.inverse_r[b][a], gain[i][a]);
    }
  }
  CUPOLA_UNROLL
  for (int a = 0; a < D; ++a) CUPOLA_UNROLL
  for (int b = 0; b < D; ++b) {
    inverse_s[a][b] = last.inverse_r[a][b];
    CUPOLA_UNROLL
    for (int c = 0; c < D; ++c) inverse_s[a][b] = fma(-last.inverse_r[a][c], gain[c][b], inverse_s[a][b]);
  }
  WithoutNoise<V, D> out;
  out.g = g;
  V through[w][D];  // Q H^T S^-1
  CUPOLA_UNROLL
  for (int i = 0; i < w; ++i) CUPOLA_UNROLL
  for (int a = 0; a < D; ++a) {
    out.g.x[i] = fma(-q.with_position(i, a), pull[a], out.g.x[i]);
    through[i][a] = q.with_position(i, 0) * inverse_s[0][a];
    CUPOLA_UNROLL
    for (int b = 1; b < D; ++b) through[i][a] = fma(q.with_position(i, b), inverse_s[b][a], through[i][a]);
  }
  CUPOLA_UNROLL
  for (int i = 0; i < n; ++i) CUPOLA_UNROLL
  for (int j = 0; j < n; ++j) {
    V sum = g.at(i, j);
    if (i < w && j < w) sum = sum - q.at(i, j);
    if (j < w) CUPOLA_UNROLL
    for (int a = 0; a < D; ++a) sum = fma(gain[i][a], q.with_position(j, a), sum);
    out.crossed[i][j] = sum;
  }
  CUPOLA_UNROLL
  for (int i = 0; i < n; ++i) CUPOLA_UNROLL
  for (int j = i; j < n; ++j) {
    V sum = out.crossed[i][j];
    if (i < w) CUPOLA_UNROLL
    for (int a = 0; a < D; ++a) {
      sum = fma(q.with_position(i, a), gain[j][a], sum);
      if (j < w) sum = fma(-through[i][a], q.with_position(j, a), sum);
    }
    out.g.at(i, j) = sum;
  }
  return out;
}

/// Not inlined: late plots are few, and each number of modes would have a copy.
template <class V, int D>
[[gnu::noinline]] LateInnovation<V, D> late_innovation(const Gauss<V, D>& g, const ImmMode& mode, V t,
                                                       const V (&all)[2 * D], const V (&z)[D],
                                                       const V (&r)[D][D], const LastMeasured<V, D>& last) {
  constexpr int w = 2 * D;
  WithoutNoise<V, D> past = without_noise(g, mode, -t, last);
  if (!is_turn(mode)) forget_rate(past.g);
  const Carry<V, D> f = carry_along_arc(past.g, t);
  const Crossed<V, D> x = cross(past.g, f);
  V fall[3];
  known_acceleration<V, D>(past.g.x, all, mode.motion, fall);
  LateInnovation<V, D> out;
  CUPOLA_UNROLL
  for (int i = 0; i < D; ++i) {
    out.d[i] = z[i] - fma(V(0.5) * t * t, fall[i], past.g.x[i] + step_of(past.g.x + D, f, i));
    CUPOLA_UNROLL
    for (int j = 0; j < D; ++j)
      out.s[i][j] = position_covariance(x, f, i <= j ? i : j, i <= j ? j : i) + r[i][j];
    CUPOLA_UNROLL
    for (int j = 0; j < ImmShape<D>::kState; ++j) {
      V sum = fma(f.bw[i], past.crossed[j][w], past.crossed[j][i]);
      CUPOLA_UNROLL
      for (int k = 0; k < D; ++k) sum = fma(f.b[i][k], past.crossed[j][D + k], sum);
      out.crossed[j][i] = sum;
    }
  }
  return out;
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
