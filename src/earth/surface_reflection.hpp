#pragma once

#include "earth/ground.hpp"

namespace cupola {

/// A field against another of the same kind, as a complex number; time goes as exp(+j w t).
struct ComplexField {
  double real = 0.0, imaginary = 0.0;
};

/// What does a smooth flat surface throw back?
/// Model      Fresnel's coefficients with complex permittivity eps - j sigma / (2 pi f eps0) (Blake, NRL
///            6930; Kerr 1951, 5.1), written out in real numbers
/// Returns    reflected over incident field: -1 at grazing incidence, for both polarisations
/// Holds for  grazing angles from 0 to pi/2, non-magnetic ground
/// Accurate   rounding
/// Checked by tests/surface_reflection.cpp
ComplexField fresnel_reflection(double grazing_rad, const GroundConstants& ground, double frequency_hz,
                                Polarisation polarisation);

/// How much of the specular field is left by a rough surface?
/// Model      Ament (1953): exp(-2 (2 pi s sin(psi) / lambda)^2), Gaussian heights of rms s
/// Returns    factor of the field, 0 to 1
/// Holds for  small roughness; beyond 0.4 it falls below what is measured
/// Checked by tests/surface_reflection.cpp
double ament_roughness(double rms_height_m, double grazing_rad, double wavelength_m);

/// The same with the tail of measurements.
/// Model      Miller, Brown and Vegh (1984): Ament's factor times I0 of its exponent, for waves of sine
///            shape
/// Accurate   2e-7 of the formula (I0 by Abramowitz and Stegun 9.8.1 and 9.8.2)
/// Checked by tests/surface_reflection.cpp
double miller_brown_roughness(double rms_height_m, double grazing_rad, double wavelength_m);

/// Over how long a stretch does the ground throw the wave back?
/// Model      first Fresnel zone of the reflected ray on a plane (Kerr 1951, 5.4), seen from the nearer end,
/// the
///            other end far away
/// Returns    m along the path
/// Checked by tests/surface_reflection.cpp
double reflecting_length_m(double range_of_nearer_m, double grazing_rad, double wavelength_m);

/// How rough is land over a stretch, of which a few hundred metres are known?
/// Model      Longley and Rice (1968), ESSA ERL 79-ITS 67: the interdecile range of heights grows with the
/// stretch
///            as 5 - 4 exp(-s / 50 km), their rms height with its power of 0.77
/// Returns    rms height, m
/// Holds for  plains and low hills (interdecile range of 10 to 90 m at last)
/// Accurate   9 % of Longley and Rice's rms height
/// Checked by tests/surface_reflection.cpp
double land_rms_height_m(double rms_nearby_m, double stretch_m);

}  // namespace cupola
