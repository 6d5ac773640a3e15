#include "flight/midcourse_template.hpp"

namespace cupola {

void step_midcourse_v3(MidcourseTask& task) {
  if (task.rounds == 1)
    lanes::step_midcourse<double>(task, 0);
  else if (task.rounds <= 4)
    lanes::step_midcourse<lanes::Lanes4>(task, 0);
  else
    lanes::step_midcourse_by<lanes::Twin<lanes::Lanes4>>(task);
}

}  // namespace cupola
