#include "flight/midcourse_template.hpp"

namespace cupola {

void step_midcourse_v4(MidcourseTask& task) {
  if (task.rounds == 1)
    lanes::step_midcourse<double>(task, 0);
  else if (task.rounds <= 4)
    lanes::step_midcourse<lanes::Lanes4>(task, 0);
  else if (task.rounds <= 8)
    lanes::step_midcourse<lanes::Lanes8>(task, 0);
  else
    lanes::step_midcourse<lanes::Twin<lanes::Lanes8>>(task, 0);
}

}  // namespace cupola
