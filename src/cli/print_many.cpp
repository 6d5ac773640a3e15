#include "cli/print_many.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

#include "cli/interval_print.hpp"
#include "cli/print_cost.hpp"
#include "cli/print_exposure.hpp"
#include "cli/print_losses.hpp"
#include "cli/run_header.hpp"
#include "cli/terrain_option.hpp"
#include "cli/version.hpp"
#include "cli/words.hpp"
#include "core/suggest.hpp"

namespace cupola {

namespace {

using Part = Tally::Part;
using Json = nlohmann::ordered_json;

/// Outcomes that this raid never had, and few ever have, would only be noise.
bool worth_a_row(const Tally::Line& line) {
  return line.ever || (line.key != "unresolved" && line.key != "turned_away");
}

bool counts_leaks(const Tally::Line& line) {
  return line.key == "leakage" || line.key == "p_no_leaker" || line.key == "leaked";
}

std::string estimates_text(const std::vector<Tally::Line>& lines, bool unresolved) {
  std::string text =
      "Estimates, 95 % intervals over replicates (P: Wilson; means: Student inside what is possible, Wilson\n"
      "where all replicates agree)\n";
  for (const Tally::Line& line : lines)
    if ((line.part == Part::outcome && worth_a_row(line)) || line.part == Part::wrong ||
        line.part == Part::rounds_fired)
      text += fmt::format("  {:<52} {}{}\n", line.text, interval_text(line.interval),
                          unresolved && counts_leaks(line) ? "  (the unresolved apart)" : "");
  return text;
}

std::string ledger_rows(const std::vector<Tally::Line>& lines, Part part) {
  std::string text;
  for (const Tally::Line& line : lines)
    if (line.part == part && line.ever)
      text += fmt::format("    {}  {}\n", interval_text(line.interval), line.text);
  return text;
}

std::string ready_text(const std::vector<Tally::Line>& lines) {
  std::string text;
  for (const Tally::Line& line : lines)
    if (line.part == Part::ready)
      text += fmt::format("  {:<52} {}\n", line.text, interval_text(line.interval));
  return text.empty() ? text : "\nShare of the time that a radar was ready\n" + text;
}

bool asked_for(const Tally::Line& line, const std::string& word) {
  return line.column == word || line.group == word;
}

std::string asked_row(const Tally::Line& line, std::uint64_t replicates) {
  if (line.replicates == 0) return fmt::format("  nothing to estimate from  {}\n", line.text);
  const std::string of =
      line.replicates < replicates ? fmt::format("  ({} of {} replicates)", line.replicates, replicates) : "";
  return fmt::format("  {}  {}{}\n", interval_text(scaled(line.interval, line.shown)), line.text, of);
}

std::string asked_text(const Tally& tally, const std::vector<Tally::Line>& lines,
                       const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    text += fmt::format("\nMeasures asked for: {}\n", word);
    for (const Tally::Line& line : lines)
      if (asked_for(line, word)) text += asked_row(line, tally.replicates());
  }
  return text;
}

Json asked_json(const std::vector<Tally::Line>& lines, const std::vector<std::string>& words) {
  Json rows = Json::object();
  for (const std::string& word : words)
    for (const Tally::Line& line : lines) {
      if (!asked_for(line, word)) continue;
      Json& row = rows[line.column] = {{"replicates", line.replicates}};
      row.update(line.replicates > 0 ? interval_json(line.interval) : no_interval_json());
    }
  return rows;
}

Json rows_json(const std::vector<Tally::Line>& lines, Part part, const char* name) {
  Json rows = Json::array();
  for (const Tally::Line& line : lines) {
    if (line.part != part) continue;
    Json row = {{name, line.key}};
    row.update(interval_json(line.interval));
    rows.push_back(row);
  }
  return rows;
}

}  // namespace

std::string many_as_text(const Plan& plan, std::uint64_t seed, std::uint64_t asked, const Series& series,
                         const Tally& tally, const std::vector<std::string>& words) {
  const Scenario& s = scenario_of(plan);
  std::string text = fmt::format("{}\n\nReplicates: asked {}, done {}, failed 0\n\n{}\n", s.name, asked,
                                 series.done, in_play_text(s.in_play));
  if (series.done == 0) return text + "No replicate was finished: there is nothing to estimate from.\n";
  const std::vector<Tally::Line> lines = tally.lines();
  text += estimates_text(lines, tally.unresolved() > 0.0);
  text += losses_as_text(plan, tally.losses());
  text += ready_text(lines) + exposure_as_text(plan, tally.exposure()) + cost_as_text(tally.cost());
  text += asked_text(tally, lines, words);
  text += fmt::format("\nLedger, mean a replicate: {}\n  threats\n{}  rounds\n{}", kLedgerTitle,
                      ledger_rows(lines, Part::threats), ledger_rows(lines, Part::rounds));
  text += precedence_lines(precedence_text()) + "\n" + caveat_lines(false, s.terrain_note.words);
  return text + fmt::format("\nseed {}  digest {}\n", seed, series.digest);
}

Json many_as_json(const Plan& plan, std::uint64_t seed, std::uint64_t asked, const Series& series,
                  const Tally& tally, const std::vector<std::string>& words) {
  const Scenario& s = scenario_of(plan);
  Json j = {{"version", version()},
            {"scenario", s.name},
            {"seed", seed},
            {"digest", series.digest},
            {"is_one_draw", false},
            {"replicates", {{"asked", asked}, {"done", series.done}, {"failed", 0}}},
            {"confidence", 0.95},
            {"figures", figures_json(s)},
            {"terrain", terrain_json(s.terrain_note)},
            {"in_play", s.in_play},
            {"warnings", s.warnings},
            {"iff", iff_word(s)}};
  // Without a replicate there is no estimate.
  const std::vector<Tally::Line> lines = series.done > 0 ? tally.lines() : std::vector<Tally::Line>();
  j["estimates"] = Json::object();
  for (const Tally::Line& line : lines)
    if (line.part == Part::outcome || line.part == Part::wrong)
      j["estimates"][line.key] = interval_json(line.interval);
  if (!words.empty()) j["measures"] = asked_json(lines, words);
  j["weapons_fired"] = rows_json(lines, Part::rounds_fired, "name");
  if (series.done > 0) j["cost"] = cost_as_json(tally.cost());
  j["ready_share"] = rows_json(lines, Part::ready, "name");
  j["ledger"] = {{"title", kLedgerTitle},
                 {"precedence", precedence_text()},
                 {"threats", rows_json(lines, Part::threats, "cause")},
                 {"rounds", rows_json(lines, Part::rounds, "cause")}};
  if (series.done > 0) add_losses(j, plan, tally.losses());
  if (series.done > 0 && tally.exposure().any()) j["exposure"] = exposure_as_json(plan, tally.exposure());
  j["caveats"] = caveats(false, s.terrain_note.words);
  return j;
}

std::string wrong_words(const Scenario& scenario, const std::vector<std::string>& words) {
  std::set<std::string> names, groups;
  for (const Tally::Line& line : Tally(scenario).lines()) {
    names.insert(line.column);
    groups.insert(line.group);
  }
  names.insert(groups.begin(), groups.end());
  for (const std::string& word : words) {
    if (names.contains(word)) continue;
    const std::vector<std::string_view> all(names.begin(), names.end());
    const std::string meant = did_you_mean(meant_names(word, all));
    return fmt::format("--measures: error: `{}` is no measure of this scenario\n  hint: {}{}groups are {}\n",
                       word, meant, meant.empty() ? "" : "; ", fmt::join(groups, ", "));
  }
  return {};
}

}  // namespace cupola
