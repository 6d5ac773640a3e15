#include <fstream>

#include "cli/exit_code.hpp"
#include "cli/open_run.hpp"
#include "cli/output.hpp"
#include "cli/verbs.hpp"
#include "report/map.hpp"

namespace cupola {

namespace {

struct ReportOptions {
  std::string run, figure = "map", out = "-";
  bool quiet = false;
};

bool is_svg(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string begin(512, '\0');
  file.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  return begin.find("<svg") != std::string::npos;
}

int report(const ReportOptions& options) {
  std::optional<Database> run = open_run_or_complain(options.run);
  if (!run) return kBadInput;
  if (options.out == "-") return put(draw_map(*run));
  std::string why;
  if (!keeps_nothing(options.out)) why = why_not_write(options.out, "an SVG file", is_svg, {options.run});
  if (why.empty()) {
    const std::string error = write_text_file(options.out, draw_map(*run));
    if (error.empty()) return kDone;
    why = "error: " + error + "\n";
  }
  complain(why);
  return kCannotWrite;
}

}  // namespace

void add_report(CLI::App& app, int& exit_code) {
  CLI::App* verb = app.add_subcommand("report", "Draw a figure of a run");
  auto options = std::make_shared<ReportOptions>();
  verb->add_option("RUN", options->run, "Run file")->required();
  verb->add_option("--figure", options->figure, "Which figure")->check(CLI::IsMember({"map"}));
  verb->add_option("-o,--out", options->out, "SVG file to write; `-` for stdout");
  verb->add_flag("--quiet", options->quiet, "No warnings (there are none yet)");
  verb->footer(
      "Example:  cupola report 03-murted-mixed-raid.seed-1.replicate-0.cupola --figure map -o map.svg");
  verb->callback([options, &exit_code] { exit_code = report(*options); });
}

}  // namespace cupola
