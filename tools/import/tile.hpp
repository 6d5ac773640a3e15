#pragma once

#include <variant>

#include "earth/terrain_tile.hpp"
#include "import/raster.hpp"
#include "import/refusal.hpp"

namespace cupola::import {

inline constexpr int kDeepestVoid_posts = 100;

/// The tile of a raster: heights in quanta (1 m where the file has whole metres, else 0.25 m), voids filled.
/// Model      voids by fill_voids. One whose middle is more than 100 posts from known ground is none: there
/// the
///            ground is missing. It is refused, or with `deep_is_sea` lies at 0 m above mean sea level
/// Returns    a refusal where nothing is known at all, and for deep voids
/// Checked by tests/import/import.cpp
std::variant<TerrainTile, Refusal> make_tile(Raster raster, bool deep_is_sea);

}  // namespace cupola::import
