#pragma once

// What arrays lose off their normals, for any lane type.

#include "sensing/lane_geometry.hpp"

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

/// Off the normal of the array that sees best there.
template <class V, class Place>
CUPOLA_INLINE V ln_off_normal(const LookConstants& c, const Place& at) {
  const auto of = [&](int i) { return looked_up(c.scan, dot(c.normal[i], at.p_enu) * at.inverse); };
  if (c.arrays == 1) return of(0);
  V best = of(0) + V(c.ln_array[0]);
  for (int i = 1; i < c.arrays; ++i) best = max(best, of(i) + V(c.ln_array[i]));
  return best;
}

/// Which array that is: 0, 1, ...
template <class V, class Place>
CUPOLA_INLINE V best_array(const LookConstants& c, const Place& at) {
  const auto of = [&](int i) {
    return looked_up(c.scan, dot(c.normal[i], at.p_enu) * at.inverse) + V(c.ln_array[i]);
  };
  V which(0.0);
  if (c.arrays == 1) return which;
  V best = of(0);
  for (int i = 1; i < c.arrays; ++i) {
    const V other = of(i);
    which = select(other > best, V(static_cast<double>(i)), which);
    best = max(best, other);
  }
  return which;
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
