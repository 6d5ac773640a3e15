#include "flight/fall.hpp"

#include "core/wide_lanes.hpp"
#include "earth/atmosphere.hpp"
#include "flight/fall_rows.hpp"

namespace cupola {

static_assert(FallTask::kBodies == kFallWidth);

void fall_to_ground(FallTask& task) {
  static const FallKernel kernel = has_wide_lanes() ? fall_v4 : fall_v3;
  FallRows rows;
  rows.air = AirTable::standard().samples();
  rows.ground_hae_m = task.ground_hae_m;
  rows.geoid_undulation_m = task.geoid_undulation_m;
  rows.groups = (task.bodies + kFallGroup - 1) / kFallGroup;
  for (int k = 0; k < rows.groups * kFallGroup; ++k) {
    const FallTask::Start& s = task.start[k < task.bodies ? k : k - k % kFallGroup];
    const double column[7] = {s.p_ecef_m.x,   s.p_ecef_m.y,   s.p_ecef_m.z,     s.v_ecef_m_s.x,
                              s.v_ecef_m_s.y, s.v_ecef_m_s.z, s.drag_area_m2_kg};
    for (int r = 0; r < 7; ++r) rows.row[r][k] = column[r];
  }
  kernel(rows);
  task.all_down = rows.all_down;
  for (int k = 0; k < task.bodies; ++k)
    task.end[k] = {{rows.row[0][k], rows.row[1][k], rows.row[2][k]}, rows.time_s[k]};
}

}  // namespace cupola
