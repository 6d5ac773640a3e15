#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "cli/exit_code.hpp"
#include "cli/inputs_in_play.hpp"
#include "cli/open_run.hpp"
#include "cli/output.hpp"
#include "cli/terrain_option.hpp"
#include "cli/verbs.hpp"
#include "cli/words.hpp"
#include "report/answer_grid.hpp"
#include "report/html.hpp"
#include "report/markdown.hpp"
#include "report/report_json.hpp"
#include "report/run_report.hpp"
#include "report/tidy_rows.hpp"
#include "study/store.hpp"

namespace cupola {

namespace {

namespace fs = std::filesystem;

struct ReportOptions {
  std::string file, format, out = "-", figure, figures, rows = "estimates";
  std::vector<std::string> terrain;
  bool quiet = false;
};

// ---- What is written, and what may be written over ----

bool begins_with(const std::string& path, const std::string& what) {
  std::ifstream file(path, std::ios::binary);
  std::string begin(what.size(), '\0');
  file.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  return begin == what;
}

bool is_svg(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string begin(512, '\0');
  file.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  return begin.find("<svg") != std::string::npos;
}

bool is_report_json(const std::string& path) { return begins_with(path, "{\n  \"report\": "); }

struct Format {
  const char* name;
  const char* ending;
  const char* kind;
  bool (*is_ours)(const std::string&);
};
constexpr Format kFormats[] = {{"html", ".html", "an HTML report of cupola", is_report_html},
                               {"md", ".md", "a Markdown report of cupola", is_report_markdown},
                               {"json", ".json", "a JSON report of cupola", is_report_json},
                               {"svg", ".svg", "an SVG file", is_svg},
                               {"csv", ".csv", "a CSV table of cupola", is_tidy_csv},
                               {"netcdf", ".nc", "a netCDF file of cupola", is_answer_grid}};

/// By --format, by the ending of the file, or what suits: a figure is SVG, a file HTML, a terminal Markdown.
const Format& format_of(const ReportOptions& options) {
  if (!options.figure.empty()) return kFormats[3];
  const std::string ending = fs::path(options.out).extension().string();
  for (const Format& format : kFormats)
    if (options.format.empty() ? ending == format.ending : options.format == format.name) return format;
  return kFormats[options.out == "-" ? 1 : 0];
}

int write(const std::string& path, const std::string& text, const Format& format, const std::string& input) {
  if (path == "-") return put(text);
  std::string why;
  if (!keeps_nothing(path)) why = why_not_write(path, format.kind, format.is_ours, {input});
  if (why.empty()) {
    const std::string error = write_text_file(path, text);
    if (error.empty()) return kDone;
    why = "error: " + error + "\n";
  }
  complain(why);
  return kCannotWrite;
}

// ---- What it is made of ----

std::optional<StoredStudy> read_study(const ReportOptions& options) {
  StoredStudy study;
  Problems problems;
  if (!read_stored_study(options.file, terrain_choice(options.terrain), study, problems)) {
    complain(problems.text());
    return std::nullopt;
  }
  return study;
}

StudyReportContext context_of(const ReportOptions& options, const StoredStudy& study) {
  StudyReportContext context;
  context.store = fs::path(options.file).filename().string();
  add_inputs_in_play(options.file, study, terrain_choice(options.terrain), context);
  context.caveats = caveats(false, context.in_play.empty() ? std::string() : context.in_play[0].terrain);
  return context;
}

std::optional<Report> report_of_study(const ReportOptions& options) {
  const std::optional<StoredStudy> study = read_study(options);
  if (!study) return std::nullopt;
  return study_report(*study, context_of(options, *study));
}

std::optional<Report> report_of_run(const ReportOptions& options) {
  std::optional<Database> run = open_run_or_complain(options.file);
  if (!run) return std::nullopt;
  Report report = run_report(*run, fs::path(options.file).filename().string());
  if (run->ok()) return report;
  complain(fmt::format("{}: error: cannot read it to the end: {}\n", options.file, run->error()));
  return std::nullopt;
}

int write_figure(const ReportOptions& options, const Report& report) {
  std::string names;
  for (const ReportFigure* figure : report.figures()) {
    if (figure->name == options.figure) return write(options.out, figure->svg, kFormats[3], options.file);
    names += (names.empty() ? "" : ", ") + figure->name;
  }
  complain(fmt::format("{}: error: it has no figure `{}`\n  hint: it has {}\n", options.file, options.figure,
                       names.empty() ? "none" : names));
  return kBadInput;
}

int write_figures(const ReportOptions& options, const Report& report) {
  std::error_code error;
  fs::create_directories(options.figures, error);
  for (const ReportFigure* figure : report.figures()) {
    const std::string path = (fs::path(options.figures) / (figure->name + ".svg")).string();
    if (const int code = write(path, figure->svg, kFormats[3], options.file); code != kDone) return code;
  }
  return kDone;
}

/// Where the Markdown finds its figures: from where it lies itself.
std::string figures_from(const ReportOptions& options) {
  if (options.figures.empty() || options.out == "-") return options.figures;
  return fs::path(options.figures).lexically_relative(fs::path(options.out).parent_path()).generic_string();
}

std::string as_text(const ReportOptions& options, const Report& report) {
  const std::string format = format_of(options).name;
  if (format == "md") return report_as_markdown(report, figures_from(options));
  if (format == "json")
    return report_as_json(report).dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) +
           "\n";
  return report_as_html(report);
}

// ---- Tables for other programs ----

int write_replicates(const ReportOptions& options, const StoredStudy& study) {
  if (options.out != "-" && !keeps_nothing(options.out))
    if (const std::string why = why_not_write(options.out, kFormats[4].kind, is_tidy_csv, {options.file});
        !why.empty()) {
      complain(why);
      return kCannotWrite;
    }
  ResultStream out(options.out);
  out.text = replicate_header(study);
  const std::string error = read_stored_rows(options.file, study, [&](const StoredRow& row) {
    out.text += replicate_row(study, row);
    if (out.text.size() > ResultStream::kLong) out.flush();
  });
  if (error.empty()) return out.finish();
  complain(fmt::format("{}: error: cannot read it to the end: {}\n", options.file, error));
  return kBadInput;
}

int write_table(const ReportOptions& options, const Format& format) {
  if (!is_study_store(options.file)) {
    complain(fmt::format(
        "{}: error: tables are of stores of studies, and this is none\n  hint: any tool reads the tables of "
        "a run file: it is an SQLite file (docs/using.md)\n",
        options.file));
    return kBadInput;
  }
  const std::optional<StoredStudy> study = read_study(options);
  if (!study) return kBadInput;
  if (format.name == std::string("csv"))
    return options.rows == "replicates" ? write_replicates(options, *study)
                                        : write(options.out, estimate_rows(*study), format, options.file);
  if (is_grid(*study)) {
    const std::vector<std::string> words = context_of(options, *study).caveats;
    return write(options.out, netcdf_bytes(answer_grid(*study, words)), format, options.file);
  }
  complain(
      fmt::format("{}: error: its design is no grid: not every level is played with every other\n"
                  "  hint: --format csv has the same numbers as rows\n",
                  options.file));
  return kBadInput;
}

int report(ReportOptions options) {
  const Format& format = format_of(options);
  if (format.name == std::string("csv") || format.name == std::string("netcdf"))
    return write_table(options, format);
  if (options.figure.empty() && format_of(options).name == std::string("svg")) options.figure = "map";
  const std::optional<Report> report =
      is_study_store(options.file) ? report_of_study(options) : report_of_run(options);
  if (!report) return kBadInput;
  if (!options.figure.empty()) return write_figure(options, *report);
  if (!options.figures.empty())
    if (const int code = write_figures(options, *report); code != kDone) return code;
  return write(options.out, as_text(options, *report), format_of(options), options.file);
}

}  // namespace

void add_report(CLI::App& app, int& exit_code) {
  CLI::App* verb = app.add_subcommand("report", "Write a report with figures of a run or a study");
  auto options = std::make_shared<ReportOptions>();
  verb->add_option("FILE", options->file, "Run file, or store of a study")->required();
  verb->add_option("--format", options->format,
                   "html, md or json; of a study also csv or netcdf; by the ending of --out if not given")
      ->check(CLI::IsMember({"html", "md", "json", "csv", "netcdf"}));
  verb->add_option("--rows", options->rows,
                   "What a row of the CSV is: one of the estimates, or of the replicates")
      ->check(CLI::IsMember({"estimates", "replicates"}));
  verb->add_option("-o,--out", options->out, "File to write; `-`, the default, for stdout");
  verb->add_option("--figure", options->figure,
                   "One figure alone, as SVG: map (of a run), or as the report names it");
  verb->add_option("--figures", options->figures,
                   "Folder to write all figures to, as SVG, beside the report");
  add_terrain_option(*verb, options->terrain);
  verb->add_flag("--quiet", options->quiet, "No warnings (there are none yet)");
  verb->footer(
      "Examples:\n  cupola report second-batch.cupola-study -o report.html\n"
      "  cupola report 03-murted-mixed-raid.seed-1.replicate-0.cupola --figure map -o map.svg");
  verb->callback([options, &exit_code] {
    if (options->out == "-" && options->format == "netcdf")
      throw CLI::ValidationError("--format", "netcdf is no text: it needs --out FILE");
    exit_code = report(*options);
  });
}

}  // namespace cupola
