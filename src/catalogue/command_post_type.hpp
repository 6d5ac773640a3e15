#pragma once

#include <string>

#include "catalogue/figure.hpp"

namespace cupola {

class FieldVisitor;

/// What everybody may know of a command post.
struct CommandPostType {
  std::string name;
  Figure track_capacity;
  Figure decision_period_s;  ///< between two rounds of identification, evaluation and assignment
};

void declare(FieldVisitor&, CommandPostType&);

}  // namespace cupola
