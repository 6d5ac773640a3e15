#pragma once

#include "earth/great_circle.hpp"
#include "scenario/scenario.hpp"

namespace cupola {

/// How high above the ellipsoid is the ground at a place?
/// Model      the terrain of the scenario; where there is none, the smooth earth
/// Returns    m
double ground_height_hae_m(const Scenario& scenario, double latitude_rad, double longitude_rad);

/// Puts what stands (radars, launchers, posts, assets) on the terrain of the scenario, masts kept, and gives
/// the earth its reference ground.
/// Model      the reference ground is the least ground at any radar (without radars: at any asset): models
///            that know one height only (planning horizons, impact points, the table of flights, what counts
///            as low) then have no antenna below ground, and err by the differences between the radars'
///            places
/// Checked by tests/ground.cpp
void stand_on_ground(Scenario& scenario);

/// An antenna's height above the reference ground, for horizons over the smooth earth.
double antenna_above_reference_m(const Scenario& scenario, const RadarSite& radar);

}  // namespace cupola
