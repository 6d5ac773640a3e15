#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include "analysis/calculate.hpp"
#include "cli/exit_code.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/verbs.hpp"
#include "cli/version.hpp"

namespace cupola {

namespace {

using Json = nlohmann::ordered_json;

struct CalcOptions {
  std::string file = "-", out = "-";
  bool quiet = false;
  CalculationOptions calculation;
};

std::string row(const std::string& name, const std::string& unit, const std::string& doc) {
  return fmt::format("  {:<26} {:<6} {}\n", name, unit, doc);
}

std::string range_of(const InputColumn& column) {
  std::string text = fmt::format(" ({} to {}", column.low, column.high);
  if (column.whole) text += ", whole";
  if (column.standard) text += fmt::format("; without the column {:.6g}", *column.standard);
  if (!column.alias.empty()) text += fmt::format("; or called {}", column.alias);
  return text + ")";
}

std::string help_of(const Calculation& c) {
  std::string text = "Columns of the file:\n";
  for (const InputColumn& column : c.in) text += row(column.name, column.unit, column.doc + range_of(column));
  text += "Answers, behind them (with `_cupola` after a name that is there already):\n";
  for (const OutputColumn& column : c.out) text += row(column.name, column.unit, column.doc);
  std::string rows;
  for (const char letter : c.example) rows += letter == '\n' ? std::string("\\n") : std::string(1, letter);
  return text + fmt::format("\nExample:  printf '{}' | cupola calc {}{}", rows, c.name,
                            c.uses_terrain ? " --terrain FILE" : "");
}

std::string list_as_text() {
  std::string text =
      "Reads CSV with a header and adds the answers. `cupola calc WHAT --help` has columns and an "
      "example.\n\n";
  for (const Calculation& c : calculations()) text += fmt::format("  {:<14} {}\n", c.name, c.doc);
  return text;
}

Json list_as_json() {
  Json object = {{"version", version()}, {"calculations", Json::array()}};
  for (const Calculation& c : calculations()) {
    Json in = Json::array(), out = Json::array();
    for (const InputColumn& column : c.in)
      in.push_back({{"name", column.name},
                    {"unit", column.unit},
                    {"doc", column.doc},
                    {"low", column.low},
                    {"high", column.high},
                    {"whole", column.whole},
                    {"default", column.standard ? Json(*column.standard) : Json()},
                    {"alias", column.alias.empty() ? Json() : Json(column.alias)}});
    for (const OutputColumn& column : c.out)
      out.push_back({{"name", column.name}, {"unit", column.unit}, {"doc", column.doc}});
    object["calculations"].push_back(
        {{"name", c.name}, {"doc", c.doc}, {"needs_terrain", c.uses_terrain}, {"in", in}, {"out", out}});
  }
  return object;
}

/// What was asked for by its name and is called otherwise.
void tell_renamed(const Calculation& c, std::span<const std::string> answers) {
  for (std::size_t i = 0; i < answers.size(); ++i)
    if (answers[i] != c.out[i].name)
      complain(fmt::format("note: the file has a column `{}`; the answer is in `{}`\n", c.out[i].name,
                           answers[i]));
}

int stream(const Calculation& c, const CalcOptions& options, CsvReader& csv) {
  ResultStream out(options.out);
  Problems problems;
  bool header = true;
  catch_interrupts();
  const bool good = calculate(
      c, options.calculation, csv,
      [&](const CsvRecord& record, std::span<const std::string> answers) {
        if (header && !answers.empty() && !options.quiet) tell_renamed(c, answers);
        header &= answers.empty();
        append_csv(out.text, record, answers);
        return !interrupted() && (out.text.size() < ResultStream::kLong || out.flush());
      },
      problems);
  if (interrupted()) {
    complain(options.out == "-" ? "Stopped before the end: run it again.\n"
                                : "Stopped before the end, nothing is written: run it again.\n");
    return kInterrupted;
  }
  if (good) return out.finish();
  // The rows before the first mistake; of a file, nothing.
  const int written = options.out == "-" ? out.finish() : kDone;
  complain(problems.text());
  if (problems.all().size() >= kMostProblems) complain("... reading stopped here\n");
  return written != kDone ? written : kBadInput;
}

/// An output of the same name is somebody's: CSV does not say who wrote it.
bool is_nobodys(const std::string&) { return false; }

int calc(const Calculation& c, const CalcOptions& options) {
  const bool piped = options.file == "-";
  std::string why;
  if (options.out != "-" && !keeps_nothing(options.out))
    why = why_not_write(options.out, "an empty file", is_nobodys,
                        piped ? std::vector<std::string>() : std::vector{options.file});
  if (!why.empty()) {
    complain(why);
    return kCannotWrite;
  }
  if (piped && isatty(STDIN_FILENO) && !options.quiet)
    complain(fmt::format("reading CSV from the keyboard; `cupola calc {} --help` has the columns\n", c.name));
  std::FILE* file = piped ? stdin : std::fopen(options.file.c_str(), "re");
  if (!file) {
    complain(fmt::format("{}: error: {}\n", options.file, std::strerror(errno)));
    return kBadInput;
  }
  CsvReader csv(file, piped ? "stdin" : options.file);
  const int exit_code = stream(c, options, csv);
  if (!piped) std::fclose(file);
  return exit_code;
}

void add_calculation(CLI::App* verb, const Calculation& c, int& exit_code) {
  CLI::App* what = verb->add_subcommand(c.name, c.doc);
  auto options = std::make_shared<CalcOptions>();
  what->add_option("FILE", options->file, "CSV file; `-`, or none, for stdin");
  what->add_option("-o,--out", options->out, "CSV file to write; `-` for stdout");
  if (c.uses_terrain)
    what->add_option("--terrain", options->calculation.terrain, "Terrain file; may be given several times")
        ->required()
        ->take_all()
        ->allow_extra_args(false);
  what->add_flag("--quiet", options->quiet, "No notes");
  what->fallthrough();  // so that --json is refused with its reason
  what->footer(help_of(c));
  what->callback([&c, options, &exit_code] { exit_code = calc(c, *options); });
}

}  // namespace

void add_calc(CLI::App& app, int& exit_code) {
  CLI::App* verb = app.add_subcommand("calc", "Compute on CSV rows, by the functions that the models use");
  auto json = std::make_shared<bool>(false);
  verb->add_flag("--json", *json, "The list of calculations as one JSON object on stdout");
  for (const Calculation& c : calculations()) add_calculation(verb, c, exit_code);
  verb->require_subcommand(0, 1);
  verb->footer("Example:  cupola calc pd detections.csv --out with-pd.csv");
  verb->callback([verb, json, &exit_code] {
    if (verb->get_subcommands().empty())
      exit_code = *json ? put_json(list_as_json()) : put(list_as_text());
    else if (*json)
      throw CLI::ValidationError("--json", "goes with the list alone; answers are CSV");
  });
}

}  // namespace cupola
