#pragma once

// What stands against an echo, for any lane type: the ground's, the rain's, jamming, and the filter between.
// The laws are those of clutter.hpp, rain_clutter.hpp and jamming.hpp.

#include "core/elementary.hpp"
#include "sensing/array_template.hpp"
#include "sensing/rain_template.hpp"

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

/// How much of its power passes the filter at this radial speed.
template <class V>
CUPOLA_INLINE V passed(const LookConstants& c, V radial) {
  const V x = radial * radial * V(c.inverse_minimum_velocity2), x2 = x * x;
  if (!(c.blind_velocity_m_s > 0.0)) return x2 / (V(1.0) + x2);
  const V blind = V(c.blind_velocity_m_s);
  const V nearest = max(round_even(abs(radial) / blind), V(1.0));
  const V off = abs(radial) - nearest * blind;
  const V y = off * off * V(c.inverse_minimum_velocity2), y2 = y * y;
  return x2 * y2 / ((V(1.0) + x2) * (V(1.0) + y2));
}

/// Noise from jammers, over the radar's own, k nanoseconds into the sweep.
template <class V, class Place>
CUPOLA_INLINE V jamming(const LookConstants& c, const Place& at, V k) {
  V sum(0.0);
  const V t = k * V(1e-9), sine = at.p_enu.z * at.inverse;
  const V array = best_array<V>(c, at);  // into it the noise comes
  for (std::size_t i = 0; i < c.jammer_count; ++i) {
    const KernelJammer& jammer = c.jammers[i];
    const Triple<V> p{fma(V(jammer.velocity_m_s[0]), t, V(jammer.place_m[0])),
                      fma(V(jammer.velocity_m_s[1]), t, V(jammer.place_m[1])),
                      fma(V(jammer.velocity_m_s[2]), t, V(jammer.place_m[2]))};
    const V flat2 = max(fma(p.x, p.x, p.y * p.y), V(1.0)), range2 = fma(p.z, p.z, flat2);
    const V flat = sqrt(flat2), range = sqrt(range2);
    // Sines of the angles between beam and jammer, across and up.
    const V across = (at.p_enu.x * p.y - at.p_enu.y * p.x) * at.inverse / flat;
    const V up = (sine - p.z / range) * range / flat;
    const V off = fma(across * across, V(c.beam_azimuth_per_sine2), up * up * V(c.beam_elevation_per_sine2));
    const auto ahead = fma(at.p_enu.x, p.x, at.p_enu.y * p.y) > V(0.0);
    const V gain = select(ahead, max(exp(-min(off, V(700.0))), V(c.sidelobe)), V(c.sidelobe));
    V over_noise(jammer.over_noise_m2[0]);
    for (int a = 1; a < c.arrays; ++a)
      over_noise = select(array == V(static_cast<double>(a)), V(jammer.over_noise_m2[a]), over_noise);
    sum = fma(gain, over_noise / range2, sum);
  }
  return sum;
}

/// Is there anything that could weigh against this echo? Far from the ground's echo and from jammers ln_left
/// is nothing, to the last bit.
template <class V, class Place>
CUPOLA_INLINE bool meets_interference(const LookConstants& c, const Place& at) {
  return c.jammer_count > 0 || c.rain.samples || (c.clutter.samples && any(at.range < V(c.clutter_range_m)));
}

/// What clutter and jamming leave of S/N.
template <class V, class Place>
CUPOLA_INLINE V left(const LookConstants& c, const Place& at, V k) {
  V against(0.0), kept(1.0), over(1.0);
  if (c.clutter.samples) {
    V ground_sine, ln = looked_up(c.clutter, at.range);
    if (c.ground.samples) {
      const Twins<V> ground = looked_up(c.ground, at.ground, at.quarters);
      const V grazing = ground.first;
      ground_sine = ground.second;
      ln = ln + fma(V(4.0), min(grazing + V(c.ln_roughness), V(0.0)), grazing);
      if (c.pattern.samples) ln = ln + looked_up(c.pattern, ground_sine);
    } else {
      ground_sine = -fma(V(c.ground_sine_m), at.inverse, V(c.ground_sine_per_m) * at.range);
    }
    const V off = at.sine - ground_sine;
    const V beam = max(V(-c.beam_per_sine2) * off * off, V(c.ln_sidelobe2));
    against = exp(ln + beam);
    over = fma(against, V(1.0 / c.improvement), V(1.0));
  }
  if (c.rain.samples) {
    const V rain = rain_echo<V>(c, at);
    against = against + rain;
    over = fma(rain, V(c.rain_kept), over);
  }
  // The filter is in use where there is clutter.
  if (c.clutter.samples || c.rain.samples)
    kept = fma(against, passed(c, at.radial), V(1.0)) / (V(1.0) + against);
  if (c.jammer_count > 0) over = over + jamming<V>(c, at, k);
  return kept / over;
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
