#pragma once

// The interacting multiple model filter in columns of V, for imm_v3.cpp, imm_v4.cpp and imm_scalar.cpp.

#include "core/elementary.hpp"
#include "tracking/imm_task.hpp"

// Small loops over components: unrolled, so that places in a covariance are known when compiled.
#define CUPOLA_UNROLL _Pragma("GCC unroll 32")

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

template <class V, int D>
struct Gauss {
  static constexpr int kState = ImmShape<D>::kState, kCovariance = ImmShape<D>::kCovariance;
  V x[kState];
  V c[kCovariance];
  CUPOLA_INLINE V& at(int i, int j) { return c[ImmShape<D>::at(i, j)]; }
  CUPOLA_INLINE V at(int i, int j) const { return c[ImmShape<D>::at(i, j)]; }
};

/// Does the covariance's place i, j say something of the rate?
template <int D>
constexpr bool of_rate(int i) {
  return i == 2 * D;
}

/// Rows that are needed soon: the tracks are more than the nearer caches hold, and what comes next is known.
template <int Rows>
CUPOLA_INLINE void fetch(const double* p) {
  CUPOLA_UNROLL
  for (int i = 0; i < Rows; ++i) __builtin_prefetch(p + i * kImmWidth);
}
template <int Rows>
CUPOLA_INLINE void fetch_to_write(const double* p) {
  CUPOLA_UNROLL
  for (int i = 0; i < Rows; ++i) __builtin_prefetch(p + i * kImmWidth, 1);
}

/// A mode that does not turn has a rate of 0 that is known: nothing of it is moved.
template <class V, int D>
CUPOLA_INLINE Gauss<V, D> load_gauss(const double* p, bool turns) {
  Gauss<V, D> g;
  CUPOLA_UNROLL
  for (int i = 0; i < g.kState; ++i) {
    g.x[i] = of_rate<D>(i) && !turns ? V(0.0) : load<V>(p + i * kImmWidth);
    CUPOLA_UNROLL
    for (int j = i; j < g.kState; ++j)
      g.at(i, j) =
          of_rate<D>(j) && !turns ? V(0.0) : load<V>(p + (g.kState + ImmShape<D>::at(i, j)) * kImmWidth);
  }
  return g;
}

template <class V, int D>
CUPOLA_INLINE void store_gauss(double* p, const Gauss<V, D>& g, bool turns) {
  CUPOLA_UNROLL
  for (int i = 0; i < g.kState; ++i) {
    if (!of_rate<D>(i) || turns) store(p + i * kImmWidth, g.x[i]);
    CUPOLA_UNROLL
    for (int j = i; j < g.kState; ++j)
      if (!of_rate<D>(j) || turns) store(p + (g.kState + ImmShape<D>::at(i, j)) * kImmWidth, g.at(i, j));
  }
}

/// The same where `hit`; elsewhere what stands there stays.
template <class V, int D>
CUPOLA_INLINE void store_hit(double* p, const Gauss<V, D>& g, bool turns, MaskOf<V> hit) {
  if (all(hit)) return store_gauss(p, g, turns);
  Gauss<V, D> kept = load_gauss<V, D>(p, turns);
  CUPOLA_UNROLL
  for (int i = 0; i < g.kState; ++i) kept.x[i] = select(hit, g.x[i], kept.x[i]);
  CUPOLA_UNROLL
  for (int i = 0; i < g.kCovariance; ++i) kept.c[i] = select(hit, g.c[i], kept.c[i]);
  store_gauss(p, kept, turns);
}

/// What all modes together say: mean and covariance of the mixture.
template <int Modes, class V, int D>
CUPOLA_INLINE Gauss<V, D> merge(const Gauss<V, D>* mode, const V* weight) {
  Gauss<V, D> all;
  CUPOLA_UNROLL
  for (int i = 0; i < all.kState; ++i) {
    // About the first mode, so that large coordinates lose nothing.
    V sum = V(0.0);
    CUPOLA_UNROLL
    for (int k = 1; k < Modes; ++k) sum = fma(weight[k], mode[k].x[i] - mode[0].x[i], sum);
    all.x[i] = mode[0].x[i] + sum;
  }
  CUPOLA_UNROLL
  for (int i = 0; i < all.kCovariance; ++i) all.c[i] = weight[0] * mode[0].c[i];
  CUPOLA_UNROLL
  for (int k = 1; k < Modes; ++k) CUPOLA_UNROLL
  for (int i = 0; i < all.kCovariance; ++i) all.c[i] = fma(weight[k], mode[k].c[i], all.c[i]);
  if (Modes == 1) return all;
  CUPOLA_UNROLL
  for (int k = 0; k < Modes; ++k) {
    V d[Gauss<V, D>::kState];
    CUPOLA_UNROLL
    for (int i = 0; i < all.kState; ++i) d[i] = mode[k].x[i] - all.x[i];
    CUPOLA_UNROLL
    for (int i = 0; i < all.kState; ++i) CUPOLA_UNROLL
    for (int j = i; j < all.kState; ++j) all.at(i, j) = fma(weight[k] * d[i], d[j], all.at(i, j));
  }
  return all;
}

/// How a mode begins a step: it was on already, or is drawn anew out of what all say.
template <class V>
struct Start {
  V kept, redrawn;  // shares of its own estimate and of what all say; they add up to 1
};

/// The estimate that a mode begins a step with. What comes out of other modes begins a turn at a rate of its
/// own: of this mode's spread, about 0.
template <class V, int D>
CUPOLA_INLINE Gauss<V, D> mix(const Gauss<V, D>& one, const Gauss<V, D>& all, const Start<V>& s, V was,
                              const ImmMode& mode) {
  constexpr int w = 2 * D;
  Gauss<V, D> g;
  const V ab = s.kept * s.redrawn;
  V d[Gauss<V, D>::kState];
  CUPOLA_UNROLL
  for (int i = 0; i < w; ++i) {
    d[i] = one.x[i] - all.x[i];
    g.x[i] = fma(s.kept, d[i], all.x[i]);
  }
  CUPOLA_UNROLL
  for (int i = 0; i < w; ++i) CUPOLA_UNROLL
  for (int j = i; j < w; ++j)
    g.at(i, j) = fma(s.kept, one.at(i, j), fma(s.redrawn, all.at(i, j), ab * d[i] * d[j]));
  if (mode.motion != ModeMotion::turn) return g;
  // Drawn anew out of itself, a turn goes on.
  const V on = fma(s.redrawn, was, s.kept), begun = V(1.0) - on;
  const V rate = one.x[w], spread = V(mode.rate_sd_rad_s * mode.rate_sd_rad_s);
  g.x[w] = on * rate;
  g.at(w, w) = fma(on, one.at(w, w), begun * fma(on * rate, rate, spread));
  CUPOLA_UNROLL
  for (int i = 0; i < w; ++i) g.at(i, w) = on * fma(s.redrawn * d[i], rate, one.at(i, w));
  return g;
}

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

template <class V, int D>
CUPOLA_INLINE Gauss<V, D> turned(const Gauss<V, D>& g, const ImmMode& mode, V t) {
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

template <class V, int D>
CUPOLA_INLINE Gauss<V, D> gone_straight(const Gauss<V, D>& g, const ImmMode& mode, V t) {
  Gauss<V, D> to;
  V a[3] = {V(0.0), V(0.0), V(0.0)};
  if constexpr (D == 3)
    if (mode.motion == ModeMotion::fall) fall_acceleration(g.x, a);
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
  const std::size_t next = lane == 0 && block + 1 < task.blocks ? Shape::fields(Modes) * kImmWidth : 0;

  V weight[Modes], mean[Shape::kState], widest[2 * D], stays = V(1.0);
  Gauss<V, D> all;
  if (Modes > 1) {
    stays = exp_within(max(V(-model.changes_per_s) * t, V(-700.0)));
    all = load_gauss<V, D>(from + Shape::merged_at(Modes) * kImmWidth, true);
  }
  Gauss<V, D> first;
  if (next != 0) {
    fetch<Shape::kGauss + Modes>(from + next + Shape::weight_at(Modes, 0) * kImmWidth);
    fetch_to_write<Shape::kGauss + Modes>(to + next + Shape::weight_at(Modes, 0) * kImmWidth);
  }
  for (int k = 0; k < Modes; ++k) {
    const ImmMode& m = model.mode[k];
    const bool turns = m.motion == ModeMotion::turn;
    if (next != 0) {
      fetch<Shape::kGauss>(from + next + Shape::mode_at(k) * kImmWidth);
      fetch_to_write<Shape::kGauss>(to + next + Shape::mode_at(k) * kImmWidth);
    }
    Gauss<V, D> g = load_gauss<V, D>(from + Shape::mode_at(k) * kImmWidth, turns);
    weight[k] = load<V>(from + Shape::weight_at(Modes, k) * kImmWidth);
    if (Modes > 1) {
      const V was = weight[k], kept = stays * was, redrawn = (V(1.0) - stays) * V(m.share);
      const V inverse = V(1.0) / (kept + redrawn);
      weight[k] = kept + redrawn;
      g = mix(g, all, {kept * inverse, redrawn * inverse}, was, m);
    }
    g = turns ? turned(g, m, t) : gone_straight(g, m, t);
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

/// The modes' new probabilities, by how likely each found the measurement; returns how likely all did.
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
  constexpr double density = D == 2 ? 0.15915494309189535 : 0.06349363593424097;  // (2 pi)^(-D/2)
  return V(density) * sum * exp_within(max(V(-0.5) * least, V(-600.0)));
}

/// Late: the measurement is of before the state; the position then follows from the state now by going back
/// without noise.
template <class V, int D, bool Late, int Modes>
CUPOLA_INLINE void update(const ImmUpdateTask& task, std::size_t at) {
  using Shape = ImmShape<D>;
  const ImmModel& model = *task.model;
  const std::size_t block = at / kImmWidth, lane = at % kImmWidth;
  const std::size_t base = block * (Shape::fields(Modes) * kImmWidth) + lane;
  const double* from = task.from + base;
  double* to = task.to + base;
  const auto hit = load<V>(task.hit + at) != V(0.0);
  if (!any(hit)) return;
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
  Gauss<V, D> mode[Modes];
  for (int k = 0; k < Modes; ++k) {
    weight[k] = load<V>(from + Shape::weight_at(Modes, k) * kImmWidth);
    if (next != 0) {
      fetch<Shape::kGauss>(from + next + Shape::mode_at(k) * kImmWidth);
      fetch_to_write<Shape::kGauss>(to + next + Shape::mode_at(k) * kImmWidth);
    }
    Gauss<V, D>& g = mode[k];
    g = load_gauss<V, D>(from + Shape::mode_at(k) * kImmWidth, model.mode[k].motion == ModeMotion::turn);
    V crossed[Shape::kState][D], s[D][D], d[D];
    if constexpr (Late) {
      const V t = load<V>(task.dt_s + at);
      Gauss<V, D> still = g;
      if (model.mode[k].motion != ModeMotion::turn) forget_rate(still);
      const Carry<V, D> f = carry_along_arc(still, t);
      const Crossed<V, D> x = cross(still, f);
      V fall[3] = {V(0.0), V(0.0), V(0.0)};
      if constexpr (D == 3)
        if (model.mode[k].motion == ModeMotion::fall) fall_acceleration(g.x, fall);
      CUPOLA_UNROLL
      for (int i = 0; i < D; ++i) {
        d[i] = z[i] - fma(V(0.5) * t * t, fall[i], g.x[i] + step_of(g.x + D, f, i));
        CUPOLA_UNROLL
        for (int j = 0; j < D; ++j) {
          s[i][j] = position_covariance(x, f, i <= j ? i : j, i <= j ? j : i) + r[i][j];
          crossed[j][i] = x.pp[i][j];
          crossed[D + j][i] = x.pv[i][j];
        }
        crossed[2 * D][i] = x.pw[i];
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
  }
  const V likelihood = weigh<V, D, Modes>(weight, distance2, determinant);
  store(task.likelihood + at, select(hit, likelihood, load<V>(task.likelihood + at)));
  for (int k = 0; k < Modes; ++k) {
    store_hit(to + Shape::mode_at(k) * kImmWidth, mode[k], model.mode[k].motion == ModeMotion::turn, hit);
    double* p = to + Shape::weight_at(Modes, k) * kImmWidth;
    store(p, select(hit, weight[k], load<V>(p)));
  }
  store_hit(to + Shape::merged_at(Modes) * kImmWidth, merge<Modes>(mode, weight), true, hit);
}

/// The fields of the tracks of a few pairs: from wherever they lie, and where they lie in two blocks (the
/// pairs come by track), out of the blocks' rows.
template <class V>
struct Gathered {
  const double* from;
  BitsOf<V> track;
  CUPOLA_INLINE V operator()(int field) const { return gather(from + field * kImmWidth, track); }
};
template <class V>
struct Picked {
  const double *one, *other;
  BitsOf<V> lane;
  CUPOLA_INLINE V operator()(int field) const {
    return pick(one + field * kImmWidth, other + field * kImmWidth, lane);
  }
};

/// Into `lane`: of the first track's block 0 to 7, of the last one's 8 to 15. Do all lie in these?
CUPOLA_INLINE bool lie_in_two_blocks(const std::uint64_t* track, std::uint64_t* lane) {
  const std::uint64_t one = track[0] / kImmWidth, other = track[kImmWidth - 1] / kImmWidth;
  bool all = true;
  CUPOLA_UNROLL
  for (int i = 0; i < kImmWidth; ++i) {
    const std::uint64_t row = track[i] / kImmWidth;
    all &= row == one || row == other;
    lane[i] = track[i] % kImmWidth + (row == one ? 0 : kImmWidth);
  }
  return all;
}

template <class V, int D, bool Shifted, class Field>
CUPOLA_INLINE void weigh_pairs(const ImmWeighTask& task, std::size_t at, const Field& field) {
  using Shape = ImmShape<D>;
  const int modes = task.model->modes;
  V z[D], sum = V(0.0), nearest = V(1e300);
  CUPOLA_UNROLL
  for (int i = 0; i < D; ++i) z[i] = load<V>(task.z[i] + at);
  const V t = Shifted ? load<V>(task.dt_s + at) : V(0.0);
  for (int k = 0; k < modes; ++k) {
    const int x = Shape::mode_at(k), c = x + Shape::kState;
    V s[D][D], d[D];
    int n = 0;
    CUPOLA_UNROLL
    for (int i = 0; i < D; ++i) {
      d[i] = z[i] - field(x + i);
      if (Shifted) d[i] = fma(-t, field(x + D + i), d[i]);
      CUPOLA_UNROLL
      for (int j = i; j < D; ++j, ++n) {
        s[i][j] = field(c + Shape::at(i, j)) + load<V>(task.r[n] + at);
        if (Shifted) {
          const V cross = field(c + Shape::at(i, D + j)) + field(c + Shape::at(j, D + i));
          s[i][j] = fma(t, fma(t, field(c + Shape::at(D + i, D + j)), cross), s[i][j]);
        }
        s[j][i] = s[i][j];
      }
    }
    const Inverted<V, D> inverse = inverse_of(s);
    V distance2 = V(0.0);
    CUPOLA_UNROLL
    for (int i = 0; i < D; ++i) {
      V y = inverse.s[i][0] * d[0];
      CUPOLA_UNROLL
      for (int j = 1; j < D; ++j) y = fma(inverse.s[i][j], d[j], y);
      distance2 = fma(y, d[i], distance2);
    }
    const V weight = field(Shape::weight_at(modes, k));
    const V fall = exp_within(max(V(-0.5) * distance2, V(-600.0)));
    sum = fma(weight, fall / sqrt(inverse.determinant), sum);
    nearest = min(nearest, distance2);
  }
  constexpr double density = D == 2 ? 0.15915494309189535 : 0.06349363593424097;  // (2 pi)^(-D/2)
  store(task.density + at, V(density) * sum);
  store(task.distance2 + at, nearest);
}

template <class V, int D, bool Shifted>
void weigh_each(const ImmWeighTask& task) {
  for (std::size_t at = 0; at < task.pairs; at += kWidth<V>) {
    if constexpr (kWidth<V> == kImmWidth) {
      std::uint64_t lane[kImmWidth];
      if (lie_in_two_blocks(task.track + at, lane)) {
        const auto row = [&](std::size_t i) { return task.from + task.track[i] / kImmWidth * kImmWidth; };
        const Picked<V> field{row(at), row(at + kImmWidth - 1), load_bits<BitsOf<V>>(lane)};
        weigh_pairs<V, D, Shifted>(task, at, field);
        continue;
      }
    }
    const Gathered<V> field{task.from, load_bits<BitsOf<V>>(task.track + at)};
    weigh_pairs<V, D, Shifted>(task, at, field);
  }
}
template <class V, int D>
void weigh_all(const ImmWeighTask& task) {
  if (task.dt_s) return weigh_each<V, D, true>(task);
  weigh_each<V, D, false>(task);
}

template <class V, int D, int Modes>
void predict_each(const ImmPredictTask& task) {
  for (std::size_t at = 0; at < task.blocks * kImmWidth; at += kWidth<V>) predict<V, D, Modes>(task, at);
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

template <class V, int D, bool Late, int Modes>
void update_each(const ImmUpdateTask& task) {
  for (std::size_t at = 0; at < task.blocks * kImmWidth; at += kWidth<V>) update<V, D, Late, Modes>(task, at);
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

template <class V, int D>
constexpr ImmKernels imm_kernels_of() {
  return {predict_all<V, D>, update_all<V, D, false>, update_all<V, D, true>, weigh_all<V, D>};
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
