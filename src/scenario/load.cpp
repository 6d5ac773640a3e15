#include "scenario/load.hpp"

#include <fmt/format.h>

#include "catalogue/decode.hpp"
#include "catalogue/figures.hpp"
#include "catalogue/load.hpp"
#include "core/digest.hpp"
#include "scenario/absent.hpp"
#include "scenario/ground.hpp"
#include "scenario/later_problems.hpp"
#include "scenario/overrides.hpp"
#include "scenario/resolve.hpp"

namespace cupola {

namespace {

constexpr std::size_t kMostEntities = 100'000;

/// Lists are made as long as in the file before they are read, so that their entries know the catalogue.
ScenarioFile prepared(const Document& document, const Catalogue& catalogue) {
  auto length = [&](const char* list) {
    const Node* node = document.root.find(list);
    return node ? node->items.size() : 0;
  };
  ScenarioFile file;
  file.catalogue = std::shared_ptr<const Catalogue>(std::shared_ptr<void>(), &catalogue);
  file.defence.resize(length("defence"));
  file.raid.resize(length("raid"));
  file.traffic.resize(length("traffic"));
  return file;
}

/// Two entries of these lists must not share a name.
void refuse_repeated_names(const Document& document, std::initializer_list<const char*> lists,
                           Problems& problems) {
  std::map<std::string, int> first_lines;
  for (const char* list : lists) {
    const Node* entries = document.root.find(list);
    if (!entries) continue;
    for (const Node& entry : entries->items) {
      const Node* name = entry.find("name");
      if (!name) continue;
      const auto [first, is_new] = first_lines.emplace(name->text, name->line);
      if (is_new) continue;
      problems.add(document.problem(name->line, name->column,
                                    fmt::format("`{}` is the name of another one", name->text),
                                    fmt::format("the first stands in line {}", first->second)));
    }
  }
}

NameBook names_in_play(const ScenarioFile& file, const std::map<std::string, std::string>& posts) {
  NameBook names;
  add_names(*file.catalogue, names);
  for (const AssetFile& asset : file.assets) names.add("asset", asset.name);
  for (const auto& [name, full] : posts) names.add("post", name);
  return names;
}

/// Members of a group of the raid, those that its carriers release counted for each of them; no more than one too
/// many.
std::size_t members_of(const std::vector<HostileFile>& raid, std::size_t index) {
  const HostileFile& group = raid[index];
  std::size_t members = static_cast<std::size_t>(group.count) *
                        static_cast<std::size_t>(group.pattern.waves) *
                        static_cast<std::size_t>(group.pattern.axes);
  for (std::size_t i = 0; group.release.given() && i < index; ++i)
    if (raid[i].name == group.release.by) members *= members_of(raid, i);
  return std::min(members, kMostEntities + 1);
}

/// So many entities would not fit into ids, memory or patience.
void check_entity_limit(const Document& document, const ScenarioFile& file, Problems& problems) {
  std::size_t entities = 0;
  const auto add = [&](std::size_t members, const char* list, std::size_t index) {
    entities += members;
    if (entities <= kMostEntities || entities - members > kMostEntities) return;
    const Node& entry = document.root.find(list)->items[index];
    problems.add(
        document.problem(entry.line, entry.column,
                         fmt::format("with this group there are more than {} entities", kMostEntities),
                         "the limit is there to keep a slip of the pen from filling the memory"));
  };
  for (std::size_t i = 0; i < file.raid.size(); ++i) add(members_of(file.raid, i), "raid", i);
  for (std::size_t i = 0; i < file.traffic.size(); ++i)
    add(static_cast<std::size_t>(file.traffic[i].count), "traffic", i);
}

void take_header(Resolving& r) {
  const ScenarioFile& file = r.file;
  Scenario& s = r.scenario;
  s.name = file.name;
  s.file = r.document.path;
  s.content_hash = content_hash(r.document.text);
  s.catalogue_hash = r.catalogue.content_hash;
  s.catalogue_folder = r.catalogue.folder;
  s.start = file.start;
  s.duration = Duration::seconds(file.duration_s);
  s.seed = file.seed;
  s.figures = file.figures;
  s.earth.geoid_undulation_m = file.earth.geoid_undulation_m;
  s.earth.ground_hae_m = file.earth.ground.hae_m(s.earth);
  s.earth.k_factor = file.earth.k_factor;
  s.environment.rain_rate_m_s = file.earth.rain_rate_m_s;
  s.environment.rain_height_msl_m = file.earth.rain_height_msl_m;
  s.environment.rain_spread_m_s = file.earth.rain_spread_m_s;
  if (!file.earth.cover.empty()) {
    s.environment.cover = file.catalogue->grounds.at(file.earth.cover);
    set_mode(s.environment.cover, file.figures);
  }
  s.perfect = file.perfect;
  s.iff = file.iff;
  s.kill_table = file.kill_table;
  const Doctrine& doctrine = file.catalogue->doctrines.at(file.doctrine);
  s.doctrine_true = doctrine_in_mode(doctrine, file.figures);
  s.doctrine_believed = doctrine_in_mode(doctrine, believed_mode(file.figures));
}

void resolve(Resolving& r) {
  take_header(r);
  choose_terrain(r);
  resolve_assets(r);
  resolve_defence(r);
  stand_on_ground(r.scenario);
  resolve_links(r);
  resolve_corridors(r);
  resolve_areas(r);
  resolve_platforms(r);
  resolve_link_jamming(r);
  place_carried_radars(r);
  resolve_readiness(r);
  resolve_moves(r);
  apply_perfect(r.scenario);
  count_figures(r);
  describe(r);
  warn(r);
}

/// A study or a file of the catalogue taken for a scenario is told as that, not as a hundred missing keys.
bool refuse_other_file(const Document& document, Problems& problems) {
  if (const Node* study = document.root.find("study")) {
    problems.add(document.problem(study->key_line, study->key_column, "this is a study, not a scenario",
                                  "`cupola study` plays it"));
    return true;
  }
  if (document.root.find(scenario_file_kind().marker)) return false;
  for (const char* kind : {"radar", "interceptor", "launcher", "command_post", "platform", "doctrine",
                           "system", "ground", "sources", "readiness", "data_link", "kill_table"}) {
    const Node* node = document.root.find(kind);
    if (!node) continue;
    problems.add(
        document.problem(node->key_line, node->key_column,
                         fmt::format("this is a file of the catalogue (`{}`), not a scenario", kind),
                         "a scenario begins with `scenario: NAME`; those shipped are in scenarios/"));
    return true;
  }
  return false;
}

/// What stands in the file, with every name in it known; null where anything of that is wrong.
std::unique_ptr<const ScenarioFile> read_file(const Document& document, const Catalogue& catalogue,
                                              std::map<std::string, std::string>& posts, Problems& problems) {
  const std::size_t before = problems.all().size();
  auto file = std::make_unique<ScenarioFile>(prepared(document, catalogue));
  References references;
  decode(document, document.root, "", *file, references, problems);
  refuse_repeated_names(document, {"assets"}, problems);
  refuse_repeated_names(document, {"defence"}, problems);
  refuse_repeated_names(document, {"corridors"}, problems);
  refuse_repeated_names(document, {"areas"}, problems);
  refuse_repeated_names(document, {"raid", "traffic"}, problems);

  name_posts(*file, posts);
  references.check(names_in_play(*file, posts), problems);
  check_entity_limit(document, *file, problems);
  return problems.all().size() > before ? nullptr : std::move(file);
}

/// What would be found next in the entries that can be read, so that a user need not mend one kind of mistake to be
/// told of the other. Says nothing where the rest does not stand by itself.
void add_later_problems(const Document& document, const Catalogue& catalogue, const TerrainChoice& terrain,
                        std::size_t before, Problems& problems) {
  const std::vector<Problem> found(problems.all().begin() + static_cast<std::ptrdiff_t>(before),
                                   problems.all().end());
  Document rest;
  std::vector<std::string> left_out;
  if (!without_spoiled_entries(document, found, rest, left_out)) return;
  std::map<std::string, std::string> posts;
  Problems later;
  const std::unique_ptr<const ScenarioFile> file = read_file(rest, catalogue, posts, later);
  if (!file) return;
  Scenario scenario;
  Resolving resolving{rest, catalogue, *file, scenario, later, std::move(posts), terrain};
  resolve(resolving);
  for (const Problem& problem : later.all())
    if (!speaks_of(problem, left_out)) problems.add(problem);
}

bool load_document(const Document& document, const Catalogue& catalogue, Scenario& scenario,
                   Problems& problems, const TerrainChoice& terrain) {
  if (refuse_other_file(document, problems)) return false;
  const std::size_t before = problems.all().size();
  std::map<std::string, std::string> posts;
  const std::unique_ptr<const ScenarioFile> file = read_file(document, catalogue, posts, problems);
  if (!file) {
    add_later_problems(document, catalogue, terrain, before, problems);
    return false;
  }
  // What is not there must make sense all the same, so that it is read before it is left out.
  if (Document present = document; leave_out_absent(present))
    return load_document(present, catalogue, scenario, problems, terrain);
  scenario = {};
  Resolving resolving{document, catalogue, *file, scenario, problems, std::move(posts), terrain};
  resolve(resolving);
  return problems.all().size() == before;
}

/// The same with values set from outside, and the lines that say so.
bool load_changed(Document& document, const std::vector<std::string>& overrides, const Catalogue& catalogue,
                  Scenario& scenario, Problems& problems, const TerrainChoice& terrain) {
  const int lines_of_file = lines_of(document.text);
  Problems told;
  const bool good = apply_overrides(overrides, document, told) &&
                    load_document(document, catalogue, scenario, told, terrain);
  for (const Problem& problem : told.all()) problems.add(placed_in_option(problem, lines_of_file));
  for (std::size_t i = overrides.size(); good && i-- > 0;)
    scenario.in_play.insert(scenario.in_play.begin() + 2, "set: " + overrides[i]);
  return good;
}

}  // namespace

bool load_scenario(const std::string& file, const Catalogue& catalogue, Scenario& scenario,
                   Problems& problems, const TerrainChoice& terrain,
                   const std::vector<std::string>& overrides) {
  Document document;
  return read_yaml(file, document, problems) &&
         load_changed(document, overrides, catalogue, scenario, problems, terrain);
}

bool load_scenario_text(const std::string& text, const std::string& name, const Catalogue& catalogue,
                        Scenario& scenario, Problems& problems, const TerrainChoice& terrain,
                        const std::vector<std::string>& overrides) {
  Document document;
  return parse_yaml(name, text, document, problems) &&
         load_changed(document, overrides, catalogue, scenario, problems, terrain);
}

bool check_file(const std::string& file, const Catalogue& catalogue, Problems& problems,
                std::vector<std::string>& warnings, const TerrainChoice& terrain,
                const std::vector<std::string>& overrides) {
  Document document;
  if (!read_yaml(file, document, problems)) return false;
  if (document.root.find(scenario_file_kind().marker)) {
    Scenario scenario;
    const bool good = load_changed(document, overrides, catalogue, scenario, problems, terrain);
    warnings = scenario.warnings;
    return good;
  }

  // A file of the catalogue may cite what the catalogue holds, and itself.
  const std::size_t before = problems.all().size();
  Catalogue with_file = catalogue;
  References references;
  CatalogueReader(with_file, references, problems).add(document);
  NameBook names;
  add_names(with_file, names);
  references.check(names, problems);
  return problems.all().size() == before;
}

FileKind scenario_file_kind() {
  return {"scenario", [](FieldVisitor& v) {
            ScenarioFile file;
            declare(v, file);
          }};
}

std::string scenario_schema() { return json_schema({scenario_file_kind(), catalogue_file_kind()}); }

}  // namespace cupola
