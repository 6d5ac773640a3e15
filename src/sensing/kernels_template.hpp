#pragma once

// The kernels, written once for any lane type. Only kernels_scalar.cpp, kernels_v3.cpp and kernels_v4.cpp
// include this.

#include "sensing/kernels.hpp"
#include "sensing/look_template.hpp"
#include "sensing/measure_template.hpp"

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

/// Platforms i, i + 1, ... relative to the radar, in the earth-fixed frame.
template <class V>
CUPOLA_INLINE Triple<V> relative_place(const CubicArrays& cubics, const KernelFrame& frame, V t_ns,
                                       std::size_t i) {
  const double* const* q = cubics.coefficient;
  const V t = (t_ns - load<V>(cubics.begin_ns + i)) * V(1e-9);
  return {cubic(q[0] + i, q[3] + i, q[6] + i, q[9] + i, t) - V(frame.origin[0]),
          cubic(q[1] + i, q[4] + i, q[7] + i, q[10] + i, t) - V(frame.origin[1]),
          cubic(q[2] + i, q[5] + i, q[8] + i, q[11] + i, t) - V(frame.origin[2])};
}

/// Does f(i) for the first platform i of every vector of the eights asked for.
template <class V, class F>
CUPOLA_INLINE void for_all(const Eights& eights, F f) {
  for (std::size_t n = 0; n < eights.count; ++n)
    for (std::size_t lane = 0; lane < 8; lane += kWidth<V>) f(8 * std::size_t{eights.n[n]} + lane);
}

template <class V>
void azimuth_kernel(const AzimuthTask& task) {
  for_all<V>(task.eights, [&](std::size_t i) {
    const auto p_enu = turned(task.frame, relative_place(task.cubics, task.frame, V(task.t_ns), i));
    store(task.azimuth_rad + i, atan2(p_enu.x, p_enu.y));
    store(task.ground_m + i, sqrt(fma(p_enu.x, p_enu.x, p_enu.y * p_enu.y)));
  });
}

/// Appends the lanes where the mask holds, as long as they are in `count`.
template <class V>
CUPOLA_INLINE std::size_t append(MaskOf<V> mask, std::size_t first, std::size_t count, std::uint32_t* index,
                                 std::size_t found) {
  for (unsigned left = bit_mask(mask); left != 0; left &= left - 1) {
    const std::size_t i = first + static_cast<std::size_t>(__builtin_ctz(left));
    if (i < count) index[found++] = static_cast<std::uint32_t>(i);
  }
  return found;
}

template <class V>
CUPOLA_INLINE V phase(const BeamAzimuths& border, double scale, std::size_t i) {
  const V x = (load<V>(border.azimuth_rad + i) - V(border.beam_rad)) * V(scale);
  return x - floor(x);
}

/// How long can the beam not pass platforms that are so far ahead of it? Until half of the way to the radar
/// is flown, their azimuths turn by no more than twice the speed over the distance of now: the beam comes
/// nearer by that and its own rate. Whoever may turn as fast as the beam is free for no time.
template <class V>
CUPOLA_INLINE V free_ns(const CrossingTask& task, V phase, std::size_t i) {
  constexpr double kSurely_rad = 1e-6;  // far more than what is rounded away
  const V ahead_rad = phase * V(1.0 / task.scale) - V(kSurely_rad);
  const V ground_m = load<V>(task.ground_m + i), twice_m_s = V(2.0) * load<V>(task.most_speed_m_s + i);
  const V beam_m_s = V(task.beam_rad_s) * ground_m;
  const V free_s = min(ahead_rad * ground_m / (beam_m_s + twice_m_s), ground_m / twice_m_s);
  return select(twice_m_s < beam_m_s, max(free_s, V(0.0)) * V(1e9), V(0.0));
}

template <class V>
std::size_t crossing_kernel(const CrossingTask& task) {
  std::size_t found = 0;
  for_all<V>(task.eights, [&](std::size_t i) {
    const V ahead = phase<V>(task.end, task.scale, i);
    const V rise = ahead - phase<V>(task.begin, task.scale, i);
    found = append<V>(rise > V(task.least), i, task.count, task.index, found);
    store(task.free_ns + i, free_ns<V>(task, ahead, i));
  });
  return found;
}

template <class V>
std::size_t dwell_kernel(const DwellTask& task) {
  std::size_t found = 0;
  for_all<V>(task.eights, [&](std::size_t i) {
    const auto p_enu = turned(task.frame, relative_place(task.cubics, task.frame, V(task.t_ns), i));
    const V range = sqrt(dot(p_enu, p_enu));
    auto inside = range < V(0.0);
    for (std::size_t b = 0; b < task.beam_count; ++b) {
      const DwellBeam& beam = task.beams[b];
      const auto gated = abs(range - V(beam.range_m)) <= V(beam.half_gate_m);
      if (!any(gated)) continue;  // as with most: a gate is short
      inside = inside || (gated && dot(beam.along, p_enu) > V(0.0) &&
                          abs(dot(beam.right, p_enu)) <= V(beam.half_width_right) * range &&
                          abs(dot(beam.above, p_enu)) <= V(beam.half_width_above) * range);
    }
    found = append<V>(inside, i, task.count, task.index, found);
  });
  return found;
}

template <class V>
void probability_kernel(const ProbabilityTask& task) {
  for (std::size_t i = 0; i < task.padded; i += kWidth<V>)
    store(task.probability + i, interpolated(task.tables, load<V>(task.first + i), load<V>(task.snr + i)));
}

template <class V>
constexpr Kernels kernels_of(const char* name) {
  return {name,           azimuth_kernel<V>, crossing_kernel<V>,   dwell_kernel<V>,
          look_kernel<V>, measure_kernel<V>, probability_kernel<V>};
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
