#pragma once

#include <memory>
#include <string>

#include "earth/viewshed.hpp"

namespace cupola {

/// The viewshed of a site, worked out once per machine and kept: in memory, and in
/// $XDG_CACHE_HOME/cupola/viewsheds (~/.cache/cupola/viewsheds where that is not set; nowhere on disk where
/// neither is known).
/// Returns    bit for bit what Viewshed(ground, eye, k_factor) holds. A file that is damaged, of another
///            version or of other inputs is ignored and written anew
/// Random     none
/// Checked by tests/viewshed_cache.cpp
/// Safe to call from several threads and processes at once.
std::shared_ptr<const Viewshed> cached_viewshed(const TerrainTile& ground, const SightPoint& eye,
                                                double k_factor);

/// The same without the memory of this process: from disk, or worked out and written.
std::shared_ptr<const Viewshed> stored_viewshed(const TerrainTile& ground, const SightPoint& eye,
                                                double k_factor);

/// The file that a viewshed is kept in; empty where there is no cache folder.
std::string viewshed_path(const std::string& inputs_hash);

}  // namespace cupola
