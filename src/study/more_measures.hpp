#pragma once

#include <vector>

#include "study/replicate_measures.hpp"

namespace cupola {

/// Adds what became of the threats of each class and of all, what was shot at them, and how they were tracked.
/// Model      a mean over the threats of one replicate that set out, never over replicates: the replicate is what
///            varies by chance. None where no threat of the class set out
/// Checked by tests/more_measures.cpp
void add_threat_measures(const Scenario& scenario, std::vector<ReplicateMeasure>& measures);

/// Adds range and time at the first detection, firm track, identity, launch and intercept: of the raid, and as a mean over
/// the threats of a class that it happened for, with their number.
/// Returns    times from the scenario's start; ranges as record/milestones.hpp has them
/// Checked by tests/more_measures.cpp
void add_milestone_measures(const Scenario& scenario, std::vector<ReplicateMeasure>& measures);

/// Adds rounds left, shares of the time in which nothing was left of a resource, own losses, assets, and money.
/// Checked by tests/more_measures.cpp
void add_resource_measures(const Scenario& scenario, std::vector<ReplicateMeasure>& measures);

/// The classes that any hostile is of, in their order, with who they are.
struct ThreatClass {
  std::string name;               ///< `cruise missile`
  std::vector<PlatformId> those;  ///< by id
};
std::vector<ThreatClass> threat_classes(const Scenario& scenario);

}  // namespace cupola
