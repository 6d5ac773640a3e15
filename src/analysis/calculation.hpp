#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/problem.hpp"

namespace cupola {

/// What the rows must bring, in the unit named.
struct InputColumn {
  std::string name, unit, doc;
  double low, high;  ///< what a value may be, ends included
  bool whole = false;
  std::optional<double> standard = {};  ///< for files without the column; none: it must be there
  std::string alias = {};               ///< another name that files use for it
};

struct OutputColumn {
  std::string name, unit, doc;
};

/// Why a row has no answer though each of its values is in range; `expected` empty: it has one.
struct RowFault {
  std::size_t input = 0;  ///< which column to blame
  std::string expected, hint;
};

/// The answers to one row, in the order of the columns.
using RowLaw = std::function<RowFault(std::span<const double> in, std::span<double> out)>;

/// What calculations may need besides rows.
struct CalculationOptions {
  std::vector<std::string> terrain;  ///< files of terrain: `.hgt`, or an importer's
};

/// One thing that `cupola calc` computes by the functions that the models use: all that there is to know of
/// it.
struct Calculation {
  std::string name, doc;
  std::vector<InputColumn> in;
  std::vector<OutputColumn> out;
  /// Made once a file, so that it may keep what is slow to build. None, and the reason among the problems, if
  /// what the options name cannot be used.
  std::function<RowLaw(const CalculationOptions&, Problems&)> law;
  std::string example;  ///< a header and rows, for the help
  bool uses_terrain = false;
};

/// All of them, in the order in which they are listed. A new one is one entry in the file of its subject.
const std::vector<Calculation>& calculations();
const Calculation* find_calculation(std::string_view name);

// The entries by subject: calculations_*.cpp.
std::vector<Calculation> detection_calculations();
std::vector<Calculation> geometry_calculations();
std::vector<Calculation> air_calculations();
std::vector<Calculation> propagation_calculations();
std::vector<Calculation> terrain_calculations();
std::vector<Calculation> doctrine_calculations();

}  // namespace cupola
