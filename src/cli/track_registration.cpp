#include "cli/track_registration.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/math.hpp"
#include "tracking/detection_registration.hpp"

namespace cupola {
namespace {

double degrees(double angle_rad) { return angle_rad * 180.0 / math::kPi; }

std::string words(const char* what, double value, double sd, bool observable, const char* unit) {
  const std::string text = fmt::format("{} {:+.3g} {} (sd {:.2g})", what, value, unit, sd);
  return observable ? text : text + ", which the targets leave open";
}

nlohmann::ordered_json figures(double value, double sd, bool observable) {
  return {{"bias", value}, {"sd", sd}, {"observable", observable}};
}

std::ptrdiff_t polar_sensors(const DetectionSet& set) {
  return std::ranges::count_if(set.sensors,
                               [](const DetectionSensor& s) { return s.measures != Measures::east_north; });
}

}  // namespace

RegistrationReport register_detections(DetectionSet& set, const std::vector<ScanRhythm>& rhythms,
                                       const DetectionTrackerSettings& settings) {
  RegistrationReport report;
  if (polar_sensors(set) < 2) {
    report.text =
        "warning: --register does nothing here: it takes two sensors at least that measure range and "
        "azimuth\n";
    return report;
  }
  const RegistrationEstimate estimate = register_sensors(set, rhythms, settings);
  take_off(set, estimate.bias);
  for (std::size_t i = 0; i < set.sensors.size(); ++i) {
    if (set.sensors[i].measures == Measures::east_north) continue;
    const SensorBias &bias = estimate.bias[i], &sd = estimate.sd[i];
    const RegistrationEstimate::Observable& known = estimate.observable[i];
    const double azimuth_deg = degrees(bias.azimuth_rad), azimuth_sd_deg = degrees(sd.azimuth_rad);
    report.text += fmt::format("sensor `{}` measured too much by: {}; {}", set.sensors[i].name,
                               words("range", bias.range_m, sd.range_m, known.range, "m"),
                               words("azimuth", azimuth_deg, azimuth_sd_deg, known.azimuth, "deg"));
    nlohmann::ordered_json row = {{"sensor", set.sensors[i].name},
                                  {"range_m", figures(bias.range_m, sd.range_m, known.range)},
                                  {"azimuth_deg", figures(azimuth_deg, azimuth_sd_deg, known.azimuth)}};
    if (set.sensors[i].measures == Measures::range_azimuth_elevation) {
      const double elevation_deg = degrees(bias.elevation_rad), elevation_sd_deg = degrees(sd.elevation_rad);
      report.text += "; " + words("elevation", elevation_deg, elevation_sd_deg, known.elevation, "deg");
      row["elevation_deg"] = figures(elevation_deg, elevation_sd_deg, known.elevation);
    }
    report.text += "\n";
    report.json.push_back(row);
  }
  report.text = fmt::format(
      "biases by the whole file, later scans included, taken off from its begin on; by {} meetings of two "
      "sensors' tracks, of {} targets ({} more discarded):\n{}",
      estimate.used, estimate.targets, estimate.discarded, report.text);
  if (estimate.used == 0)
    report.text =
        "warning: no two sensors were found to see one target, and nothing was taken off\n"
        "  hint: do their sites and their times agree?\n";
  return report;
}

}  // namespace cupola
