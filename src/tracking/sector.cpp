#include "tracking/sector.hpp"

#include "core/math.hpp"

namespace cupola {

Sector Sector::of(double azimuth_begin_rad, double width_rad) {
  const math::SineCosine begin = math::sincos(azimuth_begin_rad);
  const math::SineCosine end = math::sincos(azimuth_begin_rad + width_rad);
  Sector sector = {begin.sin, begin.cos, end.sin, end.cos, width_rad, false, false};
  sector.all_round = width_rad > 2.0 * math::kPi - 1e-6;
  sector.more_than_half = width_rad > math::kPi;
  return sector;
}

}  // namespace cupola
