#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalogue/catalogue.hpp"

namespace cupola {

/// What a published range is to our radar.
enum class PublishedUse {
  none,
  reference,  ///< the pair from which the radar constant is solved back
  advertised  ///< the pair in force with the figures `advertised`
};

/// One published range beside ours.
struct RangeComparison {
  std::string radar;
  PublishedRange published;
  PublishedUse use = PublishedUse::none;
  // Of ours, where a cross-section is published and the radar constant is solved back.
  std::optional<double> ours_m, ours_low_m, ours_high_m;
  std::optional<double> difference;  ///< ours over published less one; 0 within a published span
  bool at_limit = false;             ///< the instrumented range is all that ours reaches
  /// What ours needs to see at the published range, where only words are published; none beyond the
  /// instrumented range.
  std::optional<double> takes_m2;
};

/// How far our radar sees what others say that it sees at a given range.
/// Model      range goes with the fourth root of the cross-section, in free space, up to the instrumented
///            range (radar equation, Skolnik 2.1); central figures, and the interval of the reference range
/// Returns    one comparison for each published range, in the order of the file
/// Leaves out detection probabilities and false alarm rates that differ: a published range is compared at our
///            reference Pd, whatever its own
/// Checked by tests/published.cpp
std::vector<RangeComparison> compare_published(RadarType radar);

/// All radars, as `cupola catalogue radars` prints them: headings, a line for each published range, what the
/// marks mean, and the radars of which nothing is published. At most kCardWidth columns.
std::string published_table(const Catalogue& catalogue);

/// Headings and lines of one radar; empty if nothing is published.
std::string published_rows(const RadarType& radar);

/// What the marks in the lines mean.
std::string published_legend();

}  // namespace cupola
