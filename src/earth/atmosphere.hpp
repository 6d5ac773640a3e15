#pragma once

#include <cmath>
#include <vector>

namespace cupola {

/// Air at a geometric height above mean sea level.
struct Air {
  double temperature_k, pressure_pa, density_kg_m3, sound_speed_m_s;
};

/// What is the air like at a height?
/// Model      ICAO standard atmosphere (Doc 7488, section 2): geopotential height, linear temperature by
///            layers, perfect gas
/// Returns    K, Pa, kg/m3, m/s
/// Holds for  -5 to 81 km (80 km of geopotential height); below held; above, temperature held and pressure
///            falling on as in an isothermal layer
/// Accurate   to the digits of the printed table
/// Leaves out weather, humidity, wind
/// Checked by tests/atmosphere.cpp
Air standard_air(double height_msl_m);

/// Density and reciprocal speed of sound for inner loops.
/// Model      linear between values of standard_air every 50 m of geopotential height (so that no layer
/// begins inside a step), -1 to 100 km; held outside (to 3000 km)
/// Accurate   density 1.5e-5, speed of sound 1e-5 of its value below 45 km; 8e-5 and 5e-5 above (tested every
///            12.5 m)
/// Checked by tests/atmosphere.cpp
class AirTable {
 public:
  struct Sample {
    double density_kg_m3, mach_per_m_s;
  };

  static const AirTable& standard();  ///< built once

  Sample at(double height_msl_m) const {
    // Geopotential height R h / (R + h) but for the third order: 0.03 m at 11 km, 0.8 m at 32 km.
    double x =
        height_msl_m * (1.0 - height_msl_m * (1.0 / kRadius_m)) * (1.0 / kStep_m) + (-kBottom_m / kStep_m);
    x = x > 0.0 ? x : 0.0;
    x = x < kCount - 2 ? x : kCount - 2;
    const double w = x - std::floor(x);
    const double* lower = samples_.data() + 2 * static_cast<int>(x);
    return {lower[0] + w * (lower[2] - lower[0]), lower[1] + w * (lower[3] - lower[1])};
  }

  /// For kernels: density and reciprocal speed of sound by turns.
  const double* samples() const { return samples_.data(); }

  static constexpr double kBottom_m = -1000.0, kStep_m = 50.0;
  static constexpr double kRadius_m = 6356766.0;
  static constexpr int kCount = 1990;

 private:
  AirTable();

  std::vector<double> samples_;
};

}  // namespace cupola
