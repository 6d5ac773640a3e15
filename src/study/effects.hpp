#pragma once

#include <string>
#include <vector>

#include "study/fractional.hpp"
#include "study/variance_split.hpp"

namespace cupola {

struct Study;
class StudyStore;

/// What it does to a measure when a factor goes from its first to its second level, or that this differs with another's.
struct FactorEffect {
  std::string column;
  FactorSet factors = 0;           ///< one, or two: their interaction
  Interval effect;                 ///< mean at + less mean at -, over the runs of the design
  std::vector<FactorSet> aliases;  ///< what cannot be told from it, each with the sign of sign_of_alias
  std::uint64_t replicates = 0;
};

/// What the runs of a fractional design say.
/// Model      contrasts, replicate by replicate under the same luck; Student's t over replicates, cut off where it cannot
///            be. Main effects, with what they are aliased with; those of two factors only where no other main effect or
///            effect of two is
/// Holds for  a fractional design, all inputs at best
/// Checked by tests/fractional.cpp
std::vector<FactorEffect> effects_of(const Study& study, StudyStore& store);

/// With which sign an alias goes into an effect: + or -.
int sign_of_alias(FactorSet effect, FactorSet alias);

/// The contrast of an effect over runs of a design: values in their order.
double contrast(const std::vector<std::vector<bool>>& runs, FactorSet effect,
                const std::vector<double>& values);

}  // namespace cupola
