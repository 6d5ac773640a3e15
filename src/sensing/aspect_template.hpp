#pragma once

// The side that a body shows, for any lane type, where its cross-section is a table. The law is that of
// world/signature.hpp.

#include "core/elementary.hpp"
#include "sensing/lane_geometry.hpp"

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

template <class V>
CUPOLA_INLINE Triple<V> cross(const Triple<V>& a, const Triple<V>& b) {
  return {fma(a.y, b.z, -(a.z * b.y)), fma(a.z, b.x, -(a.x * b.z)), fma(a.x, b.y, -(a.y * b.x))};
}

template <class V>
CUPOLA_INLINE Triple<V> scaled(V factor, const Triple<V>& a) {
  return {factor * a.x, factor * a.y, factor * a.z};
}

/// factor a + b.
template <class V>
CUPOLA_INLINE Triple<V> plus(V factor, const Triple<V>& a, const Triple<V>& b) {
  return {fma(factor, a.x, b.x), fma(factor, a.y, b.y), fma(factor, a.z, b.z)};
}

template <class V>
CUPOLA_INLINE Triple<V> unit(const Triple<V>& a, double least) {
  return scaled(V(1.0) / max(sqrt(dot(a, a)), V(least)), a);
}

/// Second derivative of a look's cubic.
template <class V, class Look>
CUPOLA_INLINE Triple<V> acceleration(const Look& look, V t) {
  const auto along = [&](int axis) { return fma(V(6.0) * look.get(axis), t, V(2.0) * look.get(3 + axis)); };
  return {along(0), along(1), along(2)};
}

/// `line`: from the radar to the body; `first`: where its table begins, below 0 where it has none (and
/// nothing that counts comes back).
template <class V>
CUPOLA_INLINE V tabled_ln_rcs(const KernelGrid& grid, V first, const Triple<V>& p_ecef,
                              const Triple<V>& v_ecef, const Triple<V>& a_ecef, const Triple<V>& line) {
  const Triple<V> nose = unit(v_ecef, 1e-9);
  const Triple<V> level = unit(cross(nose, unit(p_ecef, 1.0)), 1e-6);
  const Triple<V> over = cross(level, nose);
  const V tangent = dot(a_ecef, level) * V(1.0 / 9.80665);
  const V cosine = V(1.0) / sqrt(fma(tangent, tangent, V(1.0)));
  const Triple<V> right = scaled(cosine, plus(-tangent, over, level)),
                  top = scaled(cosine, plus(tangent, level, over));
  const Triple<V> from = unit(line, 1e-9);
  const V azimuth = atan2(-dot(right, from), -dot(nose, from));
  const V elevation = asin(max(min(-dot(top, from), V(1.0)), V(-1.0)));
  GridCell<V> cell = cell_of(grid, azimuth, elevation);
  cell.first = cell.first + max(first, V(0.0));
  return looked_up(grid, cell);
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
