#include "cli/print_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/interval_print.hpp"
#include "cli/print_ignorance.hpp"
#include "cli/print_knee.hpp"
#include "cli/study_words.hpp"
#include "cli/version.hpp"
#include "cli/words.hpp"
#include "report/answer_words.hpp"
#include "study/conduct.hpp"

namespace cupola {

namespace {

using Json = nlohmann::ordered_json;

std::string name_of(const Study& study, std::size_t point) {
  return name_of_point(study.file, study.points[point]);
}

/// The levels of all other factors, in brackets; nothing where there is no other.
std::string rest_of(const Study& study, const PointDifference& d) {
  std::string rest;
  for (std::size_t f = 0; f < study.file.factors.size(); ++f)
    if (f != d.factor)
      rest += (rest.empty() ? " (" : "; ") + study.file.factors[f].name + ": " + level_of(study, d.point, f);
  return rest.empty() ? rest : rest + ")";
}

std::string estimate_text(const Study& study, const PointEstimate& e) {
  const std::string name = name_of(study, e.point);
  if (!e.known) return fmt::format("  nothing to estimate from  {}  (0 of {} replicates)\n", name, e.played);
  const std::string of = e.replicates < e.played ? fmt::format("{} of ", e.replicates) : "";
  return fmt::format("  {}  {}  ({}{} replicates)\n",
                     e.below_floor ? floor_words(study.floor, e.interval)
                                   : interval_text(scaled(e.interval, shown(study, e.column))),
                     name, of, e.played);
}

std::string estimates_text(const Study& study, const StudyAnswer& answer) {
  std::string text, column;
  for (const PointEstimate& e : answer.estimates) {
    if (e.column != column) text += fmt::format("\n{}\n", text_of(study, e.column));
    column = e.column;
    text += estimate_text(study, e);
  }
  return text;
}

std::string difference_text(const Study& study, const PointDifference& d) {
  return fmt::format("  {}  {}: {} less {}{}\n{:>12}{}; {}\n",
                     interval_text(scaled(d.difference, shown(study, d.column))),
                     study.file.factors[d.factor].name, level_of(study, d.point, d.factor),
                     level_of(study, d.base, d.factor), rest_of(study, d), "", luck_text(d), p_text(d.p));
}

std::string differences_text(const Study& study, const StudyAnswer& answer) {
  if (answer.differences.empty()) return {};
  std::string text =
      "\nDifferences from the first level, replicate by replicate under the same luck (P: Newcombe, "
      "McNemar;\n"
      "means: Student), p by Holm for all of them together\n";
  std::string column;
  for (const PointDifference& d : answer.differences) {
    if (d.column != column) text += fmt::format("\n{}\n", text_of(study, d.column));
    column = d.column;
    text += difference_text(study, d);
  }
  return text;
}

/// Every one can be played again; a page of them is enough to see what they have in common.
std::string failures_text(const Study& study, const StudyStore& store, const StudyState& state) {
  constexpr std::size_t kShown = 10;
  std::string text;
  if (state.failures.empty()) return text;
  text += fmt::format("\nFailed: {} replicates broke a check of this program. They count in no estimate.\n",
                      state.failures.size());
  for (std::size_t i = 0; i < std::min(state.failures.size(), kShown); ++i) {
    const StoredFailure& f = state.failures[i];
    text += fmt::format("  {}, replicate {}, seed {}: {}\n    {}\n", name_of(study, f.point), f.replicate,
                        study.file.seed, f.what, f.command);
  }
  if (state.failures.size() > kShown) text += "  and more: table `failures` of the store\n";
  for (std::size_t point = 0; point < study.points.size(); ++point)
    if (store.failed(point) > kMostFailures)
      text += fmt::format("  {}: given up after {} of {} replicates, for more than {} of them failed\n",
                          name_of(study, point), store.done(point), state.asked, kMostFailures);
  return text;
}

Json failures_json(const Study& study, const StudyState& state) {
  Json rows = Json::array();
  for (const StoredFailure& f : state.failures)
    rows.push_back({{"point", f.point},
                    {"replicate", f.replicate},
                    {"seed", study.file.seed},
                    {"what", f.what},
                    {"command", f.command}});
  return rows;
}

Json point_json(const Study& study, std::size_t point) {
  Json levels = Json::object();
  for (std::size_t f = 0; f < study.file.factors.size(); ++f)
    levels[study.file.factors[f].name] = level_of(study, point, f);
  return {{"point", point}, {"levels", levels}};
}

Json difference_json(const Study& study, const PointDifference& d) {
  Json row = {{"measure", d.column},
              {"factor", study.file.factors[d.factor].name},
              {"point", d.point},
              {"base", d.base},
              {"replicates", d.replicates}};
  row.update(interval_json(d.difference));
  row["correlation"] = d.correlation;
  row["saved"] = std::isfinite(d.saved) ? Json(d.saved) : Json();
  row["p"] = d.p;
  return row;
}

}  // namespace

std::string study_as_text(const Study& study, const StudyStore& store, const StudyAnswer& answer,
                          const StudyState& state) {
  std::string text = study.file.name + "\n";
  if (!study.file.question.empty()) text += "\nQuestion: " + study.file.question + "\n";
  std::uint64_t done = 0;
  for (std::size_t point = 0; point < study.points.size(); ++point)
    done += store.done(point) - store.failed(point);
  text += fmt::format("\nPoints {}, replicates asked {} of each, done {} in all, failed {}{}\n",
                      study.points.size(), state.asked, done, state.failures.size(),
                      state.finished ? "" : "; not finished");
  text += failures_text(study, store, state);
  text += "\nEstimates, 95 % intervals over replicates (P: Wilson; means: Student inside what is possible)\n";
  text += estimates_text(study, answer) + differences_text(study, answer) + effects_text(study, answer) +
          knees_as_text(study, answer.knees) + ignorance_text(study, answer);
  text += fmt::format("\nNo probability below {:.2g} is told: {}\n", study.floor.value, study.floor.why);
  text += fmt::format("\nStore {}, seed {}, digest {}, {}\n", state.store, study.file.seed, state.digest,
                      version_line());
  return text + "\n" + caveat_lines(false, {}, study.uncertain.given());
}

Json study_as_json(const Study& study, const StudyStore& store, const StudyAnswer& answer,
                   const StudyState& state) {
  Json object = {{"study", study.file.name},
                 {"question", study.file.question},
                 {"version", version()},
                 {"seed", study.file.seed},
                 {"digest", state.digest},
                 {"store", state.store},
                 {"finished", state.finished},
                 {"asked", state.asked},
                 {"failed", state.failures.size()},
                 {"failures", failures_json(study, state)},
                 {"points", Json::array()},
                 {"estimates", Json::array()},
                 {"differences", Json::array()}};
  for (std::size_t point = 0; point < study.points.size(); ++point) {
    Json row = point_json(study, point);
    if (study.uncertain.given()) row["draw"] = study.points[point].draw;
    row["asked"] = replicates_of(study, point, state.asked);
    row["done"] = store.done(point) - store.failed(point);
    row["failed"] = store.failed(point);
    row["given_up"] = store.failed(point) > kMostFailures;
    object["points"].push_back(row);
  }
  for (const PointEstimate& e : answer.estimates) {
    Json row = {
        {"measure", e.column}, {"point", e.point}, {"replicates", e.replicates}, {"played", e.played}};
    row.update(!e.known        ? no_interval_json()
               : e.below_floor ? probability_json(e.interval, study.floor)
                               : interval_json(e.interval));
    object["estimates"].push_back(row);
  }
  for (const PointDifference& d : answer.differences)
    object["differences"].push_back(difference_json(study, d));
  if (!answer.effects.empty()) object["fractional"] = effects_json(study, answer);
  if (study.uncertain.given()) object["uncertain"] = ignorance_json(study, answer);
  if (!answer.knees.empty()) object["knees"] = knees_as_json(study, answer.knees);
  object["floor"] = {{"value", study.floor.value}, {"why", study.floor.why}};
  object["caveats"] = caveats(false, {}, study.uncertain.given());
  return object;
}

}  // namespace cupola
