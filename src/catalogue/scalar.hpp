#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "catalogue/fields.hpp"
#include "catalogue/yaml.hpp"

/// What one scalar of a file means, and how messages speak of it.
namespace cupola {

/// A decimal number: no hexadecimal, no infinity, nothing left over.
bool parse_number(std::string_view text, double& value);
/// A whole decimal number without leading zeros or a negative zero.
bool parse_whole(std::string_view text, std::int64_t& value);

/// Whether YAML would take this scalar written without quotes for something other than a text.
bool needs_quotes(const Node& node);
/// A text that is not empty.
bool is_text(const Node& node);

/// `` `12 parsecs` ``, `a list`, `nothing`, ...
std::string describe(const Node& node);
/// `` `a`, `b` or `c` ``.
std::string quoted_list(std::span<const char* const> names);
std::string quoted_list(const std::vector<std::string>& names, const char* last = " or ");
/// The known name that is nearest to a misspelt one; empty where none is near.
std::string nearest_of(const std::string& name, const std::vector<std::string>& known);
/// Our hint for a misspelt name: the nearest one, or all if they are few.
std::string did_you_mean(const std::string& name, const std::vector<std::string>& known);

}  // namespace cupola
