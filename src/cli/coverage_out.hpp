#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/coverage_result.hpp"

namespace cupola {

/// A file that coverage is asked to be written to, and as what: tif, geojson, svg, png, csv.
struct CoverageOut {
  std::string path, format;
};

/// By the format asked for, else by the ending of the name; empty format: neither says.
CoverageOut coverage_out(const std::string& path, const std::string& format);

/// Why nothing may be written there; empty: it may.
std::string why_not_write(const CoverageOut& out, const std::vector<std::string>& inputs);

/// All of them, where each may be written; else nothing, and the first that may not is told on stderr.
std::optional<std::vector<CoverageOut>> outs_or_complain(const std::vector<std::string>& paths,
                                                         const std::string& format,
                                                         const std::vector<std::string>& inputs);

/// Writes it whole or not at all; empty, or what went wrong.
std::string write_coverage(const CoverageOut& out, const Coverage& coverage);

/// Writes one after the other; false where one cannot be, which is told on stderr.
bool write_or_complain(const std::vector<CoverageOut>& outs, const Coverage& coverage);

}  // namespace cupola
