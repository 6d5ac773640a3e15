#include "earth/viewshed_xdraw.hpp"

namespace cupola {

PostRays::PostRays(const WedgeFrame& frame, bool wide_lanes)
    : frame_(frame),
      kernel_(wide_lanes ? sweep_line_v4 : sweep_line_v3),
      stride_(static_cast<std::size_t>(frame.lanes + 2 * kLinePadding)),
      steepest_(2 * stride_) {}

void PostRays::begin(int line) {
  const WedgeFrame::Lanes lanes = frame_.within(reach(frame_.away(line)));
  for (int lane = lanes.low; lane <= lanes.high; ++lane) {
    const WedgeFrame::Ray ray = frame_.march(line, lane);
    steepest(line)[lane] = static_cast<float>(std::max(ray.steepest, ray.own_slope));
  }
  hold_ends(line, lanes);
}

/// Lanes beyond the ends of a line stand for its ends.
void PostRays::hold_ends(int line, WedgeFrame::Lanes lanes) {
  float* at = steepest(line);
  for (int i = 1; i <= kMargin_lanes; ++i) {
    at[lanes.low - i] = at[lanes.low];
    at[lanes.high + i] = at[lanes.high];
  }
}

void PostRays::sweep(int line, const std::int16_t* posts, float* height_m) {
  const ViewshedInput& input = frame_.input;
  const double all = reach(frame_.away(line));
  const WedgeFrame::Lanes lanes = frame_.within(all);
  ViewshedLine task;
  input.geometry.fit(frame_.sweep, line, line - frame_.direction, all, input.eye_m, input.per_drop, task);
  task.posts = posts;
  task.before = steepest(line - frame_.direction);
  task.steepest = steepest(line);
  task.height_m = height_m;
  task.low = lanes.low;
  task.middle = static_cast<int>(std::floor(frame_.lane_0));
  task.high = lanes.high;
  task.base_m = static_cast<float>(input.ground.scale().base_m);
  task.quantum_m = static_cast<float>(input.ground.scale().quantum_m);
  kernel_(task);
  hold_ends(line, lanes);
}

}  // namespace cupola
