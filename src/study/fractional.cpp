#include "study/fractional.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <string_view>

namespace cupola {

namespace {

constexpr std::string_view kLetters = "ABCDEFGHJKLMNOPQRSTUVWXYZ";

/// A row of the table: each further factor is the product of these.
struct Row {
  std::size_t factors, base, resolution;
  std::string_view generators;
};

constexpr std::array<Row, 24> kTable = {{
    {3, 2, 3, "AB"},
    {4, 3, 4, "ABC"},
    {5, 3, 3, "AB AC"},
    {5, 4, 5, "ABCD"},
    {6, 3, 3, "AB AC BC"},
    {6, 4, 4, "ABC BCD"},
    {6, 5, 6, "ABCDE"},
    {7, 3, 3, "AB AC BC ABC"},
    {7, 4, 4, "ABC BCD ACD"},
    {7, 6, 7, "ABCDEF"},
    {8, 4, 4, "BCD ACD ABC ABD"},
    {8, 6, 5, "ABCD ABEF"},
    {9, 4, 3, "ABC BCD ACD ABD ABCD"},
    {9, 5, 4, "BCDE ACDE ABDE ABCE"},
    {9, 7, 6, "ACDFG BCEFG"},
    {10, 4, 3, "ABC BCD ACD ABD ABCD AB"},
    {10, 5, 4, "ABCD ABCE ABDE ACDE BCDE"},
    {10, 7, 5, "ABCG BCDE ACDF"},
    {11, 4, 3, "ABC BCD ACD ABD ABCD AB AC"},
    {11, 5, 4, "ABC BCD CDE ACD ADE BDE"},
    {11, 7, 5, "ABCG BCDE ACDF ABCDEFG"},
    {15, 4, 3, "AB AC AD BC BD CD ABC ABD ACD BCD ABCD"},
    {16, 5, 4, "ABC ABD ABE ACD ACE ADE BCD BCE BDE CDE ABCDE"},
    {0, 0, 0, ""},
}};

FactorSet set_of(std::string_view letters) {
  FactorSet set = 0;
  for (const char letter : letters) set |= 1u << kLetters.find(letter);
  return set;
}

/// The row's design with no more than so many factors: dropping some of them lengthens no word and adds none.
FractionalDesign design_of(const Row& row, std::size_t factors) {
  FractionalDesign design{factors, row.base, {}};
  std::string_view left = row.generators;
  while (design.generators.size() < factors - row.base) {
    const std::size_t end = left.find(' ');
    design.generators.push_back(set_of(left.substr(0, end)));
    left.remove_prefix(end == std::string_view::npos ? left.size() : end + 1);
  }
  return design;
}

}  // namespace

std::string letters_of(FactorSet set) {
  std::string letters;
  for (std::size_t f = 0; f < kLetters.size(); ++f)
    if ((set >> f) & 1u) letters += kLetters[f];
  return letters;
}

std::vector<std::vector<bool>> FractionalDesign::runs() const {
  std::vector<std::vector<bool>> runs;
  for (std::uint32_t run = 0; run < (1u << base); ++run) {
    std::vector<bool> levels;
    for (std::size_t f = 0; f < base; ++f) levels.push_back((run >> (base - 1 - f)) & 1u);
    for (const FactorSet generator : generators) {
      bool second = false;
      for (std::size_t f = 0; f < base; ++f) second ^= ((generator >> f) & 1u) && levels[f];
      levels.push_back(second);
    }
    runs.push_back(std::move(levels));
  }
  return runs;
}

std::vector<FactorSet> FractionalDesign::defining_relation() const {
  std::vector<FactorSet> words;
  for (std::uint32_t some = 1; some < (1u << generators.size()); ++some) {
    FactorSet word = 0;
    for (std::size_t g = 0; g < generators.size(); ++g)
      if ((some >> g) & 1u) word ^= generators[g] | (1u << (base + g));
    words.push_back(word);
  }
  std::sort(words.begin(), words.end(), [](FactorSet a, FactorSet b) {
    return std::pair(std::popcount(a), letters_of(a)) < std::pair(std::popcount(b), letters_of(b));
  });
  return words;
}

std::size_t FractionalDesign::resolution() const {
  std::size_t shortest = factors + 1;
  for (const FactorSet word : defining_relation())
    shortest = std::min(shortest, static_cast<std::size_t>(std::popcount(word)));
  return shortest;
}

std::vector<FactorSet> FractionalDesign::aliases_of(FactorSet effect) const {
  std::vector<FactorSet> aliases;
  for (const FactorSet word : defining_relation())
    if (const FactorSet alias = word ^ effect; std::popcount(alias) >= 1 && std::popcount(alias) <= 2)
      aliases.push_back(alias);
  return aliases;
}

FractionalDesign fractional_design(std::size_t factors, std::size_t resolution) {
  const Row* best = nullptr;
  for (const Row& row : kTable)
    if (row.factors >= factors && row.base < factors && row.resolution >= resolution &&
        (best == nullptr || row.base < best->base))
      best = &row;
  if (best != nullptr) return design_of(*best, factors);
  // As few factors as that need all combinations.
  if (factors <= resolution) return {factors, factors, {}};
  return {};
}

}  // namespace cupola
