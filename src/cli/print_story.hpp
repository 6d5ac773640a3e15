#pragma once

#include <nlohmann/json.hpp>

#include "report/run_story.hpp"

namespace cupola {

/// Every threat and every round, link by link.
std::string chain_as_text(Database& run, const std::string& file);
nlohmann::ordered_json chain_as_json(Database& run);

/// All that happened to these platforms.
std::string stories_as_text(Database& run, const std::vector<std::string>& platforms);
nlohmann::ordered_json stories_as_json(Database& run, const std::vector<std::string>& platforms);

/// The run's timeline to the last moment.
std::string timeline_as_text(Database& run);
nlohmann::ordered_json timeline_as_json(Database& run);

}  // namespace cupola
