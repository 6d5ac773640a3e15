#include "formats/sensor_file.hpp"

#include <array>
#include <limits>

#include "core/math.hpp"
#include "formats/column_map.hpp"
#include "formats/refuse.hpp"
#include "formats/sensor_params.hpp"
#include "formats/table_reader.hpp"

namespace cupola {
namespace {

constexpr double kDegree = math::kPi / 180.0;
constexpr double kNotGiven = std::numeric_limits<double>::max();

enum : std::size_t {
  kSensor,
  kEast,
  kNorth,
  kUp,
  kLatitude,
  kLongitude,
  kHeight,
  kPeriod,
  kRangeMost,
  kDetection,
  kFalse,
  kSdRange,
  kSdAzimuth,
  kSdElevation,
  kResolutionRange,
  kResolutionAzimuth,
  kColumns
};

struct Column {
  std::string_view name;
  double least, most;
  bool least_counts;  ///< the least value is itself allowed
};
constexpr double kFar_m = 1e8;
constexpr std::array<Column, kColumns> kTable = {{{"sensor", 0, 0, true},
                                                  {"east_m", -kFar_m, kFar_m, true},
                                                  {"north_m", -kFar_m, kFar_m, true},
                                                  {"up_m", -kFar_m, kFar_m, true},
                                                  {"latitude_deg", -90, 90, true},
                                                  {"longitude_deg", -360, 360, true},
                                                  {"height_hae_m", -1e4, kFar_m, true},
                                                  {"period_s", 1e-3, 86400, true},
                                                  {"range_most_m", 0, kFar_m, false},
                                                  {"detection_probability", 0, 1, false},
                                                  {"false_per_scan", 0, 1e9, true},
                                                  {"sigma_range_m", 0, kFar_m, false},
                                                  {"sigma_azimuth_deg", 0, 180, false},
                                                  {"sigma_elevation_deg", 0, 180, false},
                                                  {"resolution_range_m", 0, kFar_m, false},
                                                  {"resolution_azimuth_deg", 0, 180, false}}};

using Values = std::array<double, kColumns>;

/// The numbers of one line; false where one of them is none.
bool read_values(const TableReader& table, const std::vector<int>& at, Values& values, Problems& problems) {
  values.fill(kNotGiven);
  bool good = true;
  for (std::size_t i = kEast; i < kColumns; ++i) {
    if (at[i] < 0) continue;
    const auto column = static_cast<std::size_t>(at[i]);
    const std::string_view field = table.fields()[column];
    if (field.empty()) continue;
    const Column& limits = kTable[i];
    double value = 0.0;
    const bool number = number_in_field(field, value);
    const bool inside = number && value <= limits.most &&
                        (limits.least_counts ? value >= limits.least : value > limits.least);
    if (!inside) {
      const std::string what = shown_name(limits.name) + " cannot be " + shown_name(field);
      problems.add(table.problem_at(column, number ? what : what + ": a number is expected"));
      good = false;
    }
    values[i] = value;
  }
  return good;
}

void take(double value, double unit, double& to) {
  if (value != kNotGiven) to = value * unit;
}

SensorEntry entry_of(std::string_view name, const Values& v) {
  SensorEntry entry;
  entry.sensor.name = std::string(name);
  entry.in_plane = v[kEast] != kNotGiven && v[kNorth] != kNotGiven;
  entry.on_earth = v[kLatitude] != kNotGiven && v[kLongitude] != kNotGiven;
  take(v[kEast], 1.0, entry.sensor.p_plane_enu_m.x);
  take(v[kNorth], 1.0, entry.sensor.p_plane_enu_m.y);
  take(v[kUp], 1.0, entry.sensor.p_plane_enu_m.z);
  take(v[kLatitude], kDegree, entry.sensor.place.latitude_rad);
  take(v[kLongitude], kDegree, entry.sensor.place.longitude_rad);
  take(v[kHeight], 1.0, entry.sensor.place.height_hae_m);
  take(v[kPeriod], 1.0, entry.sensor.period_s);
  take(v[kRangeMost], 1.0, entry.sensor.range_most_m);
  take(v[kDetection], 1.0, entry.sensor.detection_probability);
  take(v[kFalse], 1.0, entry.sensor.false_detections_per_scan);
  take(v[kResolutionRange], 1.0, entry.sensor.resolution_range_m);
  take(v[kResolutionAzimuth], kDegree, entry.sensor.resolution_azimuth_rad);
  take(v[kSdRange], 1.0, entry.sd[0]);
  take(v[kSdAzimuth], kDegree, entry.sd[1]);
  take(v[kSdElevation], kDegree, entry.sd[2]);
  return entry;
}

std::optional<std::vector<SensorEntry>> read_sensors_csv(ByteSource& source, Problems& problems,
                                                         std::vector<std::string>& warnings) {
  TableReader table(source);
  if (!table.next(problems)) {
    if (problems.empty()) refuse(problems, source.path(), "the file is empty");
    return std::nullopt;
  }
  std::array<std::string_view, kColumns> names;
  for (std::size_t i = 0; i < kColumns; ++i) names[i] = kTable[i].name;
  const auto at = map_columns(table, names, 1, problems, warnings);
  if (!at) return std::nullopt;
  const std::size_t width = table.fields().size();

  std::vector<SensorEntry> sensors;
  bool good = true;
  while (table.next(problems)) {
    if (table.fields().size() != width) {
      problems.add(table.problem_here(std::to_string(table.fields().size()) +
                                      " fields where the header has " + std::to_string(width)));
      return std::nullopt;
    }
    const auto column = static_cast<std::size_t>((*at)[kSensor]);
    const std::string_view name = table.fields()[column];
    for (const SensorEntry& other : sensors) {
      if (other.sensor.name != name) continue;
      problems.add(table.problem_at(column, shown_name(name) + " stands here twice"));
      good = false;
    }
    Values values;
    good &= read_values(table, *at, values, problems);
    sensors.push_back(entry_of(name, values));
    if (sensors.size() > 10'000) {
      problems.add(table.problem_here("more than 10000 sensors"));
      return std::nullopt;
    }
  }
  if (!good || !problems.empty()) return std::nullopt;
  return sensors;
}

}  // namespace

std::optional<std::vector<SensorEntry>> read_sensors(const std::string& path, const std::string& detections,
                                                     Problems& problems, std::vector<std::string>& warnings) {
  ByteSource source;
  if (!source.open(path, problems)) return std::nullopt;
  const std::size_t first = source.head().find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && source.head()[first] == '{')
    return read_sensor_params(source, detections, problems);
  return read_sensors_csv(source, problems, warnings);
}

}  // namespace cupola
