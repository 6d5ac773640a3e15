#include <fmt/format.h>

#include "catalogue/load.hpp"
#include "cli/arguments.hpp"
#include "cli/exit_code.hpp"
#include "cli/load.hpp"
#include "cli/output.hpp"
#include "cli/terrain_option.hpp"
#include "cli/tracker_settings.hpp"
#include "cli/verbs.hpp"
#include "cli/version.hpp"
#include "core/problem.hpp"
#include "scenario/load.hpp"
#include "study/study.hpp"

namespace cupola {

namespace {

using Json = nlohmann::ordered_json;

struct CheckOptions {
  std::vector<std::string> files, terrain;
  std::string catalogue;
  std::vector<std::string> set;
  bool json = false, quiet = false;
};

Json problems_json(const Problems& problems) {
  Json list = Json::array();
  for (const Problem& p : problems.all())
    list.push_back({{"file", p.place.file},
                    {"line", p.place.line},
                    {"column", p.place.column},
                    {"what", p.what},
                    {"hint", p.hint}});
  return list;
}

bool check_any(const CheckOptions& options, const std::string& file, const Catalogue& catalogue,
               Problems& problems, std::vector<std::string>& warnings) {
  if (refuse_kind(file, problems)) return false;
  Document document;
  Problems unread;  // told by check_file()
  TrackerSettingsFile settings;
  if (read_yaml(file, document, unread) && is_tracker_settings(document))
    return read_tracker_settings(document, settings, problems);
  if (document.root.find(study_file_kind().marker)) {
    Study study;
    const std::string folder = options.catalogue.empty() ? default_catalogue_folder() : options.catalogue;
    return load_study(file, folder, terrain_choice(options.terrain), study, problems);
  }
  return check_file(file, catalogue, problems, warnings, terrain_choice(options.terrain), options.set);
}

/// What is wrong with one file, on stderr, and as an entry of the object.
Json check_one(const CheckOptions& options, const std::string& file, const Catalogue& catalogue) {
  Problems problems;
  std::vector<std::string> warnings;
  const bool good = check_any(options, file, catalogue, problems, warnings);
  if (!options.json) complain(problems.text());
  if (!options.json && !options.quiet)
    for (const std::string& warning : warnings) complain(fmt::format("{}: warning: {}\n", file, warning));
  return {{"file", file}, {"good", good}, {"problems", problems_json(problems)}, {"warnings", warnings}};
}

int check(const CheckOptions& options) {
  const std::optional<Catalogue> catalogue = load_catalogue_or_complain(options.catalogue);
  if (!catalogue) return kBadInput;
  Json object = {
      {"version", version()}, {"catalogue_hash", catalogue->content_hash}, {"files", Json::array()}};
  bool all_good = true;
  std::string text;
  for (const std::string& file : options.files) {
    const Json entry = check_one(options, file, *catalogue);
    const bool good = entry["good"].get<bool>();
    all_good &= good;
    if (good && !options.quiet) text += file + ": good\n";
    object["files"].push_back(entry);
  }
  const int written = options.json ? put_json(object) : put(text);
  return written != kDone ? written : all_good ? kDone : kBadInput;
}

}  // namespace

void add_check(CLI::App& app, int& exit_code) {
  CLI::App* verb = app.add_subcommand(
      "check", "Say everything that is wrong with scenarios, studies, catalogue files or tracker settings");
  auto options = std::make_shared<CheckOptions>();
  verb->add_option("FILE", options->files,
                   "Scenarios, studies, files of the catalogue, settings of `cupola track`")
      ->required();
  verb->add_option("--catalogue", options->catalogue, "Catalogue folder; the shipped one by default");
  add_terrain_option(*verb, options->terrain);
  add_set_option(verb, options->set);
  verb->add_flag("--json", options->json, "One JSON object on stdout");
  verb->add_flag("--quiet", options->quiet, "Only what is wrong");
  verb->footer("Example:  cupola check scenarios/*.yaml");
  verb->callback([options, &exit_code] { exit_code = check(*options); });
}

}  // namespace cupola
