#pragma once

#include <string>
#include <vector>

#include "catalogue/yaml.hpp"
#include "core/problem.hpp"

namespace cupola {

/// The document without the entries of its lists (defence, raid, traffic, corridors, areas, links) in which problems
/// stand; false where one of them stands anywhere else. What is left can be looked at further, as if the entries had
/// never been written. `left_out`: their names.
bool without_spoiled_entries(const Document& document, const std::vector<Problem>& problems, Document& rest,
                             std::vector<std::string>& left_out);

/// Does a problem of the rest come from an entry that was left out, by its name in the message?
bool speaks_of(const Problem& problem, const std::vector<std::string>& left_out);

}  // namespace cupola
