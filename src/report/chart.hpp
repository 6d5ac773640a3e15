#pragma once

#include <limits>
#include <string>
#include <vector>

namespace cupola {

struct ChartPoint {
  double x = 0.0, y = 0.0;
};

struct ChartAxis {
  std::string words;  ///< what it is, with its unit
  double from = 0.0, to = 1.0;
  bool ticks = true;  ///< false: rows of marks, whose place says nothing
};

/// A line through points; points that are not finite break it. An empty name keeps it out of the legend.
struct ChartLine {
  std::string name;
  std::vector<ChartPoint> points;
  std::string colour = "#000000";
  double width = 1.6;
  std::string dash{};       ///< as SVG writes it: `6 4`; empty: a full line
  std::string end_label{};  ///< written where it ends
};

/// An area between what its outline encloses.
struct ChartArea {
  std::string name;
  std::vector<ChartPoint> outline;
  std::string colour = "#000000";
  double opacity = 0.15;
};

/// One mark with the interval that it stands for; NaN: none on that side.
struct ChartMark {
  ChartPoint at;
  double x_low = std::numeric_limits<double>::quiet_NaN(), x_high = x_low, y_low = x_low, y_high = x_low;
  std::string label{};
};

struct ChartMarks {
  std::string name;
  std::vector<ChartMark> marks;
  std::string colour = "#000000";
  bool filled = true;
};

/// One panel: areas below lines below marks.
struct Chart {
  std::string title;
  ChartAxis x, y;
  double height = 340.0;  ///< px, between the axes
  std::vector<ChartArea> areas;
  std::vector<ChartLine> lines;
  std::vector<ChartMarks> marks;
};

/// Draws panels one below the other, each with its axes, grid and legend.
/// Model      linear axes, marked at 1, 2 or 5 times a power of ten; the legend stands to the right; what lies
///            outside the axes is cut off, and a mark outside them is drawn at the edge with an arrow's head
///            towards where it is
/// Returns    an SVG; the same input gives the same bytes
/// Checked by src/report/tests/chart.cpp
std::string draw_charts(const std::string& title, const std::string& subtitle,
                        const std::vector<Chart>& panels, const std::string& foot);

/// From `from` to `to`: multiples of 1, 2 or 5 times a power of ten, four to ten of them.
/// Returns    rising; none where `to` is not above `from`
std::vector<double> chart_ticks(double from, double to);

/// Colours told apart by colour-blind readers too (Okabe and Ito 2008), one after the other.
const char* chart_colour(std::size_t which);

}  // namespace cupola
