#pragma once

#include "catalogue/radar_type.hpp"

namespace cupola {

/// How much echo do raindrops give in each cubic metre?
/// Model      eta = pi^5 |K|^2 Z / lambda^4, |K|^2 = 0.93, Z = 200 r^1.6 mm^6/m3 with r in mm/h (Marshall
///            and Palmer; Skolnik 3e, 7; models.md M9)
/// Returns    m2/m3
/// Holds for  drops small against the wavelength: up to X band
/// Random     none
/// Checked by tests/rain_clutter_test.cpp, analysis/cases_clutter.cpp
double rain_reflectivity_m2_m3(double frequency_hz, double rate_mm_h);

/// How large is the rain's echo in one resolution cell?
/// Model      reflectivity times the cell: range resolution, and the Gaussian beam both ways, sqrt(pi / (8
///            ln 2)) of its half-power width across and up (Probert-Jones 1962); up no higher than
///            `height_m`
/// Returns    m2, at the gain of the beam's axis
/// Holds for  even rain that fills the cell up to that height
double rain_echo_m2(const RadarType& radar, double rate_mm_h, double range_m, double height_m);

/// What does a canceller gain on clutter that spreads over frequencies?
/// Model      Gaussian spectrum, sd sigma_f: with rho = exp(-2 (pi sigma_f T)^2) one delay gives 1 / (1 -
///            rho), two 1 / (1 - 4/3 rho + 1/3 rho^4) (Richards 2e, 5; Skolnik 3e, 3)
/// Returns    signal to clutter, after over before, the signal taken over all speeds
double canceller_improvement(int delays, double spread_times_period);

/// The first radial speed that a pulse rate loses: half a wavelength a period.
double blind_velocity_m_s(double frequency_hz, double pulse_rate_hz);

/// What does a radar's filter gain on rain whose radial speeds spread so widely?
/// Model      the radar's own figure; or else its canceller's at its pulse rate; or else what the notch of
///            its minimum velocity lets through of a Gaussian; the last two no more than against the ground
/// Leaves out that rain drifts with the wind: the filter is taken to follow it
double rain_improvement(const RadarType& radar, double spread_m_s);

}  // namespace cupola
