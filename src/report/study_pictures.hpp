#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/report.hpp"
#include "study/stored_study.hpp"

namespace cupola {

/// The levels of a factor as numbers, with the words that follow them all.
struct NumericLevels {
  std::vector<double> values;  ///< by level
  std::string unit;
};

/// Whether a factor's levels are numbers: by their names (`24 drones`), or by the one value that each of them sets.
/// Returns    nothing where they are not, where two are equal, or where what follows them differs
/// Checked by src/report/tests/study_pictures.cpp
std::optional<NumericLevels> numeric_levels(const FactorFile& factor);

/// One figure a measure that the study names. Over a factor of numbers: lines with their 95 % bands, one for each
/// combination of the other factors, where they are few enough to be told apart; otherwise dots with their intervals,
/// a row for each point.
std::vector<ReportFigure> answer_pictures(const StoredStudy& study);

/// The differences of one measure from the first levels, row by row, over a line at none.
std::vector<ReportFigure> difference_pictures(const StoredStudy& study);

/// What became of the threats (`threats`) or the rounds (`rounds`) at each point: the mean of each cause as a piece of
/// a bar. Nothing where there was none of them.
/// Model      the seven causes that there was most of have a colour of their own; the rest is one piece
std::optional<ReportFigure> ledger_picture(const StoredStudy& study, const std::string& part,
                                           const std::string& foot);

/// The causes of a part (`threats`, `rounds`) of which there was any, by how much of them, all points together.
std::vector<const StoredMeasure*> causes_by_weight(const StoredStudy& study, const std::string& part);

/// The quantity of an axis with its unit.
std::string axis_words(const StoredMeasure& measure);

}  // namespace cupola
