#pragma once

#include <nlohmann/json.hpp>

#include "catalogue/catalogue.hpp"

namespace cupola {

/// The names of everything, by kind, for programs.
nlohmann::ordered_json catalogue_list_json(const Catalogue& catalogue);

/// Every published range of a radar beside ours, and the radars without one; SI units.
nlohmann::ordered_json published_json(const Catalogue& catalogue);

/// Every entry of a name: its figures in SI units and radians with interval, status and source, and the card
/// as text.
nlohmann::ordered_json card_json(const Catalogue& catalogue, const std::string& name);

}  // namespace cupola
