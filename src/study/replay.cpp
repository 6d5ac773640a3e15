#include "study/replay.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <vector>

#include "catalogue/load.hpp"
#include "catalogue/text_file.hpp"
#include "scenario/load.hpp"
#include "study/draw_tables.hpp"
#include "study/store.hpp"

namespace cupola {

namespace {

namespace fs = std::filesystem;

/// A folder of this process alone, gone when it is done.
struct TemporaryFolder {
  TemporaryFolder() {
    std::string name = (fs::temp_directory_path() / "cupola-replay-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) path = name;
  }
  ~TemporaryFolder() {
    std::error_code error;
    if (!path.empty()) fs::remove_all(path, error);
  }
  fs::path path;
};

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
  const std::vector<std::string> drawn = drawn_settings(database, point);
  settings.insert(settings.end(), drawn.begin(), drawn.end());
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
  const TemporaryFolder folder;
  if (folder.path.empty() || !write_inputs(database, folder.path))
    return refuse("its input files could not be laid out in the folder for temporary files");
  Catalogue catalogue;
  const bool good = load_catalogue((folder.path / "catalogue").string(), catalogue, problems) &&
                    load_scenario((folder.path / "scenario").string(), catalogue, scenario, problems, terrain,
                                  settings_of(database, row.point));
  scenario.file = scenario.catalogue_folder = store;  // the folder is gone
  return good;
}

}  // namespace cupola
