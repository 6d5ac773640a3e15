#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/time.hpp"
#include "core/vec3.hpp"
#include "earth/geodetic.hpp"

namespace cupola {

/// What a sensor measures, in the order in which it stands in Detection::z.
enum class Measures : std::uint8_t {
  east_north,              ///< m, m: positions in a local plane
  range_azimuth,           ///< m, rad clockwise from north, in a local plane, from where the sensor stands
  range_azimuth_elevation  ///< slant m, rad from true north, rad above the local horizontal, over the
                           ///< ellipsoid
};

/// A sensor of somebody's recorded detections.
struct DetectionSensor {
  std::string name;
  Measures measures = Measures::east_north;
  Vec3 p_plane_enu_m;  ///< where it stands, for range_azimuth
  Geodetic place;      ///< where it stands, for range_azimuth_elevation; origin of the plane if it is known
  double period_s = 0.0;                    ///< of one scan; 0: not known
  double range_most_m = 0.0;                ///< 0: not known
  double detection_probability = 0.0;       ///< 0: not known
  double false_detections_per_scan = -1.0;  ///< below 0: not known
  /// Two targets that differ by this alone give one plot as often as not; 0: not known.
  double resolution_range_m = 0.0, resolution_azimuth_rad = 0.0;
};

/// One detection of a set that comes from outside: which target caused it, nobody says.
struct Detection {
  Time time;
  std::int32_t sensor = 0;     ///< among DetectionSet::sensors
  std::uint32_t delay_us = 0;  ///< from measurement to arrival
  std::int64_t row = 0;        ///< of the file it came from: the first behind the header is 0
  double z[3] = {};            ///< as Measures says; m and rad
  double sd[3] = {};           ///< standard deviations that the sensor claims, likewise
};

static_assert(sizeof(Detection) == 72);  // the reader promises so

/// Anybody's detections, by time, and the sensors that they came from. All measure in a local plane, or all
/// over the ellipsoid.
struct DetectionSet {
  std::vector<DetectionSensor> sensors;
  std::vector<Detection> detections;
};

}  // namespace cupola
