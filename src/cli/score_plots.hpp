#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/time.hpp"
#include "core/vec3.hpp"
#include "messages/detection.hpp"

namespace cupola {

/// Where a detection lay, in the plane or in space (earth-centred, earth-fixed).
Vec3 plot_position_m(const DetectionSensor& sensor, const Detection& detection);

/// Where the detections of a file from one time to another lay, in the plane or in space, to be drawn; none,
/// after a complaint, where the file is wrong or its detections are of the other kind.
std::optional<std::vector<Vec3>> read_plot_positions(const std::string& path, const std::string& sensors,
                                                     bool in_space, Time from, Time until);

}  // namespace cupola
