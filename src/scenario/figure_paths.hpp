#pragma once

#include <set>
#include <string>
#include <vector>

#include "catalogue/fields.hpp"
#include "core/problem.hpp"
#include "scenario/scenario.hpp"

namespace cupola {

/// A figure of the catalogue where a scenario can change it.
struct FigurePath {
  std::string
      path;  ///< as `--set` takes it: `values.radars.91N6E.reference_pd`, `raid.drone.values.platforms....`
  Measure measure;
  Figure figure;  ///< as it is in force there
};

/// Every figure that this scenario file can change, for itself, for one of its defences or for one group: those of the
/// whole catalogue, in the order of declaration.
/// Returns    nothing where the file cannot be read; `problems` says why
/// Leaves out figures in lists of a record (behaviours, blind zones): a list is written whole
/// Checked by tests/figure_paths.cpp
std::vector<FigurePath> figure_paths(const std::string& scenario_file, const Catalogue& catalogue,
                                     Problems& problems);

/// The types whose figures are in play: what stands, what it is loaded with, what flies, and by what rules.
std::set<std::string> types_in_play(const Scenario& scenario);

/// The name of the type that a path leads to: `91N6E`; empty where it leads to none.
std::string type_of_path(const std::string& path, const std::set<std::string>& types);

/// Whether a path is like a pattern, in which `*` stands for anything.
bool matches(const std::string& path, const std::string& pattern);

/// A figure of which this value is drawn, as a file has it, on one line; its record as it was.
/// Checked by tests/figure_paths.cpp
std::string figure_text(const Figure& figure, const Measure& measure, double drawn);

/// A quantity as a file has it, in the unit of the SI, with every digit that counts.
std::string exact_text(double value_si, Dimension dimension);

}  // namespace cupola
