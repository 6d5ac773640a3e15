#include <fmt/format.h>

#include "analysis/validation.hpp"
#include "flight/ballistic.hpp"

namespace cupola {

namespace {

constexpr double kFoot_m = 0.3048;

std::vector<Comparison> minimum_energy(const std::string&, Problems&) {
  const struct {
    double range_km, speed_m_s, apogee_km, time_s;
  } rows[] = {{120, 1080.47, 29.858, 157.31},
              {300, 1696.48, 74.110, 251.03},
              {600, 2371.75, 146.414, 360.39},
              {1000, 3016.12, 239.938, 474.36},
              {3000, 4865.00, 655.206, 895.04}};
  std::vector<Comparison> all;
  for (const auto& row : rows) {
    const MinimumEnergyArc arc = minimum_energy_arc(row.range_km * 1e3);
    all.push_back(
        {fmt::format("{} km, speed, m/s", row.range_km), row.speed_m_s, arc.burnout_speed_m_s, 0.0051});
    all.push_back(
        {fmt::format("{} km, apogee, km", row.range_km), row.apogee_km, arc.apogee_m / 1e3, 0.00051});
    all.push_back({fmt::format("{} km, time, s", row.range_km), row.time_s, arc.time_s, 0.0051});
  }
  return all;
}

/// A sphere dropped from 30 000 ft over 0 N 0 E, at rest against the ground; six simulators agree within
/// 0.002 ft.
std::vector<Comparison> dropped_sphere(const std::string&, Problems&) {
  const BallisticField field;
  Motion motion{to_ecef({0.0, 0.0, 30000.0 * kFoot_m}), {}};
  std::vector<Comparison> all;
  for (const double altitude_ft : {28400.204, 23600.328, 15598.904}) {
    for (int step = 0; step < 100; ++step) motion = field.step(motion, 0.1);
    all.push_back({fmt::format("altitude after {} s", 10 * (all.size() + 1)), altitude_ft,
                   to_geodetic(motion.p_ecef_m).height_hae_m / kFoot_m, 0.003});
  }
  return all;
}

}  // namespace

std::vector<ValidationCase> flight_cases() {
  return {
      {"flight/minimum-energy-arc", "least-speed ballistic arc", "",
       "Bate, Mueller & White 1971, 6; recomputed", "", minimum_energy},
      {"flight/dropped-sphere", "free fall", "ft", "NASA/TM-2015-218675, check case 1", "", dropped_sphere}};
}

}  // namespace cupola
