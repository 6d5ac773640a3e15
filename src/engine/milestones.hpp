#pragma once

#include <vector>

#include "record/ledger.hpp"
#include "record/milestones.hpp"
#include "scenario/scenario.hpp"

namespace cupola {

/// How far were threats when they were first detected, tracked, identified, fired at, met?
/// Model      where each was at those moments of its facts, from what record/milestones.hpp says
/// Returns    by PlatformId; of all that are not hostile: never
/// Random     none
/// Checked by engine/tests/milestones.cpp
std::vector<Milestones> milestones_of(const Scenario& scenario, const std::vector<ThreatFacts>& facts);

/// The same range at the farthest that any hostile ever is on its way, looked at every 10 s.
double farthest_threat_m(const Scenario& scenario);

}  // namespace cupola
