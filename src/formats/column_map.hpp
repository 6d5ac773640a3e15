#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/problem.hpp"
#include "formats/table_reader.hpp"

namespace cupola {

/// Where does each column of a layout stand in this header?
/// Model      by name, in any order. A name that is not known and comes near a missing one is a slip, and a
///            problem; any other is passed over with a warning, those that begin with `bias_` without one
/// Returns    for each of `names` its place, or -1; nothing where one of the first `required` is missing, or
///            a name stands twice
/// Checked by tests/read_plots_test.cpp
std::optional<std::vector<int>> map_columns(const TableReader& header,
                                            std::span<const std::string_view> names, std::size_t required,
                                            Problems& problems, std::vector<std::string>& warnings);

/// How many of these names the header has.
std::size_t columns_in(const TableReader& header, std::span<const std::string_view> names);

}  // namespace cupola
