#pragma once

#include <string>
#include <vector>

#include "scenario/figure_paths.hpp"
#include "study/sampling.hpp"
#include "study/study_file.hpp"

namespace cupola {

/// One thing that is not known, ready to be drawn.
struct UncertainInput {
  std::string name;
  std::size_t entry = 0;  ///< of the study file

  std::vector<FigurePath> figures;  ///< of the catalogue: one, or several that are drawn together
  bool restated = false;            ///< with a central value of the study's own

  std::string path, unit;  ///< else a value of the scenario, in this unit
  Figure interval;         ///< of it, in that unit
  bool has_best = false;   ///< whether the study says what it is at best; else the scenario does

  std::vector<LevelFile> levels;  ///< else choices, the first at best
};

/// What it is at a quantile (or kAtBest): for the scenario, and in words.
std::vector<SettingFile> settings_at(const UncertainInput& input, double quantile);
std::string text_at(const UncertainInput& input, double quantile);
/// Whether it is there what it is at best: one end of some intervals is.
bool is_best_at(const UncertainInput& input, double quantile);

/// All that is not known, and where it is looked at.
struct Uncertainty {
  SamplingKind sampling = SamplingKind::latin_hypercube;
  std::vector<UncertainInput> inputs;
  UnitPoints points;  ///< by draw from 1 on (points[0] is draw 1): at draw 0 all inputs are at best
  bool given() const { return !inputs.empty(); }
  double quantile(std::size_t draw, std::size_t input) const {
    return draw == 0 ? kAtBest : points[draw - 1][input];
  }
  /// How many draws there are with the best guess.
  std::size_t draws() const { return points.size() + 1; }
};

/// What the file's entries stand for in this scenario: intervals from the catalogue where it gives none.
/// Returns    false if anything is wrong: a path that leads nowhere, no interval, low above high, two entries of one
///            path; then `problems` says what, at its entry
/// Checked by tests/uncertain.cpp
bool find_inputs(const Document& document, const StudyFile& file, const std::string& scenario_file,
                 const Scenario& scenario, const Catalogue& catalogue, std::vector<UncertainInput>& inputs,
                 Problems& problems);

/// Where to look at them.
/// Random     Purpose::parameter under the study's seed, apart from any replicate
UnitPoints draw_points(const UncertaintyFile& file, const std::vector<UncertainInput>& inputs,
                       std::int64_t seed);

/// How many inputs a kind of sampling can take.
std::size_t inputs_most(SamplingKind sampling);

}  // namespace cupola
