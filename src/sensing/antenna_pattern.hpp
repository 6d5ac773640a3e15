#pragma once

#include "catalogue/radar_type.hpp"

namespace cupola {

/// How does an antenna weigh a direction, one way, against its peak?
/// Returns    power ratios, up to 1
/// Random     none
/// Checked by tests/antenna_pattern_test.cpp

/// Over apparent elevation, wherever the beam can be put.
/// Model      even: 1; cosecant squared: Gaussian below the nose, (sin nose / sin elevation)^2 above it
///            (Skolnik 3e, 9); table: straight lines in decibels, its ends beyond; uniform line and
///            circular: aperture.hpp about the beam's elevation with the half-power width given, nulls
///            filled up to the mean side-lobe level. A rotating array that
///            leans back is weaker off its normal by array_gain
double elevation_gain(const RadarType& radar, double apparent_rad);

/// Off an array's normal.
/// Model      cosine to the exponent (1 to 1.5 in textbooks); nothing behind the array
double array_gain(const AntennaPattern& pattern, double cosine_off_normal);

/// Off the axis of a pencil beam.
/// Model      Gaussian with the half-power width, not below the mean side-lobe level
double beam_gain(double off_rad, double width_rad, double sidelobe);

/// The mean side-lobe level; -50 dB where none is given.
double sidelobe_level(const AntennaPattern& pattern);

}  // namespace cupola
