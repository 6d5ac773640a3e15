#pragma once

#include "earth/horizon.hpp"

namespace cupola {

/// By how many parts in a million does air slow a radio wave?
/// Model      N = 77.6 (P - e) / T + 72 e / T + 3.75e5 e / T^2, pressures in hPa (ITU-R P.453-14, equation
///            2)
/// Returns    N-units, about 313 at sea level
/// Holds for  below 100 GHz, away from the lines of gases
/// Accurate   0.5 % (P.453)
/// Checked by tests/refractivity.cpp
double refractivity(double temperature_k, double pressure_pa, double vapour_pressure_pa);

/// What part of the pressure is water vapour of the given density?
/// Model      e = rho T / 216.7, rho in g/m3, e in hPa (ITU-R P.453-14, equation 8)
double vapour_pressure_pa(double vapour_density_kg_m3, double temperature_k);

/// At what vapour pressure does air hold no more water?
/// Model      ITU-R P.453-14, equation 9, over water
/// Holds for  -40 to 50 degC
/// Accurate   0.2 % (P.453)
/// Checked by tests/refractivity.cpp
double saturation_vapour_pressure_pa(double temperature_k, double pressure_pa);

/// By what does refraction stretch the radius of the earth?
/// Model      k = 1 / (1 + a dN/dh 1e-6), a = 6371 km (ITU-R P.310): rays of a constant gradient are
///            straight over an earth of k times its radius
/// Returns    1 without a gradient, 4/3 at -39 N/km; infinity from -157 N/km on (rays as bent as the earth,
///            and what bends more is a duct)
/// Accurate   as good as the gradient is constant. The path length at which a ray meets a height, against
///            rays traced in the CRPL exponential atmosphere (surface N 313, 0.1439 / km), for elevations
///            from 0 deg: 4/3 is 2.5 % short below 1 km, 1.0 % long at 10 km, 4.3 % at 30 km (5.2 % at 1
///            deg); the k of the surface gradient (1.40) within 0.2 % below 0.3 km, 0.5 % long at 1 km, 3.6
///            % at 10 km. From 5 deg on 4/3 is within 1 % up to 15 km.
/// Leaves out ducts, horizontal changes
/// Checked by tests/refractivity.cpp
double k_factor(double gradient_n_per_m);

inline double effective_earth_radius_m(double k_factor) { return k_factor * kMeanEarthRadius_m; }

/// The exponential reference atmosphere, N(h) = N_s exp(-h / H).
/// Model      ITU-R P.453-14, section 3: 315 and 7.35 km in the mean of the world. The CRPL atmospheres
///            (Bean and Thayer 1959) have the same form: surface N 313 goes with 1 / H = 0.1439 / km
/// Checked by tests/refractivity.cpp
struct ExponentialAtmosphere {
  double surface_n = 315.0;
  double scale_height_m = 7350.0;

  double at(double height_m) const;                ///< N-units at a height above the surface
  double gradient_n_per_m(double height_m) const;  ///< dN/dh there, negative
  double surface_k_factor() const { return k_factor(gradient_n_per_m(0.0)); }
};

}  // namespace cupola
