#include "cli/load.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "catalogue/load.hpp"
#include "core/problem.hpp"
#include "scenario/load.hpp"

namespace cupola {

std::optional<Catalogue> load_catalogue_or_complain(const std::string& folder) {
  Catalogue catalogue;
  Problems problems;
  if (load_catalogue(folder.empty() ? default_catalogue_folder() : folder, catalogue, problems))
    return catalogue;
  fmt::print(stderr, "{}", problems.text());
  return std::nullopt;
}

std::optional<Scenario> load_or_complain(const std::string& scenario_file,
                                         const std::string& catalogue_folder) {
  const std::optional<Catalogue> catalogue = load_catalogue_or_complain(catalogue_folder);
  if (!catalogue) return std::nullopt;
  Scenario scenario;
  Problems problems;
  if (load_scenario(scenario_file, *catalogue, scenario, problems)) return scenario;
  fmt::print(stderr, "{}", problems.text());
  return std::nullopt;
}

}  // namespace cupola
