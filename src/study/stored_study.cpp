#include "study/stored_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <set>
#include <span>

#include "catalogue/text_file.hpp"
#include "study/knee_study.hpp"
#include "study/replay.hpp"
#include "study/store.hpp"
#include "study/tally.hpp"

namespace cupola {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// Why nothing can be read from it; empty: it can.
std::string why_unread(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return "there is no such file";
  if (!is_study_store(path)) return "this is no store of a study";
  Database database = open_store(path);
  Statement version = database.prepare("PRAGMA user_version");
  if (!version.step()) return "cannot read it: " + database.error();
  if (version.integer(0) == kStoreVersion) return {};
  return fmt::format("a store of layout {}; this version of Cupola reads layout {}", version.integer(0),
                     kStoreVersion);
}

/// What its tables must be for the study that is in it; empty: they are.
std::string why_at_odds(const std::string& path, const Study& study) {
  Database database = open_store(path);
  std::vector<std::string> stored, expected;
  for (Statement row = database.prepare("SELECT name FROM points ORDER BY point"); row.step();)
    stored.push_back(row.text(0));
  for (const DesignPoint& point : study.points) expected.push_back(name_of_point(study.file, point));
  if (database.ok() && stored != expected) return "its points are not those of the study file in it";
  Statement strays = database.prepare(
      "SELECT count(*) FROM replicates WHERE point < 0 OR point >= (SELECT count(*) FROM points)");
  if (strays.step() && strays.integer(0) > 0) return "it has replicates of no point";
  std::set<std::string> columns;
  for (Statement row = database.prepare("SELECT name FROM pragma_table_info('replicates')"); row.step();)
    columns.insert(row.text(0));
  for (const auto& measures : study.measures)
    for (const ReplicateMeasure& measure : measures)
      if (database.ok() && !columns.contains(column_name(measure)))
        return fmt::format("it has no column `{}`", column_name(measure));
  return database.error();
}

/// In the order of first mention, then the ratios.
void list_measures(const Study& study, StoredStudy& stored) {
  const std::span<const char* const> parts = names_of(MeasurePart{});
  for (const auto& measures : study.measures)
    for (const ReplicateMeasure& m : measures)
      if (stored.find(column_name(m)) == nullptr)
        stored.measures.push_back(
            {column_name(m), parts[static_cast<std::size_t>(m.part)], m.key, m.text, m.is_event, m.shown});
  for (const auto& ratios : study.ratios)
    for (const RatioMeasure& ratio : ratios) {
      const auto same = std::find_if(stored.measures.begin(), stored.measures.end(),
                                     [&](const StoredMeasure& m) { return m.column == ratio.column; });
      if (same != stored.measures.end())
        same->text = ratio.text;  // it stands for the measure wherever estimates are made
      else
        stored.measures.push_back({ratio.column, "ratio", ratio.column, ratio.text, false, 1.0});
    }
}

void read_lists(Database& database, StoredStudy& study) {
  for (Statement row = database.prepare("SELECT key, value FROM meta"); row.step();)
    study.meta[row.text(0)] = row.text(1);
  for (Statement row = database.prepare("SELECT name, hash FROM inputs ORDER BY rowid"); row.step();)
    study.inputs.push_back({row.text(0), row.text(1)});
}

/// Stores that never had a failure may have no table of them.
void read_failures(Database& database, StoredStudy& study) {
  Statement table = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'failures'");
  if (!table.step()) return;
  for (Statement row =
           database.prepare("SELECT point, replicate, what, command FROM failures ORDER BY point, replicate");
       row.step();)
    study.failures.push_back({static_cast<std::size_t>(row.integer(0)),
                              static_cast<std::uint64_t>(row.integer(1)), row.text(2), row.text(3)});
}

void list_uncertain(const Uncertainty& uncertain, StoredStudy& stored) {
  stored.uncertain.sampling = names_of(SamplingKind{})[static_cast<std::size_t>(uncertain.sampling)];
  stored.uncertain.draws = uncertain.draws() - 1;
  for (const UncertainInput& input : uncertain.inputs) {
    StoredUncertainty::Input one{
        input.name, text_at(input, kAtBest), text_at(input, 0.0), text_at(input, 1.0), {}};
    if (!input.path.empty()) one.paths.push_back(input.path);
    for (const FigurePath& figure : input.figures) one.paths.push_back(figure.path);
    stored.uncertain.inputs.push_back(std::move(one));
  }
}

/// In one pass over the rows.
std::string estimate_all(const std::string& path, const Study& study, StoredStudy& stored) {
  using Sums = std::map<std::string, Moments>;
  std::vector<Sums> sums(stored.points.size());
  const std::string error = read_stored_rows(path, stored, [&](const StoredRow& row) {
    for (std::size_t m = 0; m < row.values.size(); ++m)
      if (!std::isnan(row.values[m])) sums[row.point][stored.measures[m].column].add(row.values[m]);
  });
  // Of weighted luck, without their weights, they would say nothing.
  if (stored.file.rare.importance.given()) return error;
  for (std::size_t point = 0; point < stored.points.size(); ++point)
    for (const ReplicateMeasure& measure : study.measures[point])
      if (const auto at = sums[point].find(column_name(measure)); at != sums[point].end()) {
        const Interval interval = interval_of(measure, at->second);
        stored.estimates.push_back({point, at->first, at->second.count, interval, stored.done[point], true,
                                    is_probability(measure) && stored.floor.hides(interval)});
      }
  return error;
}

}  // namespace

std::vector<std::size_t> StoredStudy::best_points() const {
  std::vector<std::size_t> best;
  for (std::size_t point = 0; point < points.size(); ++point)
    if (points[point].draw == 0) best.push_back(point);
  return best;
}

const StoredMeasure* StoredStudy::find(const std::string& column) const {
  const auto at =
      std::find_if(measures.begin(), measures.end(), [&](const auto& m) { return m.column == column; });
  return at != measures.end() ? &*at : nullptr;
}

Interval StoredStudy::shown(const std::string& column, const Interval& interval) const {
  const StoredMeasure* measure = find(column);
  const double factor = measure != nullptr ? measure->shown : 1.0;
  return {factor * interval.estimate, factor * interval.low, factor * interval.high};
}

bool read_stored_study(const std::string& path, const TerrainChoice& terrain, StoredStudy& stored,
                       Problems& problems) {
  const auto refuse = [&](const std::string& what, const std::string& hint = {}) {
    problems.add(problem_with_file(path, what, hint));
    return false;
  };
  if (const std::string why = why_unread(path); !why.empty())
    return refuse(why, "`cupola study STUDY` makes one");
  const std::size_t before = problems.all().size();
  const StoredInputs inputs(path, problems);
  Study study;
  if (problems.all().size() > before || !inputs.load(terrain, study, problems)) return false;
  if (const std::string why = why_at_odds(path, study); !why.empty()) return refuse("cannot read it: " + why);
  stored.file = study.file;
  stored.points = study.points;
  stored.floor = study.floor;
  list_measures(study, stored);
  list_uncertain(study.uncertain, stored);
  Database database = open_store(path);
  read_lists(database, stored);
  read_failures(database, stored);

  StudyStore store(path, study);
  for (std::size_t point = 0; point < study.points.size(); ++point)
    stored.done.push_back(store.done(point) - store.failed(point));
  stored.answer = answer_of(study, store);
  if (study.file.knee.given()) stored.answer.knees = knees_of(study, store, study.file.replicates);
  stored.digest = store.digest();
  const std::string error = estimate_all(path, study, stored);
  if (!database.ok()) return refuse("cannot read it: " + database.error());
  if (!store.error().empty()) return refuse("cannot read it: " + store.error());
  return error.empty() || refuse("cannot read it: " + error);
}

std::string read_stored_rows(const std::string& path, const StoredStudy& study,
                             const std::function<void(const StoredRow&)>& take) {
  Database database = open_store(path);
  std::string columns;
  for (const StoredMeasure& measure : study.measures)
    if (measure.part != "ratio") columns += ", \"" + measure.column + "\"";
  const auto count = static_cast<int>(std::count(columns.begin(), columns.end(), ','));
  Statement rows = database.prepare("SELECT point, replicate, seed, digest" + columns +
                                    " FROM replicates ORDER BY point, replicate");
  while (rows.step()) {
    StoredRow row{static_cast<std::size_t>(rows.integer(0)),
                  static_cast<std::uint64_t>(rows.integer(1)),
                  static_cast<std::uint64_t>(rows.integer(2)),
                  rows.text(3),
                  {}};
    for (int c = 4; c < 4 + count; ++c) row.values.push_back(rows.null(c) ? kNone : rows.number(c));
    take(row);
  }
  return database.error();
}

}  // namespace cupola
