#include "study/study.hpp"

#include <fmt/format.h>

#include <chrono>
#include <filesystem>

#include "catalogue/load.hpp"
#include "cli/arguments.hpp"
#include "cli/exit_code.hpp"
#include "cli/interrupt.hpp"
#include "cli/load.hpp"
#include "cli/output.hpp"
#include "cli/print_study.hpp"
#include "cli/progress.hpp"
#include "cli/quantity_option.hpp"
#include "cli/study_watch.hpp"
#include "cli/terrain_option.hpp"
#include "cli/verbs.hpp"
#include "cli/version.hpp"
#include "study/conduct.hpp"
#include "study/knee_study.hpp"

namespace cupola {

namespace {

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

struct StudyOptions {
  std::string study, catalogue, out;
  std::vector<std::string> terrain;
  std::optional<std::uint64_t> replicates, jobs;
  std::optional<double> time_limit_s;
  bool json = false, quiet = false;

  std::string store() const {
    return out.empty() ? std::filesystem::path(study).stem().string() + ".cupola-study" : out;
  }
};

bool load(const StudyOptions& options, Study& study) {
  Problems problems;
  const std::string folder = options.catalogue.empty() ? default_catalogue_folder() : options.catalogue;
  if (!refuse_kind(options.study, problems) &&
      load_study(options.study, folder, terrain_choice(options.terrain), study, problems))
    return true;
  complain(problems.text());
  return false;
}

int complain_of(const StudyStore& store) {
  complain(
      fmt::format("error: {}\n  hint: what was stored before is whole: run it again when there is room\n",
                  store.error()));
  return kCannotWrite;
}

int refuse(const std::string& path, const StudyStore& store) {
  complain(
      fmt::format("{}: error: this store cannot be taken up: {}\n"
                  "  hint: give another --out, or put things back as they were\n",
                  path, store.refusal()));
  return kBadInput;
}

int run(const StudyOptions& options) {
  const auto begin = std::chrono::steady_clock::now();
  Study study;
  if (!load(options, study)) return kBadInput;
  const std::string path = options.store();
  StudyStore store(path, study, {version(), compiler()});
  if (!store.refusal().empty()) return refuse(path, store);
  if (!store.error().empty()) return complain_of(store);

  const StudyOrder order{options.replicates.value_or(study.file.replicates),
                         static_cast<int>(options.jobs.value_or(1))};
  catch_interrupts();
  StudyState state{order.replicates, path, {}, false, {}};
  const std::optional<double> limit_s = options.time_limit_s ? options.time_limit_s : study.file.time_limit_s;
  {
    const bool knee = study.file.knee.given();
    const std::uint64_t most = knee ? most_of_knee(study, order) : left_to_play(study, store, order);
    Progress progress(std::max<std::uint64_t>(most, 1), options.quiet);
    StudyWatch watch(progress);
    const StudyListener listener =
        watch.listener([&] { return interrupted() || (limit_s && seconds_since(begin) >= *limit_s); });
    state.finished =
        knee ? conduct_knee(study, store, order, listener) : conduct(study, store, order, listener);
  }
  if (!store.error().empty()) return complain_of(store);
  StudyAnswer answer = answer_of(study, store);
  if (study.file.knee.given()) answer.knees = knees_of(study, store, order.replicates);
  state.digest = store.digest();
  state.failures = store.failures();
  if (!store.error().empty()) return complain_of(store);
  const int written = options.json ? put_json(study_as_json(study, store, answer, state))
                                   : put(study_as_text(study, store, answer, state));
  if (!store.close()) return complain_of(store);
  if (written != kDone) return written;
  if (!state.finished) {
    complain(
        fmt::format("Stopped{}. What was played is stored: the same command goes on from there.\n",
                    interrupted() ? "" : fmt::format(" at the time limit of {:g} s", limit_s.value_or(0.0))));
    return kInterrupted;
  }
  if (state.failures.empty()) return kDone;
  complain(fmt::format("error: {} replicates failed; the answer is of the others\n", state.failures.size()));
  return kInternalFault;
}

}  // namespace

void add_study(CLI::App& app, int& exit_code) {
  CLI::App* verb = app.add_subcommand(
      "study",
      "Play many replicates over the points of a design, into a store; the same command again goes on");
  auto options = std::make_shared<StudyOptions>();
  verb->add_option("STUDY", options->study, "Study file (YAML)")->required();
  add_whole(verb, "--replicates", 1, 100'000'000, options->replicates,
            "Of every point, at most; the study's own number by default");
  verb->add_option_function<std::string>(
          "--time-limit",
          [options](const std::string& text) {
            options->time_limit_s = quantity_option("--time-limit", text, Dimension::time, 1.0, 1e8);
          },
          "Play for so long, as `10 min`, and stop as by hand; the study's own limit, or none, by default")
      ->type_name("TIME");
  add_whole(verb, "--jobs", 1, 1024, options->jobs, "Workers; the result does not depend on it");
  verb->add_option("--out", options->out, "The store (an SQLite file); STUDY.cupola-study here by default");
  verb->add_option("--catalogue", options->catalogue, "Catalogue folder; the shipped one by default");
  add_terrain_option(*verb, options->terrain);
  verb->add_flag("--json", options->json, "One JSON object on stdout");
  verb->add_flag("--quiet", options->quiet, "No progress");
  verb->footer("Example:  cupola study studies/second-batch.yaml --jobs 2");
  verb->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace cupola
