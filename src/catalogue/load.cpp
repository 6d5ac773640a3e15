#include "catalogue/load.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "catalogue/catalogue_file.hpp"
#include "catalogue/decode.hpp"
#include "catalogue/text_file.hpp"
#include "core/digest.hpp"

namespace cupola {
namespace {

namespace fs = std::filesystem;

/// Every *.yaml below a folder, in the order of the paths.
std::vector<std::string> files_below(const std::string& folder, Problems& problems) {
  std::vector<std::string> files;
  std::error_code error;
  fs::recursive_directory_iterator at(folder, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    if (at->path().extension() == ".yaml") files.push_back(at->path().generic_string());
  }
  if (error) {
    problems.add(problem_with_file(folder, "cannot list the folder: " + error.message()));
  } else if (files.empty()) {
    problems.add(
        problem_with_file(folder, "no *.yaml file in the folder", "is it the folder of a catalogue?"));
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string folder_of_program() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  return error ? "" : program.parent_path().string();
}

std::string shipped_folder() {
  std::error_code error;
  const fs::path beside = fs::path(folder_of_program()) / ".." / ".." / ".." / "catalogue";
  if (fs::exists(beside / "sources.yaml", error)) return beside.lexically_normal().string();
  return CUPOLA_SOURCE_CATALOGUE;
}

void complete(PlatformType& platform) { fill_missing_bands(platform); }
template <class Record>
void complete(Record&) {}

}  // namespace

bool CatalogueReader::is_new(const Document& document, const Node& node, const std::string& kind,
                             const std::string& name) {
  const std::string place = fmt::format("{}:{}", document.path, node.line);
  const auto [first, added] = first_place_.emplace(kind + "\n" + name, place);
  if (!added) {
    problems_.add(document.problem(node.line, node.column,
                                   fmt::format("a second {} is called `{}`", kind, name),
                                   "the first stands at " + first->second));
  }
  return added;
}

template <class Record>
bool CatalogueReader::add_record(const Document& document, const char* key,
                                 std::map<std::string, Record>& records, Record& record) {
  const Node* node = document.root.find(key);
  const Node* name = node ? node->find("name") : nullptr;
  if (!name || record.name.empty()) return true;  // not in this file, or told already
  std::string kind = key;
  std::replace(kind.begin(), kind.end(), '_', ' ');
  if (!is_new(document, *name, kind, record.name)) return false;
  complete(record);
  records[record.name] = std::move(record);
  return true;
}

bool CatalogueReader::add(const Document& document) {
  CatalogueFile file;
  bool good = decode(document, document.root, "", file, references_, problems_);
  for (auto& [key, source] : file.sources) {
    source.key = key;
    const Node* sources = document.root.find("sources");
    const Node* node = sources ? sources->find(key) : nullptr;
    if (!node || !is_new(document, *node, "source", key)) {
      good = false;
      continue;
    }
    catalogue_.sources[key] = source;
  }
  good &= add_record(document, "radar", catalogue_.radars, file.radar);
  good &= add_record(document, "interceptor", catalogue_.interceptors, file.interceptor);
  good &= add_record(document, "launcher", catalogue_.launchers, file.launcher);
  good &= add_record(document, "command_post", catalogue_.command_posts, file.command_post);
  good &= add_record(document, "platform", catalogue_.platforms, file.platform);
  good &= add_record(document, "doctrine", catalogue_.doctrines, file.doctrine);
  good &= add_record(document, "system", catalogue_.systems, file.system);
  good &= add_record(document, "ground", catalogue_.grounds, file.ground);
  good &= add_record(document, "passive_sensor", catalogue_.passive_sensors, file.passive_sensor);
  good &= add_record(document, "readiness", catalogue_.readiness, file.readiness);
  good &= add_record(document, "data_link", catalogue_.data_links, file.data_link);
  good &= add_record(document, "kill_table", catalogue_.kill_tables, file.kill_table);
  return good;
}

void add_names(const Catalogue& catalogue, NameBook& names) {
  names.add_all("source", catalogue.sources);
  names.add_all("radar", catalogue.radars);
  names.add_all("interceptor", catalogue.interceptors);
  names.add_all("launcher", catalogue.launchers);
  names.add_all("command post", catalogue.command_posts);
  names.add_all("platform", catalogue.platforms);
  names.add_all("doctrine", catalogue.doctrines);
  names.add_all("system", catalogue.systems);
  names.add_all("ground", catalogue.grounds);
  names.add_all("passive sensor", catalogue.passive_sensors);
  names.add_all("readiness", catalogue.readiness);
  names.add_all("data link", catalogue.data_links);
  names.add_all("kill table", catalogue.kill_tables);
  for (const auto& [name, radar] : catalogue.radars) {
    if (radar.scan == ScanKind::sector) names.add("sector radar", name);
  }
}

bool load_catalogue(const std::string& folder_or_file, Catalogue& catalogue, Problems& problems) {
  const std::size_t before = problems.all().size();
  std::error_code error;
  const bool is_folder = fs::is_directory(folder_or_file, error);
  const std::vector<std::string> files =
      is_folder ? files_below(folder_or_file, problems) : std::vector<std::string>{folder_or_file};

  References references;
  CatalogueReader reader(catalogue, references, problems);
  Digest content;
  for (const std::string& path : files) {
    Document document;
    if (read_yaml(path, document, problems)) reader.add(document);
    content.add(fs::path(path).lexically_relative(folder_or_file).generic_string());
    content.add(document.text);
  }
  catalogue.content_hash = content.hex();
  const fs::path asked = fs::weakly_canonical(folder_or_file, error);
  if (asked != fs::weakly_canonical(shipped_folder(), error))
    catalogue.folder = (asked.has_filename() ? asked : asked.parent_path()).filename().string();

  NameBook names;
  add_names(catalogue, names);
  references.check(names, problems);
  return problems.all().size() == before;
}

std::string shipped_folder(const std::string& name) {
  return (fs::path(shipped_folder()) / ".." / name).lexically_normal().string();
}

std::string default_catalogue_folder() {
  if (const char* chosen = std::getenv("CUPOLA_CATALOGUE"); chosen && *chosen) return chosen;
  return shipped_folder();
}

}  // namespace cupola
