#pragma once

// How the modes of an interacting multiple model carry an estimate on, for any lane type.

#include "tracking/imm_mixture_template.hpp"

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

/// Position and velocity after a time as linear functions of velocity and rate now:
/// p' = p + B v + bw w, v' = R v + rw w.
template <class V, int D>
struct Carry {
  V b[D][D], r[D][D], bw[D], rw[D];
};

/// Up at a place over the ellipsoid, near enough: the radial with z stretched.
template <class V>
CUPOLA_INLINE void up_at(const V* p, V* up) {
  const V z = p[2] * V(1.0067394967422765);
  const V inverse = V(1.0) / sqrt(fma(p[0], p[0], fma(p[1], p[1], z * z)));
  up[0] = p[0] * inverse;
  up[1] = p[1] * inverse;
  up[2] = z * inverse;
}

/// Turning at the rate w for t seconds, and how the outcome changes with w.
template <class V>
struct Arc {
  V sine, cosine, sw, cw, dsw, dcw;  // sin(wt), cos(wt), sin(wt)/w, (1 - cos(wt))/w and their slopes in w
};

template <class V>
CUPOLA_INLINE Arc<V> arc_of(V w, V t) {
  const V angle = w * t, a2 = angle * angle;
  const auto [s, c] = sincos(angle);
  const auto small = abs(angle) < V(0.04);
  const V safe = select(small, V(1.0), w), inverse = V(1.0) / safe;
  const V sw = s * inverse, cw = (V(1.0) - c) * inverse;
  const V sw0 = t * fma(a2, fma(a2, V(1.0 / 120.0), V(-1.0 / 6.0)), V(1.0));
  const V cw0 = t * angle * fma(a2, fma(a2, V(1.0 / 720.0), V(-1.0 / 24.0)), V(0.5));
  const V dsw = fma(t, c, -sw) * inverse, dcw = fma(t, s, -cw) * inverse;
  const V dsw0 = t * t * angle * fma(a2, fma(a2, V(-1.0 / 840.0), V(1.0 / 30.0)), V(-1.0 / 3.0));
  const V dcw0 = t * t * fma(a2, fma(a2, V(1.0 / 144.0), V(-1.0 / 8.0)), V(0.5));
  return {s,
          c,
          select(small, sw0, sw),
          select(small, cw0, cw),
          select(small, dsw0, dsw),
          select(small, dcw0, dcw)};
}

template <class V, int D>
CUPOLA_INLINE Carry<V, D> carry_along_arc(const Gauss<V, D>& g, V t) {
  const V* v = g.x + D;
  const Arc<V> a = arc_of(g.x[2 * D], t);
  Carry<V, D> f;
  if constexpr (D == 2) {
    f.b[0][0] = f.b[1][1] = a.sw;
    f.b[1][0] = a.cw;
    f.b[0][1] = -a.cw;
    f.r[0][0] = f.r[1][1] = a.cosine;
    f.r[1][0] = a.sine;
    f.r[0][1] = -a.sine;
    const V ts = t * a.sine, tc = t * a.cosine;
    f.bw[0] = fma(a.dsw, v[0], -(a.dcw * v[1]));
    f.bw[1] = fma(a.dsw, v[1], a.dcw * v[0]);
    f.rw[0] = -fma(ts, v[0], tc * v[1]);
    f.rw[1] = fma(tc, v[0], -(ts * v[1]));
  } else {
    V u[3];
    up_at(g.x, u);
    const V across[3] = {fma(u[1], v[2], -(u[2] * v[1])), fma(u[2], v[0], -(u[0] * v[2])),
                         fma(u[0], v[1], -(u[1] * v[0]))};
    const V climb = fma(u[0], v[0], fma(u[1], v[1], u[2] * v[2]));
    const V skew[3][3] = {{V(0.0), -u[2], u[1]}, {u[2], V(0.0), -u[0]}, {-u[1], u[0], V(0.0)}};
    const V ts = t * a.sine, tc = t * a.cosine;
    CUPOLA_UNROLL
    for (int i = 0; i < 3; ++i) {
      CUPOLA_UNROLL
      for (int j = 0; j < 3; ++j) {
        const V uu = u[i] * u[j], one = i == j ? V(1.0) : V(0.0);
        f.b[i][j] = fma(a.cw, skew[i][j], fma(a.sw, one - uu, t * uu));
        f.r[i][j] = fma(a.sine, skew[i][j], fma(a.cosine, one - uu, uu));
      }
      const V level = fma(-climb, u[i], v[i]);
      f.bw[i] = fma(a.dsw, level, a.dcw * across[i]);
      f.rw[i] = fma(tc, across[i], -(ts * level));
    }
  }
  return f;
}

template <class V, int D>
CUPOLA_INLINE V step_of(const V* v, const Carry<V, D>& f, int i) {
  V sum = f.b[i][0] * v[0];
  CUPOLA_UNROLL
  for (int j = 1; j < D; ++j) sum = fma(f.b[i][j], v[j], sum);
  return sum;
}

/// Covariances of the new position with the old state.
template <class V, int D>
struct Crossed {
  V pp[D][D], pv[D][D], pw[D];  // [new position][old position, old velocity, rate]
};

template <class V, int D>
CUPOLA_INLINE Crossed<V, D> cross(const Gauss<V, D>& g, const Carry<V, D>& f) {
  constexpr int w = 2 * D;
  Crossed<V, D> x;
  CUPOLA_UNROLL
  for (int i = 0; i < D; ++i) {
    CUPOLA_UNROLL
    for (int j = 0; j < D; ++j) {
      x.pp[i][j] = fma(f.bw[i], g.at(j, w), g.at(i, j));
      x.pv[i][j] = fma(f.bw[i], g.at(D + j, w), g.at(i, D + j));
      CUPOLA_UNROLL
      for (int k = 0; k < D; ++k) {
        x.pp[i][j] = fma(f.b[i][k], g.at(j, D + k), x.pp[i][j]);
        x.pv[i][j] = fma(f.b[i][k], g.at(D + k, D + j), x.pv[i][j]);
      }
    }
    x.pw[i] = fma(f.bw[i], g.at(w, w), g.at(i, w));
    CUPOLA_UNROLL
    for (int k = 0; k < D; ++k) x.pw[i] = fma(f.b[i][k], g.at(D + k, w), x.pw[i]);
  }
  return x;
}

template <class V, int D>
CUPOLA_INLINE V position_covariance(const Crossed<V, D>& x, const Carry<V, D>& f, int i, int j) {
  V sum = fma(x.pw[i], f.bw[j], x.pp[i][j]);
  CUPOLA_UNROLL
  for (int k = 0; k < D; ++k) sum = fma(x.pv[i][k], f.b[j][k], sum);
  return sum;
}

/// White-noise acceleration for t seconds.
template <class V, int D>
CUPOLA_INLINE void add_noise(Gauss<V, D>& g, const ImmMode& mode, V t) {
  const V qt = V(mode.acceleration_density_m2_s3) * t;
  const V qt2 = V(0.5) * qt * t, qt3 = V(1.0 / 3.0) * qt * t * t;
  if constexpr (D == 2) {
    CUPOLA_UNROLL
    for (int i = 0; i < D; ++i) {
      g.at(i, i) = g.at(i, i) + qt3;
      g.at(i, D + i) = g.at(i, D + i) + qt2;
      g.at(D + i, D + i) = g.at(D + i, D + i) + qt;
    }
  } else {
    V u[3];
    up_at(g.x, u);
    const V less = V(mode.upright - 1.0);
    CUPOLA_UNROLL
    for (int i = 0; i < D; ++i) CUPOLA_UNROLL
    for (int j = 0; j < D; ++j) {
      const V share = fma(less * u[i], u[j], i == j ? V(1.0) : V(0.0));
      g.at(i, D + j) = fma(share, qt2, g.at(i, D + j));
      if (j < i) continue;
      g.at(i, j) = fma(share, qt3, g.at(i, j));
      g.at(D + i, D + j) = fma(share, qt, g.at(D + i, D + j));
    }
  }
}

/// Free fall in the frame that turns with the earth, as track_free_fall_ecef_m_s2.
template <class V>
CUPOLA_INLINE void fall_acceleration(const V* x, V* a) {
  constexpr double mu_m3_s2 = 3.986004418e14, turn_rad_s = 7.292115e-5;
  const V r2 = fma(x[0], x[0], fma(x[1], x[1], x[2] * x[2]));
  const V g = V(-mu_m3_s2) / (r2 * sqrt(r2)), level = g + V(turn_rad_s * turn_rad_s);
  a[0] = fma(V(2.0 * turn_rad_s), x[4], level * x[0]);
  a[1] = fma(V(-2.0 * turn_rad_s), x[3], level * x[1]);
  a[2] = g * x[2];
}

/// As falls_freely() in free_fall.hpp.
template <class V>
CUPOLA_INLINE MaskOf<V> falls_freely_at(const V* x) {
  constexpr double height_m = 20'000.0, speed_m_s = 1'500.0;
  constexpr double semi_major_m = 6378137.0, flattening = 1.0 / 298.257223563;
  const V speed2 = fma(x[3], x[3], fma(x[4], x[4], x[5] * x[5]));
  const V z2 = x[2] * x[2], r2 = fma(x[0], x[0], fma(x[1], x[1], z2));
  const V least = fma(V(-semi_major_m * flattening), z2 / r2, V(semi_major_m + height_m));
  return speed2 > V(speed_m_s * speed_m_s) || r2 > least * least;
}

/// What the mode accelerates by, with the state of all modes to decide whether it falls.
template <class V, int D>
CUPOLA_INLINE void known_acceleration(const V* x, const V* all, ModeMotion motion, V* a) {
  a[0] = a[1] = a[2] = V(0.0);
  if constexpr (D == 3) {
    if (motion == ModeMotion::straight || motion == ModeMotion::turn) return;
    if (motion == ModeMotion::fall) return fall_acceleration(x, a);
    const MaskOf<V> falls = falls_freely_at(all);
    if (!any(falls)) return;
    fall_acceleration(x, a);
    CUPOLA_UNROLL
    for (int i = 0; i < 3; ++i) a[i] = select(falls, a[i], V(0.0));
  }
}

template <class V, int D>
CUPOLA_INLINE Gauss<V, D> turned(const Gauss<V, D>& g, const V* all, const ImmMode& mode, V t) {
  constexpr int w = 2 * D;
  const Carry<V, D> f = carry_along_arc(g, t);
  const Crossed<V, D> x = cross(g, f);
  V vv[D][D], vw[D];  // [new velocity][old velocity, rate]
  CUPOLA_UNROLL
  for (int i = 0; i < D; ++i) {
    vw[i] = f.rw[i] * g.at(w, w);
    CUPOLA_UNROLL
    for (int k = 0; k < D; ++k) vw[i] = fma(f.r[i][k], g.at(D + k, w), vw[i]);
    CUPOLA_UNROLL
    for (int j = 0; j < D; ++j) {
      vv[i][j] = f.rw[i] * g.at(D + j, w);
      CUPOLA_UNROLL
      for (int k = 0; k < D; ++k) vv[i][j] = fma(f.r[i][k], g.at(D + k, D + j), vv[i][j]);
    }
  }
  Gauss<V, D> to;
  CUPOLA_UNROLL
  for (int i = 0; i < D; ++i) {
    to.x[i] = g.x[i] + step_of(g.x + D, f, i);
    to.x[D + i] = f.r[i][0] * g.x[D];
    CUPOLA_UNROLL
    for (int j = 1; j < D; ++j) to.x[D + i] = fma(f.r[i][j], g.x[D + j], to.x[D + i]);
    CUPOLA_UNROLL
    for (int j = i; j < D; ++j) to.at(i, j) = position_covariance(x, f, i, j);
    CUPOLA_UNROLL
    for (int j = 0; j < D; ++j) {
      V sum = x.pw[i] * f.rw[j];
      CUPOLA_UNROLL
      for (int k = 0; k < D; ++k) sum = fma(x.pv[i][k], f.r[j][k], sum);
      to.at(i, D + j) = sum;
    }
    CUPOLA_UNROLL
    for (int j = i; j < D; ++j) {
      V sum = vw[i] * f.rw[j];
      CUPOLA_UNROLL
      for (int k = 0; k < D; ++k) sum = fma(vv[i][k], f.r[j][k], sum);
      to.at(D + i, D + j) = sum;
    }
    to.at(i, w) = x.pw[i];
    to.at(D + i, w) = vw[i];
  }
  if (mode.motion == ModeMotion::turn_or_fall) {
    V a[3];
    known_acceleration<V, D>(g.x, all, mode.motion, a);
    CUPOLA_UNROLL
    for (int i = 0; i < D; ++i) {
      to.x[i] = fma(V(0.5) * t * t, a[i], to.x[i]);
      to.x[D + i] = fma(t, a[i], to.x[D + i]);
    }
  }
  to.x[w] = g.x[w];
  to.at(w, w) = fma(V(mode.rate_density_rad2_s3), t, g.at(w, w));
  add_noise(to, mode, t);
  return to;
}

/// A mode that does not turn has a rate of 0.
template <class V, int D>
CUPOLA_INLINE void forget_rate(Gauss<V, D>& g) {
  constexpr int w = 2 * D;
  g.x[w] = V(0.0);
  CUPOLA_UNROLL
  for (int i = 0; i < w; ++i) g.at(i, w) = V(0.0);
  g.at(w, w) = V(0.0);
}

template <class V, int D>
CUPOLA_INLINE Gauss<V, D> gone_straight(const Gauss<V, D>& g, const V* all, const ImmMode& mode, V t) {
  Gauss<V, D> to;
  V a[3];
  known_acceleration<V, D>(g.x, all, mode.motion, a);
  CUPOLA_UNROLL
  for (int i = 0; i < D; ++i) {
    to.x[D + i] = fma(t, a[i], g.x[D + i]);
    to.x[i] = fma(t, fma(V(0.5) * t, a[i], g.x[D + i]), g.x[i]);
    CUPOLA_UNROLL
    for (int j = i; j < D; ++j) {
      const V vv = g.at(D + i, D + j);
      to.at(D + i, D + j) = vv;
      to.at(i, j) = fma(t, fma(t, vv, g.at(i, D + j) + g.at(j, D + i)), g.at(i, j));
    }
    CUPOLA_UNROLL
    for (int j = 0; j < D; ++j) to.at(i, D + j) = fma(t, g.at(D + i, D + j), g.at(i, D + j));
  }
  forget_rate(to);
  add_noise(to, mode, t);
  return to;
}

template <class V, int D, int Modes>
CUPOLA_INLINE void predict(const ImmPredictTask& task, std::size_t at) {
  using Shape = ImmShape<D>;
  const ImmModel& model = *task.model;
  const std::size_t block = at / kImmWidth, lane = at % kImmWidth;
  const std::size_t base = block * (Shape::fields(Modes) * kImmWidth) + lane;
  const double* from = task.from + base;
  double* to = task.to + base;
  const V t = load<V>(task.dt_s + at);
  const bool last = (block + 1) * kImmWidth >= task.tracks;
  const std::size_t next = lane == 0 && !last ? Shape::fields(Modes) * kImmWidth : 0;

  V weight[Modes], mean[Shape::kState], widest[2 * D], stays = V(1.0);
  const GaussRows<V, D> all{from + Shape::merged_at(Modes) * kImmWidth};
  if (Modes > 1) stays = exp_within(max(V(-model.changes_per_s) * t, V(-700.0)));
  Gauss<V, D> first;
  if (next != 0) {
    fetch<Shape::kGauss + Modes>(from + next + Shape::weight_at(Modes, 0) * kImmWidth);
    fetch_to_write<Shape::kGauss + Modes>(to + next + Shape::weight_at(Modes, 0) * kImmWidth);
  }
  for (int k = 0; k < Modes; ++k) {
    const ImmMode& m = model.mode[k];
    const bool turns = is_turn(m);
    if (next != 0) {
      fetch<Shape::kGauss>(from + next + Shape::mode_at(k) * kImmWidth);
      fetch_to_write<Shape::kGauss>(to + next + Shape::mode_at(k) * kImmWidth);
    }
    const GaussRows<V, D> one{from + Shape::mode_at(k) * kImmWidth};
    Gauss<V, D> g;
    V of_all[2 * D];
    weight[k] = load<V>(from + Shape::weight_at(Modes, k) * kImmWidth);
    if (Modes > 1) {
      const V was = weight[k], kept = stays * was, redrawn = (V(1.0) - stays) * V(m.share);
      const V inverse = V(1.0) / (kept + redrawn);
      weight[k] = kept + redrawn;
      g = mix(one, all, {kept * inverse, redrawn * inverse}, was, m);
    } else {
      g = load_gauss<V, D>(one.row, turns);
    }
    CUPOLA_UNROLL
    for (int i = 0; i < 2 * D; ++i) of_all[i] = Modes > 1 ? all.x(i) : g.x[i];
    g = turns ? turned(g, of_all, m, t) : gone_straight(g, of_all, m, t);
    store_gauss(to + Shape::mode_at(k) * kImmWidth, g, turns);
    store(to + Shape::weight_at(Modes, k) * kImmWidth, weight[k]);
    if (k == 0) first = g;
    CUPOLA_UNROLL
    for (int i = 0; i < Shape::kState; ++i)
      mean[i] = k == 0 ? g.x[i] : fma(weight[k], g.x[i] - first.x[i], mean[i]);
    CUPOLA_UNROLL
    for (int i = 0; i < 2 * D; ++i) widest[i] = max(k == 0 ? V(0.0) : widest[i], g.at(i, i));
  }
  CUPOLA_UNROLL
  for (int i = 0; i < Shape::kState; ++i) store(to + (Shape::merged_at(Modes) + i) * kImmWidth, mean[i]);
  CUPOLA_UNROLL
  for (int i = 0; i < 2 * D; ++i) store(to + Shape::widest_at(Modes, i) * kImmWidth, widest[i]);
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
