#pragma once

#include <vector>

#include "study/conduct.hpp"
#include "study/knee_answer.hpp"

namespace cupola {

/// Plays what the search for the knee asks for, all combinations in turn, and nothing else: as conduct().
/// Model      knee.hpp, with interval_of; resumed from the store at any replicate, as the search is worked out anew from
///            what is in it
/// Checked by tests/knee_study.cpp
bool conduct_knee(const Study& study, StudyStore& store, const StudyOrder& order,
                  const StudyListener& listener);

/// What the store says of it.
std::vector<KneeAnswer> knees_of(const Study& study, StudyStore& store, std::uint64_t replicates);

/// Replicates that a search plays at most.
std::uint64_t most_of_knee(const Study& study, const StudyOrder& order);

}  // namespace cupola
