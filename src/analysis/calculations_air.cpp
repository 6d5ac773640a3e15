// The standard air, by earth/atmosphere.hpp.
#include "analysis/calculation.hpp"
#include "earth/atmosphere.hpp"

namespace cupola {

namespace {

RowLaw atmosphere_law(const CalculationOptions&, Problems&) {
  return [](std::span<const double> in, std::span<double> out) {
    const Air air = standard_air(in[0]);
    out[0] = air.temperature_k;
    out[1] = air.pressure_pa;
    out[2] = air.density_kg_m3;
    out[3] = air.sound_speed_m_s;
    return RowFault();
  };
}

}  // namespace

std::vector<Calculation> air_calculations() {
  return {{.name = "atmosphere",
           .doc = "What is the standard air like at a height?",
           .in = {{"height_m",
                   "m",
                   "geometric height above mean sea level (msl)",
                   -5000,
                   81020,
                   false,
                   {},
                   "h_geometric_m"}},
           .out = {{"temperature_k", "K", "temperature"},
                   {"pressure_pa", "Pa", "pressure"},
                   {"density_kg_m3", "kg/m3", "density"},
                   {"sound_speed_m_s", "m/s", "speed of sound"}},
           .law = atmosphere_law,
           .example = "height_m\n0\n11000\n"}};
}

}  // namespace cupola
