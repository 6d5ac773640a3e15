#include <fmt/format.h>

#include "analysis/reference_file.hpp"
#include "earth/gas_attenuation.hpp"
#include "earth/rain.hpp"
#include "earth/refractivity.hpp"

namespace cupola {

namespace {

std::vector<Comparison> gases(const std::string&, Problems&) {
  constexpr double kTemperature_k = 288.15, kPressure_pa = 101325.0;
  const double vapour_pa = vapour_pressure_pa(7.5e-3, kTemperature_k);
  const auto at = [&](double ghz) {
    return gas_attenuation(1e9 * ghz, kPressure_pa, vapour_pa, kTemperature_k);
  };
  const double dry[][2] = {{1, 0.005389}, {2, 0.006716},  {3, 0.007076},
                           {5, 0.007400}, {10, 0.008224}, {12, 0.008698}};
  std::vector<Comparison> all = {{"vapour, 10 GHz", 0.005974, at(10).vapour_db_km, 5.1e-7}};
  for (const auto& [ghz, db_km] : dry)
    all.push_back({fmt::format("dry air, {} GHz", ghz), db_km, at(ghz).oxygen_db_km, 5.1e-7});
  return all;
}

std::vector<Comparison> rain(const std::string&, Problems&) {
  const double horizontal[][2] = {{3, 0.002372}, {5.6, 0.019179}, {10, 0.219928}};
  std::vector<Comparison> all;
  for (const auto& [ghz, db_km] : horizontal)
    all.push_back({fmt::format("horizontal, 10 mm/h, {} GHz", ghz), db_km,
                   rain_attenuation_db_km(rain_law(1e9 * ghz, 0.0, 0.0), 10.0), 5.1e-7});
  return all;
}

std::vector<Comparison> stretched_earth(const std::string&, Problems&) {
  return {{"-39 N/km", 1.3306, k_factor(-39e-3), 5.1e-5}};
}

ValidationCase itu(const char* id, const char* what, const char* file, const ReferenceColumn& column) {
  return file_case(
      {std::string("propagation/") + id, what, "dB/km", "ITU-R validation examples, by ITU-Rpy", file, {}},
      column);
}

}  // namespace

std::vector<ValidationCase> propagation_cases() {
  constexpr const char* kGases = "propagation/itu_rpy/676/ITURP676-13_gamma.csv";
  constexpr const char* kRain = "propagation/itu_rpy/838/ITURP838-3_rain_specific_attenuation.csv";
  return {
      {"propagation/gases", "attenuation by gases", "dB/km", "ITU-R P.676-13, validation examples", "",
       gases},
      {"propagation/rain", "attenuation by rain", "dB/km", "ITU-R P.838-3, recomputed", "", rain},
      {"propagation/k-factor", "effective earth radius", "", "ITU-R P.310, recomputed", "", stretched_earth},
      itu("itu-oxygen", "attenuation by oxygen", kGases,
          {"attenuation", "gamma0", "oxygen_db_km", 1e-9, true}),
      itu("itu-vapour", "attenuation by vapour", kGases,
          {"attenuation", "gammaw", "vapour_db_km", 1e-9, true}),
      itu("itu-gases", "attenuation by gases", kGases,
          {"attenuation", "gamma", "attenuation_db_km", 1e-9, true}),
      itu("itu-rain", "attenuation by rain", kRain, {"attenuation", "gamma_r", "rain_db_km", 1e-7})};
}

}  // namespace cupola
