#include "cli/coverage_target.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "catalogue/figures.hpp"
#include "catalogue/names.hpp"
#include "cli/output.hpp"
#include "core/quantity.hpp"
#include "core/suggest.hpp"
#include "scenario/load.hpp"

namespace cupola {

std::vector<CoverageAltitude> coverage_altitudes(const std::string& option,
                                                 const std::vector<std::string>& texts) {
  std::vector<CoverageAltitude> altitudes;
  for (const std::string& text : texts)
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t end = std::min(text.find(',', at), text.size());
      std::string one = text.substr(at, end - at);
      one.erase(0, one.find_first_not_of(' '));
      CoverageAltitude altitude{{}, one};
      const std::string wrong = read_height(one, altitude.height);
      if (!wrong.empty())
        throw CLI::ValidationError(option,
                                   fmt::format("{}; write `60 m agl`, `3 km msl` or `3 km hae`", wrong));
      altitudes.push_back(altitude);
      at = end + 1;
    }
  return altitudes;
}

std::string meant_of(const std::string& word, const std::vector<std::string>& names) {
  const std::string hint =
      did_you_mean(meant_names(word, std::vector<std::string_view>(names.begin(), names.end())));
  if (!hint.empty()) return hint;
  std::string all = "there are ";
  for (std::size_t i = 0; i < names.size(); ++i) all += (i > 0 ? ", `" : "`") + names[i] + "`";
  return all;
}

std::optional<PlatformType> find_coverage_target(const std::string& name, const Scenario& scenario,
                                                 const Catalogue& catalogue) {
  for (const Platform& platform : scenario.platforms)
    if (platform.type.name == name) return platform.type;
  std::vector<std::string> names, of_class;
  for (const auto& [key, platform] : catalogue.platforms) {
    names.push_back(key);
    if (name == name_of(platform.target_class)) of_class.push_back(key);
  }
  const std::string only = of_class.size() == 1 ? of_class.front() : name;
  const auto found = catalogue.platforms.find(only);
  if (found != catalogue.platforms.end()) {
    PlatformType type = found->second;
    set_mode(type, scenario.figures);
    return type;
  }
  complain(of_class.empty() ? fmt::format("error: the catalogue holds no platform called `{}`\n  hint: {}\n",
                                          name, meant_of(name, names))
                            : fmt::format("error: several platforms are of the class `{}`\n  hint: {}\n",
                                          name, meant_of("", of_class)));
  return std::nullopt;
}

bool knows_radars(const Scenario& scenario, const std::vector<std::string>& wanted) {
  std::vector<std::string> names;
  for (const RadarSite& radar : scenario.radars) names.push_back(radar.name);
  for (const std::string& radar : wanted) {
    if (std::find(names.begin(), names.end(), radar) != names.end()) continue;
    complain(fmt::format("error: this scenario has no radar called `{}`\n  hint: {}\n", radar,
                         meant_of(radar, names)));
    return false;
  }
  return true;
}

}  // namespace cupola
