#pragma once

#include <string>

#include "report/report.hpp"

namespace cupola {

/// A report as Markdown (GitHub's, with tables). Figures are named as files of `figures`, a folder beside it; where
/// that is empty, by their caption and words alone.
/// Returns    every text escaped: what a file says is neither markup nor HTML
/// Checked by src/report/tests/writers.cpp
std::string report_as_markdown(const Report& report, const std::string& figures = "");

/// Whether a file begins as one of these.
bool is_report_markdown(const std::string& path);

}  // namespace cupola
