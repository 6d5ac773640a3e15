#include "cli/assign_print.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "cli/version.hpp"
#include "core/digest.hpp"

namespace cupola {

namespace {

using Json = nlohmann::ordered_json;

std::map<std::pair<int, int>, int> counts_of(const WeaponTargetProblem& problem,
                                             const WeaponTargetPlan& plan) {
  std::map<std::pair<int, int>, int> counts;
  for (std::size_t unit = 0; unit < plan.size(); ++unit)
    if (plan[unit] != kIdleUnit) ++counts[{static_cast<int>(unit) / problem.units, plan[unit]}];
  return counts;
}

int idle_units(const WeaponTargetPlan& plan) {
  return static_cast<int>(std::count(plan.begin(), plan.end(), kIdleUnit));
}

std::string digest_of(const WeaponTargetProblem& problem, const SolvedPlan& solved) {
  Digest digest;
  for (const auto& [pair, count] : counts_of(problem, solved.plan))
    for (const int number : {pair.first, pair.second, count}) digest.add(number);
  digest.add(solved.value);
  digest.add(solved.bound);
  return digest.hex();
}

/// Why it ended before the gap was closed as far as asked; empty: it did not.
std::string stopped_by(const AssignResult& result) {
  if (!result.solved.stopped) return {};
  return result.interrupted ? "interrupt" : "time limit";
}

std::string verdict(const AssignResult& result) {
  if (result.solved.is_proven()) return "no plan leaves less: proven";
  return fmt::format("no plan leaves less than the bound: at most {:.4g} % of the value could be saved yet",
                     100.0 * result.solved.gap());
}

}  // namespace

std::string assignment_lines(const WeaponTargetProblem& problem, const WeaponTargetPlan& plan) {
  std::string text;
  for (const auto& [pair, count] : counts_of(problem, plan))
    text += fmt::format("{} {} {}\n", pair.first, pair.second, count);
  return text;
}

std::string assign_as_text(const std::string& instance, const WeaponTargetProblem& problem,
                           const AssignResult& result) {
  const SolvedPlan& s = result.solved;
  std::string text =
      fmt::format("{}: {} weapons{}, {} targets\n", instance, problem.weapons,
                  problem.units > 1 ? fmt::format(" of {} units", problem.units) : "", problem.targets);
  text += fmt::format("value   {:<16.10g} survives this plan\n", s.value);
  text += fmt::format("bound   {:<16.10g} {}\n", s.bound, verdict(result));
  text += fmt::format("gap     {:<16} greedy alone {:.10g}, with local search {:.10g}\n",
                      s.is_proven() ? "0 %" : fmt::format("{:.4g} %", 100.0 * s.gap()), s.greedy_value,
                      s.search_value);
  text += fmt::format("time    {:<16} processor time {:.3f} ms\n",
                      fmt::format("{:.3f} ms", 1e3 * result.time_s), 1e3 * result.cpu_s);
  if (const int idle = idle_units(s.plan); idle > 0)
    text += fmt::format("idle    {:<16} units that could save nothing more\n", idle);
  const std::string stopped = stopped_by(result);
  if (stopped == "time limit")
    text += fmt::format("Stopped by the time limit of {:g} s: another run may end elsewhere.\n",
                        result.time_limit_s);
  return text + "digest  " + digest_of(problem, s) + "\n";
}

Json assign_as_json(const std::string& instance, const WeaponTargetProblem& problem,
                    const AssignResult& result) {
  const SolvedPlan& s = result.solved;
  Json assignment = Json::array();
  for (const auto& [pair, count] : counts_of(problem, s.plan))
    assignment.push_back({pair.first, pair.second, count});
  const std::string stopped = stopped_by(result);
  return {{"digest", digest_of(problem, s)},
          {"seed", nullptr},
          {"version", version()},
          {"instance", instance},
          {"weapons", problem.weapons},
          {"targets", problem.targets},
          {"units", problem.units},
          {"value", s.value},
          {"bound", s.bound},
          {"gap", s.gap()},
          {"proven", s.is_proven()},
          {"time_s", result.time_s},
          {"cpu_s", result.cpu_s},
          {"time_limit_s", result.time_limit_s},
          {"stopped_by", stopped.empty() ? Json() : Json(stopped)},
          {"greedy_value", s.greedy_value},
          {"local_search_value", s.search_value},
          {"reassignments", s.reassignments},
          {"rounds", s.rounds},
          {"branches", s.branches},
          {"idle_units", idle_units(s.plan)},
          {"assignment", assignment}};
}

}  // namespace cupola
