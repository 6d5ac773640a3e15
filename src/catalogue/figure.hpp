#pragma once

#include <optional>
#include <string>

namespace cupola {

enum class Claimant { maker, official, press, independent, hobbyist, game, textbook, memory, us };
enum class FigureStatus { asserted, derived, assumed };
enum class Distribution { fixed, uniform, triangular, lognormal };

/// Which of a figure's values is in force: the maker's, our central one, or the end that is worse for the
/// defence.
enum class FigureMode {
  advertised,
  best,
  low,
  planned,  ///< best, whatever is drawn: what a defence reckons with. In no file
};

/// One catalogue figure as a record: what is believed, between what limits, and on whose word. Reads as the
/// double in force, in SI units.
struct Figure {
  double value = 0.0;  ///< in force: set by set_mode (figures.hpp) or by a replicate's draw
  double best = 0.0, low = 0.0, high = 0.0;
  std::optional<double> advertised;  ///< what the maker says, where that differs from our central value
  std::optional<double> drawn;       ///< what is true in this draw of what is not known; plans keep `best`
  Distribution distribution = Distribution::fixed;
  Claimant claimant = Claimant::us;
  FigureStatus status = FigureStatus::assumed;
  std::string source;             ///< key into the catalogue's sources; empty only where status is assumed
  std::string reason;             ///< why assumed, or a remark
  std::string advertised_source;  ///< key of where the maker's figure was found
  Claimant advertised_claimant = Claimant::maker;  ///< memory: the maker's figure as we remember it

  operator double() const { return value; }
  /// Whether somebody stands behind it: false for a figure that no file gives (an optional one, or a copy of
  /// another).
  bool has_record() const { return !source.empty() || !reason.empty(); }
  Figure() = default;
  /// A figure without a record, for tests.
  Figure(double v) : value(v), best(v), low(v), high(v) {}
};

/// Which value has a figure in one draw from what is believed of it?
/// Model      triangular between low and high with the value as mode, or uniform; u is its quantile; fixed: the
///            central value; lognormal with the value as median and the ends three standard deviations off it,
///            each side its own (and cut there)
/// Returns    in the figure's unit, [low, high]; whole numbers rounded
/// Random     none: u is given
/// Checked by src/analysis/tests/coverage_draw.cpp
double drawn_value(const Figure& figure, double u, bool whole = false);

}  // namespace cupola
