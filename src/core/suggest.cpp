#include "core/suggest.hpp"

#include <algorithm>
#include <vector>

namespace cupola {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// One slip in a short word, two or three in a longer one.
int furthest(std::string_view word) { return word.size() <= 3 ? 1 : word.size() <= 7 ? 2 : 3; }

}  // namespace

int edit_distance(std::string_view a, std::string_view b) {
  // Three rows of the table of distances between beginnings of a and b.
  const std::size_t width = b.size() + 1;
  std::vector<int> before(width), above(width), row(width);
  for (std::size_t j = 0; j < width; ++j) row[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::swap(before, above);
    std::swap(above, row);
    row[0] = static_cast<int>(i);
    for (std::size_t j = 1; j < width; ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1)});
      const bool swapped =
          i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
  }
  return row.back();
}

std::optional<std::string_view> nearest_name(std::string_view word, std::span<const std::string_view> names) {
  std::optional<std::string_view> nearest;
  int best = furthest(word);
  for (const std::string_view name : names) {
    const int distance = edit_distance(word, name);
    const bool nearer = distance < best || (distance == best && (!nearest || name < *nearest));
    // A short word is not a slip of another of the same length with nothing in common.
    if (!nearer || distance >= static_cast<int>(std::max(word.size(), name.size()))) continue;
    best = distance;
    nearest = name;
  }
  return nearest;
}

}  // namespace cupola
