#pragma once

// The echo of rain beside a target's, for any lane type. The law is that of rain_clutter.hpp.

#include "sensing/array_template.hpp"

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

/// Rain in the target's cell, over noise, before the filter. A pencil beam points at the target: its echo
/// of rain goes with the gain there and with how much of the beam is below the rain's top.
template <class V, class Place>
CUPOLA_INLINE V rain_echo(const LookConstants& c, const Place& at) {
  V ln = looked_up(c.rain, at.range);
  if (!(c.rain_beam_rad > 0.0)) return exp(ln);
  if (c.pattern.samples) ln = ln + looked_up(c.pattern, at.sine);
  if (c.scan.samples) ln = ln + ln_off_normal<V>(c, at);
  const V below = fma((V(c.rain_top_agl_m) - at.agl) * V(1.0 / c.rain_beam_rad), at.inverse, V(0.5));
  return exp(ln) * max(min(below, V(1.0)), V(0.0));
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
