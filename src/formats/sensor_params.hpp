#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/problem.hpp"
#include "formats/byte_source.hpp"
#include "formats/sensor_file.hpp"

namespace cupola {

/// The radars of a params.json (docs/tracking-formats.md): `radars` maps a name to `[latitude, longitude,
/// height]` in degrees and m over the ellipsoid, `cases` a name to the radar and what it claims. Up to 1 MiB.
/// Checked by tests/sensor_file_test.cpp
std::optional<std::vector<SensorEntry>> read_sensor_params(ByteSource& source, const std::string& detections,
                                                           Problems& problems);

}  // namespace cupola
