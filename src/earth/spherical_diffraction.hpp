#pragma once

#include "earth/ground.hpp"
#include "earth/smooth_earth_path.hpp"

namespace cupola {

/// What lies under a path, as the diffraction models see it: so much sea, the rest land.
struct Surface {
  double sea_fraction = 0.0;
  GroundConstants land = kAverageLand;
  GroundConstants sea = kAverageSea;
};

/// How large is the surface admittance of the ground over a sphere?
/// Model      K of ITU-R P.526-15, equations 10 and 11
/// Returns    no unit; below 0.003 the ground's constants and the polarisation no longer matter
/// Checked by tests/spherical_diffraction.cpp
double surface_admittance(const GroundConstants& ground, double effective_radius_m, double frequency_hz,
                          Polarisation polarisation);

/// What does the bulge of a smooth sphere cost beyond the horizon?
/// Model      first term of the residue series, -F(X) - G(Y1) - G(Y2) (ITU-R P.526-15, equations 13 to 18)
/// Returns    one-way loss against free space, dB; may be negative well within the horizon
/// Holds for  beyond the horizon; heights small against the radius
/// Accurate   against the residue series with all its terms, 1.3 to 10 GHz, both ends at 10 m to 10 km: 0.7
///            dB from 5 % beyond the horizon on, 1.4 dB at it
/// Leaves out scattering by the troposphere, which takes over some tens of dB down, and ducts
/// Checked by tests/spherical_diffraction.cpp
double first_term_diffraction_db(const SmoothEarthPath& path, const GroundConstants& ground,
                                 double frequency_hz, Polarisation polarisation);

/// What does the bulge of a smooth sphere cost on any path?
/// Model      ITU-R P.526-15, section 3.2: beyond the horizon the first term; within it, where less than
///            0.6 of the first Fresnel zone is clear, the first term for a sphere so large that the path
///            just touches it, faded out linearly with the clearance; then nothing. Land and sea weighted
///            as in P.452 and P.1812
/// Returns    one-way loss against free space, dB
/// Holds for  as above; 10 MHz and more
/// Accurate   0.005 dB (P.1812) and 1e-4 of the loss (P.452) against the programs of the ITU; against the
///            residue series as above, and 1.9 dB in the last tenth before the horizon, where F is below -6
///            dB
/// Checked by tests/spherical_diffraction.cpp, tests/terrain_diffraction.cpp
double spherical_diffraction_loss_db(const SmoothEarthPath& path, const Surface& surface, double frequency_hz,
                                     Polarisation polarisation);

}  // namespace cupola
