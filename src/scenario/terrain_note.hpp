#pragma once

#include <cstdint>
#include <string>

namespace cupola {

enum class TerrainKind : std::uint8_t { smooth, coarse, fine };

/// What ground a scenario stands on, for outputs and provenance: every output says it (RULES 20).
struct TerrainNote {
  TerrainKind kind = TerrainKind::smooth;   ///< what it came to
  TerrainKind asked = TerrainKind::smooth;  ///< what the file or the command asked for
  std::string words = "smooth earth";       ///< `fine terrain (4 tiles, heights above EGM96)`
  std::string source;                       ///< of the tiles: the data sets they say they come from
  std::string content_hash;                 ///< of the terrain; empty: smooth
  int tiles = 0;
};

}  // namespace cupola
