#pragma once

#include <string>

#include "catalogue/figure.hpp"

namespace cupola {

/// What everybody may know of a command post.
struct CommandPostType {
  std::string name;
  Figure track_capacity;
  Figure decision_period_s;  ///< between two rounds of identification, evaluation and assignment
};

}  // namespace cupola
