#include "cli/coverage_print.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <mutex>

#include "catalogue/card_text.hpp"
#include "catalogue/figures.hpp"
#include "cli/terrain_option.hpp"
#include "cli/version.hpp"
#include "cli/words.hpp"
#include "core/math.hpp"
#include "report/area_text.hpp"

namespace cupola {

namespace {

std::string hung(const std::string& words) {
  std::string text, left = "  ";
  for (const std::string& line : wrap(words, 112)) {
    text += left + line + "\n";
    left = "    ";
  }
  return text;
}

std::string draws_text(const Coverage& c) {
  return c.draws > 0 ? fmt::format("{} draws from their stated distributions, seed {}", c.draws, c.seed)
                     : std::string("no draws: --draws 200 gives bands");
}

std::string area_row(const Coverage& c, const CoverageLayer& layer) {
  std::string row = fmt::format("  {:<14}{:<12}{:>12}", layer.altitude, name_of(layer.kind),
                                area_text(layer.area.in_force_km2));
  if (c.draws > 0)
    row += fmt::format("{:>10}{:>10}{:>10}", area_text(layer.area.low_km2), area_text(layer.area.median_km2),
                       area_text(layer.area.high_km2));
  return row + "\n";
}

/// What was set from outside, as `--set` gave it.
std::vector<std::string> set_of(const Scenario& scenario) {
  constexpr std::string_view kMark = "set: ";
  std::vector<std::string> set;
  for (const std::string& line : scenario.in_play)
    if (line.rfind(kMark, 0) == 0) set.push_back(line.substr(kMark.size()));
  return set;
}

}  // namespace

std::string coverage_as_text(const Scenario& scenario, const Coverage& c, const std::string& after_areas) {
  std::string text = fmt::format("{}: {}\n", c.words.map, c.scenario);
  for (const std::string& set : set_of(scenario)) text += hung("set: " + set);
  text += hung(fmt::format("target {}, {}", c.target, c.motion));
  text += hung(fmt::format("figures: {} ({}); {}", c.figures, counts_text(scenario.status_counts),
                           c.words.outline.empty() ? draws_text(c) : "in force, without draws"));
  text += hung(fmt::format("{}; {}", c.earth, c.environment));
  text += hung(fmt::format("{} x {} cells of {:.4g} km, equal areas", c.grid.columns, c.grid.rows,
                           c.grid.cell_m * 1e-3));
  text += "\nSquare kilometres " +
          (c.words.outline.empty() ? fmt::format("where the probability is {} or more", c.at_least)
                                   : c.words.outline) +
          "\n";
  text += fmt::format("  {:<14}{:<12}{:>12}{}\n", "altitude", "kind", "in force",
                      c.draws > 0 ? fmt::format("{:>10}{:>10}{:>10}", "5 %", "50 %", "95 %") : std::string());
  for (const CoverageLayer& layer : c.layers) text += area_row(c, layer);
  const std::size_t kinds = c.layers.size() / c.altitudes.size();
  for (std::size_t k = 0; k < kinds; ++k)
    text += hung(fmt::format("{}: {}", name_of(c.layers[k].kind), c.layers[k].meaning));
  text += after_areas + "\nWhat this is\n";
  for (const std::string& note : c.notes) text += hung(note);
  text += hung("in this model, with these inputs; analysis and education, not predictive of real combat");
  return text + fmt::format("digest {}\n", c.digest);
}

nlohmann::ordered_json coverage_as_json(const Scenario& scenario, const Coverage& c) {
  constexpr double kDegrees = 180.0 / math::kPi;
  nlohmann::ordered_json layers = nlohmann::ordered_json::array();
  for (const CoverageLayer& layer : c.layers) {
    nlohmann::ordered_json area = {{"in_force", layer.area.in_force_km2}};
    if (c.draws > 0) {
      area["p05"] = layer.area.low_km2;
      area["p50"] = layer.area.median_km2;
      area["p95"] = layer.area.high_km2;
    }
    layers.push_back({{"altitude", layer.altitude},
                      {"kind", name_of(layer.kind)},
                      {"meaning", layer.meaning},
                      {"area_km2", area}});
  }
  return {{"version", version()},
          {"digest", c.digest},
          {"seed", c.seed},
          {"scenario", c.scenario},
          {"set", set_of(scenario)},
          {"target", c.target},
          {"motion", c.motion},
          {"figures", figures_json(scenario)},
          {"draws", c.draws},
          {"at_least", c.at_least},
          {"earth", c.earth},
          {"terrain", terrain_json(scenario.terrain_note)},
          {"environment", c.environment},
          {"grid",
           {{"centre_latitude_deg", c.grid.plane.centre().latitude_rad * kDegrees},
            {"centre_longitude_deg", c.grid.plane.centre().longitude_rad * kDegrees},
            {"cell_m", c.grid.cell_m},
            {"columns", c.grid.columns},
            {"rows", c.grid.rows}}},
          {"coverage", layers},
          {"notes", c.notes}};
}

CoverageProgress::CoverageProgress(bool quiet) : shown_(!quiet && isatty(STDERR_FILENO)) {}

CoverageProgress::~CoverageProgress() {
  if (!shown_) return;
  fmt::print(stderr, "\r\033[K");
  std::fflush(stderr);
}

void CoverageProgress::show(double share) {
  if (!shown_) return;
  static std::mutex guard;
  const std::lock_guard lock(guard);
  const int percent = static_cast<int>(100.0 * share);
  if (percent <= percent_) return;
  percent_ = percent;
  const int filled = 30 * percent / 100;
  fmt::print(stderr, "\r\033[K[{:#>{}}{:.>{}}] {} %", "", filled, "", 30 - filled, percent);
  std::fflush(stderr);
}

}  // namespace cupola
