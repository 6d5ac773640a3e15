#include <fmt/format.h>

#include <filesystem>

#include "cli/arguments.hpp"
#include "cli/exit_code.hpp"
#include "cli/interrupt.hpp"
#include "cli/load.hpp"
#include "cli/output.hpp"
#include "cli/print_many.hpp"
#include "cli/print_run.hpp"
#include "cli/progress.hpp"
#include "cli/run_header.hpp"
#include "cli/terrain_option.hpp"
#include "cli/verbs.hpp"
#include "record/run_file.hpp"
#include "study/replay.hpp"

namespace cupola {

namespace {

struct RunOptions {
  std::string scenario, catalogue, out, from;
  std::vector<std::string> terrain, set, measures;
  std::optional<std::uint64_t> seed, replicates, replicate, jobs, point;
  bool json = false, quiet = false, no_run_file = false;

  std::uint64_t count() const { return replicates.value_or(1); }
};

std::string run_file_name(const RunOptions& options, std::uint64_t seed) {
  if (options.no_run_file) return {};
  if (!options.out.empty()) return options.out;
  const std::string stem =
      std::filesystem::path(options.from.empty() ? options.scenario : options.from).stem().string();
  const std::string point = options.point ? fmt::format(".point-{}", *options.point) : std::string();
  return fmt::format("{}{}.seed-{}.replicate-{}.cupola", stem, point, seed, options.replicate.value_or(0));
}

/// What counts neither as killed nor as leaked looks like a success, and is none.
void warn_of_unresolved(const RunOptions& options, double unresolved) {
  if (unresolved <= 0.0 || options.quiet) return;
  complain(
      fmt::format("warning: {:.3g} hostiles{} were still on their way at the end: neither killed nor leaked\n"
                  "  hint: a longer `duration` lets every story end\n",
                  unresolved, options.count() > 1 ? " a replicate, in the mean," : ""));
}

/// `digest`: that it must come to; empty: whatever it is.
int run_one(const RunOptions& options, const Plan& plan, std::uint64_t seed, const std::string& file,
            const std::string& digest) {
  const Scenario& scenario = scenario_of(plan);
  Log log(names_of(plan), scenario.start, true);
  const ReplicateResult result = play(plan, seed, options.replicate.value_or(0), log);
  if (!digest.empty() && result.digest != digest) {
    complain(
        fmt::format("{}: error: the store has digest {} of this replicate, and playing it again gave {}\n"
                    "  hint: the store was made by another version of this program\n",
                    options.from, digest, result.digest));
    return kCheckFailed;
  }
  if (!file.empty()) {
    const RunHeader header = run_header(plan, seed, result, log);
    const std::string error = write_run_file(file, header, names_of(plan), scenario.start, log);
    if (!error.empty()) {
      complain("error: " + error + "\n");
      return kCannotWrite;
    }
  }
  warn_of_unresolved(options, result.unresolved);
  return options.json ? put_json(run_as_json(plan, seed, result, log, file))
                      : put(run_as_text(plan, seed, result, log, file));
}

int run_many(const RunOptions& options, const Plan& plan, std::uint64_t seed) {
  if (const std::string wrong = wrong_words(scenario_of(plan), options.measures); !wrong.empty()) {
    complain(wrong);
    return kBadInput;
  }
  catch_interrupts();
  Progress progress(options.count(), options.quiet);
  Tally tally(scenario_of(plan));
  Listener listener;
  listener.take = [&tally](const ReplicateResult& r) { tally.add(r); };
  listener.progress = [&progress](std::uint64_t done) { progress.show(done); };
  listener.stop = interrupted;
  const Series series =
      play_series(plan, seed, options.count(), static_cast<int>(options.jobs.value_or(1)), listener);
  progress.clear();
  warn_of_unresolved(options, tally.unresolved());
  const int written =
      options.json ? put_json(many_as_json(plan, seed, options.count(), series, tally, options.measures))
                   : put(many_as_text(plan, seed, options.count(), series, tally, options.measures));
  if (written != kDone || !series.interrupted) return written;
  complain(
      fmt::format("Stopped after {} of {} replicates. Nothing is stored: run it again for all of them.\n",
                  series.done, options.count()));
  return kInterrupted;
}

/// The scenario of a file, or of a point of a store.
std::optional<Scenario> scenario_asked_for(const RunOptions& options, StoredReplicate& stored) {
  if (options.from.empty())
    return load_or_complain(options.scenario, options.catalogue, terrain_choice(options.terrain),
                            options.set);
  Problems problems;
  Scenario scenario;
  stored = {options.point.value_or(0), options.replicate.value_or(0), 0, {}};
  if (load_stored(options.from, terrain_choice(options.terrain), stored, scenario, problems)) return scenario;
  complain(problems.text());
  return std::nullopt;
}

int run(const RunOptions& options) {
  StoredReplicate stored;
  std::optional<Scenario> scenario = scenario_asked_for(options, stored);
  if (!scenario) return kBadInput;
  const std::uint64_t seed = options.from.empty() ? options.seed.value_or(scenario->seed) : stored.seed;
  const bool many = options.count() > 1;
  const std::string file = many ? std::string() : run_file_name(options, seed);
  const std::string why =
      file.empty() ? file : why_not_write(file, "a run file", is_run_file, {options.scenario});
  if (!why.empty()) {
    complain(why);
    return kCannotWrite;
  }
  const std::shared_ptr<const Plan> plan = make_plan(std::move(*scenario));
  return many ? run_many(options, *plan, seed) : run_one(options, *plan, seed, file, stored.digest);
}

/// What would be ignored is refused.
void refuse_contradictions(const RunOptions& options) {
  if (options.count() > 1 && options.replicate)
    throw CLI::ValidationError("--replicate", "plays one replicate alone; it does not go with --replicates");
  if (options.count() > 1 && !options.out.empty())
    throw CLI::ValidationError(
        "--out", "many replicates leave no run file; --replicate N --out FILE keeps one of them");
  if (options.scenario.empty() == options.from.empty())
    throw CLI::RequiredError(options.from.empty() ? "SCENARIO" : "either SCENARIO or --from, not both:");
  if (options.from.empty() && options.point) throw CLI::ValidationError("--point", "goes with --from");
  if (!options.from.empty() &&
      (options.seed || !options.set.empty() || options.count() > 1 || !options.catalogue.empty()))
    throw CLI::ValidationError(
        "--from", "replays one replicate as it was: no --seed, --set, --catalogue, --replicates");
  if (!options.measures.empty() && options.count() < 2)
    throw CLI::ValidationError("--measures", "goes with --replicates: a single run is no estimate");
  if (options.no_run_file && !options.out.empty())
    throw CLI::ValidationError("--out", "does not go with --no-run-file");
}

}  // namespace

void add_run(CLI::App& app, int& exit_code) {
  CLI::App* verb = app.add_subcommand("run", "Play a scenario: one replicate, or many with intervals");
  auto options = std::make_shared<RunOptions>();
  verb->add_option("SCENARIO", options->scenario, "Scenario file (YAML)");
  verb->add_option("--from", options->from, "Play a replicate of a study's store again, as it was");
  add_whole(verb, "--point", 0, UINT64_MAX, options->point, "Which point of the study, from 0");
  add_whole(verb, "--seed", 0, UINT64_MAX, options->seed, "Study seed; the scenario's own by default");
  add_whole(verb, "--replicates", 1, 100'000'000, options->replicates,
            "Play this many and print intervals; nothing is stored");
  add_whole(verb, "--replicate", 0, UINT64_MAX, options->replicate, "Which replicate to play alone, from 0");
  add_whole(verb, "--jobs", 1, 1024, options->jobs, "Workers; the result does not depend on it");
  verb->add_option("--out", options->out, "Run file to write (an SQLite file)");
  verb->add_flag("--no-run-file", options->no_run_file, "Write no run file");
  verb->add_option("--catalogue", options->catalogue, "Catalogue folder; the shipped one by default");
  add_terrain_option(*verb, options->terrain);
  add_set_option(verb, options->set);
  verb->add_option(
          "--measures", options->measures,
          "With --replicates, show these too: a column of a study's store, or a group as `leakage by "
          "class`; may be repeated")
      ->allow_extra_args(false);
  verb->add_flag("--json", options->json, "One JSON object on stdout");
  verb->add_flag("--quiet", options->quiet, "No progress, no warnings");
  verb->footer(
      "Examples:\n  cupola run scenarios/03-murted-mixed-raid.yaml\n"
      "  cupola run scenarios/03-murted-mixed-raid.yaml --replicates 200 --jobs 2");
  verb->callback([options, &exit_code] {
    refuse_contradictions(*options);
    exit_code = run(*options);
  });
}

}  // namespace cupola
