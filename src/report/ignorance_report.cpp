#include "report/ignorance_report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/answer_words.hpp"
#include "report/row_chart.hpp"
#include "report/study_pictures.hpp"

namespace cupola {

namespace {

constexpr std::size_t kMostInputs = 12;

std::string text_of(const StoredStudy& study, const std::string& column) {
  const StoredMeasure* measure = study.find(column);
  return measure != nullptr ? measure->text : column;
}

double unit_of(const StoredStudy& study, const std::string& column) {
  const StoredMeasure* measure = study.find(column);
  return measure != nullptr ? measure->shown : 1.0;
}

std::string levels_of(const StoredStudy& study, std::size_t point) {
  return study.file.factors.empty() ? "" : name_of_point(study.file, study.points[point]);
}

ReportCell number_cell(double value) { return {two_figures(value), value}; }

/// 5, 50 and 95 %, or nothing where they say no more than the means.
void add_band(std::vector<ReportCell>& row, const QuantileBand& band, double unit, bool said) {
  for (const double value : {band.low, band.middle, band.high})
    row.push_back(said ? number_cell(unit * value) : ReportCell("-"));
}

ReportTable inputs_table(const StoredStudy& study) {
  ReportTable table{"uncertain",
                    "Inputs that are not known, at their best guess and at their ends",
                    {"input", "low", "best", "high", "of"},
                    {}};
  for (const StoredUncertainty::Input& input : study.uncertain.inputs) {
    std::string paths;
    for (const std::string& path : input.paths) paths += (paths.empty() ? "" : ", ") + path;
    table.rows.push_back({input.name, input.low, input.best, input.high, paths});
  }
  return table;
}

ReportTable bands_table(const StoredStudy& study) {
  ReportTable table{
      "bands",
      "Luck and ignorance apart: 5, 50 and 95 % under the stated distributions. Luck: single raids at the "
      "best guess; "
      "ignorance: means over draws, luck taken out; both: single raids over all draws",
      {"measure", "point", "best guess", "luck 5", "luck 50", "luck 95", "ignorance 5", "ignorance 50",
       "ignorance 95", "both 5", "both 50", "both 95", "share of variance that is ignorance"},
      {}};
  for (const MeasureBands& b : study.answer.bands) {
    const Interval best = study.shown(b.column, b.best_guess);
    const double unit = unit_of(study, b.column);
    std::vector<ReportCell> row{
        text_of(study, b.column),
        levels_of(study, b.point),
        {fmt::format("{} {}", two_figures(best.estimate), bounds_text(best)), best.estimate}};
    add_band(row, b.luck, unit, !b.is_event);
    add_band(row, b.knowledge, unit, true);
    add_band(row, b.both, unit, !b.is_event);
    const double share = b.split.knowledge.estimate / (b.split.knowledge.estimate + b.split.luck);
    row.push_back(b.split.distinguishable() ? ReportCell(fmt::format("{:.0f} %", 100.0 * share), share)
                                            : ReportCell("not distinguishable from none"));
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string verdict(const DrawDifference& d) {
  if (!d.distinguishable()) return "not distinguishable";
  return d.higher >= DrawDifference::kAhead ? "higher" : "lower";
}

ReportTable draws_table(const StoredStudy& study) {
  ReportTable table{"draw_differences",
                    "Differences draw by draw under the same luck; one is called higher or lower than "
                    "another where it is so in "
                    "at least 90 % of the draws",
                    {"measure", "less", "at", "higher in", "lower in", "interval of the larger share",
                     "ignorance 5", "ignorance 50", "ignorance 95", "in the draws it is"},
                    {}};
  for (const DrawDifference& d : study.answer.draw_differences) {
    const FactorFile& factor = study.file.factors[d.factor];
    const auto level = [&](std::size_t point) {
      return factor.levels[study.points[point].levels[d.factor]].name;
    };
    std::vector<ReportCell> row{text_of(study, d.column),
                                fmt::format("{}: {} less {}", factor.name, level(d.point), level(d.base)),
                                levels_of(study, d.point)};
    for (const double share : {d.higher, d.lower})
      row.emplace_back(fmt::format("{:.0f} %", 100.0 * share), share);
    row.emplace_back(fmt::format("{:.0f} to {:.0f} %", 100.0 * d.share.low, 100.0 * d.share.high));
    add_band(row, d.knowledge, unit_of(study, d.column), true);
    row.emplace_back(verdict(d));
    table.rows.push_back(std::move(row));
  }
  return table;
}

/// What an input does, as marks with intervals: the two ends of a tornado's bar, or one number.
std::vector<RowMark> marks_of(const InputSensitivity& s, double unit) {
  const auto mark = [](const Interval& i, double factor, std::size_t series) {
    return RowMark{factor * i.estimate, factor * i.low, factor * i.high, series};
  };
  if (s.bar) return {mark(s.bar->at_low, unit, 0), mark(s.bar->at_high, unit, 1)};
  if (s.indices) return {mark(s.indices->first, 1.0, 0), mark(s.indices->total, 1.0, 1)};
  if (s.effects) return {mark(s.effects->mean, unit, 0), mark(s.effects->mean_size, unit, 1)};
  return s.rank_correlation ? std::vector<RowMark>{mark(*s.rank_correlation, 1.0, 0)}
                            : std::vector<RowMark>{};
}

/// Names of the two numbers that an input may have, and what the axis counts.
struct HowRanked {
  std::string first, second, axis;
};
HowRanked how_ranked(const InputSensitivity& s, const std::string& text) {
  if (s.bar) return {"at its low end", "at its high end", "change of " + text + " from the best guess"};
  if (s.indices) return {"by itself", "with all others", "share of the variance that comes from ignorance"};
  if (s.effects) return {"mean", "mean size (mu*)", "change of " + text + " from low to high"};
  return {"", "", "rank correlation with the mean of the draw"};
}

std::string title_of(const StoredStudy& study, const Sensitivity& s) {
  std::string of = levels_of(study, s.point);
  if (s.base) of += " less " + levels_of(study, *s.base);
  return text_of(study, s.column) + (of.empty() ? "" : "; " + of);
}

ReportFigure sensitivity_figure(const StoredStudy& study, const Sensitivity& s, std::size_t number) {
  const HowRanked words = how_ranked(s.inputs.front(), text_of(study, s.column));
  RowChart chart;
  chart.title = study.file.name;
  chart.subtitle = "Which inputs decide: " + title_of(study, s);
  chart.series = {{words.first, chart_colour(0)}, {words.second, chart_colour(1)}};
  std::vector<double> ends;
  for (std::size_t i = 0; i < std::min(kMostInputs, s.inputs.size()); ++i) {
    const std::string& name = study.uncertain.inputs[s.inputs[i].input].name;
    chart.rows.push_back({name, marks_of(s.inputs[i], unit_of(study, s.column)), {}});
    for (const RowMark& mark : chart.rows.back().marks)
      ends.insert(ends.end(), {mark.at, mark.low, mark.high});
  }
  chart.x = axis_over(words.axis, ends);
  chart.line_at = 0.0;
  chart.foot = "In this model, with these inputs. Intervals: 95 %.";
  return {fmt::format("inputs-{}", number), chart.subtitle,
          "The input that matters most first; each with its 95 % interval.", draw_rows(chart)};
}

ReportTable sensitivity_table(const StoredStudy& study) {
  ReportTable table{"sensitivities",
                    "Which inputs decide, the one that matters most first",
                    {"measure", "input", "what", "value", "low", "high"},
                    {}};
  for (const Sensitivity& s : study.answer.sensitivities)
    for (const InputSensitivity& input : s.inputs) {
      const HowRanked words = how_ranked(input, text_of(study, s.column));
      for (const RowMark& mark : marks_of(input, unit_of(study, s.column))) {
        const std::string& which = mark.series == 0 ? words.first : words.second;
        table.rows.push_back({title_of(study, s), study.uncertain.inputs[input.input].name,
                              which.empty() ? words.axis : which, number_cell(mark.at), number_cell(mark.low),
                              number_cell(mark.high)});
      }
    }
  return table;
}

/// `1. reaction time (turns it round), 2. ...`
std::string named(const StoredStudy& study, const Sensitivity& s) {
  std::string names;
  for (std::size_t i = 0; i < std::min(kInputsNamed, s.inputs.size()); ++i) {
    const InputSensitivity& input = s.inputs[i];
    names += fmt::format("{}{}{}", i > 0 ? ", " : "", study.uncertain.inputs[input.input].name,
                         input.bar && input.bar->reverses ? " (an end of its interval turns it round)" : "");
  }
  return names;
}

}  // namespace

ReportSection ignorance_section(const StoredStudy& study) {
  ReportSection section{"ignorance", "What is not known", {}};
  const auto add = [&](ReportBlock block) { section.blocks.push_back(std::move(block)); };
  if (study.uncertain.inputs.empty()) {
    add(
        Paragraph{"This study draws none of its inputs: its bands are of luck alone, and what the inputs' "
                  "own intervals add is not in them."});
    return section;
  }
  add(Paragraph{fmt::format(
      "{} inputs are not known; the study looks at {} draws of them ({}), each under the same luck.",
      study.uncertain.inputs.size(), study.uncertain.draws, study.uncertain.sampling)});
  add(inputs_table(study));
  if (!study.answer.bands.empty()) add(bands_table(study));
  if (!study.answer.draw_differences.empty()) add(draws_table(study));
  const std::vector<Sensitivity>& all = study.answer.sensitivities;
  const bool compares =
      std::any_of(all.begin(), all.end(), [](const Sensitivity& s) { return s.base.has_value(); });
  std::size_t number = 0;
  for (const Sensitivity& s : all)  // of alternatives the differences: the table has the rest
    if (!s.inputs.empty() && s.base.has_value() == compares) add(sensitivity_figure(study, s, ++number));
  if (!all.empty()) add(sensitivity_table(study));
  return section;
}

ReportSection reversal_section(const StoredStudy& study) {
  ReportSection section{"reversal", "What would reverse the answer", {}};
  if (study.answer.sensitivities.empty()) {
    section.blocks.emplace_back(
        Paragraph{"Which inputs would reverse the answer was not asked: the study draws none of them."});
    return section;
  }
  Items items;
  for (const Sensitivity& s : study.answer.sensitivities)
    if (!s.inputs.empty()) items.items.push_back(title_of(study, s) + ": " + named(study, s));
  section.blocks.emplace_back(Paragraph{
      "The inputs that matter most to each answer; where one of them is other than believed, look again:"});
  section.blocks.emplace_back(std::move(items));
  return section;
}

}  // namespace cupola
