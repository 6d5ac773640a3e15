#pragma once

// How likely measurements are to be those of tracks, for any lane type.

#include "tracking/imm_update_template.hpp"

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

/// The fields of the tracks of a few pairs: as they stand, where they stand side by side; from wherever they
/// lie; and where they lie in two blocks (the pairs come by track), out of the blocks' rows.
template <class V>
struct Standing {
  const double* from;
  CUPOLA_INLINE V operator()(int field) const { return load<V>(from + field * kImmWidth); }
};
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

/// Do the tracks of these pairs stand side by side, the first where lanes begin?
CUPOLA_INLINE bool stand_side_by_side(const std::uint64_t* track, std::size_t pairs, std::size_t width) {
  bool all = track[0] % width == 0;
  for (std::size_t i = 1; i < pairs; ++i) all &= track[i] == track[0] + i;
  return all;
}

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
CUPOLA_INLINE void weigh_group(const ImmWeighTask& task, std::size_t at) {
  constexpr std::size_t width = kWidth<V>;
  const std::uint64_t* track = task.track + at;
  const std::size_t left = task.pairs - at;
  if (stand_side_by_side(track, left < width ? left : width, width)) {
    // Half the lanes are done sooner.
    if constexpr (width > kWidth<Lanes4>)
      if (left <= kWidth<Lanes4>)
        return weigh_pairs<Lanes4, D, Shifted>(task, at, Standing<Lanes4>{task.from + track[0]});
    return weigh_pairs<V, D, Shifted>(task, at, Standing<V>{task.from + track[0]});
  }
  if constexpr (width == kImmWidth) {
    std::uint64_t lane[kImmWidth];
    if (lie_in_two_blocks(track, lane)) {
      const auto row = [&](std::size_t i) { return task.from + track[i] / kImmWidth * kImmWidth; };
      const Picked<V> field{row(0), row(kImmWidth - 1), load_bits<BitsOf<V>>(lane)};
      return weigh_pairs<V, D, Shifted>(task, at, field);
    }
  }
  weigh_pairs<V, D, Shifted>(task, at, Gathered<V>{task.from, load_bits<BitsOf<V>>(track)});
}

template <class V, int D, bool Shifted>
void weigh_each(const ImmWeighTask& task) {
  for (std::size_t at = 0; at < task.pairs; at += kWidth<V>) weigh_group<V, D, Shifted>(task, at);
}
template <class V, int D>
void weigh_all(const ImmWeighTask& task) {
  if (task.dt_s) return weigh_each<V, D, true>(task);
  weigh_each<V, D, false>(task);
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
