#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace cupola {

/// How many single changes (a letter added, lost, replaced, or two neighbours swapped) lead from one word to
/// the other; capitals count as small letters.
/// Model      optimal string alignment (Damerau 1964)
/// Checked by tests/suggest_test.cpp
int edit_distance(std::string_view a, std::string_view b);

/// The name somebody who wrote `word` probably meant, for "did you mean"; none if nothing is near. Among
/// equally near ones the first in the alphabet, so the order of `names` does not matter.
std::optional<std::string_view> nearest_name(std::string_view word, std::span<const std::string_view> names);

}  // namespace cupola
