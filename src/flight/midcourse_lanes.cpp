#include "flight/midcourse_lanes.hpp"

#include <cstring>

#include "core/wide_lanes.hpp"
#include "earth/atmosphere.hpp"

namespace cupola {

static_assert(sizeof(FlyoutFigures) == 12 * sizeof(double));
static_assert(sizeof(FlyoutState) == sizeof MidcourseTask{}.after[0]);

MidcourseLanes::MidcourseLanes(const std::vector<FlyoutLaw>& laws)
    : task_{}, kernel_(has_wide_lanes() ? step_midcourse_v4 : step_midcourse_v3) {
  for (const FlyoutLaw& law : laws) {
    const auto begin = static_cast<double>(tables_.size());
    laws_.push_back({law.figures(), begin, begin + flyout::kDragCount});
    tables_.insert(tables_.end(), law.curves().begin(), law.curves().end());
  }
  task_.air = AirTable::standard().samples();
  // Lanes not in use step along and must not meet a divide by zero on their way: one that climbs from the
  // pole.
  for (int lane = 0; lane < kMidcourseWidth; ++lane) {
    ask(lane, {{0.0, 0.0, flyout::kSemiMajor_m}, {0.0, 0.0, 1.0}, 1.0, 0.0}, {}, 0.1);
    if (!laws_.empty()) set_law(lane, 0);
  }
}

void MidcourseLanes::set_law(int lane, std::size_t law) {
  task_.tables = tables_.data();  // here, as the lanes may have been moved since the last time
  const Law& of = laws_[law];
  double figures[12];
  std::memcpy(figures, &of.figures, sizeof figures);
  for (int i = 0; i < 12; ++i) task_.row[kMidcourseFigures + i][lane] = figures[i];
  task_.row[kMidcourseDragAt][lane] = of.drag_at;
  task_.row[kMidcourseLoftAt][lane] = of.loft_at;
}

}  // namespace cupola
