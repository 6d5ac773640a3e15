#include "flight/fall_template.hpp"

namespace cupola {

void fall_v4(FallRows& rows) {
  rows.all_down = true;
  if (rows.groups == 1)
    lanes::fall_from<lanes::Lanes4>(rows, 0);
  else
    lanes::fall_from<lanes::Lanes8>(rows, 0);
}

}  // namespace cupola
