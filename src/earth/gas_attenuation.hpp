#pragma once

namespace cupola {

/// What do oxygen (with nitrogen) and water vapour take from a wave, per km?
struct GasAttenuation {
  double oxygen_db_km, vapour_db_km;
};

/// How much do the gases of the air take from a wave, per km of path?
/// Model      line by line: 44 lines of oxygen, 35 of water vapour, the Debye spectrum of oxygen and
///            nitrogen's pressure-induced absorption (ITU-R P.676-13, annex 1, equations 1 to 9)
/// Returns    one-way specific attenuation, dB/km
/// Holds for  1 to 350 GHz as tested, to 1 THz by the Recommendation; up to about 86 km (above, oxygen's
///            lines split in the field of the earth)
/// Accurate   1e-13 of the value against the ITU's validation examples, all 350 frequencies
/// Leaves out clouds, fog, dust
/// Checked by tests/gas_attenuation.cpp
GasAttenuation gas_attenuation(double frequency_hz, double dry_pressure_pa, double vapour_pressure_pa,
                               double temperature_k);

/// How much water vapour does the reference air hold at a height?
/// Model      7.5 g/m3 at sea level in the mean of the world, falling by e every 2 km, until only two
///            millionths of the pressure are left, which stay (ITU-R P.835-6, annex 1, equations 6 to 8)
/// Returns    kg/m3
/// Checked by tests/gas_attenuation.cpp
double reference_vapour_density_kg_m3(double height_msl_m, double surface_density_kg_m3 = 7.5e-3);

/// gas_attenuation in the reference air of a height.
/// Model      mean annual global reference atmosphere (ITU-R P.835-6, annex 1, section 1): temperature and
///            pressure of the standard atmosphere (earth/atmosphere.hpp), vapour as above
/// Leaves out latitude and season: vapour is some 20 g/m3 over a warm sea, 2 to 5 in winter
/// Checked by tests/gas_attenuation.cpp
GasAttenuation reference_gas_attenuation(double frequency_hz, double height_msl_m,
                                         double surface_vapour_density_kg_m3 = 7.5e-3);

}  // namespace cupola
