#include "formats/detection_sensors.hpp"

#include <algorithm>
#include <filesystem>
#include <numeric>

#include "core/math.hpp"

namespace cupola {

bool DetectionSensors::open(const std::string& detections, const std::string& beside,
                            const ReadDetectionsOptions& options, Problems& problems,
                            std::vector<std::string>& warnings) {
  only_ = options.only;
  file_ = options.sensors;
  if (file_.empty() && !beside.empty()) {
    const std::filesystem::path path = std::filesystem::path(detections).parent_path() / beside;
    std::error_code error;
    if (std::filesystem::is_regular_file(path, error)) file_ = path.string();
  }
  if (file_.empty()) return true;
  std::optional<std::vector<SensorEntry>> entries = read_sensors(file_, detections, problems, warnings);
  if (!entries) return false;
  entries_ = std::move(*entries);
  return true;
}

int DetectionSensors::number_of(std::string_view name) {
  const auto found = numbers_.find(name);
  if (found != numbers_.end()) return found->second;
  if (numbers_.size() >= kMost) return kTooMany;
  const bool wanted = only_.empty() || std::find(only_.begin(), only_.end(), name) != only_.end();
  const int number = wanted ? static_cast<int>(names_.size()) : kLeftOut;
  numbers_.emplace(std::string(name), number);
  if (wanted) names_.emplace_back(name);
  return number;
}

const SensorEntry* DetectionSensors::entry(std::string_view name) const {
  for (const SensorEntry& entry : entries_)
    if (entry.sensor.name == name) return &entry;
  return nullptr;
}

bool DetectionSensors::all_only_found() const {
  return std::all_of(only_.begin(), only_.end(),
                     [this](const std::string& name) { return numbers_.count(name) > 0; });
}

std::string DetectionSensors::names_in_file() const {
  std::string list;
  std::size_t shown = 0;
  for (const auto& [name, number] : numbers_) {
    if (++shown > 20) return list + ", ...";
    list += (list.empty() ? "" : ", ") + name;
  }
  return list;
}

void take_sensors(DetectionSensors& sensors, Measures measures, DetectionSet& set) {
  const std::vector<std::string>& names = sensors.names();
  std::vector<std::size_t> order(names.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return names[a] < names[b]; });

  std::vector<std::int32_t> number(names.size());
  for (const std::size_t before : order) {
    number[before] = static_cast<std::int32_t>(set.sensors.size());
    const SensorEntry* entry = sensors.entry(names[before]);
    DetectionSensor sensor = entry ? entry->sensor : DetectionSensor{};
    sensor.name = names[before];
    sensor.measures = measures;
    set.sensors.push_back(sensor);
  }
  for (Detection& detection : set.detections)
    detection.sensor = number[static_cast<std::size_t>(detection.sensor)];
}

Geodetic lay_into_plane(DetectionSet& set) {
  PlacesMiddle middle;
  for (const DetectionSensor& sensor : set.sensors) middle.add(sensor.place);
  const LocalPlane plane(middle.middle());
  std::vector<double> turn_rad;
  for (DetectionSensor& sensor : set.sensors) {
    sensor.p_plane_enu_m = plane.east_north_m(sensor.place);
    sensor.p_plane_enu_m.z = sensor.place.height_hae_m;
    turn_rad.push_back(-plane.convergence_rad(sensor.place));
  }
  for (Detection& detection : set.detections)
    detection.z[1] += turn_rad[static_cast<std::size_t>(detection.sensor)];
  return plane.origin();
}

}  // namespace cupola
