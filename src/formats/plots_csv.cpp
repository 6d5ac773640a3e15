#include "formats/plots_csv.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <utility>

#include "core/printable.hpp"
#include "core/suggest.hpp"
#include "formats/column_map.hpp"
#include "formats/detection_sensors.hpp"
#include "formats/plots_columns.hpp"
#include "formats/refuse.hpp"

namespace cupola {
namespace {

constexpr std::size_t kMostProblems = 20;
constexpr const char* kOneSensor = "sensor";  // its name where no column gives one

const PlotColumns& columns_of(DetectionsLayout layout) {
  return *std::find_if(std::begin(kPlotColumns), std::end(kPlotColumns),
                       [layout](const PlotColumns& columns) { return columns.layout == layout; });
}

/// The names of a layout: first those that every file must have.
struct Names {
  std::vector<std::string_view> all;
  std::size_t required = 0, sd = 0, sensor = 0, received = 0, det = 0;

  explicit Names(const PlotColumns& columns) {
    all.push_back(columns.time.name);
    for (std::size_t i = 0; i < columns.components; ++i) all.push_back(columns.z[i].name);
    sd = all.size();
    if (!columns.sd_in_each_row) required = all.size();
    for (std::size_t i = 0; i < columns.components; ++i) all.push_back(columns.sd[i].name);
    if (columns.sd_in_each_row) required = all.size();
    sensor = all.size();
    all.push_back("sensor");
    received = all.size();
    all.push_back(kReceived.name);
    det = all.size();
    if (columns.layout == DetectionsLayout::plots_over_ground) all.insert(all.end(), {"det", "scan"});
  }
};

std::string hint_for(const PlotColumn& column, double value) {
  const bool azimuth = column.name.starts_with("az");
  if (azimuth && value > 360.0 && value <= 6400.0)
    return "azimuths are degrees clockwise from north: are these mils (6400 a turn)?";
  if (azimuth) return "azimuths are degrees clockwise from north, from -360 to 360";
  if (column.name.starts_with("sigma")) return "a standard deviation is above zero";
  if (column.name == "range_m") return "ranges are metres, above zero";
  if (column.name == "el_deg") return "elevations are degrees above the horizontal";
  return "the unit is part of the column's name";
}

class PlotsReader {
 public:
  PlotsReader(TableReader& table, const PlotColumns& columns, const ReadDetectionsOptions& options,
              DetectionsRead& read, Problems& problems)
      : table_(table),
        columns_(columns),
        names_(columns),
        options_(options),
        read_(read),
        problems_(problems) {}

  bool read_all() {
    if (!begin()) return false;
    while (problems_.all().size() < kMostProblems && table_.next(problems_))
      if (!read_row()) break;
    return problems_.empty() && end();
  }

 private:
  bool begin() {
    const auto at = map_columns(table_, names_.all, names_.required, problems_, read_.warnings);
    const bool over_ground = columns_.layout == DetectionsLayout::plots_over_ground;
    const char* beside = over_ground ? "params.json" : "sensors.csv";
    if (!at || !sensors_.open(table_.path(), beside, options_, problems_, read_.warnings)) return false;
    at_ = *at;
    width_ = table_.fields().size();
    return !over_ground || find_claims();
  }

  /// The 3-D layout says nowhere in its rows where the radar stands, and need not say what it claims.
  bool find_claims() {
    if (!sensors_.has_file())
      return refuse(table_.problem_here("nothing says where the radar stands",
                                        "put its params.json beside this file, or name a file of sensors"));
    if (at_[names_.sensor] < 0 && sensors_.entries().size() != 1)
      return refuse(table_.problem_here(
          sensors_.file() + " has " + std::to_string(sensors_.entries().size()) + " radars",
          "a column `sensor` must say which of them each detection comes from"));
    return true;
  }

  bool refuse(Problem problem) {
    problems_.add(std::move(problem));
    return false;
  }

  /// False where reading should end.
  bool read_row() {
    const std::int64_t row = row_++;
    if (table_.fields().size() != width_) {
      const std::size_t n = table_.fields().size();
      return refuse(table_.problem_here(
          std::to_string(n) + (n == 1 ? " field" : " fields") + " where the header has " +
              std::to_string(width_),
          n > width_ ? "decimals are written with a point, names that hold a comma in quotes"
                     : "is the file cut off here?"));
    }
    if (read_.set.detections.size() >= options_.most)
      return refuse(table_.problem_here(
          "more than " + std::to_string(options_.most) + " detections",
          "split the file by time, or read fewer sensors; each detection takes 72 bytes of memory"));
    Detection detection;
    detection.row = row;
    const int sensor = sensor_number();
    if (sensor == DetectionSensors::kTooMany) return false;
    if (!read_numbers(detection) || sensor < 0) return true;
    detection.sensor = sensor;
    note_order(detection.time);
    read_.set.detections.push_back(detection);
    return true;
  }

  bool read_numbers(Detection& detection) {
    double time_s = 0.0;
    bool good = number(0, columns_.time, time_s);
    detection.time = Time{} + Duration::seconds(time_s);
    for (std::size_t i = 0; i < columns_.components; ++i) {
      good = number(1 + i, columns_.z[i], detection.z[i]) && good;
      if (at_[names_.sd + i] >= 0) good = number(names_.sd + i, columns_.sd[i], detection.sd[i]) && good;
    }
    if (at_[names_.received] >= 0) good = read_arrival(detection, time_s) && good;
    if (at_.size() > names_.det && at_[names_.det] >= 0) good = read_id() && good;
    return good;
  }

  bool number(std::size_t name, const PlotColumn& column, double& to) {
    const auto field = static_cast<std::size_t>(at_[name]);
    const std::string_view text = table_.fields()[field];
    double value = 0.0;
    if (!number_in_field(text, value))
      return refuse(table_.problem_at(
          field,
          text.empty() ? shown_name(column.name) + " is empty" : shown_name(text) + " is no finite number",
          shown_name(column.name) + " takes a number and nothing else"));
    if (value > column.most || (column.least_counts ? value < column.least : value <= column.least))
      return refuse(table_.problem_at(field, shown_name(column.name) + " cannot be " + shown_name(text),
                                      hint_for(column, value)));
    to = value * column.unit;
    return true;
  }

  bool read_arrival(Detection& detection, double time_s) {
    double received_s = 0.0;
    if (!number(names_.received, kReceived, received_s)) return false;
    const double delay_s = received_s - time_s;
    const auto field = static_cast<std::size_t>(at_[names_.received]);
    if (delay_s < -1e-6)
      return refuse(
          table_.problem_at(field, "`received_s` lies before the time of the measurement",
                            "it counts seconds from where `" + std::string(columns_.time.name) + "` does"));
    if (delay_s > kLatestDelay_s)
      return refuse(
          table_.problem_at(field, "received more than an hour after it was measured",
                            "it counts seconds from where `" + std::string(columns_.time.name) + "` does"));
    detection.delay_us = static_cast<std::uint32_t>(std::max(0.0, std::floor(1e6 * delay_s + 0.5)));
    return true;
  }

  bool read_id() {
    const auto field = static_cast<std::size_t>(at_[names_.det]);
    long long id = 0;
    if (!parse_integer(table_.fields()[field], id))
      return refuse(table_.problem_at(field, "`det` is a whole number"));
    ids_in_order_ &= ids_.empty() || id > ids_.back().first;
    ids_.emplace_back(id, table_.line());
    return true;
  }

  int sensor_number() {
    std::string_view name = kOneSensor;
    const bool named = at_[names_.sensor] >= 0;
    if (named)
      name = table_.fields()[static_cast<std::size_t>(at_[names_.sensor])];
    else if (columns_.layout == DetectionsLayout::plots_over_ground)
      name = sensors_.entries().front().sensor.name;
    if (name == last_name_ && row_ > 1) return last_number_;
    last_name_ = name;
    last_number_ = new_sensor(name, named ? static_cast<std::size_t>(at_[names_.sensor]) : 0);
    return last_number_;
  }

  /// Refuses a name that the file of sensors does not know; one problem for each.
  int new_sensor(std::string_view name, std::size_t field) {
    const std::size_t before = sensors_.names().size();
    const int number = sensors_.number_of(name);
    if (number == DetectionSensors::kTooMany)
      refuse(table_.problem_at(field, "more than 1000 sensors", "is this the column of their names?"));
    const bool is_new = sensors_.names().size() > before;
    const bool needs_place = columns_.measures != Measures::east_north;
    if (!is_new || !sensors_.has_file() || sensors_.entry(name) || !needs_place) return number;
    std::vector<std::string_view> known;
    for (const SensorEntry& entry : sensors_.entries()) known.push_back(entry.sensor.name);
    const std::vector<std::string_view> meant = meant_names(name, known);
    refuse(table_.problem_at(field, sensors_.file() + " has no sensor " + shown_name(name),
                             did_you_mean(meant)));
    return number;
  }

  void note_order(Time time) {
    if (!read_.set.detections.empty() && time < read_.set.detections.back().time && unsorted_line_++ == 0)
      first_unsorted_ = table_.line();
  }

  bool end() {
    const std::string& path = table_.path();
    if (row_ == 0) return cupola::refuse(problems_, path, "there is a header and nothing behind it");
    if (!sensors_.all_only_found() || read_.set.detections.empty())
      return cupola::refuse(problems_, path, "it has no detection of a sensor that was asked for",
                            "its sensors: " + sensors_.names_in_file());
    if (!check_ids()) return false;
    if (unsorted_line_ > 0)
      read_.warnings.push_back(printable(path + ':' + std::to_string(first_unsorted_) +
                                         ": the time goes back here" + more(unsorted_line_ - 1) +
                                         ": sorted by time"));
    if (columns_.measures != Measures::east_north && !check_places()) return false;
    take_sensors(sensors_, columns_.measures, read_.set);
    if (!columns_.sd_in_each_row && !take_claims()) return false;
    if (columns_.measures == Measures::range_azimuth && !stand_in_plane())
      read_.origin = lay_into_plane(read_.set);
    return true;
  }

  static std::string more(std::size_t places) {
    return places == 0 ? ""
                       : " and in " + std::to_string(places) + (places == 1 ? " more place" : " more places");
  }

  bool check_ids() {
    if (ids_in_order_) return true;
    std::sort(ids_.begin(), ids_.end());
    for (std::size_t i = 1; i < ids_.size() && problems_.all().size() < kMostProblems; ++i)
      if (ids_[i].first == ids_[i - 1].first)
        cupola::refuse(problems_, table_.path(),
                       "`det` " + std::to_string(ids_[i].first) + " stands in line " +
                           std::to_string(ids_[i - 1].second) + " already",
                       "each detection has a number of its own", ids_[i].second);
    return problems_.empty();
  }

  /// Where do polar plots start from? All in one plane, or all on the earth.
  bool check_places() {
    const std::string& path = table_.path();
    if (!sensors_.has_file() && sensors_.names().size() > 1)
      return cupola::refuse(
          problems_, path,
          "it has several sensors and nothing says where they stand: " + sensors_.names_in_file(),
          "put a sensors.csv beside it, or name one: sensor,east_m,north_m,up_m");
    if (!sensors_.has_file()) {
      read_.warnings.push_back(printable(path + ": nothing says where " + shown_name(sensors_.names()[0]) +
                                         " stands: taken as the origin"));
      return true;
    }
    std::size_t in_plane = 0, on_earth = 0;
    for (const std::string& name : sensors_.names()) {
      in_plane += sensors_.entry(name)->in_plane ? 1 : 0;
      on_earth += sensors_.entry(name)->on_earth ? 1 : 0;
    }
    const std::size_t n = sensors_.names().size();
    const bool over_ground = columns_.measures == Measures::range_azimuth_elevation;
    if (on_earth == n || (in_plane == n && !over_ground)) return true;
    return cupola::refuse(problems_, sensors_.file(),
                          over_ground
                              ? "a sensor has no latitude_deg and longitude_deg"
                              : "the sensors stand neither all in the plane (east_m, north_m) nor all on the "
                                "earth (latitude_deg, longitude_deg)");
  }

  bool stand_in_plane() {
    if (!sensors_.has_file()) return true;
    return std::all_of(sensors_.names().begin(), sensors_.names().end(),
                       [this](const std::string& name) { return sensors_.entry(name)->in_plane; });
  }

  /// Standard deviations that the rows do not give.
  bool take_claims() {
    for (Detection& detection : read_.set.detections) {
      const std::string& name = read_.set.sensors[static_cast<std::size_t>(detection.sensor)].name;
      const SensorEntry& entry = *sensors_.entry(name);
      for (std::size_t i = 0; i < columns_.components; ++i) {
        if (at_[names_.sd + i] >= 0) continue;
        if (!(entry.sd[i] > 0.0))
          return cupola::refuse(problems_, sensors_.file(),
                                "nothing says the standard deviations of " + shown_name(name),
                                "params.json: sr_m, saz_deg, sel_deg; a file of sensors: sigma_range_m, "
                                "sigma_azimuth_deg, sigma_elevation_deg");
        detection.sd[i] = entry.sd[i];
      }
    }
    return true;
  }

  TableReader& table_;
  const PlotColumns& columns_;
  Names names_;
  const ReadDetectionsOptions& options_;
  DetectionsRead& read_;
  Problems& problems_;
  DetectionSensors sensors_;
  std::vector<int> at_;
  std::size_t width_ = 0;
  std::int64_t row_ = 0;
  std::string last_name_;
  int last_number_ = 0;
  std::size_t unsorted_line_ = 0;
  int first_unsorted_ = 0;
  std::vector<std::pair<long long, int>> ids_;  ///< with their lines
  bool ids_in_order_ = true;
};

}  // namespace

std::optional<DetectionsLayout> plots_layout(const TableReader& header) {
  std::optional<DetectionsLayout> best;
  std::size_t most = 1;
  for (const PlotColumns& columns : kPlotColumns) {
    const Names names(columns);
    const std::size_t found = columns_in(header, std::span(names.all).first(names.sensor));
    if (found <= most) continue;
    most = found;
    best = columns.layout;
  }
  return best;
}

bool read_plots_csv(TableReader& table, DetectionsLayout layout, const ReadDetectionsOptions& options,
                    DetectionsRead& read, Problems& problems) {
  read.layout = layout;
  return PlotsReader(table, columns_of(layout), options, read, problems).read_all();
}

}  // namespace cupola
