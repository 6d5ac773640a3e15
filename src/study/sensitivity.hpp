#pragma once

#include <optional>
#include <string>
#include <vector>

#include "study/elementary_effects.hpp"
#include "study/sobol_indices.hpp"

namespace cupola {

struct Study;
class StudyStore;

/// One input at its two ends, the others at best: a bar of a tornado.
struct TornadoBar {
  Interval at_low, at_high;  ///< less what it is with all at best, replicate by replicate under the same luck
  double swing() const;      ///< the larger of the two ways it moves the measure, or their distance
  /// Whether the sign of a difference turns at one of the ends.
  bool reverses = false;
};

/// What one input does to one measure; which of these is there depends on the sampling.
struct InputSensitivity {
  std::size_t input = 0;  ///< of Uncertainty::inputs
  double weight = 0.0;    ///< by which inputs are ranked: |rank correlation|, mu*, total index, swing
  std::optional<Interval> rank_correlation;  ///< of the input's quantile and the draws' means (Spearman)
  std::optional<ElementaryEffects> effects;
  std::optional<SobolIndices> indices;
  std::optional<TornadoBar> bar;
};

/// Which inputs decide one measure at one combination of levels, or its difference from another.
struct Sensitivity {
  std::string column;
  std::size_t point = 0;                 ///< at the best guess
  std::optional<std::size_t> base;       ///< of the difference point less base, where it is one
  double at_best = 0.0;                  ///< the mean of it there
  std::vector<InputSensitivity> inputs;  ///< the one that matters most first
};

/// Model      by the sampling. Latin hypercube, Sobol': Spearman's rank correlation with Fisher's z for its interval
///            (variance 1.06 / (n - 3), Fieller et al. 1957); morris: elementary_effects; saltelli: sobol_indices;
///            tornado: paired differences from the best guess with Student's t, and for differences between levels
///            whether an end turns them round
/// Random     of bootstraps: under the study's seed
/// Checked by tests/uncertain.cpp, tests/sensitivity_oracles.cpp
std::vector<Sensitivity> sensitivities_of(const Study& study, StudyStore& store);

/// Spearman's rank correlation, ties at their mean rank.
Interval rank_correlation(const std::vector<double>& x, const std::vector<double>& y,
                          double confidence = 0.95);

/// How many inputs an answer names.
inline constexpr std::size_t kInputsNamed = 3;

}  // namespace cupola
