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

template <class V>
void azimuth_kernel(const AzimuthTask& task) {
  for (std::size_t i = 0; i < task.cubics.padded; i += kWidth<V>) {
    if (task.cubics.let_go[i / 8]) continue;
    const auto p_enu = turned(task.frame, relative_place(task.cubics, task.frame, V(task.t_ns), i));
    store(task.azimuth_rad + i, atan2(p_enu.x, p_enu.y));
  }
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

template <class V>
std::size_t crossing_kernel(const CrossingTask& task) {
  std::size_t found = 0;
  for (std::size_t i = 0; i < task.count; i += kWidth<V>) {
    const V rise = phase<V>(task.end, task.scale, i) - phase<V>(task.begin, task.scale, i);
    found = append<V>(rise > V(task.least), i, task.count, task.index, found);
  }
  return found;
}

template <class V>
std::size_t dwell_kernel(const DwellTask& task) {
  std::size_t found = 0;
  for (std::size_t i = 0; i < task.count; i += kWidth<V>) {
    if (task.cubics.let_go[i / 8]) continue;
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
  }
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
