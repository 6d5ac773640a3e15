#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "analysis/coverage_result.hpp"
#include "scenario/scenario.hpp"

namespace cupola {

/// Coverage for people: what was asked, square kilometres by altitude and kind, `after_areas`, what it rests on.
std::string coverage_as_text(const Scenario& scenario, const Coverage& coverage,
                             const std::string& after_areas = "");

/// The same for programs.
nlohmann::ordered_json coverage_as_json(const Scenario& scenario, const Coverage& coverage);

/// How far along, on stderr where that is a terminal.
class CoverageProgress {
 public:
  explicit CoverageProgress(bool quiet);
  ~CoverageProgress();
  void show(double share);  ///< from any thread

 private:
  bool shown_;
  int percent_ = -1;
};

}  // namespace cupola
