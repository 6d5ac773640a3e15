#pragma once

#include <span>

#include "earth/spherical_diffraction.hpp"

namespace cupola {

/// One point of a profile of the ground: what stands on it (trees, houses) is cover.
struct ProfilePoint {
  double distance_m = 0.0;
  double ground_msl_m = 0.0;
  double cover_m = 0.0;
};

/// A path over terrain: from the first point of the profile (at distance 0) to the last.
struct TerrainPath {
  std::span<const ProfilePoint> profile;            ///< at least two, in rising distance
  double height1_msl_m = 0.0, height2_msl_m = 0.0;  ///< of the antennas
  double effective_radius_m = 0.0;
  double frequency_hz = 0.0;
  Polarisation polarisation = Polarisation::horizontal;
  Surface surface;
};

/// What do the edges of a profile cost, taken as one?
/// Model      Bullington's edge, where the rays that graze the profile from both ends meet; with line of
///            sight the point that reaches furthest into the Fresnel zone; then Luc + (1 - exp(-Luc / 6))
///            (10 + 0.02 d / km) (ITU-R P.526-15, 4.5.1, as in P.452 and P.1812)
/// Returns    one-way loss against free space, dB; 0 or more
/// Accurate   0.0001 dB against the programs of the ITU (P.1812)
/// Leaves out the sphere between the edges: see delta_bullington
/// Checked by tests/terrain_diffraction.cpp
double bullington_loss_db(const TerrainPath& path);

/// The heights at both ends of the smooth surface under a profile.
/// Model      least squares, lowered where obstructions stand above the line between the antennas, and
///            never above the ground at an end (ITU-R P.526-15, 4.5.2, equations 43 to 50; P.1812,
///            attachment 1, 5.6)
/// Checked by tests/terrain_diffraction.cpp
struct SmoothSurface {
  double height1_msl_m, height2_msl_m;
};
SmoothSurface fit_smooth_surface(const TerrainPath& path);

/// What do terrain and the curve of the earth cost together?
/// Model      delta-Bullington: the loss over the profile, and the excess of the smooth sphere over what
///            Bullington's method gives for that sphere, antennas at their heights above the smooth surface
///            (ITU-R P.526-15, 4.5.4)
/// Returns    one-way losses against free space, dB: in all; of the profile; of the smooth profile; of the
///            sphere
/// Holds for  10 MHz and more; heights small against distances; a profile that ends at the antennas. At a
///            given time the effective radius is that of the median k, or of three times the earth's radius
///            for the most extreme refraction that P.452 and P.1812 reckon with
/// Accurate   against the programs of the ITU 0.005 dB (P.1812: 36 cases of 1 to 235 km, five values each)
///            and 1e-4 of the loss (P.452: 5 to 1000 km of flat land with cover, 0.1 to 50 GHz)
/// Leaves out what stands beside the path, scattering, ducts
/// Checked by tests/terrain_diffraction.cpp
struct DeltaBullington {
  double loss_db, profile_db, smooth_profile_db, sphere_db;
};
DeltaBullington delta_bullington(const TerrainPath& path);

}  // namespace cupola
