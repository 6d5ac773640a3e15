#include "formats/radar_reports.hpp"

#include <algorithm>
#include <array>

#include "core/printable.hpp"
#include "formats/column_map.hpp"
#include "formats/detection_sensors.hpp"
#include "formats/local_plane.hpp"
#include "formats/plots_columns.hpp"
#include "formats/refuse.hpp"

namespace cupola {
namespace {

enum : std::size_t { kTime, kLatitude, kLongitude, kSac, kSic, kColumns };
constexpr std::array<std::string_view, kColumns> kNames = {"timestamp_track", "latitude", "longitude",
                                                           "entry_node_sac", "entry_node_sic"};
constexpr std::size_t kMostProblems = 20;
constexpr double kPosition_m = 100.0, kPeriod_s = 30.0, kDetectionProbability = 0.3, kFalsePerScan = 0.1;

/// Days since 1970-01-01 of a day of the Gregorian calendar (Hinnant, "chrono-compatible low-level date
/// algorithms").
std::int64_t days_since_1970(int year, int month, int day) {
  const int y = month <= 2 ? year - 1 : year;
  const int era = (y >= 0 ? y : y - 399) / 400, of_era = y - era * 400;
  const int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return std::int64_t{era} * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

class ReportsReader {
 public:
  ReportsReader(TableReader& table, const ReadDetectionsOptions& options, DetectionsRead& read,
                Problems& problems)
      : table_(table), options_(options), read_(read), problems_(problems) {}

  bool read_all() {
    std::vector<std::string> passed_over;  // these files have many columns, all of them known to their makers
    const auto at = map_columns(table_, kNames, kSac, problems_, passed_over);
    if (!at || !sensors_.open(table_.path(), "", options_, problems_, read_.warnings)) return false;
    at_ = *at;
    width_ = table_.fields().size();
    while (problems_.all().size() < kMostProblems && table_.next(problems_))
      if (!read_row()) break;
    return problems_.empty() && end();
  }

 private:
  bool read_row() {
    const std::int64_t row = row_++;
    if (table_.fields().size() != width_) {
      problems_.add(table_.problem_here(std::to_string(table_.fields().size()) +
                                        " fields where the header has " + std::to_string(width_)));
      return false;
    }
    if (read_.set.detections.size() >= options_.most) {
      problems_.add(table_.problem_here("more than " + std::to_string(options_.most) + " detections"));
      return false;
    }
    if (field(kLatitude) == "NA" || field(kLongitude) == "NA" || field(kTime) == "NA") {
      ++without_position_;
      return true;
    }
    Detection detection;
    detection.row = row;
    const std::optional<std::int64_t> time_s = utc_seconds(field(kTime));
    if (!time_s)
      problems_.add(table_.problem_at(place(kTime), shown_name(field(kTime)) + " is no time",
                                      "times look like 2017-02-04 20:56:37"));
    const bool placed =
        degrees(kLatitude, 90.0, detection.z[0]) && degrees(kLongitude, 180.0, detection.z[1]);
    const int sensor = sensors_.number_of(sensor_name());
    if (sensor == DetectionSensors::kTooMany) {
      problems_.add(table_.problem_here("more than 1000 entry nodes"));
      return false;
    }
    if (!time_s || !placed || sensor < 0) return true;
    detection.time = Time{} + Duration{*time_s * 1'000'000'000};
    detection.sensor = sensor;
    detection.sd[0] = detection.sd[1] = options_.sd_position_m > 0.0 ? options_.sd_position_m : kPosition_m;
    read_.set.detections.push_back(detection);
    return true;
  }

  std::size_t place(std::size_t name) const { return static_cast<std::size_t>(at_[name]); }
  std::string_view field(std::size_t name) const { return table_.fields()[place(name)]; }

  std::string sensor_name() const {
    if (at_[kSac] < 0 || at_[kSic] < 0) return "reports";
    std::string name(field(kSac));
    name.push_back('/');
    name.append(field(kSic));
    return name;
  }

  bool degrees(std::size_t name, double most_deg, double& to_rad) {
    double value_deg = 0.0;
    if (number_in_field(field(name), value_deg) && value_deg >= -most_deg && value_deg <= most_deg) {
      to_rad = value_deg * kDegree_rad;
      return true;
    }
    problems_.add(table_.problem_at(place(name),
                                    shown_name(kNames[name]) + " cannot be " + shown_name(field(name)),
                                    "degrees, as a decimal number"));
    return false;
  }

  bool end() {
    const std::string& path = table_.path();
    if (row_ == 0) return refuse(problems_, path, "there is a header and nothing behind it");
    if (!sensors_.all_only_found() || read_.set.detections.empty())
      return refuse(problems_, path, "it has no report of an entry node that was asked for",
                    "its entry nodes: " + sensors_.names_in_file());
    if (without_position_ > 0)
      read_.warnings.push_back(printable(
          path + ": reports without time or position passed over: " + std::to_string(without_position_)));
    read_.layout = DetectionsLayout::radar_reports;
    take_sensors(sensors_, Measures::east_north, read_.set);
    lay_out();
    return true;
  }

  void lay_out() {
    PlacesMiddle middle;
    for (const Detection& d : read_.set.detections) middle.add({d.z[0], d.z[1], 0.0});
    const LocalPlane plane(middle.middle());
    double furthest_m = 0.0;
    for (Detection& d : read_.set.detections) {
      const Vec3 p_m = plane.east_north_m({d.z[0], d.z[1], 0.0});
      d.z[0] = p_m.x;
      d.z[1] = p_m.y;
      furthest_m = std::max(furthest_m, norm(p_m));
    }
    for (DetectionSensor& sensor : read_.set.sensors) {
      sensor.place = plane.origin();
      if (sensor.period_s == 0.0) sensor.period_s = kPeriod_s;
      if (sensor.detection_probability == 0.0) sensor.detection_probability = kDetectionProbability;
      if (sensor.false_detections_per_scan < 0.0) sensor.false_detections_per_scan = kFalsePerScan;
    }
    read_.origin = plane.origin();
    if (furthest_m > 1e6)
      read_.warnings.push_back(
          printable(table_.path() + ": reports up to " + std::to_string(static_cast<int>(furthest_m * 1e-3)) +
                    " km from their middle: the plane they are laid into stretches distances there"));
  }

  TableReader& table_;
  const ReadDetectionsOptions& options_;
  DetectionsRead& read_;
  Problems& problems_;
  DetectionSensors sensors_;
  std::vector<int> at_;
  std::size_t width_ = 0, without_position_ = 0;
  std::int64_t row_ = 0;
};

}  // namespace

std::optional<std::int64_t> utc_seconds(std::string_view text) {
  constexpr std::string_view kShape = "dddd-dd-dd dd:dd:dd";
  if (text.ends_with('Z')) text.remove_suffix(1);
  if (text.size() != kShape.size()) return std::nullopt;
  int parts[6] = {}, part = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    const bool fits = kShape[i] == 'd' ? digit : text[i] == kShape[i] || (i == 10 && text[i] == 'T');
    if (!fits) return std::nullopt;
    if (digit) parts[part] = parts[part] * 10 + (text[i] - '0');
    part += digit ? 0 : 1;
  }
  const auto [year, month, day, hour, minute, second] = parts;
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 1900 || year > 2090) return std::nullopt;  // their differences must fit, too
  if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  if (day < 1 || day > kDays[month - 1] + (leap && month == 2 ? 1 : 0)) return std::nullopt;
  return days_since_1970(year, month, day) * 86400 + hour * 3600 + minute * 60 + second;
}

bool is_radar_reports(const TableReader& header) {
  return columns_in(header, std::span(kNames).first(kSac)) >= 2;
}

bool read_radar_reports(TableReader& table, const ReadDetectionsOptions& options, DetectionsRead& read,
                        Problems& problems) {
  return ReportsReader(table, options, read, problems).read_all();
}

std::optional<std::vector<std::string>> read_report_targets(const std::string& path, Problems& problems) {
  constexpr std::array<std::string_view, 2> kWho = {"tact_id", "callsign"};
  ByteSource source;
  if (!source.open(path, problems)) return std::nullopt;
  TableReader table(source);
  std::vector<std::string> passed_over, targets;
  if (!table.next(problems)) return std::nullopt;
  const auto at = map_columns(table, kWho, kWho.size(), problems, passed_over);
  if (!at) return std::nullopt;
  const std::size_t width = table.fields().size();
  while (table.next(problems)) {
    if (table.fields().size() != width) {
      problems.add(table.problem_here("not as many fields as the header has"));
      return std::nullopt;
    }
    std::string who(table.fields()[static_cast<std::size_t>((*at)[1])]);
    who.push_back(' ');
    who.append(table.fields()[static_cast<std::size_t>((*at)[0])]);
    targets.push_back(std::move(who));
  }
  if (!problems.empty()) return std::nullopt;
  return targets;
}

}  // namespace cupola
