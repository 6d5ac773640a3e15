#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/problem.hpp"
#include "messages/detection.hpp"

namespace cupola {

/// What a file says of one sensor.
struct SensorEntry {
  DetectionSensor sensor;
  bool in_plane = false;  ///< sensor.p_plane_enu_m is given
  bool on_earth = false;  ///< sensor.place is given
  double sd[3] = {};      ///< of range (m), azimuth and elevation (rad); 0: not given
};

/// Where do the sensors stand and what do they claim?
/// Model      sensors.csv: `sensor`, then `east_m,north_m,up_m`, or
///            `latitude_deg,longitude_deg,height_hae_m`, or both, and any of
///            `period_s,range_most_m,detection_probability,false_per_scan,sigma_range_m,
///            sigma_azimuth_deg,sigma_elevation_deg,resolution_range_m,resolution_azimuth_deg`; an empty field is one that is not given. Or a
///            params.json as docs/tracking-formats.md describes it; of several cases in it the one whose
///            name ends that of the detections' file (`detections_A.csv.gz`)
/// Checked by tests/sensor_file_test.cpp
std::optional<std::vector<SensorEntry>> read_sensors(const std::string& path, const std::string& detections,
                                                     Problems& problems, std::vector<std::string>& warnings);

}  // namespace cupola
