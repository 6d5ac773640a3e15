#pragma once

#include "catalogue/fields.hpp"
#include "catalogue/figure.hpp"

namespace cupola {

/// Luck that is drawn with weights, so that what is rare happens more often than it would.
struct ImportanceFile {
  double kill = 1.0;  ///< factor on kill probabilities at the hostile chosen (weapons/kill_importance.hpp)
  bool given() const { return kill < 1.0; }
};

struct RareFile {
  ImportanceFile importance;
  Figure floor;  ///< no probability is printed below it (probability_floor.hpp)
};

void declare(FieldVisitor& v, ImportanceFile& importance);
void declare(FieldVisitor& v, RareFile& rare);

}  // namespace cupola
