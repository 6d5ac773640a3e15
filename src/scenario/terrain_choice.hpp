#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/problem.hpp"
#include "scenario/terrain_note.hpp"

namespace cupola {

/// What the command says of the terrain of a scenario, besides the scenario itself.
struct TerrainChoice {
  std::optional<TerrainKind> kind;  ///< in the place of the scenario's own
  std::vector<std::string> tiles;   ///< files and folders of tiles, in the place of the user's cache
  std::string backdrop;             ///< file of the coarse backdrop; empty: the shipped one
};

/// The coarse backdrop that ships: terrain/etopo5-turkey.cupola-tile beside the shipped catalogue.
std::string shipped_backdrop();

struct Resolving;

/// Gives the scenario the terrain that it asks for, as far as there is any (docs/terrain.md).
/// Model      fine: the tiles at hand that overlap the area, and where they end the coarse backdrop, where
/// that
///            ends the smooth earth; coarse: the backdrop alone. The area is that of all places of the file,
///            and kTerrainAbout_m about every defence. One geoid: the scenario's `geoid_undulation`,
///            everywhere
/// Returns    problems where a tile is damaged or is no tile, where the command names tiles and none overlaps
///            the area, where the backdrop is not there
/// Checked by tests/terrain_choice.cpp
void choose_terrain(Resolving& r);

inline constexpr double kTerrainAbout_m = 150e3;

}  // namespace cupola
