#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "core/problem.hpp"
#include "scenario/scenario.hpp"
#include "scenario/terrain_choice.hpp"

namespace cupola {

/// Reads catalogue and scenario, with `overrides` in it; prints what is wrong on stderr and gives nothing if anything is.
std::optional<Scenario> load_or_complain(const std::string& scenario_file,
                                         const std::string& catalogue_folder,
                                         const TerrainChoice& terrain = {},
                                         const std::vector<std::string>& overrides = {});

/// Adds what a file is that cannot be YAML; false where it may be.
bool refuse_kind(const std::string& file, Problems& problems);

/// Reads the catalogue alone.
std::optional<Catalogue> load_catalogue_or_complain(const std::string& folder);

}  // namespace cupola
