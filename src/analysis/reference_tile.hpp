#pragma once

#include <optional>
#include <string>

#include "core/problem.hpp"
#include "earth/terrain_tile.hpp"

namespace cupola {

/// A tile of terrain among the reference data: `N43E007.hgt`, or packed, `N43E007.hgt.zip`.
/// Model      read_hgt; of a ZIP file the first member, stored or deflated (RFC 1951)
/// Returns    the tile, or nothing and one problem that says why
/// Checked by tests/reference_tile.cpp
std::optional<TerrainTile> read_reference_tile(const std::string& path, Problems& problems);

/// The first member of a ZIP file; nothing where there is none, or it is packed in another way.
std::optional<std::string> first_member(const std::string& zip);

}  // namespace cupola
