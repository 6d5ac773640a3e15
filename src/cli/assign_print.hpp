#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "analysis/plan_solver.hpp"

namespace cupola {

/// What `cupola assign` came to.
struct AssignResult {
  SolvedPlan solved;
  double time_s = 0.0, cpu_s = 0.0;  ///< of solving
  double time_limit_s = 0.0;
  bool interrupted = false;
};

/// `weapon target count` a line, both from 0, ascending, counts of 1 up.
std::string assignment_lines(const WeaponTargetProblem& problem, const WeaponTargetPlan& plan);
std::string assign_as_text(const std::string& instance, const WeaponTargetProblem& problem,
                           const AssignResult& result);
nlohmann::ordered_json assign_as_json(const std::string& instance, const WeaponTargetProblem& problem,
                                      const AssignResult& result);

}  // namespace cupola
