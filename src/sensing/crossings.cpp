#include "sensing/crossings.hpp"

#include <algorithm>
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
  return arrays;
}

Crossings::Crossings(const Scenario& scenario)
    : last_(scenario.radars.size()), index_(scenario.platforms.size()) {
  const std::size_t eights = (scenario.platforms.size() + 7) / 8;
  begin_.azimuth_rad.resize(8 * eights);
  for (Last& last : last_) {
    last.border.azimuth_rad.resize(8 * eights);
    last.told.assign(eights, Time{INT64_MIN});
    last.rest_until.assign(eights, Time{INT64_MIN});
  }
  for (const Platform& platform : scenario.platforms)
    most_speed_m_s_.push_back(platform.path.most_speed_m_s());
  most_speed_m_s_.resize(8 * eights);
  ground_m_.resize(8 * eights);
  free_ns_.resize(8 * eights);
}

void Crossings::look_round(const World& world, const RadarModel& radar, Time t, const Kernels& kernels,
                           const std::vector<std::uint32_t>& eights, Border& border) {
  const SegmentLanes& lanes = world.segments_at(t, eights);
  const KernelFrame frame = radar.carried() ? frame_of_carrier(world, radar, t) : radar.constants.frame;
  kernels.azimuth({cubic_arrays(lanes),
                   frame,
                   lanes.since_origin_ns(t),
                   {eights.data(), eights.size()},
                   border.azimuth_rad.data(),
                   ground_m_.data()});
}

/// Brings both borders to the ends of the sweep, for whom the beam may pass in it.
void Crossings::wake(const World& world, const RadarModel& radar, const Sweep& sweep,
                     const Kernels& kernels) {
  Last& last = last_[radar.site->id.index()];
  if (sweep.begin < last.border.time) {  // back in time: nothing is known
    std::fill(last.told.begin(), last.told.end(), Time{INT64_MIN});
    std::fill(last.rest_until.begin(), last.rest_until.end(), Time{INT64_MIN});
  }
  awake_.clear();
  woken_.clear();
  for (std::uint32_t n = 0; n < last.rest_until.size(); ++n) {
    if (last.rest_until[n] > sweep.end) continue;
    awake_.push_back(n);
    if (last.told[n] != sweep.begin) woken_.push_back(n);
    last.told[n] = sweep.end;
  }

  // The end of the last sweep is most often the begin of this one.
  std::swap(begin_.azimuth_rad, last.border.azimuth_rad);
  begin_.time = sweep.begin;
  begin_radar_ = radar.site->id;
  if (!woken_.empty()) look_round(world, radar, sweep.begin, kernels, woken_, begin_);
  last.border.time = sweep.end;
  look_round(world, radar, sweep.end, kernels, awake_, last.border);
}

void Crossings::find(const World& world, const RadarModel& radar, const Sweep& sweep,
                     const Kernels& kernels) {
  Last& last = last_[radar.site->id.index()];
  const bool at_once =
      begin_radar_ == radar.site->id && begin_.time == sweep.begin && last.border.time == sweep.end;
  if (!at_once) wake(world, radar, sweep, kernels);
  length_ns_ = static_cast<double>((sweep.end - sweep.begin).ns);

  const double scale = 1.0 / sweep.spacing_rad;
  task_.begin = {begin_.azimuth_rad.data(), sweep.begin_rad};
  task_.end = {last.border.azimuth_rad.data(), sweep.end_rad};
  task_.scale = scale;
  task_.eights = {awake_.data(), awake_.size()};
  task_.count = index_.size();
  task_.least = 0.5 - sweep.width_rad * scale;
  task_.beam_rad_s = sweep.width_rad / (sweep.end - sweep.begin).seconds();
  task_.ground_m = ground_m_.data();
  task_.most_speed_m_s = most_speed_m_s_.data();
  task_.free_ns = free_ns_.data();
  task_.index = index_.data();
  count_ = kernels.crossings(task_);

  const bool turns = radar.site->type.scan == ScanKind::rotating && !radar.carried();
  for (const std::uint32_t n : awake_) last.rest_until[n] = reached(world, n, sweep, turns);
}

/// Before when, from the end of the sweep on, can nobody of the eight be passed? `turns`: the beam goes round
/// and round, where others may jump; who is not there, is not passed by those either.
Time Crossings::reached(const World& world, std::uint32_t eight, const Sweep& sweep, bool turns) const {
  const Time t = sweep.end, soon = t + (sweep.end - sweep.begin);  // until then no rest is worth its while
  Time earliest = kNever;
  const std::size_t end = std::min<std::size_t>(8 * (eight + 1), index_.size());
  for (std::size_t i = 8 * eight; i < end; ++i) {
    const World::Stay& stay = world.stay({static_cast<std::uint32_t>(i)});
    if (stay.until <= t) continue;
    const auto free = Duration{turns ? static_cast<std::int64_t>(free_ns_[i]) : 0};
    earliest = std::min(earliest, std::max(stay.from, t + free));
    if (earliest <= soon) return t;
  }
  return earliest;
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
