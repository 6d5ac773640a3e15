#pragma once

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "scenario/scenario.hpp"
#include "scenario/terrain_choice.hpp"

namespace cupola {

/// Adds --terrain to a verb.
void add_terrain_option(CLI::App& verb, std::vector<std::string>& words);

/// What its words mean: `smooth`, `coarse` or `fine` in the place of the scenario's own, or tiles and folders
/// of them. Throws where they contradict each other.
TerrainChoice terrain_choice(const std::vector<std::string>& words);

/// What ground it was, for programs.
nlohmann::ordered_json terrain_json(const TerrainNote& note);

}  // namespace cupola
