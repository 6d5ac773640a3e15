#include "sensing/crossings.hpp"

#include <utility>

#include "core/math.hpp"

namespace cupola {

CubicArrays cubic_arrays(const SegmentLanes& lanes) {
  CubicArrays arrays;
  arrays.begin_ns = lanes.begin_ns();
  for (int rank = 0; rank < 4; ++rank)
    for (int axis = 0; axis < 3; ++axis) arrays.coefficient[3 * rank + axis] = lanes.coefficient(rank, axis);
  arrays.padded = lanes.padded();
  return arrays;
}

Crossings::Crossings(const Scenario& scenario)
    : last_border_(scenario.radars.size()), index_(scenario.platforms.size()) {}

void Crossings::phase_at(const World& world, const RadarModel& radar, Time t, double beam_rad, double scale,
                         const Kernels& kernels, Border& border) const {
  const SegmentLanes& lanes = world.segments_at(t);
  border.time = t;
  border.beam_rad = beam_rad;
  border.known = true;
  border.phase.resize(lanes.padded());
  PhaseTask task;
  task.cubics = cubic_arrays(lanes);
  task.frame = radar.constants.frame;
  task.t_ns = lanes.since_origin_ns(t);
  task.zero_rad = beam_rad;
  task.scale = scale;
  task.phase = border.phase.data();
  kernels.phase(task);
}

void Crossings::find(const World& world, const RadarModel& radar, const Sweep& sweep,
                     const Kernels& kernels) {
  const double scale = 1.0 / sweep.spacing_rad;
  Border& last = last_border_[radar.site->id.index()];

  // The end of the last sweep is most often the begin of this one.
  if (last.known && last.time == sweep.begin && last.beam_rad == sweep.begin_rad)
    std::swap(begin_, last);
  else
    phase_at(world, radar, sweep.begin, sweep.begin_rad, scale, kernels, begin_);
  phase_at(world, radar, sweep.end, sweep.end_rad, scale, kernels, last);
  end_ = &last;
  length_ns_ = static_cast<double>((sweep.end - sweep.begin).ns);

  CrossingTask task;
  task.phase_begin = begin_.phase.data();
  task.phase_end = last.phase.data();
  task.count = index_.size();
  task.least = 0.5 - sweep.width_rad * scale;
  task.index = index_.data();
  count_ = kernels.crossings(task);
}

double Crossings::guess_ns(std::size_t i) const {
  const double ahead = begin_.phase[index_[i]];
  const double passed = 1.0 - end_->phase[index_[i]];
  return ahead + passed > 0.0 ? length_ns_ * ahead / (ahead + passed) : 0.0;
}

}  // namespace cupola
