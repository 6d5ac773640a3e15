#pragma once

#include <cmath>
#include <vector>

#include "core/math.hpp"
#include "core/random.hpp"
#include "messages/plot.hpp"
#include "tracking/sensor_book.hpp"
#include "tracking/tests/scene.hpp"

namespace cupola::testing {

/// A sensor of the tests that takes bearings all round, all at once at the end of a period.
struct Listener {
  SensorBook book;
  double sd_rad = 0.1 * kDegree;
  bool elevation = false;

  /// So far east and north of 40 N, 32 E.
  static Listener at(double east_m, double north_m, std::uint32_t id, double period_s = 10.0) {
    Listener l;
    const LocalFrame middle = LocalFrame::at({40.0 * kDegree, 32.0 * kDegree, 0.0});
    Geodetic place = to_geodetic(middle.ecef_from_enu({east_m, north_m, 0.0}));
    place.height_hae_m = 20.0;
    l.book.id = RadarId{id};
    l.book.frame = LocalFrame::at(place);
    l.book.look_interval_s = period_s;
    return l;
  }

  Bearing bearing(const Vec3& p_ecef_m, Time t, Draws* draws) const {
    const Polar polar = polar_from_enu(book.frame.enu_from_ecef(p_ecef_m));
    Bearing b;
    b.radar = book.id;
    b.time = t;
    const double n_azimuth = draws ? draws->normal() : 0.0;
    const double n_elevation = draws ? draws->normal() : 0.0;
    b.azimuth_rad = polar.azimuth_rad + sd_rad * n_azimuth;
    b.azimuth_rad -= 2.0 * math::kPi * std::floor(b.azimuth_rad / (2.0 * math::kPi));
    b.azimuth_sd_rad = sd_rad;
    b.has_elevation = elevation;
    if (elevation) b.elevation_rad = polar.elevation_rad + sd_rad * n_elevation;
    if (elevation) b.elevation_sd_rad = sd_rad;
    return b;
  }

  PlotBatch batch(std::uint32_t scan, const std::vector<Target>& targets, std::uint64_t seed) const {
    PlotBatch batch;
    batch.radar = book.id;
    batch.scan = scan;
    batch.begin = Time{static_cast<std::int64_t>(scan * book.look_interval_s * 1e9)};
    batch.end = batch.begin + Duration::seconds(book.look_interval_s);
    batch.azimuth_width_rad = 2.0 * math::kPi;
    for (std::size_t k = 0; k < targets.size(); ++k) {
      Draws draws(ReplicateKey{seed}, stream_key(Purpose::measurement_noise, k, book.id.value), scan);
      batch.bearings.push_back(bearing(targets[k].at(batch.end.ns * 1e-9), batch.end, &draws));
    }
    return batch;
  }
};

/// A place and a velocity in east, north, up about 40 N, 32 E; up above the ellipsoid there.
inline Target target_enu(const Vec3& p_enu_m, const Vec3& v_enu_m_s) {
  const LocalFrame middle = LocalFrame::at({40.0 * kDegree, 32.0 * kDegree, 0.0});
  Geodetic place = to_geodetic(middle.ecef_from_enu({p_enu_m.x, p_enu_m.y, 0.0}));
  place.height_hae_m = p_enu_m.z;
  return {to_ecef(place), transpose(middle.ecef_to_enu) * v_enu_m_s};
}

}  // namespace cupola::testing
