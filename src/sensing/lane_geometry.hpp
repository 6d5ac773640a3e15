#pragma once

// Vectors, cubics and tables in lanes, for the templates of this room's kernels.

#include "core/elementary.hpp"
#include "core/lanes.hpp"
#include "sensing/look_task.hpp"

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

inline constexpr double kPi = 2.0 * kHalfPi1, kTwoPi = 4.0 * kHalfPi1;

template <class V>
struct Triple {
  V x, y, z;
};

template <class V>
CUPOLA_INLINE V dot(const Triple<V>& a, const Triple<V>& b) {
  return fma(a.x, b.x, fma(a.y, b.y, a.z * b.z));
}

template <class V>
CUPOLA_INLINE V dot(const double (&a)[3], const Triple<V>& b) {
  return fma(V(a[0]), b.x, fma(V(a[1]), b.y, V(a[2]) * b.z));
}

template <class V>
CUPOLA_INLINE Triple<V> turned(const KernelFrame& frame, const Triple<V>& a) {
  return {dot(frame.row[0], a), dot(frame.row[1], a), dot(frame.row[2], a)};
}

/// ((a t + b) t + c) t + d along one axis, coefficients loaded from four places.
template <class V>
CUPOLA_INLINE V cubic(const double* a, const double* b, const double* c, const double* d, V t) {
  return fma(fma(fma(load<V>(a), t, load<V>(b)), t, load<V>(c)), t, load<V>(d));
}

template <class V>
CUPOLA_INLINE V cubic_slope(const double* a, const double* b, const double* c, V t) {
  return fma(fma(V(3.0) * load<V>(a), t, V(2.0) * load<V>(b)), t, load<V>(c));
}

/// Sample `cell` and the next, for weights along the straight line between them.
template <class V, class Sample>
CUPOLA_INLINE V between(const Sample* samples, V cell, V weight) {
  const Neighbours<V> ends = gather_pair(samples, to_integer(cell));
  return fma(weight, ends.second - ends.first, ends.first);
}

template <class V>
CUPOLA_INLINE V looked_up(const KernelTable& table, V x) {
  const V at = max(min((x - V(table.first)) * V(table.per), V(table.last)), V(0.0));
  const V cell = min(floor(at), V(table.last - 1.0));
  return between(table.samples, cell, at - cell);
}

template <class V>
CUPOLA_INLINE V place_on(const KernelAxis& axis, V x) {
  const V below = (x - V(axis.first)) * V(axis.per);
  if (!(axis.per_above > 0.0)) return max(min(below, V(axis.last)), V(0.0));
  const V above = fma(x - V(axis.knee), V(axis.per_above), V(axis.knee_at));
  return max(min(select(x < V(axis.knee), below, above), V(axis.last)), V(0.0));
}

/// Between which four samples of a grid a place lies.
template <class V>
struct GridCell {
  V first, right, up;
};

template <class V, class Grid>
CUPOLA_INLINE GridCell<V> cell_of(const Grid& grid, V x, V y) {
  const V across = place_on(grid.x, x), up = place_on(grid.y, y);
  const V column = min(floor(across), V(grid.x.last - 1.0)), row = min(floor(up), V(grid.y.last - 1.0));
  return {fma(row, V(grid.stride), column), across - column, up - row};
}

template <class V>
CUPOLA_INLINE V looked_up(const KernelGrid& grid, const GridCell<V>& cell) {
  const FourInRow<V> ends = gather_four(grid.samples, to_integer(cell.first + cell.first));
  const V low = fma(cell.right, ends.third - ends.first, ends.first);
  const V high = fma(cell.right, ends.fourth - ends.second, ends.second);
  return fma(cell.up, high - low, low);
}

template <class V>
CUPOLA_INLINE V looked_up(const KernelGrid& grid, V x, V y) {
  return looked_up(grid, cell_of(grid, x, y));
}

/// Both functions of a twin grid.
template <class V>
struct Twins {
  V first, second;
};

template <class V>
CUPOLA_INLINE Twins<V> looked_up(const KernelTwinGrid& grid, V x, V y) {
  const GridCell<V> cell = cell_of(grid, x, y);
  const auto across = [&](V at) -> Twins<V> {
    const FourInRow<V> ends = gather_four(grid.samples, to_integer(at + at));
    return {fma(cell.right, ends.third - ends.first, ends.first),
            fma(cell.right, ends.fourth - ends.second, ends.second)};
  };
  const Twins<V> low = across(cell.first), high = across(cell.first + V(grid.stride));
  return {fma(cell.up, high.first - low.first, low.first),
          fma(cell.up, high.second - low.second, low.second)};
}

template <class V>
CUPOLA_INLINE V into_full_turn(V angle) {
  const V turned_angle = fma(floor(angle * V(1.0 / kTwoPi)), V(-kTwoPi), angle);
  const V positive = select(turned_angle < V(0.0), turned_angle + V(kTwoPi), turned_angle);
  return select(positive >= V(kTwoPi), V(0.0), positive);
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
