#pragma once

#include <cstddef>

#include "core/lanes.hpp"

// The constant-velocity Kalman filter with a measured position, in columns of V: one track a lane. Included
// by kalman_batch_*.cpp and by whoever has a kernel of their own.

#define CUPOLA_INLINE_LAMBDA __attribute__((always_inline))

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

/// A number that the compiler knows, so that a loop over it leaves no loop and no array behind.
template <int I>
struct Known {
  CUPOLA_INLINE constexpr operator int() const { return I; }
};

/// f(Known<First>()) up to f(Known<End - 1>()).
template <int First, int End, class F>
CUPOLA_INLINE void unrolled(const F& f) {
  if constexpr (First < End) {
    f(Known<First>());
    unrolled<First + 1, End>(f);
  }
}

/// Position and velocity in D dimensions, with the blocks of their covariance: pp and vv are symmetric, their
/// upper triangles row by row; pv[i][j] is that of position i with velocity j.
template <class V, int D>
struct MovingState {
  static constexpr int kTriangle = D * (D + 1) / 2;
  V p[D], v[D];
  V pp[kTriangle], pv[D][D], vv[kTriangle];
};

/// A position and its covariance, its upper triangle row by row.
template <class V, int D>
struct MeasuredPosition {
  V z[D], r[D * (D + 1) / 2];
};

/// Where (i, j) stands in an upper triangle.
template <int D>
CUPOLA_INLINE constexpr int triangle_at(int i, int j) {
  const int row = i <= j ? i : j, column = i <= j ? j : i;
  return row * D - row * (row - 1) / 2 + (column - row);
}

/// Moves a state on by t seconds of constant velocity with white-noise acceleration of density q.
template <class V, int D>
CUPOLA_INLINE void move_on(MovingState<V, D>& s, V t, V q) {
  const V qt = q * t, half_qt2 = V(0.5) * qt * t, third_qt3 = V(2.0 / 3.0) * half_qt2 * t;
  unrolled<0, D>([&](auto i) CUPOLA_INLINE_LAMBDA {
    s.p[i] = fma(t, s.v[i], s.p[i]);
    unrolled<i, D>([&](auto j) CUPOLA_INLINE_LAMBDA {
      // t (pv + vp + t vv), with vv still that of before.
      constexpr int n = triangle_at<D>(i, j);
      s.pp[n] = fma(t, fma(t, s.vv[n], s.pv[i][j] + s.pv[j][i]), s.pp[n]);
    });
  });
  unrolled<0, D>([&](auto i) CUPOLA_INLINE_LAMBDA {
    unrolled<0, D>([&](auto j)
                       CUPOLA_INLINE_LAMBDA { s.pv[i][j] = fma(t, s.vv[triangle_at<D>(i, j)], s.pv[i][j]); });
  });
  unrolled<0, D>([&](auto i) CUPOLA_INLINE_LAMBDA {
    constexpr int n = triangle_at<D>(i, i);
    s.pp[n] = s.pp[n] + third_qt3;
    s.pv[i][i] = s.pv[i][i] + half_qt2;
    s.vv[n] = s.vv[n] + qt;
  });
}

/// A symmetric inverse by cofactors, as an upper triangle, with one division.
template <class V>
CUPOLA_INLINE void invert(const V (&s)[3], V (&out)[3]) {
  const V q = V(1.0) / fma(s[0], s[2], -(s[1] * s[1]));
  out[0] = s[2] * q;
  out[1] = -(s[1] * q);
  out[2] = s[0] * q;
}
template <class V>
CUPOLA_INLINE void invert(const V (&s)[6], V (&out)[6]) {
  const V xx = fma(s[3], s[5], -(s[4] * s[4])), xy = fma(s[2], s[4], -(s[1] * s[5]));
  const V xz = fma(s[1], s[4], -(s[2] * s[3])), yy = fma(s[0], s[5], -(s[2] * s[2]));
  const V yz = fma(s[1], s[2], -(s[0] * s[4])), zz = fma(s[0], s[3], -(s[1] * s[1]));
  const V q = V(1.0) / fma(s[0], xx, fma(s[1], xy, s[2] * xz));
  out[0] = xx * q;
  out[1] = xy * q;
  out[2] = xz * q;
  out[3] = yy * q;
  out[4] = yz * q;
  out[5] = zz * q;
}

/// The triangle's row i times a column: the sum over k of m(i, k) x(k).
template <int D, int I, class V, class X>
CUPOLA_INLINE V row_times(const V* triangle, const X& x) {
  V sum = triangle[triangle_at<D>(I, 0)] * x(Known<0>());
  unrolled<1, D>([&](auto k) CUPOLA_INLINE_LAMBDA { sum = fma(triangle[triangle_at<D>(I, k)], x(k), sum); });
  return sum;
}

/// Takes a measured position in: gain P H' S^-1, covariance P - K S K' by its upper triangle alone.
template <class V, int D>
CUPOLA_INLINE void take_in(MovingState<V, D>& s, const MeasuredPosition<V, D>& m) {
  constexpr int kTriangle = D * (D + 1) / 2;
  V sum[kTriangle], inverse[kTriangle], d[D], y[D];
  unrolled<0, kTriangle>([&](auto n) CUPOLA_INLINE_LAMBDA { sum[n] = s.pp[n] + m.r[n]; });
  invert(sum, inverse);
  unrolled<0, D>([&](auto i) CUPOLA_INLINE_LAMBDA { d[i] = m.z[i] - s.p[i]; });
  unrolled<0, D>([&](auto i) CUPOLA_INLINE_LAMBDA {
    y[i] = row_times<D, i>(inverse, [&](auto k) CUPOLA_INLINE_LAMBDA { return d[k]; });
  });
  unrolled<0, D>([&](auto i) CUPOLA_INLINE_LAMBDA {
    unrolled<0, D>([&](auto k) CUPOLA_INLINE_LAMBDA {
      s.p[i] = fma(s.pp[triangle_at<D>(i, k)], y[k], s.p[i]);
      s.v[i] = fma(s.pv[k][i], y[k], s.v[i]);
    });
  });

  // Velocities first: they need the covariances with positions as they were.
  V gain[D][D];  // of velocities
  unrolled<0, D>([&](auto i) CUPOLA_INLINE_LAMBDA {
    unrolled<0, D>([&](auto j) CUPOLA_INLINE_LAMBDA {
      gain[i][j] = row_times<D, j>(inverse, [&](auto k) CUPOLA_INLINE_LAMBDA { return s.pv[k][i]; });
    });
    unrolled<i, D>([&](auto j) CUPOLA_INLINE_LAMBDA {
      unrolled<0, D>([&](auto k) CUPOLA_INLINE_LAMBDA {
        constexpr int n = triangle_at<D>(i, j);
        s.vv[n] = fma(-gain[i][k], s.pv[k][j], s.vv[n]);
      });
    });
  });
  // What is left of the rest: pp - pp S^-1 pp, pv - pp S^-1 pv.
  V pp[kTriangle];
  unrolled<0, kTriangle>([&](auto n) CUPOLA_INLINE_LAMBDA { pp[n] = s.pp[n]; });
  unrolled<0, D>([&](auto i) CUPOLA_INLINE_LAMBDA {
    unrolled<0, D>([&](auto j) CUPOLA_INLINE_LAMBDA {
      unrolled<0, D>([&](auto k) CUPOLA_INLINE_LAMBDA {
        s.pv[i][j] = fma(-pp[triangle_at<D>(i, k)], gain[j][k], s.pv[i][j]);
      });
    });
    V of_p[D];
    unrolled<0, D>([&](auto j) CUPOLA_INLINE_LAMBDA {
      of_p[j] =
          row_times<D, j>(inverse, [&](auto k) CUPOLA_INLINE_LAMBDA { return pp[triangle_at<D>(i, k)]; });
    });
    unrolled<i, D>([&](auto j) CUPOLA_INLINE_LAMBDA {
      unrolled<0, D>([&](auto k) CUPOLA_INLINE_LAMBDA {
        constexpr int n = triangle_at<D>(i, j);
        s.pp[n] = fma(-of_p[k], pp[triangle_at<D>(k, j)], s.pp[n]);
      });
    });
  });
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
