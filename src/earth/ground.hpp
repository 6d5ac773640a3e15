#pragma once

namespace cupola {

enum class Polarisation { horizontal, vertical };

/// What the ground is to a radio wave.
struct GroundConstants {
  double relative_permittivity = 22.0;
  double conductivity_s_m = 0.003;
};

/// The two kinds of surface of the diffraction models (ITU-R P.452, P.526 and P.1812), at any frequency.
inline constexpr GroundConstants kAverageLand{22.0, 0.003};
inline constexpr GroundConstants kAverageSea{80.0, 5.0};

enum class GroundKind { sea, wet, medium, dry };

/// What are the electrical constants of a kind of ground at a frequency?
/// Model      sea: double Debye relaxation of salt water (Meissner and Wentz 2004, as in ITU-R P.527-6,
///            5.1.2); ground: loam (40 % sand, 20 % clay, 40 % silt) with 40, 20 or 5 % of its volume water
///            (Dobson and Peplinski, as in P.527-6, 5.2)
/// Returns    relative permittivity, and as conductivity all loss: 2 pi f eps0 times the imaginary part
/// Holds for  0.3 to 100 GHz; 15 degC unless said otherwise; sea of 35 g of salt per kg
/// Accurate   sea: a few per cent, against measured conductivity and the curves of P.527; ground: no better
///            than the guess of its water
/// Leaves out ice, snow, plants, layers of ground
/// Checked by tests/ground.cpp
GroundConstants ground_constants(GroundKind kind, double frequency_hz, double temperature_c = 15.0);

/// Permittivity of water, real part and (positive) imaginary part, the conduction of its salt included.
/// Model      see ground_constants
/// Checked by tests/ground.cpp
struct ComplexPermittivity {
  double real, imaginary;
};
ComplexPermittivity water_permittivity(double frequency_hz, double temperature_c, double salinity_g_kg);

}  // namespace cupola
