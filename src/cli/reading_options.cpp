#include "cli/reading_options.hpp"

#include "catalogue/measures.hpp"

namespace cupola {

void add_reading_options(CLI::App* verb, ReadDetectionsOptions& reading) {
  verb->add_option("--sensors", reading.sensors,
                   "Where sensors stand: sensors.csv or params.json; one beside the detections by default");
  verb->add_option("--only", reading.only, "Sensors to read; all by default")->delimiter(',');
}

void declare_reading(FieldVisitor& v, ReadDetectionsOptions& reading) {
  v.quantity(
      {"range_sd", "ASTERIX plots: standard deviation of the slant range; 0: 70 m, of primary plots 120 m.",
       kOptional},
      length(0, 1e6), reading.sd_range_m);
  v.quantity({"azimuth_sd", "The same of the azimuth; 0: 0.08 deg, of primary plots 0.15 deg.", kOptional},
             angle(0, 57), reading.sd_azimuth_rad);
  v.quantity({"position_sd",
              "ASTERIX tracks and radar reports: standard deviation in east and in north, whatever they "
              "claim; 0: their claim, else 150 m and 100 m.",
              kOptional},
             length(0, 1e6), reading.sd_position_m);
  v.quantity({"assumed_height", "ASTERIX plots: height of an aircraft that gives none.", kOptional},
             length(-500, 30e3), reading.assumed_height_m);
}

}  // namespace cupola
