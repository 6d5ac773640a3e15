#pragma once

// The estimates of an interacting multiple model, for any lane type: loaded, stored, merged and mixed.

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

/// Does a mode estimate a rate?
CUPOLA_INLINE bool is_turn(const ImmMode& mode) {
  return mode.motion == ModeMotion::turn || mode.motion == ModeMotion::turn_or_fall;
}

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

/// An estimate where it lies, each number loaded where it is used: what is used once leaves no copy behind.
template <class V, int D>
struct GaussRows {
  const double* row;
  CUPOLA_INLINE V x(int i) const { return load<V>(row + i * kImmWidth); }
  CUPOLA_INLINE V c(int i) const { return load<V>(row + (ImmShape<D>::kState + i) * kImmWidth); }
  CUPOLA_INLINE V at(int i, int j) const { return c(ImmShape<D>::at(i, j)); }
};

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

/// What all modes together say: mean and covariance of the mixture. Where a mode does not turn, the rows of its
/// rate hold 0, from the start of a track on.
template <int Modes, class V, int D>
CUPOLA_INLINE Gauss<V, D> merge(const GaussRows<V, D>* mode, const V* weight) {
  Gauss<V, D> all;
  CUPOLA_UNROLL
  for (int i = 0; i < all.kState; ++i) {
    // About the first mode, so that large coordinates lose nothing.
    V sum = V(0.0);
    CUPOLA_UNROLL
    for (int k = 1; k < Modes; ++k) sum = fma(weight[k], mode[k].x(i) - mode[0].x(i), sum);
    all.x[i] = mode[0].x(i) + sum;
  }
  CUPOLA_UNROLL
  for (int i = 0; i < all.kCovariance; ++i) all.c[i] = weight[0] * mode[0].c(i);
  CUPOLA_UNROLL
  for (int k = 1; k < Modes; ++k) CUPOLA_UNROLL
  for (int i = 0; i < all.kCovariance; ++i) all.c[i] = fma(weight[k], mode[k].c(i), all.c[i]);
  if (Modes == 1) return all;
  CUPOLA_UNROLL
  for (int k = 0; k < Modes; ++k) {
    V d[Gauss<V, D>::kState];
    CUPOLA_UNROLL
    for (int i = 0; i < all.kState; ++i) d[i] = mode[k].x(i) - all.x[i];
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
CUPOLA_INLINE Gauss<V, D> mix(const GaussRows<V, D>& one, const GaussRows<V, D>& all, const Start<V>& s,
                              V was, const ImmMode& mode) {
  constexpr int w = 2 * D;
  Gauss<V, D> g;
  const V ab = s.kept * s.redrawn;
  V d[Gauss<V, D>::kState];
  CUPOLA_UNROLL
  for (int i = 0; i < w; ++i) {
    d[i] = one.x(i) - all.x(i);
    g.x[i] = fma(s.kept, d[i], all.x(i));
  }
  CUPOLA_UNROLL
  for (int i = 0; i < w; ++i) CUPOLA_UNROLL
  for (int j = i; j < w; ++j)
    g.at(i, j) = fma(s.kept, one.at(i, j), fma(s.redrawn, all.at(i, j), ab * d[i] * d[j]));
  if (!is_turn(mode)) return g;
  // Drawn anew out of itself, a turn goes on.
  const V on = fma(s.redrawn, was, s.kept), begun = V(1.0) - on;
  const V rate = one.x(w), spread = V(mode.rate_sd_rad_s * mode.rate_sd_rad_s);
  g.x[w] = on * rate;
  g.at(w, w) = fma(on, one.at(w, w), begun * fma(on * rate, rate, spread));
  CUPOLA_UNROLL
  for (int i = 0; i < w; ++i) g.at(i, w) = on * fma(s.redrawn * d[i], rate, one.at(i, w));
  return g;
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
