#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>

#include "catalogue/load.hpp"
#include "core/problem.hpp"
#include "scenario/load.hpp"

namespace cupola {

/// A scenario of this checkout; a problem ends the program.
inline Scenario load_or_exit(const std::string& file) {
  const std::string source = std::string(CUPOLA_SOURCE_DIR) + "/";
  Catalogue catalogue;
  Scenario scenario;
  Problems problems;
  if (!load_catalogue(source + "catalogue", catalogue, problems) ||
      !load_scenario(source + file, catalogue, scenario, problems)) {
    std::fputs(problems.text().c_str(), stderr);
    std::exit(65);
  }
  return scenario;
}

inline const char* const kHundredHostiles = "benchmarks/scenarios/hundred-hostiles.yaml";

}  // namespace cupola
