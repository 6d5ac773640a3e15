#include "cli/run_header.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "catalogue/names.hpp"
#include "cli/timeline.hpp"
#include "cli/version.hpp"
#include "cli/words.hpp"

namespace cupola {

std::string_view name_of(Side side) {
  constexpr std::string_view names[] = {"friend", "neutral", "hostile"};
  return names[static_cast<int>(side)];
}

std::string_view name_of(TargetClass target_class) {
  constexpr std::string_view names[] = {"aircraft",          "airliner", "cruise missile",
                                        "ballistic missile", "drone",    "decoy"};
  return names[static_cast<int>(target_class)];
}

std::string iff_word(const Scenario& scenario) {
  std::map<std::string, Interrogator> best;  // by defence, or by group of what carries radars
  for (const RadarSite& radar : scenario.radars) {
    Interrogator& asks = best[radar.name.substr(0, radar.name.find('/'))];
    asks = std::max(asks, radar.type.interrogator);
  }
  std::string others;
  for (const auto& [whose, asks] : best)
    if (!scenario.iff || asks != *scenario.iff)
      others += fmt::format("{}{} {}", others.empty() ? "" : ", ", whose, name_of(asks));
  const std::string all = scenario.iff ? name_of(*scenario.iff) : "as fitted";
  return others.empty() ? all : fmt::format("{} ({})", all, others);
}

std::string_view name_of(FigureMode mode) {
  constexpr std::string_view names[] = {"advertised", "best", "low"};
  return names[static_cast<int>(mode)];
}

namespace {

std::string in_lines(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

}  // namespace

RunHeader run_header(const Plan& plan, std::uint64_t seed, const ReplicateResult& result, const Log& log) {
  const Scenario& s = scenario_of(plan);
  RunHeader header;
  header.meta = {{"version", version()},
                 {"compiler", compiler()},
                 {"scenario", s.name},
                 {"scenario_file", std::filesystem::path(s.file).filename().string()},
                 {"scenario_hash", s.content_hash},
                 {"catalogue_folder", s.catalogue_folder},
                 {"catalogue_hash", s.catalogue_hash},
                 {"terrain", s.terrain_note.words},
                 {"terrain_hash", s.terrain_note.content_hash},
                 {"seed", std::to_string(seed)},
                 {"replicate", std::to_string(result.replicate)},
                 {"digest", result.digest},
                 {"figures", std::string(name_of(s.figures))},
                 {"figures_asserted", std::to_string(s.status_counts.asserted)},
                 {"figures_from_memory", std::to_string(s.status_counts.remembered)},
                 {"figures_derived", std::to_string(s.status_counts.derived)},
                 {"figures_assumed", std::to_string(s.status_counts.assumed)},
                 {"duration_s", std::to_string(s.duration.seconds())},
                 {"precedence", std::string(precedence_text())},
                 {"ledger_title", std::string(kLedgerTitle)}};
  header.meta.emplace_back("iff", iff_word(s));
  header.meta.emplace_back("exposure_words", std::string(exposure_words()));
  header.wrong_engagements = {{"friend", result.friends}, {"neutral", result.neutrals}};
  header.meta.emplace_back("in_play", in_lines(s.in_play));
  header.meta.emplace_back("caveats", in_lines(caveats(true, s.terrain_note.words)));
  header.timeline = run_moments(s.start, timeline(plan, log));
  for (const Asset& a : s.assets) header.sites.push_back({"asset", a.name, a.place, a.radius_m});
  for (const RadarSite& r : s.radars)
    header.sites.push_back({"radar", r.name, r.antenna, r.type.instrumented_range_m});
  for (const PassiveSite& p : s.passives)
    header.sites.push_back({"passive sensor", p.name, p.antenna, p.type.reference_range_m});
  for (const LauncherSite& l : s.launchers) header.sites.push_back({"launcher", l.name, l.place, 0.0});
  for (const PostSite& p : s.posts) header.sites.push_back({"post", p.name, p.place, 0.0});
  for (const Platform& p : s.platforms)
    header.platforms.push_back({p.name, std::string(name_of(p.side)),
                                std::string(name_of(p.type.target_class)), p.type.name, p.group});
  return header;
}

}  // namespace cupola
