#pragma once

#include <optional>
#include <string>
#include <vector>

#include "earth/terrain.hpp"

namespace cupola {

/// The tiles (*.cupola-tile, *.hgt) in files and folders as one terrain; says on stderr what is wrong and
/// gives nothing if anything is. `text` names where it comes from.
std::optional<Terrain> load_terrain_or_complain(const std::vector<std::string>& files_or_folders,
                                                double undulation_m, std::string& text);

}  // namespace cupola
