#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "catalogue/names.hpp"
#include "earth/terrain.hpp"

namespace cupola {

enum class TerrainKind : std::uint8_t { smooth, coarse, fine };
NameList names_of(TerrainKind);

/// What ground a scenario stands on, for outputs and provenance: every output says it (RULES 20).
struct TerrainNote {
  TerrainKind kind = TerrainKind::smooth;  ///< what it came to, not what was asked for
  std::string words = "smooth earth";      ///< `fine terrain (4 tiles, EGM96)`
  std::string content_hash;                ///< of the terrain; empty: smooth
  int tiles = 0;                           ///< fine ones
  double outside_hae_m = 0.0;              ///< height of the ground where the terrain ends
  /// What sites stand on and routes were laid over. It stays where `perfect: horizon` takes the terrain out
  /// of sight.
  std::shared_ptr<const Terrain> ground;
};

}  // namespace cupola
