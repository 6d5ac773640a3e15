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

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
