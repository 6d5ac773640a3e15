#pragma once

#include "core/random.hpp"
#include "core/vec3.hpp"
#include "messages/plot.hpp"
#include "scenario/scenario.hpp"

namespace cupola {

/// What a radar adds to all that it measures, the same all through a replicate: measured = true + this.
struct Misalignment {
  double range_m = 0.0, azimuth_rad = 0.0, elevation_rad = 0.0;
  bool any() const { return range_m != 0.0 || azimuth_rad != 0.0 || elevation_rad != 0.0; }
};

/// By how much is a radar out of line in this replicate?
/// Model      normal with the declared standard deviations, one draw for each quantity (models.md M25: a
///            radar's calibration, its survey of north, the levelling of its antenna)
/// Returns    m, rad; nothing where nothing is declared
/// Leaves out what drifts, tilt that changes with azimuth, wrong sites, wrong clocks
/// Random     Purpose::registration, by radar; the same three draws whatever is declared
/// Checked by tests/misalignment_test.cpp, tests/chain/registration.cpp
Misalignment drawn_misalignment(const RadarSite& site, ReplicateKey key);

/// Puts a radar's errors into all that a batch says: its plots, its bearings, where it looked.
/// Returns    changes `told`; ranges stay at a metre and more
void misalign(const Misalignment& error, PlotBatch& told);

/// Where a radar's beam truly goes when it is sent to a place: what it takes for that place.
Vec3 pointed_at(const Misalignment& error, const Vec3& p_enu_m);

}  // namespace cupola
