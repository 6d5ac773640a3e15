#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/problem.hpp"

namespace cupola {

/// A static weapon-target assignment problem as others write it.
struct AssignmentInstance {
  enum class Layout {
    square,  ///< Sonuc, Sen and Bayir (2017)
    triples  ///< Andersen, Pavlikov and Toffolo (2022)
  };
  Layout layout = Layout::square;
  int weapons = 0, targets = 0;
  int units = 1;                         ///< of each weapon
  std::vector<double> value;             ///< by target
  std::vector<double> kill_probability;  ///< of one unit: [weapon * targets + target]
};

/// Which problem does this file hold?
/// Model      numbers apart by blanks or ends of lines. First line `n`: then n values, then n rows of n kill
///            probabilities, a row a weapon. First line `weapons targets units`: then the values, then every pair once,
///            a line `weapon target probability`, counted from 0. Which of the two, the first line says
/// Returns    the instance, or problems with their places
/// Holds for  up to kMostUnits units and kMostPairs pairs of unit and target; packed (.gz) or not; lines that begin
///            with `#` are remarks
/// Checked by tests/assignment_instance_test.cpp
std::optional<AssignmentInstance> read_assignment_instance(const std::string& path, Problems& problems);

inline constexpr long long kMostUnits = 20'000, kMostPairs = 4'000'000;
inline constexpr double kMostValue = 1e12;

}  // namespace cupola
