#include "study/stored_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>

#include "catalogue/text_file.hpp"
#include "catalogue/yaml.hpp"
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

/// The study file in the store, as it was when it started.
bool read_file(Database& database, const std::string& path, StoredStudy& study, Problems& problems) {
  Statement text = database.prepare("SELECT text FROM inputs WHERE name = 'study'");
  const bool found = text.step();
  Document document;
  References references;
  if (!found) problems.add(problem_with_file(path, "it holds no study file: " + database.error()));
  return found && parse_yaml(path + ": study", text.text(0), document, problems) &&
         read_study_file(document, study.file, references, problems);
}

/// The design in the tables must be the one in the file.
bool read_points(Database& database, const std::string& path, StoredStudy& study, Problems& problems) {
  study.points = points_of(study.file);
  std::vector<std::string> stored, expected;
  for (Statement row = database.prepare("SELECT name FROM points ORDER BY point"); row.step();)
    stored.push_back(row.text(0));
  for (const DesignPoint& point : study.points) expected.push_back(name_of_point(study.file, point));
  Statement strays = database.prepare(
      "SELECT (SELECT count(*) FROM replicates WHERE point < 0 OR point >= (SELECT count(*) FROM points)) + "
      "(SELECT count(*) FROM measures WHERE \"column\" NOT IN (SELECT name FROM "
      "pragma_table_info('replicates')))");
  const bool whole = strays.step() && strays.integer(0) == 0 && stored == expected;
  if (!whole)
    problems.add(problem_with_file(path, database.ok() ? "its tables are not those of the study file in it"
                                                       : "cannot read it: " + database.error()));
  return whole;
}

void read_lists(Database& database, StoredStudy& study) {
  for (Statement row = database.prepare("SELECT key, value FROM meta"); row.step();)
    study.meta[row.text(0)] = row.text(1);
  for (Statement row = database.prepare("SELECT name, hash FROM inputs ORDER BY rowid"); row.step();)
    study.inputs.push_back({row.text(0), row.text(1)});
}

void read_measures(Database& database, StoredStudy& study) {
  std::map<std::string, std::size_t> places;
  const std::vector<double> none(study.points.size(), kNone);
  for (Statement row = database.prepare(
           "SELECT \"column\", part, key, text, is_event, in_group, shown FROM measures ORDER BY rowid");
       row.step();) {
    places[row.text(0)] = study.measures.size();
    study.measures.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.integer(4) != 0,
                              row.text(5), row.number(6), none, none});
  }
  for (Statement row = database.prepare("SELECT point, \"column\", least, most FROM point_measures");
       row.step();) {
    const auto point = static_cast<std::size_t>(row.integer(0));
    const auto measure = places.find(row.text(1));
    if (point >= study.points.size() || measure == places.end()) continue;
    study.measures[measure->second].least[point] = row.number(2);
    study.measures[measure->second].most[point] = row.number(3);
  }
  study.ratios.resize(study.points.size());
  for (Statement row = database.prepare(
           "SELECT point, \"column\", text, over, under, in_group FROM ratios ORDER BY rowid");
       row.step();)
    if (const auto point = static_cast<std::size_t>(row.integer(0)); point < study.points.size())
      study.ratios[point].push_back({row.text(1), row.text(2), row.text(3), row.text(4), row.text(5)});
}

/// None where the point has no such measure.
std::optional<ReplicateMeasure> measure_at(const StoredMeasure& m, std::size_t point) {
  const std::span<const char* const> parts = names_of(MeasurePart{});
  const auto part = std::find(parts.begin(), parts.end(), m.part);
  if (part == parts.end() || std::isnan(m.most[point])) return std::nullopt;
  ReplicateMeasure measure{
      static_cast<MeasurePart>(part - parts.begin()), m.key, m.text, m.is_event, m.most[point], {}};
  measure.group = m.group;
  measure.shown = m.shown;
  measure.least = m.least[point];
  return measure;
}

/// As it was to be played, but for the scenario itself: what answer_of asks for.
ProbabilityFloor floor_of(const StoredStudy& stored) {
  const auto value = stored.meta.find("floor"), why = stored.meta.find("floor_why");
  if (value == stored.meta.end() || why == stored.meta.end()) return {};
  return {std::strtod(value->second.c_str(), nullptr), why->second};
}

Study as_asked(const StoredStudy& stored) {
  Study study;
  study.file = stored.file;
  study.points = stored.points;
  study.measures.resize(stored.points.size());
  study.ratios = stored.ratios;
  study.floor = floor_of(stored);
  for (const StoredMeasure& m : stored.measures)
    for (std::size_t point = 0; point < stored.points.size(); ++point)
      if (const std::optional<ReplicateMeasure> measure = measure_at(m, point);
          measure && column_name(*measure) == m.column)
        study.measures[point].push_back(*measure);
  study.file.measures = columns_of(study.file.measures, study.measures, study.ratios);
  return study;
}

/// In one pass over the rows.
std::string estimate_all(const std::string& path, StoredStudy& study) {
  std::vector<std::vector<Moments>> moments(study.points.size(), std::vector<Moments>(study.measures.size()));
  const std::string error = read_stored_rows(path, study, [&](const StoredRow& row) {
    for (std::size_t m = 0; m < row.values.size(); ++m)
      if (!std::isnan(row.values[m])) moments[row.point][m].add(row.values[m]);
  });
  for (std::size_t point = 0; point < study.points.size(); ++point)
    for (std::size_t m = 0; m < study.measures.size(); ++m) {
      const std::optional<ReplicateMeasure> measure = measure_at(study.measures[m], point);
      if (!measure || moments[point][m].count == 0) continue;
      if (study.file.rare.importance.given()) continue;  // without their weights they would say nothing
      study.estimates.push_back({point, study.measures[m].column, moments[point][m].count,
                                 interval_of(*measure, moments[point][m])});
    }
  return error;
}

}  // namespace

const StoredMeasure* StoredStudy::find(const std::string& column) const {
  const auto at =
      std::find_if(measures.begin(), measures.end(), [&](const auto& m) { return m.column == column; });
  return at != measures.end() ? &*at : nullptr;
}

bool read_stored_study(const std::string& path, StoredStudy& study, Problems& problems) {
  const auto refuse = [&](const std::string& what, const std::string& hint = {}) {
    problems.add(problem_with_file(path, what, hint));
    return false;
  };
  if (const std::string why = why_unread(path); !why.empty())
    return refuse(why, "`cupola study STUDY` makes one");
  Database database = open_store(path);
  if (!read_file(database, path, study, problems) || !read_points(database, path, study, problems))
    return false;
  read_lists(database, study);
  read_measures(database, study);
  if (study.file.measures.empty()) study.file.measures = {"leakage", "p_no_leaker"};
  if (!database.ok()) return refuse("cannot read it: " + database.error());

  const Study asked = as_asked(study);
  StudyStore store(path, asked);
  for (std::size_t point = 0; point < study.points.size(); ++point) study.done.push_back(store.done(point));
  study.file.measures = asked.file.measures;
  study.answer = answer_of(asked, store);
  study.digest = store.digest();
  const std::string error = estimate_all(path, study);
  if (!store.error().empty()) return refuse("cannot read it: " + store.error());
  return error.empty() || refuse("cannot read it: " + error);
}

std::string read_stored_rows(const std::string& path, const StoredStudy& study,
                             const std::function<void(const StoredRow&)>& take) {
  Database database = open_store(path);
  std::string columns;
  for (const StoredMeasure& measure : study.measures) {
    std::string quoted;
    for (const char c : measure.column) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    columns += ", \"" + quoted + "\"";
  }
  Statement rows = database.prepare("SELECT point, replicate, seed, digest" + columns +
                                    " FROM replicates ORDER BY point, replicate");
  while (rows.step()) {
    StoredRow row{static_cast<std::size_t>(rows.integer(0)),
                  static_cast<std::uint64_t>(rows.integer(1)),
                  static_cast<std::uint64_t>(rows.integer(2)),
                  rows.text(3),
                  {}};
    for (std::size_t m = 0; m < study.measures.size(); ++m) {
      const int column = static_cast<int>(m) + 4;
      row.values.push_back(rows.null(column) ? kNone : rows.number(column));
    }
    take(row);
  }
  return database.error();
}

}  // namespace cupola
