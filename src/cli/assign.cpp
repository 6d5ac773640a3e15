#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <memory>
#include <sstream>

#include "analysis/plan_solver.hpp"
#include "cli/assign_print.hpp"
#include "cli/cpu_clock.hpp"
#include "cli/exit_code.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/quantity_option.hpp"
#include "cli/verbs.hpp"
#include "core/quantity.hpp"
#include "formats/assignment_instance.hpp"

namespace cupola {

namespace {

struct AssignOptions {
  std::string instance, out, time_limit = "10 s", gap = "0 %";
  double time_limit_s = 10.0, goal = 0.0;
  bool json = false, quiet = false;
};

/// Lines of three whole numbers, and nothing else in the first few.
bool is_assignment(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  for (int k = 0; k < 10 && std::getline(file, line); ++k) {
    std::istringstream words(line);
    long long number = 0;
    std::string rest;
    if (!(words >> number >> number >> number) || words >> rest) return false;
  }
  return true;
}

bool may_write(const AssignOptions& o) {
  if (o.out.empty() || o.out == "-" || keeps_nothing(o.out)) return true;
  const std::string why = why_not_write(o.out, "a file of assignments", is_assignment, {o.instance});
  if (!why.empty()) complain(why);
  return why.empty();
}

/// Solves within the time; the clock is the user's, not the model's.
AssignResult solve(const WeaponTargetProblem& problem, const AssignOptions& o) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point begin = Clock::now();
  const auto since_s = [&] { return std::chrono::duration<double>(Clock::now() - begin).count(); };
  const double cpu_begin_s = thread_cpu_s();
  AssignResult result;
  result.solved = solve_plan(problem, {o.goal, [&] { return !interrupted() && since_s() < o.time_limit_s; }});
  result.time_s = since_s();
  result.cpu_s = thread_cpu_s() - cpu_begin_s;
  result.time_limit_s = o.time_limit_s;
  result.interrupted = interrupted();
  return result;
}

int write_all(const AssignOptions& o, const WeaponTargetProblem& problem, const AssignResult& result) {
  if (!o.out.empty() && o.out != "-") {
    const std::string error = write_text_file(o.out, assignment_lines(problem, result.solved.plan));
    if (!error.empty()) {
      complain("error: " + error + "\n");
      return kCannotWrite;
    }
  }
  if (o.json) return put_json(assign_as_json(o.instance, problem, result));
  const std::string text = assign_as_text(o.instance, problem, result);
  if (o.out != "-") return o.quiet && !o.out.empty() ? kDone : put(text);
  if (!o.quiet) complain(text);  // stdout is the lines'
  return put(assignment_lines(problem, result.solved.plan));
}

int assign(const AssignOptions& o) {
  if (!may_write(o)) return kCannotWrite;
  Problems problems;
  std::optional<AssignmentInstance> read = read_assignment_instance(o.instance, problems);
  if (!read) {
    complain(problems.text());
    return kBadInput;
  }
  const WeaponTargetProblem problem{read->weapons, read->targets, read->units, std::move(read->value),
                                    std::move(read->kill_probability)};
  catch_interrupts();
  const AssignResult result = solve(problem, o);
  const int written = write_all(o, problem, result);
  if (written != kDone) return written;
  if (result.interrupted)
    complain("Stopped before the end: this is the best so far; run it again for more.\n");
  return result.interrupted ? kInterrupted : kDone;
}

}  // namespace

void add_assign(CLI::App& app, int& exit_code) {
  CLI::App* verb = app.add_subcommand("assign", "The weapon assignment alone, with a proven bound");
  auto o = std::make_shared<AssignOptions>();
  verb->add_option("INSTANCE", o->instance, "Instance file, in one of two layouts, packed or not")
      ->required();
  verb->add_option("--time-limit", o->time_limit, "Stop then, with the best so far")->capture_default_str();
  verb->add_option("--gap", o->gap, "Enough when value and bound are this near: \"0.1 %\"")
      ->capture_default_str();
  verb->add_option("-o,--out", o->out,
                   "File to write the assignment to, `weapon target count` a line, from 0");
  verb->add_flag("--json", o->json, "One JSON object on stdout");
  verb->add_flag("--quiet", o->quiet, "With --out: nothing on stdout but the lines");
  verb->footer(
      "Minimises the sum of V_j prod (1 - p_ij)^x_ij. A square instance is `n`, n values, n rows of n kill\n"
      "probabilities, a row a weapon; another is `weapons targets units`, the values, and a line `weapon "
      "target\n"
      "probability` for every pair. More in docs/assign.md.\n\n"
      "Example:  cupola assign instance.txt --time-limit \"1 s\" --out assignment.txt");
  verb->callback([o, &exit_code] {
    if (o->json && o->out == "-") throw CLI::ValidationError("--json", "stdout is taken by --out -");
    o->time_limit_s = quantity_option("--time-limit", o->time_limit, Dimension::time, 0.0, 1e6);
    o->goal = quantity_option("--gap", o->gap, Dimension::ratio, 0.0, 1.0);
    exit_code = assign(*o);
  });
}

}  // namespace cupola
