#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/report.hpp"
#include "report/run_story.hpp"

namespace cupola {

/// When each threat passed each link of the chain, a row a threat. Nothing where there is no threat.
/// Holds for  the first hundred threats by name; the caption says how many are left out
/// Checked by tests/golden/report_command.cpp
std::optional<ReportFigure> chain_picture(const std::vector<PlatformStory>& platforms,
                                          const std::string& title);

}  // namespace cupola
