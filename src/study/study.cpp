#include "study/study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "catalogue/load.hpp"
#include "catalogue/text_file.hpp"
#include "core/check.hpp"
#include "core/digest.hpp"
#include "scenario/load.hpp"
#include "study/add_draws.hpp"

namespace cupola {

namespace {

/// Where a point's settings stand in the study file, in the order of settings_of.
std::vector<const Node*> places_of(const Document& document, const Study& study, const DesignPoint& point) {
  std::vector<const Node*> places;
  const Node* factors = document.root.find("factors");
  for (std::size_t f = 0; factors != nullptr && f < factors->items.size(); ++f) {
    const Node* set = factors->items[f].find("levels")->items[point.levels[f]].find("set");
    for (std::size_t i = 0; set != nullptr && i < set->items.size(); ++i) places.push_back(&set->items[i]);
  }
  if (const Node* knee = document.root.find("knee"))
    if (const Node* path = knee->find("path")) places.push_back(path);
  for (std::size_t i = 0; i < study.uncertain.inputs.size(); ++i) {
    const UncertainInput& input = study.uncertain.inputs[i];
    const Node& node = document.root.find("uncertain")->find("inputs")->items[input.entry];
    places.insert(places.end(), settings_at(input, study.uncertain.quantile(point.draw, i)).size(), &node);
  }
  return places;
}

/// A mistake in a setting is one of the study file, where it is written.
Problem placed_in_study(const Problem& problem, const Document& document,
                        const std::vector<const Node*>& places) {
  const auto setting = static_cast<std::size_t>(problem.place.line) - 1;
  if (problem.place.file != "--set" || setting >= places.size()) return problem;
  return document.problem(places[setting]->line, places[setting]->column, problem.what, problem.hint);
}

void add_input(const std::string& name, const std::string& text, Study& study) {
  study.inputs.push_back({name, content_hash(text), text});
}

/// In the order of the paths, as load_catalogue reads them.
bool add_catalogue(const std::string& folder, Study& study, Problems& problems) {
  namespace fs = std::filesystem;
  std::set<std::string> paths;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; at != end; at.increment(error))
    if (at->path().extension() == ".yaml") paths.insert(at->path().string());
  bool good = true;
  for (const std::string& path : paths) {
    std::string text;
    good &= read_text(path, text, problems);
    add_input("catalogue/" + fs::relative(path, folder).string(), text, study);
  }
  return good;
}

NameBook names_in_study(const Study& study) {
  NameBook names;
  for (const FactorFile& factor : study.file.factors) names.add("factor", factor.name);
  for (const auto& of_point : study.measures)
    for (const ReplicateMeasure& measure : of_point) {
      names.add("measure", column_name(measure));
      names.add("measure", measure.group);
    }
  for (const auto& of_point : study.ratios)
    for (const RatioMeasure& ratio : of_point) names.add("measure", ratio.column);
  return names;
}

/// Whether there is such a fraction, of factors with two levels.
bool can_be_fraction(const Document& document, const Study& study, Problems& problems) {
  const std::size_t before = problems.all().size();
  for (std::size_t f = 0; f < study.file.factors.size(); ++f)
    if (study.file.factors[f].levels.size() != 2) {
      const Node& node = document.root.find("factors")->items[f];
      problems.add(document.problem(node.line, node.column,
                                    "a fractional design is of factors with two levels",
                                    "take levels out, or write `design: full`"));
    }
  if (study.points.empty()) {
    const Node& node = *document.root.find("design");
    problems.add(document.problem(node.line, node.column,
                                  fmt::format("there is no design of resolution {} for {} factors here",
                                              study.file.resolution, study.file.factors.size()),
                                  "resolutions 3 and 4 go to 16 factors, 5 to 11"));
  }
  return problems.all().size() == before;
}

/// Loads every point once, so that no mistake shows after hours.
bool try_points(const Document& document, Study& study, Problems& problems) {
  for (const DesignPoint& point : study.points) {
    Scenario scenario;
    Problems told;
    const std::vector<std::string> settings = settings_of(study, point);
    if (!load_scenario_text(study.scenario_text, study.scenario_file, *study.catalogue, scenario, told,
                            study.terrain, settings)) {
      const std::vector<const Node*> places = places_of(document, study, point);
      for (const Problem& problem : told.all()) problems.add(placed_in_study(problem, document, places));
      return false;
    }
    if (study.measures.empty()) study.terrain_hash = scenario.terrain_note.content_hash;
    scenario.kill_importance = study.file.rare.importance.kill;
    if (study.floor.why.empty()) study.floor = probability_floor(scenario, &study.file.rare.floor);
    study.measures.push_back(measures_of(scenario));
    study.ratios.push_back(ratios_of(scenario));
  }
  return true;
}

}  // namespace

bool load_study(const std::string& file, const std::string& catalogue_folder, const TerrainChoice& terrain,
                Study& study, Problems& problems, const std::string& scenario_file) {
  Document document;
  References references;
  if (!read_yaml(file, document, problems) || !read_study_file(document, study.file, references, problems))
    return false;
  const auto named = std::filesystem::path(file).parent_path() / study.file.scenario;
  study.scenario_file = scenario_file.empty() ? named.lexically_normal().string() : scenario_file;
  study.terrain = terrain;
  const auto catalogue = std::make_shared<Catalogue>();
  study.catalogue = catalogue;
  if (!load_catalogue(catalogue_folder, *catalogue, problems)) return false;
  study.points = points_of(study.file);
  if (!read_text(study.scenario_file, study.scenario_text, problems)) return false;
  if (study.file.design == DesignKind::fractional && !can_be_fraction(document, study, problems))
    return false;
  if (!add_draws(document, study, problems)) return false;
  if (!try_points(document, study, problems)) return false;

  if (study.file.measures.empty()) study.file.measures = {"leakage", "p_no_leaker"};
  const std::size_t before = problems.all().size();
  references.check(names_in_study(study), problems);
  if (problems.all().size() > before) return false;
  study.file.measures = columns_of(study.file.measures, study.measures, study.ratios);
  add_input("study", document.text, study);
  add_input("scenario", study.scenario_text, study);
  return add_catalogue(catalogue_folder, study, problems);
}

std::vector<std::string> settings_of(const Study& study, const DesignPoint& point) {
  std::vector<std::string> settings = settings_of(study.file, point);
  for (std::size_t i = 0; i < study.uncertain.inputs.size(); ++i)
    for (const SettingFile& setting :
         settings_at(study.uncertain.inputs[i], study.uncertain.quantile(point.draw, i)))
      settings.push_back(setting.path + "=" + setting.value);
  return settings;
}

std::uint64_t replicates_of(const Study& study, std::size_t point, std::uint64_t asked) {
  const std::uint64_t of_draw = study.file.uncertain.replicates;
  return study.points[point].draw == 0 || of_draw == 0 ? asked : std::min(asked, of_draw);
}

std::shared_ptr<const Plan> plan_of(const Study& study, std::size_t point) {
  Scenario scenario;
  Problems problems;
  CUPOLA_CHECK(load_scenario_text(study.scenario_text, study.scenario_file, *study.catalogue, scenario,
                                  problems, study.terrain, settings_of(study, study.points[point])));
  scenario.kill_importance = study.file.rare.importance.kill;
  return make_plan(std::move(scenario));
}

}  // namespace cupola
