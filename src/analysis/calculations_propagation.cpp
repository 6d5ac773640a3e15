// What the air takes from a wave, by earth/gas_attenuation.hpp and earth/rain.hpp.
#include "analysis/calculation.hpp"
#include "core/quantity.hpp"
#include "earth/gas_attenuation.hpp"
#include "earth/rain.hpp"
#include "earth/refractivity.hpp"

namespace cupola {

namespace {

double radians(double degrees) { return to_si(degrees, units_for(Dimension::angle).front()); }

RowLaw attenuation_law(const CalculationOptions&, Problems&) {
  return [](std::span<const double> in, std::span<double> out) {
    const double frequency_hz = 1e9 * in[0], temperature_k = in[2];
    const double vapour_pa = vapour_pressure_pa(1e-3 * in[3], temperature_k);
    const GasAttenuation gases = gas_attenuation(frequency_hz, 1e2 * in[1], vapour_pa, temperature_k);
    const RainLaw rain = rain_law(frequency_hz, radians(in[5]), radians(in[6]));
    out[0] = gases.oxygen_db_km;
    out[1] = gases.vapour_db_km;
    out[2] = rain_attenuation_db_km(rain, in[4]);
    out[3] = out[0] + out[1] + out[2];
    return RowFault();
  };
}

}  // namespace

std::vector<Calculation> propagation_calculations() {
  return {{.name = "attenuation",
           .doc = "What do gases and rain take from a wave, one way, per km?",
           // The aliases are the names in the ITU's validation examples.
           .in = {{"frequency_ghz", "GHz", "frequency", 1, 1000, false, {}, "f"},
                  {"dry_pressure_hpa", "hPa", "pressure of the dry air", 1e-3, 1200, false, 1013.25, "P"},
                  {"temperature_k", "K", "temperature", 150, 350, false, 288.15, "T"},
                  {"vapour_density_g_m3", "g/m3", "water vapour", 0, 100, false, 7.5, "rho"},
                  {"rain_rate_mm_h", "mm/h", "rate of rain", 0, 500, false, 0.0, "R"},
                  {"elevation_deg", "deg", "elevation of the ray, for rain", -90, 90, false, 0.0, "el"},
                  {"tilt_deg", "deg", "tilt of the polarisation: 0 horizontal, 90 vertical, for rain", 0, 180,
                   false, 0.0, "tau"}},
           .out = {{"oxygen_db_km", "dB/km", "by oxygen and nitrogen"},
                   {"vapour_db_km", "dB/km", "by water vapour"},
                   {"rain_db_km", "dB/km", "by rain"},
                   {"attenuation_db_km", "dB/km", "by all of them"}},
           .law = attenuation_law,
           .example = "frequency_ghz,rain_rate_mm_h\n3,0\n10,10\n"}};
}

}  // namespace cupola
