#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "record/ledger.hpp"
#include "report/run_story.hpp"
#include "scenario/scenario.hpp"

/// What every output says in the same words.
namespace cupola {

/// What is not in the model, and how far the words reach; for one draw also that it is one. `ground`: what
/// ground it was, in the words of its TerrainNote.
std::vector<std::string> caveats(bool one_draw, const std::string& ground, bool inputs_drawn = false);

/// The caveats as the lines that a text ends with.
std::string caveat_lines(bool one_draw, const std::string& ground, bool inputs_drawn = false);

/// `In play` and its lines, broken at the width of a terminal.
std::string in_play_text(const std::vector<std::string>& lines);

/// `precedence: ...` over several lines.
std::string precedence_lines(std::string_view precedence);

/// Figures by status, for programs.
nlohmann::ordered_json figures_json(const Scenario& scenario);

}  // namespace cupola
