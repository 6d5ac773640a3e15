#pragma once

#include "earth/ground.hpp"
#include "earth/smooth_earth_path.hpp"

namespace cupola {

/// The direct ray and the one that bounces off the sphere.
/// Model      point of reflection by specular_range_m, then by Newton's method until both angles are equal;
///            sides of the triangles without small differences of large numbers; divergence by Kerr 1951,
///            5.2, with the factor across the path
/// Holds for  points that see each other, heights up to the radius
/// Accurate   path difference 1e-6 of itself, against the shortest broken line over the sphere
/// Checked by tests/multipath.cpp
struct SpecularRay {
  double range1_m, range2_m;  ///< over the ground, from antenna and target to the point of reflection
  double grazing_rad;
  double path_difference_m;  ///< of the bounced ray over the direct one
  double divergence;         ///< what the curve of the earth leaves of the reflected field, 0 to 1
  double direct_elevation_rad, reflected_elevation_rad;  ///< of the rays at the antenna, for its pattern
  double direct_arrival_rad, reflected_arrival_rad;      ///< the same at the target
};
SpecularRay specular_ray(const SmoothEarthPath& path);

/// What the antenna has for each of the rays: fields against that of the middle of its beam.
struct RayGains {
  double direct = 1.0, reflected = 1.0;
};

/// Over what luck averages the lobes: band of a radar that changes frequency, height that a target covers.
struct LobeSpread {
  double bandwidth_hz = 0.0;
  double target_extent_m = 0.0;
};

/// What the waves meet.
struct MultipathSurface {
  GroundConstants ground;
  double rms_height_m = 0.0;  ///< of waves, or of land over a few hundred metres
  bool waves = true;          ///< of the sea; false: land, rougher the longer the stretch that reflects
};

/// By how much does the earth change the field at a target, one way?
/// Model      pattern propagation factor F of a smooth sphere (Blake, NRL 6930; Kerr 1951, 2.13 and 5):
///            interference, |f1 + f2 Gamma r D exp(-j k delta)|, with the roughness r of Miller and Brown
///            over the sea and of Ament over land, there of the whole stretch that reflects, where the path
///            difference is a quarter of a wave (Blake's bound) or the grazing angle is (lambda / 2 pi
///            a)^(1/3) (Kerr's bound) or more; diffraction (spherical_diffraction.hpp, ITU-R P.526) beyond
///            the horizon and up to half of both bounds; between, dB blended smoothly. With a spread, F^4
///            (what an echo has) averaged over its phases in closed form
/// Returns    20 log10 F, dB: 0 in free space, up to +6 in a lobe; not below -200. Echoes get it twice
/// Holds for  a smooth or wavy sphere (sea, flat land) as far as the point of reflection; effective radius
///            for refraction
/// Accurate   against the residue series with all its terms (0.15 to 10 GHz, 1 m to 10 km, perfectly
///            reflecting sphere): 0.75 dB in the lobes above Kerr's bound, 1.2 dB at it, 2 dB between the
///            bounds and down to the horizon, 1.4 dB at and beyond it
/// Leaves out terrain, ducts, diffuse reflection by the rough surface (which fills nulls)
/// Checked by tests/multipath.cpp
double propagation_factor_db(const SmoothEarthPath& path, const MultipathSurface& surface,
                             double frequency_hz, Polarisation polarisation, const RayGains& gains = {},
                             const LobeSpread& spread = {});

/// The interference of the two rays alone, as above; within the horizon.
double interference_factor_db(const SpecularRay& ray, const MultipathSurface& surface, double frequency_hz,
                              Polarisation polarisation, const RayGains& gains = {},
                              const LobeSpread& spread = {});

}  // namespace cupola
