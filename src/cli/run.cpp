#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "cli/exit_code.hpp"
#include "cli/interrupt.hpp"
#include "cli/load.hpp"
#include "cli/print_many.hpp"
#include "cli/print_run.hpp"
#include "cli/progress.hpp"
#include "cli/run_header.hpp"
#include "cli/verbs.hpp"
#include "record/run_file.hpp"
#include "study/many.hpp"

namespace cupola {

namespace {

struct RunOptions {
  std::string scenario, catalogue, out;
  std::optional<std::uint64_t> seed;
  std::uint64_t replicates = 1, replicate = 0;
  int jobs = 1;
  bool json = false, quiet = false, no_run_file = false;
};

std::string default_run_file(const RunOptions& options, std::uint64_t seed) {
  const std::string stem = std::filesystem::path(options.scenario).stem().string();
  return fmt::format("{}.seed-{}.replicate-{}.cupola", stem, seed, options.replicate);
}

int run_one(const RunOptions& options, const Plan& plan, std::uint64_t seed) {
  const Scenario& scenario = scenario_of(plan);
  Log log(names_of(plan), scenario.start, true);
  const ReplicateResult result = play(plan, seed, options.replicate, log);
  std::string file;
  if (!options.no_run_file) {
    file = options.out.empty() ? default_run_file(options, seed) : options.out;
    const RunHeader header = run_header(plan, seed, result);
    if (const std::string error = write_run_file(file, header, names_of(plan), scenario.start, log);
        !error.empty()) {
      fmt::print(stderr, "{}\n", error);
      return kCannotWrite;
    }
  }
  fmt::print("{}", options.json ? run_as_json(plan, seed, result, file)
                                : run_as_text(plan, seed, result, log, file));
  return kDone;
}

int run_many(const RunOptions& options, const Plan& plan, std::uint64_t seed) {
  catch_interrupts();
  Progress progress(options.replicates, options.quiet);
  const Many many = play_many(
      plan, seed, options.replicates, options.jobs, [&](std::uint64_t done) { progress.show(done); },
      interrupted);
  fmt::print("{}", options.json ? many_as_json(plan, seed, options.replicates, many)
                                : many_as_text(plan, seed, options.replicates, many));
  if (!many.interrupted) return kDone;
  fmt::print(stderr, "Stopped after {} of {} replicates. Nothing is stored: run it again for all of them.\n",
             many.replicates.size(), options.replicates);
  return kInterrupted;
}

int run(const RunOptions& options) {
  std::optional<Scenario> scenario = load_or_complain(options.scenario, options.catalogue);
  if (!scenario) return kBadInput;
  const std::uint64_t seed = options.seed.value_or(scenario->seed);
  const std::shared_ptr<const Plan> plan = make_plan(std::move(*scenario));
  return options.replicates > 1 ? run_many(options, *plan, seed) : run_one(options, *plan, seed);
}

}  // namespace

void add_run(CLI::App& app, int& exit_code) {
  CLI::App* verb = app.add_subcommand("run", "Play a scenario: one replicate, or many with intervals");
  auto options = std::make_shared<RunOptions>();
  verb->add_option("SCENARIO", options->scenario, "Scenario file (YAML)")->required();
  verb->add_option("--seed", options->seed, "Study seed; the scenario's own by default");
  verb->add_option("--replicates", options->replicates,
                   "Play this many and print intervals; nothing is stored")
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{100'000'000}));
  verb->add_option("--replicate", options->replicate, "Which replicate to play alone, from 0");
  verb->add_option("--jobs", options->jobs, "Workers; the result does not depend on it")
      ->check(CLI::Range(1, 1024));
  verb->add_option("--out", options->out, "Run file to write (an SQLite file)");
  verb->add_flag("--no-run-file", options->no_run_file, "Write no run file");
  verb->add_option("--catalogue", options->catalogue, "Catalogue folder; the shipped one by default");
  verb->add_flag("--json", options->json, "One JSON object on stdout");
  verb->add_flag("--quiet", options->quiet, "No progress");
  verb->footer(
      "Examples:\n  cupola run scenarios/03-murted-mixed-raid.yaml\n"
      "  cupola run scenarios/03-murted-mixed-raid.yaml --replicates 200 --jobs 2");
  verb->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace cupola
