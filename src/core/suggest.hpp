#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cupola {

/// How many single changes (a letter added, lost, replaced, or two neighbours swapped) lead from one word to
/// the other; capitals count as small letters.
/// Model      optimal string alignment (Damerau 1964)
/// Checked by tests/suggest_test.cpp
int edit_distance(std::string_view a, std::string_view b);

/// The name somebody who wrote `word` probably meant, for "did you mean"; none if nothing is near. Among
/// equally near ones the first in the alphabet, so the order of `names` does not matter.
std::optional<std::string_view> nearest_name(std::string_view word, std::span<const std::string_view> names);

/// The names somebody may have meant, in order, for "did you mean": those that begin with `word`, or else
/// hold it (capitals count as small letters), or else the nearest one, or else those that share the longest
/// beginning of three letters at least.
/// Returns    at most five
std::vector<std::string_view> meant_names(std::string_view word, std::span<const std::string_view> names);

/// `` did you mean `a` or `b`? ``, or empty.
std::string did_you_mean(std::span<const std::string_view> meant);

}  // namespace cupola
