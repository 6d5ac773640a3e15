#include <fmt/format.h>

#include <cmath>

#include "analysis/reference_file.hpp"
#include "earth/atmosphere.hpp"

namespace cupola {

namespace {

constexpr double kPrinted = 6e-6;  // half a unit of the sixth digit, as a share

std::vector<Comparison> icao_rows(const std::string&, Problems&) {
  const struct {
    double height_m;
    Air air;
  } rows[] = {{2000, {275.154, 79501.4, 1.00655, 332.532}},
              {11000, {216.774, 22699.9, 0.364801, 295.154}},
              {15000, {216.65, 12111.8, 0.194755, 295.069}},
              {25000, {221.552, 2549.21, 0.0400837, 298.389}}};
  std::vector<Comparison> all;
  for (const auto& row : rows) {
    const double height_m = row.height_m;
    const Air &air = row.air, got = standard_air(height_m);
    const auto add = [&](const char* of, double expected, double value) {
      all.push_back({fmt::format("{} at {} m", of, height_m), expected, value, kPrinted * expected});
    };
    add("temperature, K,", air.temperature_k, got.temperature_k);
    add("pressure, Pa,", air.pressure_pa, got.pressure_pa);
    add("density, kg/m3,", air.density_kg_m3, got.density_kg_m3);
    add("speed of sound, m/s,", air.sound_speed_m_s, got.sound_speed_m_s);
  }
  return all;
}

/// The whole table to its six digits. It goes by round geometric heights and, between them, by round
/// geopotential ones; the other height of a row is rounded to a metre, so the row's air is that of the round one.
std::vector<Comparison> icao_digits(const std::string& file, Problems& problems) {
  std::vector<Comparison> all;
  const std::vector<std::string> columns{"h_geometric_m", "H_geopotential_m", "T_K",
                                         "p_Pa",          "rho_kg_m3",        "a_m_s"};
  for (const std::vector<double>& row : read_columns(columns, file, problems)) {
    const bool by_geometric = std::fmod(row[0], 500.0) == 0.0;
    const double height_m =
        by_geometric ? row[0] : AirTable::kRadius_m * row[1] / (AirTable::kRadius_m - row[1]);
    const Air got = standard_air(height_m);
    const double ours[] = {got.temperature_k, got.pressure_pa, got.density_kg_m3, got.sound_speed_m_s};
    for (std::size_t i = 0; i < 4; ++i)
      all.push_back(
          {fmt::format("{} at {} m", columns[i + 2], row[0]), row[i + 2], ours[i], kPrinted * row[i + 2]});
  }
  return all;
}

/// The table prints heights to a metre, which moves pressure and density by up to 8e-5 of themselves.
ValidationCase table(const char* id, const char* what, const char* unit, const char* expected,
                     const char* answer) {
  return file_case({std::string("atmosphere/") + id,
                    what,
                    unit,
                    "ICAO Doc 7488",
                    "flight/atmosphere/icao7488_table.csv",
                    {}},
                   {"atmosphere", expected, answer, 1e-4, true});
}

}  // namespace

std::vector<ValidationCase> atmosphere_cases() {
  return {{"atmosphere/icao-rows", "standard air", "", "ICAO Doc 7488", "", icao_rows},
          {"atmosphere/icao-table", "standard air", "", "ICAO Doc 7488",
           "flight/atmosphere/icao7488_table.csv", icao_digits},
          table("icao-table-temperature", "temperature", "K", "T_K", "temperature_k"),
          table("icao-table-pressure", "pressure", "Pa", "p_Pa", "pressure_pa"),
          table("icao-table-density", "density", "kg/m3", "rho_kg_m3", "density_kg_m3"),
          table("icao-table-sound", "speed of sound", "m/s", "a_m_s", "sound_speed_m_s")};
}

}  // namespace cupola
