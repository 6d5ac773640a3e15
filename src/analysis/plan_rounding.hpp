#pragma once

#include "analysis/plan_bracket.hpp"
#include "analysis/plan_columns.hpp"
#include "analysis/plan_master.hpp"
#include "command/plan_search.hpp"

namespace cupola {

/// Offers the plan that a mixture is near to: the larger shares first, as far as units are left, then the search.
/// True where it is better.
bool offer_rounded(const WeaponTargetProblem& problem, const PlanColumns& columns, const PlanMaster& master,
                   PlanSearch& search, PlanBracket& bracket);

}  // namespace cupola
