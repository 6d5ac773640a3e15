#pragma once

#include "catalogue/ground_type.hpp"
#include "catalogue/radar_type.hpp"

namespace cupola {

/// How large is the echo of the ground in one resolution cell?
/// Model      constant gamma, sigma0 = gamma sin(grazing) (Barton 1985; Skolnik 3e, 7), gamma growing with
///            5 dB a decade of frequency; cell: range times azimuth beamwidth times range cell, over the
///            cosine of grazing; nearer to the horizon than its roughness allows it fades with the fourth
///            power of range (Barton: F = R1 / R beyond R1 = 4 pi h rms / wavelength)
/// Returns    mean echo area, m2; 0 beyond the horizon
/// Holds for  ground all alike and in view: over terrain the cell must be seen as well
/// Leaves out how clutter is spread about its mean, edges between kinds of ground, rain
/// Random     none
/// Checked by tests/clutter_test.cpp
double ground_echo_m2(const RadarType& radar, const GroundType& ground, double antenna_agl_m, double range_m,
                      double effective_radius_m);

/// The same over terrain but for its grazing: times sin(grazing), and times (4 pi rms sin(grazing) /
/// wavelength)^4 where that is below 1.
double ground_echo_square_on_m2(const RadarType& radar, const GroundType& ground, double range_m);

/// Gamma at a frequency, a power ratio.
double ground_gamma(const GroundType& ground, double frequency_hz);

}  // namespace cupola
