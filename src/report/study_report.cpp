#include "report/study_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "catalogue/figures.hpp"
#include "record/ledger.hpp"
#include "report/answer_words.hpp"
#include "report/ignorance_report.hpp"
#include "report/markup.hpp"
#include "report/study_pictures.hpp"

namespace cupola {

namespace {

constexpr const char* kInThisModel = "In this model, with these inputs.";

std::string point_name(const StoredStudy& study, std::size_t point) {
  return name_of_point(study.file, study.points[point]);
}

const std::string& level_of(const StoredStudy& study, std::size_t point, std::size_t factor) {
  return study.file.factors[factor].levels[study.points[point].levels[factor]].name;
}

std::string text_of(const StoredStudy& study, const std::string& column) {
  const StoredMeasure* measure = study.find(column);
  return measure != nullptr ? measure->text : column;
}

ReportCell count_cell(std::uint64_t count) { return {std::to_string(count), static_cast<double>(count)}; }
ReportCell number_cell(double value) { return {std::isfinite(value) ? two_figures(value) : "-", value}; }

void add(ReportSection& section, ReportBlock block) { section.blocks.push_back(std::move(block)); }

std::string meta_of(const StoredStudy& study, const char* key) {
  const auto at = study.meta.find(key);
  return at != study.meta.end() ? at->second : std::string();
}

// ---- The question, and what was compared ----

std::string played_text(const StoredStudy& study) {
  const std::uint64_t done = std::accumulate(study.done.begin(), study.done.end(), std::uint64_t{0});
  const std::size_t points = study.best_points().size();
  std::string text = fmt::format(
      "{} point{} of the design, {} replicates of each asked for by the study file, {} played in all.",
      points, points == 1 ? "" : "s", study.file.replicates, done);
  text += fmt::format(" {} failed.", study.failures.size());
  if (study.uncertain.draws > 0)
    text +=
        fmt::format(" Each point is played once more with each of {} draws of {} inputs that are not known.",
                    study.uncertain.draws, study.uncertain.inputs.size());
  if (study.file.precision.given())
    text += fmt::format(" A point ends where the 95 % interval of {} is no wider than {} either way.",
                        study.file.precision.measure, two_figures(study.file.precision.half_width));
  return text;
}

ReportTable failures_table(const StoredStudy& study) {
  ReportTable table{"failures",
                    "Replicates that broke a check of the program: they count in no estimate",
                    {"point", "replicate", "what", "plays it again"},
                    {}};
  for (const FailedReplicate& f : study.failures)
    if (f.point < study.points.size())
      table.rows.push_back({point_name(study, f.point), count_cell(f.replicate), f.what, f.command});
  return table;
}

ReportSection question(const StoredStudy& study) {
  ReportSection section{"question", "The question", {}};
  if (!study.file.question.empty()) add(section, Paragraph{study.file.question});
  add(section, Paragraph{kInThisModel + std::string(" ") + played_text(study)});
  if (!study.failures.empty()) add(section, failures_table(study));
  add(section, Paragraph{"Differences between alternatives are more trustworthy than levels: both sides of a "
                         "difference share "
                         "the model's errors, and met the same luck."});
  return section;
}

ReportTable factors_table(const StoredStudy& study) {
  ReportTable table{"factors",
                    "What is varied: the first level of each factor is what the others are compared with",
                    {"factor", "level", "sets"},
                    {}};
  for (const FactorFile& factor : study.file.factors)
    for (const LevelFile& level : factor.levels) {
      std::string sets;
      for (const SettingFile& s : level.set)
        sets += fmt::format("{}{} = {}", sets.empty() ? "" : "; ", s.path, s.value);
      table.rows.push_back({factor.name, level.name, sets.empty() ? "the scenario as it is" : sets});
    }
  return table;
}

ReportTable points_table(const StoredStudy& study) {
  ReportTable table{"points", "The points of the design", {"point"}, {}};
  for (const FactorFile& factor : study.file.factors) table.columns.push_back(factor.name);
  table.columns.push_back("replicates");
  for (const std::size_t point : study.best_points()) {
    std::vector<ReportCell> row{count_cell(point)};
    for (std::size_t f = 0; f < study.file.factors.size(); ++f) row.push_back(level_of(study, point, f));
    row.push_back(count_cell(study.done[point]));
    table.rows.push_back(std::move(row));
  }
  return table;
}

/// What of the lines of a run's beginning is other than at the first point.
Items changes_in_play(const StoredStudy& study, const StudyReportContext& context) {
  Items changes;
  for (std::size_t i = 1; i < context.in_play.size(); ++i) {
    const PointInPlay& point = context.in_play[i];
    const std::vector<std::string>& first = context.in_play[0].lines;
    for (const std::string& line : point.lines)
      if (std::find(first.begin(), first.end(), line) == first.end())
        changes.items.push_back(point_name(study, point.point) + ": " + line);
  }
  return changes;
}

const char* design_words(DesignKind design) {
  switch (design) {
    case DesignKind::one_by_one:
      return "The first level of all factors is played, and each other level alone.";
    case DesignKind::fractional:
      return "A part of all combinations of levels is played: a fractional design.";
    default:
      return "Every level of every factor is played with every other.";
  }
}

ReportSection alternatives(const StoredStudy& study, const StudyReportContext& context) {
  ReportSection section{"alternatives", "The alternatives", {}};
  if (study.file.factors.empty()) {
    add(section, Paragraph{"Nothing is varied: one point, the scenario as it is."});
    return section;
  }
  add(section, Paragraph{design_words(study.file.design)});
  add(section, factors_table(study));
  add(section, points_table(study));
  if (Items changes = changes_in_play(study, context); !changes.items.empty()) {
    add(section, Paragraph{"What stands and flies otherwise than at the first point:"});
    add(section, std::move(changes));
  }
  return section;
}

// ---- The answer ----

ReportTable estimates_table(const StoredStudy& study) {
  ReportTable table{
      "estimates",
      "Estimates with 95 % intervals over replicates (P: Wilson; means: Student inside what is possible)",
      {"measure"},
      {}};
  for (const FactorFile& factor : study.file.factors) table.columns.push_back(factor.name);
  for (const char* column : {"estimate", "low", "high", "replicates"}) table.columns.emplace_back(column);
  for (const PointEstimate& e : study.answer.estimates) {
    std::vector<ReportCell> row{text_of(study, e.column)};
    for (std::size_t f = 0; f < study.file.factors.size(); ++f) row.push_back(level_of(study, e.point, f));
    const Interval shown = study.shown(e.column, e.interval);
    for (const double value : {shown.estimate, shown.low, shown.high})
      row.push_back(e.known && !e.below_floor ? number_cell(value) : ReportCell("-"));
    if (e.below_floor) row[row.size() - 3] = floor_words(study.floor, e.interval);
    row.push_back(e.replicates == e.played ? count_cell(e.played)
                                           : ReportCell(fmt::format("{} of {}", e.replicates, e.played),
                                                        static_cast<double>(e.replicates)));
    table.rows.push_back(std::move(row));
  }
  return table;
}

/// RULES 4: ahead of another only where the inputs' intervals were asked, too; luck alone says less.
std::string verdict(const PointDifference& d) {
  return d.p < 0.05 ? "differ beyond luck" : "not distinguishable";
}

ReportTable differences_table(const StoredStudy& study) {
  ReportTable table{
      "differences",
      "Differences from the first level, replicate by replicate under the same luck (P: Newcombe, McNemar; "
      "means: "
      "Student), p by Holm for all of them together",
      {"measure", "less", "elsewhere", "difference", "low", "high", "correlation", "saved", "p", "luck says"},
      {}};
  for (const PointDifference& d : study.answer.differences) {
    std::string elsewhere;
    for (std::size_t f = 0; f < study.file.factors.size(); ++f)
      if (f != d.factor)
        elsewhere += fmt::format("{}{}: {}", elsewhere.empty() ? "" : "; ", study.file.factors[f].name,
                                 level_of(study, d.point, f));
    std::vector<ReportCell> row{
        text_of(study, d.column),
        fmt::format("{}: {} less {}", study.file.factors[d.factor].name, level_of(study, d.point, d.factor),
                    level_of(study, d.base, d.factor)),
        elsewhere};
    const Interval shown = study.shown(d.column, d.difference);
    for (const double value : {shown.estimate, shown.low, shown.high}) row.push_back(number_cell(value));
    row.emplace_back(fmt::format("{:.2f}", d.correlation), d.correlation);
    row.emplace_back(std::isfinite(d.saved) ? fmt::format("{:.2g}", d.saved) : "all", d.saved);
    row.emplace_back(d.p < 0.001 ? "< 0.001" : fmt::format("{:.2g}", d.p), d.p);
    row.emplace_back(verdict(d));
    table.rows.push_back(std::move(row));
  }
  return table;
}

/// From the smallest size on at which a measure has passed a level.
std::string knee_words(const StoredStudy& study, const KneeAnswer& answer) {
  const std::vector<LevelFile>& sizes = study.file.factors[answer.factor].levels;
  const Knee& knee = answer.knee;
  const auto name = [&](std::size_t size) {
    return size < sizes.size() ? sizes[size].name : "beyond " + sizes.back().name;
  };
  if (knee.wanted) return "not known yet: more replicates are to be played";
  if (knee.low >= sizes.size()) return "not reached up to " + sizes.back().name;
  std::string words = fmt::format("{} [{}, {}]", name(knee.estimate), name(knee.low), name(knee.high));
  if (knee.high == 0) words += " (the smallest size that was asked for: it may lie lower)";
  if (knee.fall)
    words += fmt::format("; not monotone: from {} to {} it goes the other way", name(knee.fall->from),
                         name(knee.fall->to));
  return words;
}

ReportTable knees_table(const StoredStudy& study) {
  const KneeFile& file = study.file.knee;
  ReportTable table{
      "knees",
      fmt::format("Knee: the first {} at which the mean of {} is {} {}, with at least 95 % confidence",
                  file.name(), file.measure, file.way == KneeWay::falls ? "below" : "above", file.level),
      {"at", "knee"},
      {}};
  for (const KneeAnswer& answer : study.answer.knees)
    table.rows.push_back({point_name(study, answer.points.front()), knee_words(study, answer)});
  return table;
}

ReportSection answer(const StoredStudy& study) {
  ReportSection section{"answer", "The answer", {}};
  if (study.answer.estimates.empty()) {
    add(section, Paragraph{"Nothing has been played yet."});
    return section;
  }
  add(section,
      Paragraph{"The bands here are of luck: how far the estimates could lie off because only so many "
                "replicates were "
                "played. They hold neither the intervals of the inputs nor the errors of the model."});
  for (ReportFigure& picture : answer_pictures(study)) add(section, std::move(picture));
  add(section, estimates_table(study));
  if (!study.floor.why.empty())
    add(section, Paragraph{fmt::format("No probability below {} is told: {}.", two_figures(study.floor.value),
                                       study.floor.why)});
  if (!study.answer.knees.empty()) add(section, knees_table(study));
  if (study.answer.differences.empty()) return section;
  for (ReportFigure& picture : difference_pictures(study)) add(section, std::move(picture));
  add(section, differences_table(study));
  add(section,
      Paragraph{
          "Saved: how many times the replicates would have been needed without luck in common. An "
          "alternative "
          "is called ahead of another only where it is so in at least 90 % of the draws from the inputs' "
          "intervals; luck alone can only say that two differ."});
  return section;
}

// ---- What became of threats and rounds ----

/// A column a point where they are few, otherwise a row for each cause of each point.
ReportTable ledger_table(const StoredStudy& study, const std::string& part) {
  constexpr std::size_t kMostColumns = 6;
  const std::vector<std::size_t> points = study.best_points();
  const bool wide = points.size() <= kMostColumns;
  ReportTable table{"ledger_" + part,
                    "Mean number of " + part + " a replicate by primary cause, with 95 % intervals",
                    {"cause"},
                    {}};
  if (!wide) table.columns.insert(table.columns.end(), {"point", "mean and interval"});
  if (wide)
    for (const std::size_t point : points) table.columns.push_back(point_name(study, point));
  for (const StoredMeasure* cause : causes_by_weight(study, part)) {
    std::vector<ReportCell> row{cause->text};
    if (wide) row.resize(points.size() + 1, ReportCell("-"));
    for (const PointEstimate& e : study.estimates) {
      if (e.column != cause->column || study.points[e.point].draw > 0) continue;
      const ReportCell cell{fmt::format("{} {}", two_figures(e.interval.estimate), bounds_text(e.interval)),
                            e.interval.estimate};
      if (wide)
        row[static_cast<std::size_t>(std::find(points.begin(), points.end(), e.point) - points.begin()) + 1] =
            cell;
      else
        table.rows.push_back({cause->text, point_name(study, e.point), cell});
    }
    if (wide) table.rows.push_back(std::move(row));
  }
  return table;
}

ReportSection ledger(const StoredStudy& study) {
  ReportSection section{"ledger", "What became of threats and rounds", {}};
  add(section, Paragraph{fmt::format("Both lists: {}. Precedence: {}.", kLedgerTitle, precedence_text())});
  for (const char* part : {"threats", "rounds"}) {
    std::optional<ReportFigure> picture = ledger_picture(study, part, std::string(kLedgerTitle));
    if (!picture) continue;
    add(section, std::move(*picture));
    add(section, ledger_table(study, part));
  }
  return section;
}

// ---- What it stands on ----

ReportTable status_table(const StoredStudy& study, const StudyReportContext& context) {
  ReportTable table{
      "figures",
      "Figures in play by status: asserted (somebody says so), derived (solved back or computed), "
      "assumed (our judgement)",
      {"point", "figures", "asserted", "of these from memory", "derived", "assumed", "share assumed"},
      {}};
  for (const PointInPlay& p : context.in_play) {
    const StatusCounts& n = p.counts;
    std::vector<ReportCell> row{point_name(study, p.point)};
    for (const int count : {n.all(), n.asserted, n.remembered, n.derived, n.assumed})
      row.push_back(count_cell(static_cast<std::uint64_t>(count)));
    const double share = n.all() > 0 ? static_cast<double>(n.assumed) / n.all() : 0.0;
    row.emplace_back(fmt::format("{:.0f} %", 100.0 * share), share);
    table.rows.push_back(std::move(row));
  }
  return table;
}

/// Of all points together, each once.
ReportTable records_table(const StudyReportContext& context) {
  ReportTable table{"records",
                    "Records of the catalogue in play, and where their figures come from",
                    {"record", "name", "asserted", "derived", "assumed", "sources"},
                    {}};
  std::set<std::pair<std::string, std::string>> seen;
  for (const PointInPlay& p : context.in_play)
    for (const RecordInPlay& r : p.records) {
      if (!seen.insert({r.kind, r.name}).second) continue;
      std::string sources;
      for (const std::string& key : r.sources) sources += (sources.empty() ? "" : ", ") + key;
      std::vector<ReportCell> row{r.kind, r.name};
      for (const int count : {r.counts.asserted, r.counts.derived, r.counts.assumed})
        row.push_back(count_cell(static_cast<std::uint64_t>(count)));
      row.emplace_back(sources);
      table.rows.push_back(std::move(row));
    }
  return table;
}

ReportTable sources_table(const StudyReportContext& context) {
  ReportTable table{"sources", "Sources", {"key", "title", "address"}, {}};
  for (const Source& s : context.sources) table.rows.push_back({s.key, s.title, s.url});
  return table;
}

/// The lines that say `old -> new`, or what a level set.
Items changed_figures(const StoredStudy& study, const StudyReportContext& context) {
  Items changed;
  std::set<std::string> seen;
  for (const PointInPlay& p : context.in_play)
    for (const std::string& line : p.lines)
      if (line.find(" -> ") != std::string::npos && seen.insert(line).second)
        changed.items.push_back(point_name(study, p.point) + ": " + line);
  return changed;
}

ReportSection inputs(const StoredStudy& study, const StudyReportContext& context) {
  ReportSection section{"inputs", "The inputs", {}};
  if (context.in_play.empty()) {
    add(section,
        Paragraph{
            "The files in the store could not be read again, so that their figures are not counted here: " +
            context.not_read});
    return section;
  }
  add(section, status_table(study, context));
  Items changed = changed_figures(study, context);
  add(section,
      Paragraph{changed.items.empty() ? "No figure of the catalogue was changed by the scenario or a level."
                                      : "Figures of the catalogue that were changed, old -> new:"});
  if (!changed.items.empty()) add(section, std::move(changed));
  add(section,
      Paragraph{fmt::format("In play at the first point ({}), ground: {}.",
                            point_name(study, context.in_play[0].point), context.in_play[0].terrain)});
  add(section, Items{context.in_play[0].lines});
  add(section, records_table(context));
  add(section, sources_table(context));
  return section;
}

ReportSection limits(const StudyReportContext& context) {
  return {"limits", "What this is, and what it leaves out", {Items{context.caveats}}};
}

// ---- Where it comes from ----

std::string commands(const StoredStudy& study, const StudyReportContext& context) {
  const std::uint64_t most = study.done.empty() ? 0 : *std::max_element(study.done.begin(), study.done.end());
  return fmt::format(
      "# this report\ncupola report {0} -o report.html\n"
      "# the study file, as it was when it started\nsqlite3 {0} \"SELECT text FROM inputs WHERE name = "
      "'study'\"\n"
      "# the whole study\ncupola study STUDY.yaml --replicates {1} --out {0}\n"
      "# any replicate, with its run file to look into\ncupola run --from {0} --point 0 --replicate 0",
      shell_word(context.store), most);
}

ReportSection provenance(const StoredStudy& study, const StudyReportContext& context) {
  ReportSection section{"provenance", "Where it comes from", {}};
  ReportTable table{"provenance", "What made these results", {"what", "value"}, {}};
  const auto row = [&](const char* what, const std::string& value) {
    if (!value.empty()) table.rows.push_back({what, value});
  };
  row("store", context.store);
  row("version", meta_of(study, "version"));
  row("compiler", meta_of(study, "compiler"));
  row("seed", meta_of(study, "seed"));
  row("digest of all replicates", study.digest);
  row("ground at the first point", context.in_play.empty() ? std::string() : context.in_play[0].terrain);
  row("hash of the terrain", meta_of(study, "terrain_hash"));
  add(section, std::move(table));
  add(section, Paragraph{"To make it again:"});
  add(section, Verbatim{commands(study, context)});
  ReportTable files{
      "files", "Files that the results depend on; the store holds them whole", {"file", "hash"}, {}};
  for (const StoredFile& file : study.inputs) files.rows.push_back({file.name, file.hash});
  add(section, std::move(files));
  return section;
}

}  // namespace

Report study_report(const StoredStudy& study, const StudyReportContext& context) {
  Report report{"study", study.file.name, "A study of many replicates. " + std::string(kInThisModel), {}, {}};
  report.about = {{"version", meta_of(study, "version")},
                  {"seed", meta_of(study, "seed")},
                  {"digest", study.digest},
                  {"store", context.store}};
  report.sections = {question(study),
                     alternatives(study, context),
                     answer(study),
                     ignorance_section(study),
                     ledger(study),
                     inputs(study, context),
                     limits(context),
                     reversal_section(study),
                     provenance(study, context)};
  return report;
}

}  // namespace cupola
