#pragma once

// The kernels, written once for any lane type. Only kernels_scalar.cpp, kernels_v3.cpp and kernels_v4.cpp
// include this.

#include "core/elementary.hpp"
#include "core/lanes.hpp"
#include "core/normal_quantile.hpp"
#include "core/philox.hpp"
#include "sensing/detection_grid.hpp"
#include "sensing/kernels.hpp"

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
    const auto p_enu = turned(task.frame, relative_place(task.cubics, task.frame, V(task.t_ns), i));
    const V range = sqrt(dot(p_enu, p_enu));
    auto inside = range < V(0.0);
    for (std::size_t b = 0; b < task.beam_count; ++b) {
      const DwellBeam& beam = task.beams[b];
      inside = inside || (dot(beam.along, p_enu) > V(0.0) &&
                          abs(dot(beam.right, p_enu)) <= V(beam.half_width_right) * range &&
                          abs(dot(beam.above, p_enu)) <= V(beam.half_width_above) * range &&
                          abs(range - V(beam.range_m)) <= V(beam.half_gate_m));
    }
    found = append<V>(inside, i, task.count, task.index, found);
  }
  return found;
}

/// The rows of looks i, i + 1, ... of a batch.
template <class V>
struct LookLanes {
  double* rows;
  std::size_t stride, i;
  CUPOLA_INLINE const double* at(int row) const { return rows + static_cast<std::size_t>(row) * stride + i; }
  CUPOLA_INLINE V get(int row) const { return load<V>(at(row)); }
  CUPOLA_INLINE void put(int row, V value) const {
    store(rows + static_cast<std::size_t>(row) * stride + i, value);
  }
};

template <class V>
CUPOLA_INLINE Triple<V> place(const LookLanes<V>& look, V t) {
  return {cubic(look.at(0), look.at(3), look.at(6), look.at(9), t),
          cubic(look.at(1), look.at(4), look.at(7), look.at(10), t),
          cubic(look.at(2), look.at(5), look.at(8), look.at(11), t)};
}

template <class V>
CUPOLA_INLINE Triple<V> velocity(const LookLanes<V>& look, V t) {
  return {cubic_slope(look.at(0), look.at(3), look.at(6), t),
          cubic_slope(look.at(1), look.at(4), look.at(7), t),
          cubic_slope(look.at(2), look.at(5), look.at(8), t)};
}

template <class V>
CUPOLA_INLINE Triple<V> from_origin(const KernelFrame& frame, const Triple<V>& p) {
  return {p.x - V(frame.origin[0]), p.y - V(frame.origin[1]), p.z - V(frame.origin[2])};
}

/// When does the beam meet the moving platform? Newton on the angle between them, from a guess good to
/// second order.
/// Returns    whole nanoseconds after the start of the sweep, inside it
template <class V>
CUPOLA_INLINE V crossing_time(const LookConstants& c, const LookLanes<V>& look) {
  const V last = V(c.sweep_ns - 1.0);
  V k = look.get(kLookGuess);
  for (int round = 0; round < 2; ++round) {
    const V t = (look.get(kLookOffset) + k) * V(1e-9);
    const auto p = turned(c.frame, from_origin(c.frame, place(look, t)));
    const auto v = turned(c.frame, velocity(look, t));
    const V beam = fma(k, V(c.beam_rate_rad_s * 1e-9), V(c.beam_begin_rad));
    const V ahead = atan2(p.x, p.y) - beam;
    const V angle = ahead - V(c.beam_spacing_rad) * round_even(ahead / V(c.beam_spacing_rad));
    // A platform overhead, or one that outruns the beam, gets no step worth having: at least a tenth of the
    // rate.
    const V square = max(fma(p.x, p.x, p.y * p.y), V(1.0));
    const V rate = V(c.beam_rate_rad_s) - (p.y * v.x - p.x * v.y) / square;
    const V step = angle / max(rate, V(0.1 * c.beam_rate_rad_s)) * V(1e9);
    k = max(min(k + step, last), V(0.0));
  }
  return max(min(round_even(k), last), V(0.0));
}

/// Height above the ellipsoid: earth/geodetic.hpp, height_hae_m.
template <class V>
CUPOLA_INLINE V height_hae(const Triple<V>& p_ecef) {
  constexpr double f = 1.0 / 298.257223563, e2 = f * (2.0 - f), x = e2 / (1.0 - e2);
  const V square = dot(p_ecef, p_ecef);
  const V sine2 = p_ecef.z * p_ecef.z / square;
  const V s = V(x) * sine2;
  const V q =
      V(1.0) + s * (V(-0.5) + s * (V(0.375) + s * (V(-0.3125) + s * (V(0.2734375) - V(0.24609375) * s))));
  const V tilt2 = V(2.0 * f * f) * sine2 * (V(1.0) - sine2);
  return (sqrt(square) - V(6378137.0) * q) * (V(1.0) - tilt2);
}

/// Ground range on the mean sphere from the slant range and both heights: the chord of the arc between the
/// feet.
template <class V>
CUPOLA_INLINE V ground_range(const LookConstants& c, V range, V agl) {
  const V rise = agl - V(c.antenna_agl_m);
  const V product = V(4.0 * (c.mean_radius_m + c.antenna_agl_m)) * (V(c.mean_radius_m) + agl);
  const V square = max((range * range - rise * rise) / product, V(0.0));
  const V half_angle = sqrt(square) * fma(square, fma(square, V(3.0 / 40.0), V(1.0 / 6.0)), V(1.0));
  return V(2.0 * c.mean_radius_m) * half_angle;
}

/// Natural logarithm of the cross-section at the aspect shown: world/signature.hpp, ln_rcs.
template <class V>
CUPOLA_INLINE V ln_rcs(const LookLanes<V>& look, const Triple<V>& p, const Triple<V>& v, V range) {
  const V product = max(sqrt(dot(v, v)) * range, V(1e-300));
  const V cosine = max(min(-dot(v, p) / product, V(1.0)), V(-1.0));
  const V end = select(cosine > V(0.0), look.get(kLookLnFront), look.get(kLookLnRear));
  const V side = look.get(kLookLnSide);
  return side + (end - side) * (cosine * cosine);
}

/// The cubic through the four samples around x; the ends hold beyond them.
template <class V>
CUPOLA_INLINE V interpolated(const double* samples, V first, V snr_db) {
  const V x = (snr_db - V(kTableFirst_db)) * V(kTableStepsPerDb);
  const V inside = max(min(x, V(kTableSamples - 1.0)), V(0.0));
  const V cell = max(min(floor(inside), V(kTableSamples - 3.0)), V(1.0));
  const auto i = to_integer(first + cell);
  const Neighbours<V> before = gather_pair(samples - 1, i), after = gather_pair(samples + 1, i);
  const V y0 = before.first, y1 = before.second, y2 = after.first, y3 = after.second;

  // Newton's form on the nodes -1, 0, 1, 2.
  const V u = inside - cell;
  const V d1 = y1 - y0, d2 = y2 - y1, d3 = y3 - y2;
  const V second = d2 - d1, third = (d3 - d2) - second;
  const V up = u + V(1.0);
  const V cubic_part = fma(third * V(1.0 / 6.0), u - V(1.0), second * V(0.5));
  return fma(up, fma(u, cubic_part, d1), y0);
}

template <class V>
CUPOLA_INLINE V into_full_turn(V angle) {
  const V turned_angle = fma(floor(angle * V(1.0 / kTwoPi)), V(-kTwoPi), angle);
  const V positive = select(turned_angle < V(0.0), turned_angle + V(kTwoPi), turned_angle);
  return select(positive >= V(kTwoPi), V(0.0), positive);
}

/// The number that decides on detection: the first of Draws(key, stream, ordinal).
template <class V>
CUPOLA_INLINE V look_uniform(const LookConstants& c, const std::uint64_t* streams) {
  using B = BitsOf<V>;
  return two_uniforms<V>(B(c.key), load_bits<B>(streams), B(c.ordinal)).first;
}

/// The errors of range, azimuth and elevation in units of their sds: the first three normals of Draws(key,
/// stream, ordinal).
template <class V>
CUPOLA_INLINE Triple<V> look_normals(const LookConstants& c, const std::uint64_t* streams) {
  using B = BitsOf<V>;
  const B stream = load_bits<B>(streams);
  const auto first = philox<V>(B(c.key), stream, B(c.ordinal), B(0u));
  const auto second = philox<V>(B(c.key), stream, B(c.ordinal), B(1u));
  return {normal_quantile(open_uniform<V>(first.first)), normal_quantile(open_uniform<V>(first.second)),
          normal_quantile(open_uniform<V>(second.first))};
}

/// What the radar makes of a platform at (range, azimuth, elevation): the errors that it claims, and the
/// errors it makes.
template <class V>
CUPOLA_INLINE void measure(const LookConstants& c, const LookLanes<V>& look, const std::uint64_t* streams,
                           V range, V azimuth, V elevation, V cos_elevation, V snr) {
  const V inverse = V(0.5) / (V(c.pulses) * max(snr, V(c.snr_least)));
  const V range_sd = sqrt(fma(V(c.range_square), inverse, V(c.range_floor_square)));
  const V azimuth_sd =
      sqrt(fma(V(c.azimuth_square), inverse, V(c.azimuth_floor_square))) / max(cos_elevation, V(0.01));
  const V elevation_sd = sqrt(fma(V(c.elevation_square), inverse, V(c.elevation_floor_square)));

  const auto normal = look_normals<V>(c, streams + look.i);
  const V scale = V(c.noise_scale);
  look.put(kLookRangeSd, range_sd);
  look.put(kLookAzimuthSd, azimuth_sd);
  look.put(kLookElevationSd, elevation_sd);
  look.put(kLookMeasuredRange, max(fma(scale * range_sd, normal.x, range), V(1.0)));
  look.put(kLookMeasuredAzimuth, into_full_turn(fma(scale * azimuth_sd, normal.y, azimuth)));
  const V tilted = fma(scale * elevation_sd, normal.z, elevation);
  look.put(kLookMeasuredElevation, max(min(tilted, V(kHalfPi1)), V(-kHalfPi1)));
}

template <class V>
CUPOLA_INLINE void look_at(const LookConstants& c, const LookLanes<V>& look, const LookTask& task) {
  // Where is it when the beam meets it?
  const V k = c.beam_rate_rad_s > 0.0 ? crossing_time(c, look) : look.get(kLookGuess);
  const V t = (look.get(kLookOffset) + k) * V(1e-9);
  const auto p_ecef = place(look, t);
  const auto v_ecef = velocity(look, t);
  const auto p_radar_ecef = from_origin(c.frame, p_ecef);
  const auto p = turned(c.frame, p_radar_ecef);
  const V flat_square = fma(p.x, p.x, p.y * p.y);
  const V range = sqrt(fma(p.z, p.z, flat_square)), flat = sqrt(flat_square);
  const V azimuth = into_full_turn(atan2(p.x, p.y));
  const V elevation = atan2(p.z, flat);

  // May it be seen there?
  const V agl = height_hae(p_ecef) - V(c.ground_hae_m);
  const V ground = ground_range(c, range, agl);
  const V leg = sqrt(V(c.two_k_radius_m) * max(agl, V(0.0)));
  const auto sight = ground <= V(c.antenna_leg_m) + leg;
  const V apparent = fma(ground, V(c.bending_rad_m), elevation);
  // Who is behind the horizon is masked, not below the coverage.
  const auto high_enough = apparent >= V(c.elevation_min_rad) || !sight;
  const auto covered = range >= V(c.range_min_m) && range <= V(c.range_max_m) && high_enough &&
                       apparent <= V(c.elevation_max_rad);

  // Is it?
  const V square = max(range * range, V(1.0));
  const V ln_snr = V(c.ln_constant) + ln_rcs(look, p_radar_ecef, v_ecef, range) - V(2.0) * log(square);
  const V snr_db = ln_snr * V(4.342944819032518277);
  const V pd = max(interpolated(c.tables, look.get(kLookTable), snr_db), V(c.pd_least));
  const auto detected = sight && covered && look_uniform<V>(c, task.detection_stream + look.i) < pd;

  const V snr = exp(ln_snr);
  look.put(kLookTime, k);
  look.put(kLookFlags, select(sight, V(kLineOfSight), V(0.0)) + select(covered, V(kInCoverage), V(0.0)) +
                           select(detected, V(kDetected), V(0.0)));
  look.put(kLookRange, range);
  look.put(kLookAzimuth, azimuth);
  look.put(kLookElevation, elevation);
  look.put(kLookSnr, snr);
  look.put(kLookSnrDb, snr_db);
  look.put(kLookPd, pd);
  if (any(detected))
    measure(c, look, task.noise_stream, range, azimuth, elevation, flat / max(range, V(1.0)), snr);
}

template <class V>
void look_kernel(const LookTask& task) {
  for (std::size_t i = 0; i < task.padded; i += kWidth<V>)
    look_at(*task.constants, LookLanes<V>{task.rows, task.stride, i}, task);
}

template <class V>
constexpr Kernels kernels_of(const char* name) {
  return {name, azimuth_kernel<V>, crossing_kernel<V>, dwell_kernel<V>, look_kernel<V>};
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
