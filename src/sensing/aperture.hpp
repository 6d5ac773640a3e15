#pragma once

#include "catalogue/radar_parts.hpp"

namespace cupola {

/// How does an evenly lit aperture weigh a direction, one way, against its axis?
/// Model      line: (sin u / u)^2; circular: (2 J1(u) / u)^2; u = pi times the aperture in wavelengths
///            times the sine off the axis (Skolnik 3e, 9; models.md M3)
/// Returns    power ratio, 0 to 1: true nulls between the side lobes
/// Holds for  apertures of some wavelengths
/// Accurate   1e-12; J1 by Bessel's integral, whose sum over even steps converges faster than any power
/// Random     none
/// Checked by tests/aperture_test.cpp, analysis/cases_antenna.cpp
double aperture_gain(ElevationPattern shape, double u);

/// At which u has it half of its power? 1.3916 for a line, 1.6163 for a circle.
double aperture_half_power(ElevationPattern shape);

/// How wide is the beam of an aperture so many wavelengths across?
/// Returns    half-power width, radians
double aperture_beamwidth_rad(ElevationPattern shape, double wavelengths);

}  // namespace cupola
