#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "cli/exit_code.hpp"
#include "cli/verbs.hpp"
#include "record/database.hpp"
#include "record/run_file.hpp"
#include "report/map.hpp"

namespace cupola {

namespace {

struct ReportOptions {
  std::string run, figure = "map", out = "-";
};

int report(const ReportOptions& options) {
  if (!std::filesystem::exists(options.run)) {
    fmt::print(stderr, "{}: error: no such file\n", options.run);
    return kBadInput;
  }
  Database run = Database::open(options.run);
  Statement version = run.prepare("PRAGMA user_version");
  if (!run.ok() || !version.step() || version.integer(0) != kRunFileVersion) {
    fmt::print(
        stderr,
        "{}: error: not a run file of this version of Cupola\n  hint: `cupola run SCENARIO` writes one\n",
        options.run);
    return kBadInput;
  }
  const std::string svg = draw_map(run);
  if (options.out == "-") {
    fmt::print("{}", svg);
    return kDone;
  }
  std::ofstream out(options.out, std::ios::binary);
  out << svg;
  out.close();
  if (out) return kDone;
  fmt::print(stderr, "{}: cannot write\n", options.out);
  return kCannotWrite;
}

}  // namespace

void add_report(CLI::App& app, int& exit_code) {
  CLI::App* verb = app.add_subcommand("report", "Draw a figure of a run");
  auto options = std::make_shared<ReportOptions>();
  verb->add_option("RUN", options->run, "Run file")->required();
  verb->add_option("--figure", options->figure, "Which figure")->check(CLI::IsMember({"map"}));
  verb->add_option("-o,--out", options->out, "SVG file to write; `-` for stdout");
  verb->footer(
      "Example:  cupola report 03-murted-mixed-raid.seed-1.replicate-0.cupola --figure map -o map.svg");
  verb->callback([options, &exit_code] { exit_code = report(*options); });
}

}  // namespace cupola
