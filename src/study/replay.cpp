#include "study/replay.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <vector>

#include "catalogue/load.hpp"
#include "catalogue/text_file.hpp"
#include "scenario/load.hpp"
#include "study/store.hpp"

namespace cupola {

namespace {

namespace fs = std::filesystem;

bool safe(const fs::path& name) {
  return !name.empty() && name.is_relative() &&
         std::find(name.begin(), name.end(), fs::path("..")) == name.end();
}

bool write_inputs(Database& database, const fs::path& folder) {
  Statement inputs = database.prepare("SELECT name, text FROM inputs");
  bool good = true;
  while (inputs.step()) {
    const fs::path name = inputs.text(0);
    if (!safe(name)) return false;
    std::error_code error;
    fs::create_directories((folder / name).parent_path(), error);
    std::ofstream file(folder / name, std::ios::binary);
    file << inputs.text(1);
    good &= file.flush().good();
  }
  return good && database.ok();
}

std::vector<std::string> settings_of(Database& database, std::uint64_t point) {
  Statement select = database.prepare(
      "SELECT path, value FROM point_levels JOIN settings USING(factor, level) WHERE point = ? ORDER BY "
      "factor, place");
  select.bind(static_cast<std::int64_t>(point));
  std::vector<std::string> settings;
  while (select.step()) settings.push_back(select.text(0) + "=" + select.text(1));
  return settings;
}

bool find_row(Database& database, StoredReplicate& row) {
  Statement select =
      database.prepare("SELECT seed, digest FROM replicates WHERE point = ? AND replicate = ?");
  select.bind(static_cast<std::int64_t>(row.point)).bind(static_cast<std::int64_t>(row.replicate));
  if (!select.step()) return false;
  row.seed = static_cast<std::uint64_t>(select.integer(0));
  row.digest = select.text(1);
  return true;
}

}  // namespace

StoredInputs::StoredInputs(const std::string& store, Problems& problems) : store_(store) {
  std::string name = (fs::temp_directory_path() / "cupola-replay-XXXXXX").string();
  if (::mkdtemp(name.data()) != nullptr) folder_ = name;
  Database database = open_store(store);
  if (folder_.empty() || !write_inputs(database, folder_))
    problems.add(
        problem_with_file(store, "its input files could not be laid out in the folder for temporary files"));
  else
    load_catalogue((fs::path(folder_) / "catalogue").string(), catalogue_, problems);
}

StoredInputs::~StoredInputs() {
  std::error_code error;
  if (!folder_.empty()) fs::remove_all(folder_, error);
}

bool StoredInputs::load(std::uint64_t point, const TerrainChoice& terrain, Scenario& scenario,
                        Problems& problems) const {
  Database database = open_store(store_);
  const bool good = load_scenario((fs::path(folder_) / "scenario").string(), catalogue_, scenario, problems,
                                  terrain, settings_of(database, point));
  scenario.file = scenario.catalogue_folder = store_;  // the folder will be gone
  Statement importance = database.prepare("SELECT value FROM meta WHERE key = 'kill_importance'");
  if (importance.step()) scenario.kill_importance = std::stod(importance.text(0));
  return good;
}

bool StoredInputs::load(const TerrainChoice& terrain, Study& study, Problems& problems) const {
  const fs::path folder = folder_;
  Problems told;
  const bool good = load_study((folder / "study").string(), (folder / "catalogue").string(), terrain, study,
                               told, (folder / "scenario").string());
  for (Problem problem : told.all()) {
    // The folder says nothing to anybody: the file is one in the store.
    if (problem.place.file.starts_with(folder_))
      problem.place.file.replace(0, folder_.size() + 1, store_ + ": ");
    problems.add(std::move(problem));
  }
  return good;
}

bool load_stored(const std::string& store, const TerrainChoice& terrain, StoredReplicate& row,
                 Scenario& scenario, Problems& problems) {
  const auto refuse = [&](const std::string& what, const std::string& hint = {}) {
    problems.add(problem_with_file(store, what, hint));
    return false;
  };
  if (!fs::exists(store)) return refuse("there is no such file");
  if (!is_study_store(store)) return refuse("this is no store of a study", "`cupola study` makes one");
  Database database = Database::open_unfinished(store);
  if (!find_row(database, row))
    return refuse(fmt::format("it has no replicate {} of point {}", row.replicate, row.point),
                  "points and replicates count from 0");
  const std::size_t before = problems.all().size();
  const StoredInputs inputs(store, problems);
  return problems.all().size() == before && inputs.load(row.point, terrain, scenario, problems);
}

}  // namespace cupola
