#include "formats/sensor_params.hpp"

#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/math.hpp"
#include "formats/refuse.hpp"

namespace cupola {
namespace {

using Json = nlohmann::json;
constexpr double kDegree = math::kPi / 180.0;
constexpr double kLowest_m = -1e4, kHighest_m = 1e8;  // as in sensors.csv
constexpr std::size_t kMostBytes = std::size_t{1} << 20;

struct Number {
  const char* key;
  double unit, least, most;
  double* to;
};

/// Line and column of a byte, for the message of a slip in the writing.
Place place_of(const std::string& path, const std::string& text, std::size_t byte) {
  Place place{path, 1, 1};
  for (std::size_t i = 0; i + 1 < byte && i < text.size(); ++i) {
    place.line += text[i] == '\n' ? 1 : 0;
    place.column = text[i] == '\n' ? 1 : place.column + 1;
  }
  return place;
}

std::optional<Json> parse(ByteSource& source, Problems& problems) {
  std::string text(kMostBytes + 1, '\0');
  std::size_t filled = 0;
  while (filled < text.size()) {
    const std::size_t got = source.read(text.data() + filled, text.size() - filled, problems);
    if (got == 0) break;
    filled += got;
  }
  if (source.failed()) return std::nullopt;
  if (filled > kMostBytes) {
    refuse(problems, source.path(), "more than a mebibyte: this is no params.json");
    return std::nullopt;
  }
  text.resize(filled);
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& error) {
    problems.add({place_of(source.path(), text, error.byte), "this is no JSON from here on", {}, {}});
  } catch (const Json::exception&) {  // a number beyond every double
    refuse(problems, source.path(), "a number in it is too large");
  }
  return std::nullopt;
}

/// `cases` has one, or one whose name ends that of the detections' file.
const Json* case_for(const Json& cases, const std::string& detections, const std::string& path,
                     Problems& problems) {
  if (cases.size() == 1) return &cases.begin().value();
  std::string stem = std::filesystem::path(detections).filename().string();
  stem = stem.substr(0, stem.find('.'));
  const std::string name = stem.substr(stem.rfind('_') + 1);  // the whole of it where there is no `_`
  if (cases.contains(name)) return &cases[name];
  std::string names;
  for (const auto& item : cases.items()) names += (names.empty() ? "" : ", ") + item.key();
  refuse(problems, path, "`cases` has several: " + names,
         "the detections' name says which one: detections_NAME.csv");
  return nullptr;
}

bool take_numbers(const Json& from, const std::string& path, std::initializer_list<Number> numbers,
                  Problems& problems) {
  bool good = true;
  for (const Number& number : numbers) {
    if (!from.contains(number.key)) continue;
    const Json& value = from[number.key];
    const double v = value.is_number() ? value.get<double>() : NAN;
    if (v >= number.least && v <= number.most) {
      *number.to = v * number.unit;
      continue;
    }
    refuse(problems, path, shown_name(number.key) + " cannot be " + value.dump().substr(0, 40));
    good = false;
  }
  return good;
}

bool take_place(const Json& place, SensorEntry& entry, const std::string& path, Problems& problems) {
  const bool triple = place.is_array() && place.size() == 3 && place[0].is_number() && place[1].is_number() &&
                      place[2].is_number();
  const double latitude = triple ? place[0].get<double>() : NAN,
               longitude = triple ? place[1].get<double>() : 0.0,
               height_m = triple ? place[2].get<double>() : 0.0;
  if (!triple || !(std::fabs(latitude) <= 90.0) || !(std::fabs(longitude) <= 360.0) ||
      !(height_m >= kLowest_m && height_m <= kHighest_m)) {
    refuse(problems, path,
           "radar " + shown_name(entry.sensor.name) +
               ": [latitude, longitude, height] in degrees and m expected",
           "heights are -10 km to 100 000 km above the ellipsoid");
    return false;
  }
  entry.sensor.place = {latitude * kDegree, longitude * kDegree, height_m};
  entry.on_earth = true;
  return true;
}

bool take_case(const Json& claims, SensorEntry& entry, const std::string& path, Problems& problems) {
  DetectionSensor& s = entry.sensor;
  return take_numbers(claims, path,
                      {{"period_s", 1.0, 1e-3, 86400.0, &s.period_s},
                       {"rmax_m", 1.0, 1.0, 1e8, &s.range_most_m},
                       {"pd", 1.0, 1e-6, 1.0, &s.detection_probability},
                       {"clutter_per_scan", 1.0, 0.0, 1e9, &s.false_detections_per_scan},
                       {"sr_m", 1.0, 1e-9, 1e8, &entry.sd[0]},
                       {"saz_deg", kDegree, 1e-9, 180.0, &entry.sd[1]},
                       {"sel_deg", kDegree, 1e-9, 180.0, &entry.sd[2]}},
                      problems);
}

}  // namespace

std::optional<std::vector<SensorEntry>> read_sensor_params(ByteSource& source, const std::string& detections,
                                                           Problems& problems) {
  const std::string& path = source.path();
  const std::optional<Json> json = parse(source, problems);
  if (!json) return std::nullopt;
  const bool shaped = json->is_object() && json->contains("radars") && json->contains("cases") &&
                      (*json)["radars"].is_object() && (*json)["cases"].is_object();
  if (!shaped) {
    refuse(problems, path, "`radars` and `cases` are expected, each with names in it");
    return std::nullopt;
  }
  const Json* claims = case_for((*json)["cases"], detections, path, problems);
  if (!claims) return std::nullopt;

  // Of several radars the case names the one that it speaks of.
  std::vector<SensorEntry> sensors;
  const std::string radar = claims->contains("radar") && (*claims)["radar"].is_string()
                                ? (*claims)["radar"].get<std::string>()
                                : "";
  for (const auto& [name, place] : (*json)["radars"].items()) {
    if (!radar.empty() && name != radar) continue;
    SensorEntry entry;
    entry.sensor.name = name;
    if (!take_place(place, entry, path, problems) || !take_case(*claims, entry, path, problems))
      return std::nullopt;
    sensors.push_back(entry);
  }
  if (sensors.empty()) {
    refuse(problems, path, radar.empty() ? "no radar in it" : "no radar " + shown_name(radar) + " in it");
    return std::nullopt;
  }
  return sensors;
}

}  // namespace cupola
