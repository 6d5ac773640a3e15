#pragma once

#include <functional>
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

/// Writes it whole or not at all; empty, or what went wrong.
std::string write_coverage(const CoverageOut& out, const Coverage& coverage);

}  // namespace cupola
