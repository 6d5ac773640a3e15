#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace cupola {

/// A set of factors with two levels, one bit each; what the contrast of an effect multiplies.
using FactorSet = std::uint32_t;

/// A part of all combinations of factors with two levels, chosen so that the effects that matter can be told apart.
/// Model      fractional factorial by the generators of Box, Hunter and Hunter (2005, table 6.22), each with the sign that
///            keeps the run of all first levels in it
/// Checked by tests/fractional.cpp
struct FractionalDesign {
  std::size_t factors = 0, base = 0;  ///< the first `base` factors vary freely
  std::vector<FactorSet> generators;  ///< by further factor: the product of which of the first ones it is
  /// By run and factor: the first level (false) or the second.
  std::vector<std::vector<bool>> runs() const;
  /// Products that never change in it, the empty one left out.
  std::vector<FactorSet> defining_relation() const;
  /// Length of the shortest of them: 3, main effects go with effects of two; 4, those of two with each other;
  /// 5, none of these with another. Factors + 1 for the full design.
  std::size_t resolution() const;
  /// Main effects and those of two factors that cannot be told from this one, itself left out.
  std::vector<FactorSet> aliases_of(FactorSet effect) const;
};

/// The smallest such design of at least this resolution.
/// Returns    no runs (factors 0) where the table has none
/// Holds for  resolution 3 and 4 (to 16 factors), 5 (to 11)
FractionalDesign fractional_design(std::size_t factors, std::size_t resolution);

/// `A`, `BC`: the letters of a set of factors, I left out.
std::string letters_of(FactorSet set);

}  // namespace cupola
