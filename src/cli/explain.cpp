#include <fmt/format.h>

#include <algorithm>

#include "cli/exit_code.hpp"
#include "cli/open_run.hpp"
#include "cli/output.hpp"
#include "cli/print_story.hpp"
#include "cli/verbs.hpp"

namespace cupola {

namespace {

struct ExplainOptions {
  std::string run;
  std::vector<std::string> names;
  bool json = false, timeline = false, quiet = false;
};

/// The platforms asked for, each once; nothing, and a message, if one is not there.
std::optional<std::vector<std::string>> wanted(const ExplainOptions& options, Database& run) {
  std::vector<std::string> all;
  for (const std::string& name : options.names) {
    std::string hint;
    const std::vector<std::string> called = platforms_called(run, name, hint);
    if (called.empty()) {
      complain(fmt::format("error: there is no platform or group `{}` in this run\n  hint: {}\n", name,
                           hint.empty() ? "without a name, explain lists them all" : hint));
      return std::nullopt;
    }
    for (const std::string& platform : called)
      if (std::find(all.begin(), all.end(), platform) == all.end()) all.push_back(platform);
  }
  return all;
}

int explain(const ExplainOptions& options) {
  std::optional<Database> run = open_run_or_complain(options.run);
  if (!run) return kBadInput;
  const std::optional<std::vector<std::string>> names = wanted(options, *run);
  if (!names) return kBadInput;
  nlohmann::ordered_json object;
  std::string text;
  if (options.timeline) {
    options.json ? void(object = timeline_as_json(*run)) : void(text = timeline_as_text(*run));
  } else if (!names->empty()) {
    options.json ? void(object = stories_as_json(*run, *names)) : void(text = stories_as_text(*run, *names));
  } else {
    options.json ? void(object = chain_as_json(*run)) : void(text = chain_as_text(*run, options.run));
  }
  if (!run->ok()) {
    complain(fmt::format("{}: error: cannot read it to the end: {}\n", options.run, run->error()));
    return kBadInput;
  }
  return options.json ? put_json(object) : put(text);
}

}  // namespace

void add_explain(CLI::App& app, int& exit_code) {
  CLI::App* verb = app.add_subcommand(
      "explain", "Tell what happened to each threat and each round of a run, link by link");
  auto options = std::make_shared<ExplainOptions>();
  verb->add_option("RUN", options->run, "Run file")->required();
  CLI::Option* names =
      verb->add_option("NAME", options->names, "Platforms, or groups of them, whose whole story to tell");
  verb->add_flag("--timeline", options->timeline, "Every moment of the run's timeline")->excludes(names);
  verb->add_flag("--json", options->json, "One JSON object on stdout");
  verb->add_flag("--quiet", options->quiet, "No warnings (there are none yet)");
  verb->footer(
      "Examples:\n  cupola explain 03-murted-mixed-raid.seed-1.replicate-0.cupola\n"
      "  cupola explain 03-murted-mixed-raid.seed-1.replicate-0.cupola striker-01 drone");
  verb->callback([options, &exit_code] { exit_code = explain(*options); });
}

}  // namespace cupola
