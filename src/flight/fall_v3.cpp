#include "flight/fall_template.hpp"

namespace cupola {

void fall_v3(FallRows& rows) {
  rows.all_down = true;
  for (int group = 0; group < rows.groups; ++group) lanes::fall_from<lanes::Lanes4>(rows, group * kFallGroup);
}

}  // namespace cupola
