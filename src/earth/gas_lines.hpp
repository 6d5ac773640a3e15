#pragma once

#include <array>

namespace cupola {

/// A line of oxygen: frequency in GHz, then the coefficients of ITU-R P.676 for 300 K.
struct OxygenLine {
  double f0_ghz;
  double strength, strength_slope;          ///< a1 (1e-7 kHz / hPa) and a2
  double width;                             ///< a3 (1e-4 GHz / hPa)
  double interference, interference_slope;  ///< a5 and a6 (1e-4 / hPa): neighbouring lines lean on each other
};

/// A line of water vapour, likewise.
struct VapourLine {
  double f0_ghz;
  double strength, strength_slope;      ///< b1 (1e-1 kHz / hPa) and b2
  double width, width_slope;            ///< b3 (1e-4 GHz / hPa) and b4
  double self_width, self_width_slope;  ///< b5 and b6: how much wider vapour makes its own lines
};

extern const std::array<OxygenLine, 44> kOxygenLines;
extern const std::array<VapourLine, 35> kVapourLines;

}  // namespace cupola
