#pragma once

#include <string>

#include "analysis/interceptor_reach.hpp"

namespace cupola {

/// An interceptor's reach beside what is published of it: height over ground range, where its energy ends,
/// lines of equal time of flight, the zone's limits, each public figure with its interval; below that speeds;
/// then where targets are at launch, by their speed.
/// Checked by src/report/tests/envelope_picture.cpp
std::string draw_envelope(const InterceptorType& type, const InterceptorReach& reach,
                          const std::vector<PublicFigure>& figures);

/// One interceptor's picture and tables, by its name, for the page.
struct EnvelopeEntry {
  std::string name, svg, figures, launch_ranges;
};

EnvelopeEntry envelope_entry(const InterceptorType& type);

/// The name of an interceptor in the name of a file: `HISAR-O+` is `hisar-o-plus`.
std::string file_word(const std::string& name);

/// docs/envelopes.md: what the figures are, then each interceptor with its picture and tables.
std::string envelope_page(const std::vector<EnvelopeEntry>& entries);

/// The public figures beside the model's, as rows of a Markdown table.
std::string envelope_rows(const std::vector<PublicFigure>& figures);

/// Launch ranges by height and speed of the target, as a Markdown table.
std::string launch_range_table(const InterceptorReach& reach);

}  // namespace cupola
