#include "core/suggest.hpp"

#include <algorithm>
#include <vector>

namespace cupola {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// One slip in a short word, two or three in a longer one.
int furthest(std::string_view word) { return word.size() <= 3 ? 1 : word.size() <= 7 ? 2 : 3; }

std::size_t shared_beginning(std::string_view a, std::string_view b) {
  std::size_t n = 0;
  while (n < a.size() && n < b.size() && lower(a[n]) == lower(b[n])) ++n;
  return n;
}

bool holds(std::string_view text, std::string_view part) {
  return std::search(text.begin(), text.end(), part.begin(), part.end(),
                     [](char a, char b) { return lower(a) == lower(b); }) != text.end();
}

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

std::vector<std::string_view> meant_names(std::string_view word, std::span<const std::string_view> names) {
  constexpr std::size_t kMost = 5, kSharedLeast = 3;
  std::vector<std::string_view> begin, hold, share;
  std::size_t longest = kSharedLeast;
  for (const std::string_view name : names) {
    const std::size_t shared = shared_beginning(word, name);
    if (shared == word.size() && !word.empty()) begin.push_back(name);
    if (word.size() >= kSharedLeast && holds(name, word)) hold.push_back(name);
    if (shared > longest) share.clear();
    longest = std::max(longest, shared);
    if (shared == longest) share.push_back(name);
  }
  std::vector<std::string_view> meant = !begin.empty() ? begin : hold;
  if (meant.empty()) {
    const std::optional<std::string_view> nearest = nearest_name(word, names);
    meant = nearest ? std::vector<std::string_view>{*nearest} : share;
  }
  std::sort(meant.begin(), meant.end());
  meant.resize(std::min(meant.size(), kMost));
  return meant;
}

std::string did_you_mean(std::span<const std::string_view> meant) {
  if (meant.empty()) return {};
  std::string text = "did you mean ";
  for (std::size_t i = 0; i < meant.size(); ++i) {
    if (i > 0) text += i + 1 == meant.size() ? " or " : ", ";
    text.append("`").append(meant[i]).append("`");
  }
  return text + "?";
}

}  // namespace cupola
