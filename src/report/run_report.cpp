#include "report/run_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <sstream>

#include "record/ledger.hpp"
#include "report/answer_words.hpp"
#include "report/map.hpp"
#include "report/markup.hpp"
#include "report/run_pictures.hpp"
#include "report/run_story.hpp"

namespace cupola {

namespace {

constexpr std::size_t kMostRows = 200;

using Meta = std::map<std::string, std::string>;

Meta meta_of(Database& run) {
  Meta meta;
  for (Statement row = run.prepare("SELECT key, value FROM meta"); row.step();)
    meta[row.text(0)] = row.text(1);
  return meta;
}

std::string value_of(const Meta& meta, const std::string& key) {
  const auto at = meta.find(key);
  return at != meta.end() ? at->second : std::string();
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

void add(ReportSection& section, ReportBlock block) { section.blocks.push_back(std::move(block)); }

ReportCell count_cell(std::int64_t count) { return {std::to_string(count), static_cast<double>(count)}; }
ReportCell time_cell(const Seconds& time_s) {
  return time_s ? ReportCell(clock_text(*time_s), *time_s) : ReportCell("-");
}

/// `yes`, or a number: counts in full, the rest with three figures.
ReportCell value_cell(const std::string& text, double number) {
  if (text.empty() || text.find_first_not_of("0123456789.e+-") != std::string::npos) return text;
  return {text.find('.') == std::string::npos ? text : fmt::format("{:.3g}", number), number};
}

/// A query whose columns are texts and whole numbers, as a table.
ReportTable table_of(Database& run, const std::string& name, const std::string& caption,
                     const std::vector<std::string>& columns, const std::string& sql) {
  ReportTable table{name, caption, columns, {}};
  for (Statement row = run.prepare(sql); row.step();) {
    std::vector<ReportCell> cells{row.text(0)};
    for (int c = 1; c < static_cast<int>(columns.size()); ++c)
      cells.push_back(row.null(c) ? ReportCell("-") : value_cell(row.text(c), row.number(c)));
    table.rows.push_back(std::move(cells));
  }
  return table;
}

void add_table(ReportSection& section, ReportTable table) {
  if (table.rows.empty()) return;
  const std::size_t all = table.rows.size();
  if (all > kMostRows) {
    table.rows.erase(table.rows.begin() + kMostRows, table.rows.end());
    table.caption += fmt::format(" (the first {} of {})", kMostRows, all);
  }
  add(section, std::move(table));
}

ReportSection outcome(Database& run) {
  ReportSection section{"outcome", "How it ended", {}};
  add(section,
      Paragraph{
          "One draw, not an estimate: the same raid under other luck ends otherwise. A study, or cupola run "
          "--replicates 200, gives estimates with intervals. In this model, with these inputs."});
  add_table(
      section,
      table_of(run, "fates", "Platforms by side and fate", {"side and fate", "platforms"},
               "SELECT side || ': ' || fate, count(*) FROM platforms GROUP BY side, fate ORDER BY side <> "
               "'hostile', side, 2 DESC, fate"));
  add_table(section, table_of(run, "assets", "What was to be defended",
                              {"asset", "strikes", "hits", "share of its value left", "survived"},
                              "SELECT name, strikes, hits, left, CASE WHEN survived THEN 'yes' ELSE 'no' END "
                              "FROM assets ORDER BY name"));
  add_table(
      section,
      table_of(
          run, "wrong_engagements", "Friends and neutrals that flew, and those taken under fire",
          {"side", "passes", "flight hours", "engaged", "rounds", "hit"},
          "SELECT side, passes, flight_hours, engaged, rounds, hit FROM wrong_engagements WHERE passes > 0 "
          "ORDER BY side"));
  add_table(
      section,
      table_of(run, "rounds_by_weapon", "Rounds by weapon", {"weapon", "fired", "hits"},
               "SELECT s.weapon, count(*), sum(ifnull(r.cause, '') = 'hit') FROM shots s LEFT JOIN rounds r "
               "USING(round) GROUP BY s.weapon ORDER BY s.weapon"));
  add(section, Paragraph{"A run file holds no prices: cupola run prints what rounds, hostiles killed and "
                         "own losses cost."});
  return section;
}

ReportSection ledger(Database& run, const Meta& meta) {
  ReportSection section{"ledger", "What became of threats and rounds", {}};
  add(section,
      Paragraph{fmt::format("Both lists: {}. Precedence: {}.", kLedgerTitle, value_of(meta, "precedence"))});
  add_table(section, table_of(run, "ledger_threats", "Threats by primary cause", {"cause", "threats"},
                              "SELECT cause, count(*) FROM platforms WHERE side = 'hostile' AND cause <> '' "
                              "GROUP BY cause ORDER BY 2 DESC, 1"));
  add_table(section, table_of(run, "ledger_rounds", "Rounds by primary cause", {"cause", "rounds"},
                              "SELECT cause, count(*) FROM rounds GROUP BY cause ORDER BY 2 DESC, 1"));
  return section;
}

ReportTable threats_table(const std::vector<PlatformStory>& platforms) {
  ReportTable table{"threats",
                    "Times in minutes and seconds from the start at which each link was first passed",
                    {"threat", "class", "first echo", "firm track", "held hostile", "first order",
                     "first launch", "rounds", "end", "fate (primary cause)", "contributing"},
                    {}};
  for (const PlatformStory& p : platforms) {
    if (!p.is_hostile()) continue;
    std::string others;
    for (const std::string& cause : p.contributing)
      if (cause != p.cause) others += (others.empty() ? "" : ", ") + cause;
    table.rows.push_back(
        {p.name, p.target_class, time_cell(p.echo), time_cell(p.track), time_cell(p.hostile),
         time_cell(p.order), time_cell(p.launch), count_cell(p.rounds), time_cell(p.end),
         p.fate == p.cause || p.cause.empty() ? p.fate : fmt::format("{} ({})", p.fate, p.cause), others});
  }
  return table;
}

ReportTable rounds_table(Database& run) {
  ReportTable table{"rounds",
                    "Every round, in the order of launch",
                    {"round", "launch", "weapon", "launcher", "fired at", "end", "met", "what became of it"},
                    {}};
  for (const RoundStory& r : round_stories(run))
    table.rows.push_back({count_cell(r.round), time_cell(r.launch), r.weapon, r.launcher, r.fired_at,
                          time_cell(r.end), r.met.empty() ? "-" : r.met,
                          r.cause + (r.killed ? ": kills it" : "")});
  return table;
}

ReportSection chain(Database& run, const Meta& meta) {
  ReportSection section{"chain", "Each threat and each round, link by link", {}};
  const std::vector<PlatformStory> platforms = platform_stories(run);
  if (std::optional<ReportFigure> picture = chain_picture(platforms, value_of(meta, "scenario")))
    add(section, std::move(*picture));
  add_table(section, threats_table(platforms));
  add_table(section, rounds_table(run));
  return section;
}

ReportSection map(Database& run, const Meta& meta) {
  return {
      "map",
      "The map",
      {ReportFigure{"map", "Lay-down, ways, tracks and rounds",
                    "North is up. Ways of all platforms, who got through and who did not, rounds, confirmed "
                    "tracks, and "
                    "the defence close by. Ground: " +
                        value_of(meta, "terrain") + ".",
                    draw_map(run)}}};
}

ReportSection moments(Database& run) {
  ReportSection section{"timeline", "Timeline", {}};
  ReportTable table{"timeline", "Moments worth telling", {"time", "what"}, {}};
  for (const StoryMoment& m : run_timeline(run))
    table.rows.push_back({ReportCell(clock_text(m.time_s), m.time_s), m.what});
  add_table(section, std::move(table));
  return section;
}

ReportSection inputs(const Meta& meta) {
  ReportSection section{"inputs", "The inputs", {}};
  ReportTable table{
      "figures",
      "Figures in play by status: asserted (somebody says so), derived (solved back or computed), "
      "assumed (our judgement)",
      {"status", "figures"},
      {}};
  for (const auto& [key, words] : {std::pair{"figures_asserted", "asserted"},
                                   {"figures_from_memory", "of these from memory"},
                                   {"figures_derived", "derived"},
                                   {"figures_assumed", "assumed"}})
    if (const std::string value = value_of(meta, key); !value.empty()) table.rows.push_back({words, value});
  add_table(section, std::move(table));
  Items changed;
  const std::vector<std::string> in_play = lines_of(value_of(meta, "in_play"));
  for (const std::string& line : in_play)
    if (line.find(" -> ") != std::string::npos) changed.items.push_back(line);
  add(section, Paragraph{changed.items.empty() ? "No figure of the catalogue was changed by the scenario."
                                               : "Figures of the catalogue that were changed, old -> new:"});
  if (!changed.items.empty()) add(section, std::move(changed));
  add(section, Paragraph{"In play:"});
  add(section, Items{in_play});
  return section;
}

ReportSection provenance(const Meta& meta, const std::string& file) {
  ReportSection section{"provenance", "Where it comes from", {}};
  ReportTable table{"provenance", "What made this run", {"what", "value"}, {{"run file", file}}};
  for (const auto& [key, words] : {std::pair{"version", "version"},
                                   {"compiler", "compiler"},
                                   {"scenario_file", "scenario"},
                                   {"scenario_hash", "hash of the scenario"},
                                   {"catalogue_folder", "catalogue of the folder"},
                                   {"catalogue_hash", "hash of the catalogue"},
                                   {"terrain", "ground"},
                                   {"terrain_hash", "hash of the terrain"},
                                   {"seed", "seed"},
                                   {"replicate", "replicate"},
                                   {"digest", "digest"},
                                   {"figures", "figures"},
                                   {"iff", "iff"}})
    if (const std::string value = value_of(meta, key); !value.empty()) table.rows.push_back({words, value});
  add(section, std::move(table));
  add(section, Paragraph{"To make it again:"});
  add(section,
      Verbatim{fmt::format("cupola run {} --seed {} --replicate {} --out {}\ncupola report {} -o report.html",
                           shell_word(value_of(meta, "scenario_file")), shell_word(value_of(meta, "seed")),
                           shell_word(value_of(meta, "replicate")), shell_word(file), shell_word(file))});
  return section;
}

}  // namespace

Report run_report(Database& run, const std::string& file) {
  const Meta meta = meta_of(run);
  Report report{"run",
                value_of(meta, "scenario"),
                "One draw, not an estimate. In this model, with these inputs.",
                {},
                {}};
  for (const char* key : {"version", "seed", "replicate", "digest"})
    report.about.emplace_back(key, value_of(meta, key));
  report.sections = {
      outcome(run),
      ledger(run, meta),
      map(run, meta),
      chain(run, meta),
      moments(run),
      inputs(meta),
      {"limits", "What this is, and what it leaves out", {Items{lines_of(value_of(meta, "caveats"))}}},
      provenance(meta, file)};
  return report;
}

}  // namespace cupola
