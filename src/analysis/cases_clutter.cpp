#include <fmt/format.h>

#include "analysis/validation.hpp"
#include "earth/decibel.hpp"
#include "sensing/rain_clutter.hpp"

namespace cupola {

namespace {

std::vector<Comparison> reflectivity(const std::string&, Problems&) {
  return {{"3 GHz, 10 mm/h", 2.272e-8, rain_reflectivity_m2_m3(3e9, 10.0), 5.1e-12}};
}

std::vector<Comparison> cancellers(const std::string&, Problems&) {
  const struct {
    double spread, one_db, two_db;  // sd of the spectrum times the period
  } rows[] = {{0.01, 27.051, 51.097}, {0.02, 21.043, 39.099}, {0.05, 13.174, 23.478}};
  std::vector<Comparison> all;
  for (const auto& row : rows) {
    all.push_back({fmt::format("one delay, {}", row.spread), row.one_db,
                   decibels_of_power(canceller_improvement(1, row.spread)), 6e-4});
    all.push_back({fmt::format("two delays, {}", row.spread), row.two_db,
                   decibels_of_power(canceller_improvement(2, row.spread)), 6e-4});
  }
  return all;
}

std::vector<Comparison> blind(const std::string&, Problems&) {
  return {{"3 GHz, 1 kHz", 49.965, blind_velocity_m_s(3e9, 1e3), 5.1e-4}};
}

}  // namespace

std::vector<ValidationCase> clutter_cases() {
  return {{"clutter/rain-reflectivity", "echo of rain in a volume", "m2/m3",
           "Marshall & Palmer; Skolnik 3e, 7; recomputed", "", reflectivity},
          {"clutter/canceller", "improvement on a Gaussian spectrum", "dB", "Richards 2e, 5; recomputed", "",
           cancellers},
          {"clutter/blind-speed", "first blind speed", "m/s", "Skolnik 3e, 3; recomputed", "", blind}};
}

}  // namespace cupola
