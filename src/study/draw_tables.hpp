#pragma once

#include <string>
#include <vector>

#include "record/database.hpp"
#include "study/uncertain.hpp"

/// What a store keeps of what is not known: `uncertain` (the inputs), `draws` (each input at each draw) and
/// `draw_settings` (what that sets), docs/studies.md.
namespace cupola {

/// Lays the tables out and fills them; empty ones where everything is known.
void write_draws(Database& database, const Uncertainty& uncertain);

/// What the draw of a point sets, as `--set` would have it.
std::vector<std::string> drawn_settings(Database& database, std::uint64_t point);

}  // namespace cupola
