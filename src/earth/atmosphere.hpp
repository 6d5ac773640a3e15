#pragma once

namespace cupola {

/// Air at a geometric height above mean sea level.
struct Air {
  double temperature_k, pressure_pa, density_kg_m3, sound_speed_m_s;
};

/// ICAO standard atmosphere (Doc 7488) in closed form, -5 to 80 km; held above.
Air standard_air(double height_msl_m);


}  // namespace cupola
