#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/scenario.hpp"

/// What every output says in the same words.
namespace cupola {

inline constexpr std::string_view kLedgerTitle = "primary cause by precedence, not proof of causation";

/// What is not in the model, and how far the words reach; for one draw also that it is one. `ground`: what
/// ground it was, in the words of its TerrainNote.
std::vector<std::string> caveats(bool one_draw, const std::string& ground);

/// The caveats as the lines that a text ends with.
std::string caveat_lines(bool one_draw, const std::string& ground);

/// Minutes and seconds from the start: `07:05`.
std::string clock_text(double time_s);

/// `In play` and its lines, broken at the width of a terminal.
std::string in_play_text(const std::vector<std::string>& lines);

/// `precedence: ...` over several lines.
std::string precedence_lines(std::string_view precedence);

/// Figures by status, for programs.
nlohmann::ordered_json figures_json(const Scenario& scenario);

/// A list as it stands in a run file, `a, b`, taken apart.
std::vector<std::string> listed(const std::string& text);

}  // namespace cupola
