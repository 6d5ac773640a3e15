#pragma once

#include <string>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "catalogue/file_kind.hpp"
#include "core/problem.hpp"
#include "scenario/scenario.hpp"
#include "scenario/terrain_choice.hpp"

namespace cupola {

/// Reads a scenario file and resolves it: systems become sites, groups become platforms with their motion,
/// figures take the values in force, links declared perfect change values. `overrides` are values set from
/// outside (overrides.hpp).
/// Returns    false if anything is wrong; then `problems` says all of it and `scenario` is not to be used
/// Random     none: the luck of a replicate comes later
/// Checked by tests/load.cpp
bool load_scenario(const std::string& file, const Catalogue& catalogue, Scenario& scenario,
                   Problems& problems, const TerrainChoice& terrain = {},
                   const std::vector<std::string>& overrides = {});

/// The same of a text; `name` stands for the file in messages.
bool load_scenario_text(const std::string& text, const std::string& name, const Catalogue& catalogue,
                        Scenario& scenario, Problems& problems, const TerrainChoice& terrain = {},
                        const std::vector<std::string>& overrides = {});

/// Says everything that is wrong with a scenario file, or with a further file of the catalogue, and what is
/// allowed and hardly meant.
bool check_file(const std::string& file, const Catalogue& catalogue, Problems& problems,
                std::vector<std::string>& warnings, const TerrainChoice& terrain = {},
                const std::vector<std::string>& overrides = {});

/// Files of scenarios, for json_schema and reference_page: those with the key `scenario`.
FileKind scenario_file_kind();

/// The one JSON Schema (Draft-07) of scenario and catalogue files.
std::string scenario_schema();

}  // namespace cupola
