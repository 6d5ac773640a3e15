#include "cli/reading_options.hpp"

#include <fmt/format.h>

#include "core/quantity.hpp"

namespace cupola {
namespace {

void take(const std::string& option, const std::string& text, Dimension dimension, double least, double most,
          double& to) {
  if (text.empty()) return;
  QuantityError error;
  const std::optional<double> value = parse_quantity(text, dimension, error);
  if (!value) throw CLI::ValidationError(option, error.what + (error.hint.empty() ? "" : "; " + error.hint));
  if (!(*value >= least && *value <= most))
    throw CLI::ValidationError(
        option, fmt::format("`{}` is out of range: {} to {}", text, format_quantity(least, dimension),
                            format_quantity(most, dimension)));
  to = *value;
}

}  // namespace

void add_reading_options(CLI::App* verb, ReadDetectionsOptions& reading, ReadingTexts& texts) {
  verb->add_option("--sensors", reading.sensors,
                   "Where sensors stand: sensors.csv or params.json; one beside the detections by default");
  verb->add_option("--only", reading.only, "Sensors to read; all by default")->delimiter(',');
  verb->add_option(
      "--range-sd", texts.range_sd,
      "ASTERIX plots: standard deviation of the slant range; by default 70 m, of primary plots 120 m");
  verb->add_option("--azimuth-sd", texts.azimuth_sd,
                   "The same of the azimuth; by default 0.08 deg and 0.15 deg");
  verb->add_option("--position-sd", texts.position_sd,
                   "ASTERIX tracks and radar reports: standard deviation in east and in north, whatever they "
                   "claim; by default their claim, 150 m and 100 m");
  verb->add_option("--assumed-height", texts.height,
                   "ASTERIX plots: height of an aircraft that gives none; by default 5 km");
}

void take_reading_options(const ReadingTexts& texts, ReadDetectionsOptions& reading) {
  take("--range-sd", texts.range_sd, Dimension::length, 1e-3, 1e6, reading.sd_range_m);
  take("--azimuth-sd", texts.azimuth_sd, Dimension::angle, 1e-9, 1.0, reading.sd_azimuth_rad);
  take("--position-sd", texts.position_sd, Dimension::length, 1e-3, 1e6, reading.sd_position_m);
  take("--assumed-height", texts.height, Dimension::length, -500.0, 30000.0, reading.assumed_height_m);
}

}  // namespace cupola
