#include "report/study_pictures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>
#include <numeric>

#include "record/ledger.hpp"
#include "report/answer_words.hpp"
#include "report/row_chart.hpp"

namespace cupola {

namespace {

constexpr std::size_t kMostLines = 7, kMostLinesInPanels = 9, kMostPanels = 8, kMostCauses = 7;
constexpr const char* kFoot = "In this model, with these inputs. Intervals: 95 %, luck alone.";

struct NumberAndRest {
  double number = 0.0;
  std::string rest;
};

std::optional<NumberAndRest> split(const std::string& text) {
  NumberAndRest parts;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), parts.number);
  if (error != std::errc()) return std::nullopt;
  parts.rest = text.substr(static_cast<std::size_t>(end - text.data()));
  parts.rest.erase(0, std::min(parts.rest.find_first_not_of(' '), parts.rest.size()));
  return parts;
}

std::optional<NumericLevels> numbers_of(const std::vector<std::string>& texts) {
  NumericLevels levels;
  for (const std::string& text : texts) {
    const std::optional<NumberAndRest> parts = split(text);
    if (!parts || (!levels.values.empty() && parts->rest != levels.unit)) return std::nullopt;
    if (std::find(levels.values.begin(), levels.values.end(), parts->number) != levels.values.end())
      return std::nullopt;
    levels.values.push_back(parts->number);
    levels.unit = parts->rest;
  }
  return levels.values.size() > 1 ? std::optional(levels) : std::nullopt;
}

/// A name for a file: letters, digits and `-`.
std::string file_name(const std::string& column) {
  std::string name;
  for (const char c : column) name += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '-';
  return name;
}

/// The levels of all factors but one.
std::string name_without(const StoredStudy& study, std::size_t point, std::size_t left_out) {
  std::string name;
  for (std::size_t f = 0; f < study.file.factors.size(); ++f)
    if (f != left_out)
      name += fmt::format("{}{}: {}", name.empty() ? "" : "; ", study.file.factors[f].name,
                          study.file.factors[f].levels[study.points[point].levels[f]].name);
  return name;
}

std::vector<PointEstimate> estimates_of(const StoredStudy& study, const std::string& column) {
  std::vector<PointEstimate> all;
  std::copy_if(study.answer.estimates.begin(), study.answer.estimates.end(), std::back_inserter(all),
               [&](const PointEstimate& e) { return e.column == column && e.known && !e.below_floor; });
  for (PointEstimate& e : all) e.interval = study.shown(column, e.interval);
  return all;
}

/// How estimates are drawn as lines: over a factor of numbers, a line for each level of another factor (or of all others,
/// where they are few), a panel for each combination of the rest.
struct LinePlan {
  std::size_t x;
  std::vector<std::size_t> lines, panels;  ///< factors
};

std::size_t combinations(const StoredStudy& study, const std::vector<std::size_t>& factors) {
  return std::accumulate(
      factors.begin(), factors.end(), std::size_t{1},
      [&](std::size_t product, std::size_t f) { return product * study.file.factors[f].levels.size(); });
}

std::optional<LinePlan> plan_over(const StoredStudy& study, std::size_t x) {
  LinePlan plan{x, {}, {}};
  for (std::size_t f = 0; f < study.file.factors.size(); ++f)
    if (f != x) plan.lines.push_back(f);
  if (combinations(study, plan.lines) <= kMostLines) return plan;
  plan.panels.assign(plan.lines.begin() + 1, plan.lines.end());
  plan.lines.resize(1);
  const bool fits = combinations(study, plan.lines) <= kMostLinesInPanels &&
                    combinations(study, plan.panels) <= kMostPanels;
  return fits ? std::optional(plan) : std::nullopt;
}

/// Over the factor of numbers with the most levels; none: there is no such factor, or there are too many lines.
std::optional<LinePlan> plan_of_lines(const StoredStudy& study) {
  std::optional<LinePlan> best;
  if (study.file.design != DesignKind::full) return best;
  for (std::size_t f = 0; f < study.file.factors.size(); ++f) {
    if (!numeric_levels(study.file.factors[f])) continue;
    if (best && study.file.factors[f].levels.size() <= study.file.factors[best->x].levels.size()) continue;
    if (const std::optional<LinePlan> plan = plan_over(study, f)) best = plan;
  }
  return best;
}

/// The levels of some factors: by themselves, or with the names of the factors.
std::string levels_text(const StoredStudy& study, std::size_t point, const std::vector<std::size_t>& factors,
                        bool named) {
  std::string text;
  for (const std::size_t f : factors) {
    const FactorFile& factor = study.file.factors[f];
    text += (text.empty() ? "" : "; ") + (named ? factor.name + ": " : std::string()) +
            factor.levels[study.points[point].levels[f]].name;
  }
  return text;
}

std::vector<double> ends_of(const std::vector<PointEstimate>& estimates) {
  std::vector<double> ends;
  for (const PointEstimate& e : estimates)
    ends.insert(ends.end(), {e.interval.estimate, e.interval.low, e.interval.high});
  return ends;
}

/// There, and back along the other edge. Hollow marks where colours come again.
void add_line(Chart& chart, const std::string& name, const std::string& colour, const std::string& dash,
              bool filled, std::vector<std::pair<double, Interval>> points) {
  std::sort(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  ChartLine line{"", {}, colour, 2.0, dash};
  ChartArea band{"", {}, colour, 0.15};
  ChartMarks marks{name, {}, colour, filled};
  for (const auto& [x, i] : points) {
    line.points.push_back({x, i.estimate});
    band.outline.push_back({x, i.low});
    marks.marks.push_back({{x, i.estimate}});
    marks.marks.back().y_low = i.low;
    marks.marks.back().y_high = i.high;
  }
  for (auto p = points.rbegin(); p != points.rend(); ++p) band.outline.push_back({p->first, p->second.high});
  chart.areas.push_back(std::move(band));
  chart.lines.push_back(std::move(line));
  chart.marks.push_back(std::move(marks));
}

Chart draw_panel(const StoredStudy& study, const StoredMeasure& measure, const LinePlan& plan,
                 const std::vector<PointEstimate>& estimates, const std::vector<double>& ends) {
  const FactorFile& factor = study.file.factors[plan.x];
  const NumericLevels levels = *numeric_levels(factor);
  // A number alone says nothing.
  const bool numbers = std::any_of(plan.lines.begin(), plan.lines.end(), [&](std::size_t f) {
    return numeric_levels(study.file.factors[f]).has_value();
  });
  std::vector<std::string> names;
  std::map<std::string, std::vector<std::pair<double, Interval>>> by_name;
  for (const PointEstimate& e : estimates) {
    const std::string name = levels_text(study, e.point, plan.lines, numbers);
    if (!by_name.contains(name)) names.push_back(name);
    by_name[name].emplace_back(levels.values[study.points[e.point].levels[plan.x]], e.interval);
  }
  Chart chart;
  chart.title = levels_text(study, estimates.front().point, plan.panels, true);
  const auto [least, most] = std::minmax_element(levels.values.begin(), levels.values.end());
  const double margin = 0.04 * (*most - *least);
  chart.x = {factor.name + (levels.unit.empty() ? "" : ", " + levels.unit), *least - margin, *most + margin};
  chart.y = axis_over(axis_words(measure), ends);
  constexpr const char* kDashes[] = {"", "7 3", "2 3"};
  for (std::size_t i = 0; i < names.size(); ++i)
    add_line(chart, names[i], chart_colour(i), kDashes[i % std::size(kDashes)], i < kMostLines,
             by_name[names[i]]);
  return chart;
}

/// All panels on the same axes.
std::string draw_lines(const StoredStudy& study, const StoredMeasure& measure, const LinePlan& plan,
                       const std::vector<PointEstimate>& estimates) {
  std::vector<std::string> titles;
  std::map<std::string, std::vector<PointEstimate>> by_panel;
  for (const PointEstimate& e : estimates) {
    const std::string title = levels_text(study, e.point, plan.panels, true);
    if (!by_panel.contains(title)) titles.push_back(title);
    by_panel[title].push_back(e);
  }
  std::vector<Chart> panels;
  const std::vector<double> ends = ends_of(estimates);
  for (const std::string& title : titles)
    panels.push_back(draw_panel(study, measure, plan, by_panel[title], ends));
  return draw_charts(study.file.name, measure.text, panels, kFoot);
}

std::string draw_dots(const StoredStudy& study, const StoredMeasure& measure,
                      const std::vector<PointEstimate>& estimates) {
  RowChart chart{study.file.name, measure.text, axis_over(axis_words(measure), ends_of(estimates)), {}, {}};
  chart.foot = kFoot;
  chart.series = {{"", chart_colour(0)}};
  for (const PointEstimate& e : estimates)
    chart.rows.push_back({name_of_point(study.file, study.points[e.point]),
                          {{e.interval.estimate, e.interval.low, e.interval.high, 0}},
                          {}});
  return draw_rows(chart);
}

/// `from 0.1 (batch: one unit) to 0.3 (batch: a set)`: what the eye would see first.
std::string range_words(const StoredStudy& study, const std::vector<PointEstimate>& estimates) {
  const auto [least, most] = std::minmax_element(estimates.begin(), estimates.end(),
                                                 [](const PointEstimate& a, const PointEstimate& b) {
                                                   return a.interval.estimate < b.interval.estimate;
                                                 });
  const auto words = [&](const PointEstimate& e) {
    return fmt::format("{} {} ({})", two_figures(e.interval.estimate), bounds_text(e.interval),
                       name_of_point(study.file, study.points[e.point]));
  };
  return estimates.size() < 2 ? words(*least) : fmt::format("From {} to {}", words(*least), words(*most));
}

/// What was meant to happen, or says nothing yet, is grey: the eye is for the rest.
class CauseColours {
 public:
  std::string of(const std::string& cause) {
    if (cause == name_of(ThreatCause::killed) || cause == name_of(RoundCause::hit)) return "#6b7785";
    if (cause == name_of(ThreatCause::turned_away)) return "#97a1ab";
    if (cause == name_of(ThreatCause::unresolved) || cause == name_of(RoundCause::still_flying))
      return "#c3c9cf";
    return chart_colour(next_++);
  }

 private:
  std::size_t next_ = 0;
};

}  // namespace

std::optional<NumericLevels> numeric_levels(const FactorFile& factor) {
  std::vector<std::string> names, values;
  std::string path;
  for (const LevelFile& level : factor.levels) {
    names.push_back(level.name);
    if (level.set.size() != 1 || (!path.empty() && level.set[0].path != path)) continue;
    path = level.set[0].path;
    values.push_back(level.set[0].value);
  }
  if (const std::optional<NumericLevels> levels = numbers_of(names)) return levels;
  return values.size() == factor.levels.size() ? numbers_of(values) : std::nullopt;
}

std::vector<const StoredMeasure*> causes_by_weight(const StoredStudy& study, const std::string& part) {
  std::map<std::string, double> weights;
  for (const PointEstimate& e : study.estimates)
    if (study.points[e.point].draw == 0) weights[e.column] += e.interval.estimate;
  std::vector<const StoredMeasure*> causes;
  for (const StoredMeasure& m : study.measures)
    if (m.part == part && weights[m.column] > 0.0) causes.push_back(&m);
  std::stable_sort(causes.begin(), causes.end(),
                   [&](const auto* a, const auto* b) { return weights[a->column] > weights[b->column]; });
  return causes;
}

std::string axis_words(const StoredMeasure& measure) {
  if (measure.part == "ready") return measure.text + ": share of the time that it was ready";
  const bool counted = measure.part == "outcome" || measure.part == "wrong engagements" ||
                       measure.part == "rounds fired" || measure.part == "threats" ||
                       measure.part == "rounds";
  const bool says_unit = measure.is_event || measure.text.find("share") != std::string::npos ||
                         measure.text.find(" per ") != std::string::npos;
  return counted && !says_unit ? measure.text + ", mean number a replicate" : measure.text;
}

std::vector<ReportFigure> answer_pictures(const StoredStudy& study) {
  std::vector<ReportFigure> pictures;
  const std::optional<LinePlan> plan = plan_of_lines(study);
  for (const std::string& column : study.file.measures) {
    const StoredMeasure* measure = study.find(column);
    const std::vector<PointEstimate> estimates = estimates_of(study, column);
    if (measure == nullptr || estimates.empty()) continue;
    const std::string what = plan ? "by " + study.file.factors[plan->x].name : "at each point of the design";
    pictures.push_back(
        {file_name(column), measure->text + " " + what, range_words(study, estimates) + ".",
         plan ? draw_lines(study, *measure, *plan, estimates) : draw_dots(study, *measure, estimates)});
  }
  return pictures;
}

std::vector<ReportFigure> difference_pictures(const StoredStudy& study) {
  std::vector<ReportFigure> pictures;
  for (const std::string& column : study.file.measures) {
    const StoredMeasure* measure = study.find(column);
    RowChart chart;
    std::vector<double> ends;
    for (const PointDifference& d : study.answer.differences) {
      if (d.column != column) continue;
      const Interval shown = study.shown(column, d.difference);
      const FactorFile& factor = study.file.factors[d.factor];
      const auto level = [&](std::size_t point) {
        return factor.levels[study.points[point].levels[d.factor]].name;
      };
      const std::string rest = name_without(study, d.point, d.factor);
      chart.rows.push_back({fmt::format("{}: {} less {}{}", factor.name, level(d.point), level(d.base),
                                        rest.empty() ? "" : " (" + rest + ")"),
                            {{shown.estimate, shown.low, shown.high, 0}},
                            {}});
      ends.insert(ends.end(), {shown.estimate, shown.low, shown.high});
    }
    if (measure == nullptr || chart.rows.empty()) continue;
    chart.title = study.file.name;
    chart.subtitle = "Differences in " + measure->text + ", replicate by replicate under the same luck";
    chart.x = axis_over("difference in " + axis_words(*measure), ends);
    chart.series = {{"", chart_colour(0)}};
    chart.line_at = 0.0;
    chart.foot = kFoot;
    pictures.push_back({file_name(column) + "-differences", "Differences in " + measure->text,
                        "Each row with its 95 % interval; the upright line is no difference.",
                        draw_rows(chart)});
  }
  return pictures;
}

std::optional<ReportFigure> ledger_picture(const StoredStudy& study, const std::string& part,
                                           const std::string& foot) {
  const std::vector<const StoredMeasure*> causes = causes_by_weight(study, part);
  if (causes.empty()) return std::nullopt;
  RowChart chart{study.file.name, fmt::format("What became of the {}: {}", part, foot), {}, {}, {}};
  std::map<std::string, std::size_t> series;
  CauseColours colours;
  for (const StoredMeasure* cause : causes) {
    const std::size_t which = std::min(series.size(), kMostCauses);
    series[cause->column] = which;
    if (which < kMostCauses) chart.series.push_back({cause->text, colours.of(cause->key)});
  }
  if (causes.size() > kMostCauses) chart.series.push_back({"all other causes", "#000000"});
  std::vector<double> lengths;
  for (const std::size_t point : study.best_points()) {
    std::vector<double> pieces(chart.series.size(), 0.0);
    for (const PointEstimate& e : study.estimates)
      if (e.point == point && series.contains(e.column)) pieces[series[e.column]] += e.interval.estimate;
    ChartRow row{name_of_point(study.file, study.points[point]), {}, {}};
    for (std::size_t s = 0; s < pieces.size(); ++s) row.pieces.push_back({pieces[s], s});
    lengths.push_back(std::accumulate(pieces.begin(), pieces.end(), 0.0));
    chart.rows.push_back(std::move(row));
  }
  chart.x = axis_over(fmt::format("{}, mean number a replicate", part), lengths);
  chart.foot = "In this model, with these inputs. Means; the table has their intervals.";
  return ReportFigure{
      "ledger-" + part, fmt::format("What became of the {} at each point", part),
      fmt::format("Mean numbers by primary cause; most often: {}. {}.", causes.front()->text, foot),
      draw_rows(chart)};
}

}  // namespace cupola
