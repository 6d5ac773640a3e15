#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "study/answer.hpp"
#include "study/store.hpp"

namespace cupola {

/// How far a study came.
struct StudyState {
  std::uint64_t asked = 0;  ///< replicates of each point
  std::string store, digest;
  bool finished = false;
  std::vector<StoredFailure> failures;
};

/// The answer of a study for people, and for programs.
std::string study_as_text(const Study& study, const StudyStore& store, const StudyAnswer& answer,
                          const StudyState& state);
nlohmann::ordered_json study_as_json(const Study& study, const StudyStore& store, const StudyAnswer& answer,
                                     const StudyState& state);

}  // namespace cupola
