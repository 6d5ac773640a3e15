#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/local_plane.hpp"
#include "formats/read_detections.hpp"
#include "formats/sensor_file.hpp"

namespace cupola {

/// The sensors of one file of detections while it is read: by name, with what a file of sensors says of them.
/// Checked by tests/read_plots_test.cpp, tests/asterix_detections_test.cpp
class DetectionSensors {
 public:
  /// Reads the file that the options name, or else `beside` (a name, in the folder of the detections) if
  /// there is one.
  bool open(const std::string& detections, const std::string& beside, const ReadDetectionsOptions& options,
            Problems& problems, std::vector<std::string>& warnings);

  static constexpr int kLeftOut = -1, kTooMany = -2;
  /// Its number, given at the first call; kLeftOut where the options ask for others only.
  int number_of(std::string_view name);

  bool has_file() const { return !file_.empty(); }
  const std::string& file() const { return file_; }
  const std::vector<SensorEntry>& entries() const { return entries_; }
  const SensorEntry* entry(std::string_view name) const;  ///< of the file of sensors
  std::vector<std::string>& names() { return names_; }    ///< by number
  bool all_only_found() const;
  std::string names_in_file() const;

  static constexpr std::size_t kMost = 1000;

 private:
  std::string file_;
  std::vector<SensorEntry> entries_;
  std::vector<std::string> only_, names_;
  std::map<std::string, int, std::less<>> numbers_;
};

/// Gives the set its sensors in the order of their names, each with what `sensors` says of it, and the
/// detections the new numbers.
void take_sensors(DetectionSensors& sensors, Measures measures, DetectionSet& set);

/// Gives sensors a place in the plane about the middle of their latitudes and longitudes, and turns
/// their azimuths to its north.
/// Returns    the origin of the plane
Geodetic lay_into_plane(DetectionSet& set);

}  // namespace cupola
