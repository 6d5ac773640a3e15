#include "sensing/crossings.hpp"

#include <cmath>
#include <utility>

#include "sensing/own_frame.hpp"

namespace cupola {
namespace {

KernelFrame frame_of_carrier(const World& world, const RadarModel& radar, Time t) {
  return kernel_frame(LocalFrame::at(to_geodetic(world.motion(radar.site->carrier, t).p_ecef_m)));
}

}  // namespace

CubicArrays cubic_arrays(const SegmentLanes& lanes) {
  CubicArrays arrays;
  arrays.begin_ns = lanes.begin_ns();
  for (int rank = 0; rank < 4; ++rank)
    for (int axis = 0; axis < 3; ++axis) arrays.coefficient[3 * rank + axis] = lanes.coefficient(rank, axis);
  arrays.let_go = lanes.let_go();
  arrays.padded = lanes.padded();
  return arrays;
}

Crossings::Crossings(const Scenario& scenario)
    : last_border_(scenario.radars.size()), index_(scenario.platforms.size()) {}

void Crossings::look_round(const World& world, const RadarModel& radar, Time t, const Kernels& kernels,
                           Border& border) {
  const SegmentLanes& lanes = world.segments_at(t);
  border.time = t;
  border.known = true;
  border.azimuth_rad.resize(lanes.padded());
  const KernelFrame frame = radar.carried() ? frame_of_carrier(world, radar, t) : radar.constants.frame;
  kernels.azimuth({cubic_arrays(lanes), frame, lanes.since_origin_ns(t), border.azimuth_rad.data()});
}

void Crossings::find(const World& world, const RadarModel& radar, const Sweep& sweep,
                     const Kernels& kernels) {
  // The end of the last sweep is most often the begin of this one.
  Border& last = last_border_[radar.site->id.index()];
  const bool at_once = begin_radar_ == radar.site->id && begin_.time == sweep.begin && last.time == sweep.end;
  if (!at_once) {
    if (last.known && last.time == sweep.begin)
      std::swap(begin_, last);
    else
      look_round(world, radar, sweep.begin, kernels, begin_);
    look_round(world, radar, sweep.end, kernels, last);
    begin_radar_ = radar.site->id;
  }
  length_ns_ = static_cast<double>((sweep.end - sweep.begin).ns);

  const double scale = 1.0 / sweep.spacing_rad;
  task_.begin = {begin_.azimuth_rad.data(), sweep.begin_rad};
  task_.end = {last.azimuth_rad.data(), sweep.end_rad};
  task_.scale = scale;
  task_.count = index_.size();
  task_.least = 0.5 - sweep.width_rad * scale;
  task_.index = index_.data();
  count_ = kernels.crossings(task_);
}

double Crossings::guess_ns(std::size_t i) const {
  const auto phase = [&](const BeamAzimuths& border) {
    const double x = (border.azimuth_rad[index_[i]] - border.beam_rad) * task_.scale;
    return x - std::floor(x);
  };
  const double ahead = phase(task_.begin);
  const double passed = 1.0 - phase(task_.end);
  return ahead + passed > 0.0 ? length_ns_ * ahead / (ahead + passed) : 0.0;
}

}  // namespace cupola
