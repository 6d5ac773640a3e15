#include "tracking/own_motion.hpp"

#include "core/math.hpp"

namespace cupola {

void count_own_motion(const PlotBatch& batch, const std::vector<int>& order, const LocalFrame& radar,
                      const SensorBook& sensor, MeasurementColumns& out) {
  const double place_m2 = sensor.own_place_sd_m * sensor.own_place_sd_m;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const Plot& p = batch.plots[static_cast<std::size_t>(order[i])];
    const Vec3 moved_m = p.p_radar_ecef_m - radar.origin_ecef_m;
    out.x[i] += moved_m.x;
    out.y[i] += moved_m.y;
    out.z[i] += moved_m.z;

    // A wrong north turns what is seen about the radar's own vertical.
    const math::SineCosine azimuth = math::sincos(p.azimuth_rad);
    const double across_m = p.range_m * math::cos(p.elevation_rad) * sensor.north_sd_rad;
    const Vec3 right_m =
        transpose(radar.ecef_to_enu) * Vec3{across_m * azimuth.cos, -across_m * azimuth.sin, 0.0};
    out.xx[i] += right_m.x * right_m.x + place_m2;
    out.xy[i] += right_m.x * right_m.y;
    out.xz[i] += right_m.x * right_m.z;
    out.yy[i] += right_m.y * right_m.y + place_m2;
    out.yz[i] += right_m.y * right_m.z;
    out.zz[i] += right_m.z * right_m.z + place_m2;
  }
}

}  // namespace cupola
