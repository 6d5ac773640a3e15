#pragma once

// What a radar measures of an echo, for any lane type. The law is that of radar_model.hpp.

#include "core/normal_quantile.hpp"
#include "core/philox.hpp"
#include "sensing/lane_geometry.hpp"

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

/// The errors of range, azimuth and elevation in units of their sds: the first three normals of Draws(key,
/// stream, ordinal).
template <class V>
CUPOLA_INLINE Triple<V> measured_normals(const MeasureTask& task, std::size_t i) {
  using B = BitsOf<V>;
  const B key(task.key), ordinal(task.ordinal), stream = load_bits<B>(task.noise_stream + i);
  const auto first = philox<V>(key, stream, ordinal, B(0u));
  const auto second = philox<V>(key, stream, ordinal, B(1u));
  return {normal_quantile(open_uniform<V>(first.first)), normal_quantile(open_uniform<V>(first.second)),
          normal_quantile(open_uniform<V>(second.first))};
}

/// Squared errors of angle that a radar does not know of: across the line by the size of the body, and
/// upwards by the image that the ground shows of it.
template <class V>
struct Wander {
  V across{0.0}, up{0.0};
};

template <class V>
CUPOLA_INLINE Wander<V> wander(const MeasureConstants& c, V span, V up, V flat2, V range) {
  Wander<V> w;
  const V inverse = V(1.0) / max(range, V(1.0)), size = span * inverse;
  w.across = V(c.glint_square) * size * size;
  w.up = w.across;
  if (!(c.image_square > 0.0)) return w;
  const V agl = max(fma(flat2, V(c.drop_per_m), up + V(c.antenna_agl_m)), V(0.0));
  const V image = (agl + agl) * inverse, grazing = (agl + V(c.antenna_agl_m)) * inverse;
  const V faded = fma(V(c.image_per_square) * image, image, V(c.rough_per_square) * grazing * grazing);
  w.up = fma(V(c.image_square), exp(-min(faded, V(700.0))), w.up);
  return w;
}

/// The errors that the radar claims, and those that it makes.
template <class V>
CUPOLA_INLINE void measure(const MeasureTask& task, std::size_t i) {
  const MeasureConstants& c = *task.constants;
  const auto get = [&](int row) {
    return load<V>(task.rows + static_cast<std::size_t>(row) * task.stride + i);
  };
  const auto put = [&](int row, V x) {
    store(task.rows + static_cast<std::size_t>(row) * task.stride + i, x);
  };
  const V east = get(kMeasuredEast), north = get(kMeasuredNorth), up = get(kMeasuredUp);
  const V flat2 = fma(east, east, north * north);
  const V flat = sqrt(flat2), range = sqrt(fma(up, up, flat2));
  const V azimuth = into_full_turn(atan2(east, north)), elevation = atan2(up, flat);

  const V snr = get(kMeasuredStrength);
  const V inverse = V(0.5) / (V(c.pulses) * max(snr, V(c.snr_least)));
  const V cos_elevation = max(flat / max(range, V(1.0)), V(0.01));
  const V range_sd = sqrt(fma(V(c.range_square), inverse, V(c.range_floor_square)));
  const V azimuth_square = fma(V(c.azimuth_square), inverse, V(c.azimuth_floor_square));
  const V elevation_square = fma(V(c.elevation_square), inverse, V(c.elevation_floor_square));
  const V azimuth_sd = sqrt(azimuth_square) / cos_elevation, elevation_sd = sqrt(elevation_square);
  V azimuth_error = azimuth_sd, elevation_error = elevation_sd;
  if (c.wanders) {
    const Wander<V> w = wander(c, get(kMeasuredSpan), up, flat2, range);
    azimuth_error = sqrt(azimuth_square + w.across) / cos_elevation;
    elevation_error = sqrt(elevation_square + w.up);
  }

  const auto normal = measured_normals<V>(task, i);
  const V scale = V(c.noise_scale);
  const V tilted = fma(scale * elevation_error, normal.z, elevation);
  put(kMeasuredTrueAzimuth, azimuth);
  put(kMeasuredTrueElevation, elevation);
  put(kMeasuredRange, max(fma(scale * range_sd, normal.x, range), V(1.0)));
  put(kMeasuredAzimuth, into_full_turn(fma(scale * azimuth_error, normal.y, azimuth)));
  put(kMeasuredElevation, max(min(tilted, V(kHalfPi1)), V(-kHalfPi1)));
  put(kMeasuredRangeSd, range_sd);
  put(kMeasuredAzimuthSd, azimuth_sd);
  put(kMeasuredElevationSd, elevation_sd);
  put(kMeasuredSnr, snr);
}

template <class V>
void measure_kernel(const MeasureTask& task) {
  for (std::size_t i = 0; i < task.count; i += kWidth<V>) measure<V>(task, i);
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
