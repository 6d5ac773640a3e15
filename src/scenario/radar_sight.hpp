#pragma once

#include "scenario/scenario.hpp"

namespace cupola {

/// Works out over terrain what each radar sees of it (earth/sight_map.hpp); does nothing over the smooth
/// earth, and where the earth is wished away.
void add_sight_maps(Scenario& scenario);

/// Does the earth leave the line between a radar's antenna and a place open?
/// Model      over terrain the radar's map, else the horizon of the smooth earth (earth/horizon.hpp)
/// `p_enu_m`: from the antenna. `ground_m`: range along the ground
/// Random     none
/// Checked by sensing/tests/terrain_look_test.cpp, tests/chain/terrain.cpp
bool in_sight(const Scenario& scenario, const RadarSite& site, const Vec3& p_enu_m, double ground_m,
              double height_hae_m);

}  // namespace cupola
