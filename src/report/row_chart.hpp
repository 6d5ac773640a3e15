#pragma once

#include <limits>
#include <string>
#include <vector>

#include "report/chart.hpp"

namespace cupola {

/// One mark of a row with its interval; NaN: none.
struct RowMark {
  double at = 0.0;
  double low = std::numeric_limits<double>::quiet_NaN(), high = low;
  std::size_t series = 0;
};

/// A piece of the bar of a row, one after the other from 0.
struct RowPiece {
  double length = 0.0;
  std::size_t series = 0;
};

struct ChartRow {
  std::string name;
  std::vector<RowMark> marks;
  std::vector<RowPiece> pieces;
};

/// What marks or pieces of a kind are called in the legend. An empty name keeps it out.
struct RowSeries {
  std::string name, colour;
};

/// Things compared row by row: dots with intervals, bars in pieces, moments on a line.
struct RowChart {
  std::string title, subtitle;
  ChartAxis x;
  std::vector<RowSeries> series;
  std::vector<ChartRow> rows;
  double line_at = std::numeric_limits<double>::quiet_NaN();  ///< an upright line: no difference
  std::string foot{};
};

/// Draws rows one below the other over one linear axis, names on the left, legend above.
/// Model      each series has its colour and its own shape of mark; a piece wide enough carries its number; what lies
///            outside the axis is cut off
/// Returns    an SVG; the same input gives the same bytes
/// Checked by src/report/tests/row_chart.cpp
std::string draw_rows(const RowChart& chart);

/// An axis from and to round numbers that holds all of these, with some room beyond; from 0 where none is below it.
ChartAxis axis_over(const std::string& words, const std::vector<double>& values);

}  // namespace cupola
