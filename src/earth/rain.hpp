#pragma once

#include "earth/ray_part.hpp"

namespace cupola {

/// How does rain's attenuation go with its rate: gamma = k R^alpha, R in mm/h, gamma in dB/km.
struct RainLaw {
  double k, alpha;
};

/// What is rain's law at a frequency and polarisation?
/// Model      sums of Gaussians in the logarithm of frequency (ITU-R P.838-3, equations 2 to 5, tables 1 to
///            4). The tilt of the polarisation is against the horizontal: 0 horizontal, pi/2 vertical, pi/4
///            for circular
/// Holds for  1 to 1000 GHz
/// Accurate   1e-7 dB/km against the ITU's validation examples (14.25 and 29 GHz)
/// Checked by tests/rain.cpp
RainLaw rain_law(double frequency_hz, double elevation_rad, double tilt_rad);

/// What does rain of a rate take from a wave, per km?
/// Returns    one-way, dB/km; 0 without rain
double rain_attenuation_db_km(const RainLaw& law, double rate_mm_h);

/// Up to where does rain fall, above mean sea level, on an average day?
/// Model      0.36 km above the height of the 0 degC isotherm (ITU-R P.839-4), which the caller knows by
///            place (2.7 km at 42 N 12 E, 4.2 km at 26 N 80 W)
/// Returns    m
/// Checked by tests/rain.cpp
inline constexpr double rain_height_msl_m(double isotherm_msl_m) { return isotherm_msl_m + 360.0; }

/// What does rain take over a ray?
/// Model      the specific attenuation times the part of the ray below the rain height and within the cell
///            of rain (a slab of even rate that the ray enters and leaves at fractions of its length)
/// Returns    one-way, dB
/// Leaves out that heavy rain is narrow (path reduction of P.530 and P.618): the caller says how far it
///            reaches; melting layer, snow, clouds
/// Checked by tests/rain.cpp
double rain_path_loss_db(double attenuation_db_km, double rain_height_m, const StraightRay& ray,
                         RayPart cell = {0.0, 1.0});

}  // namespace cupola
