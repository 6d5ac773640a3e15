#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sensing/kernels.hpp"
#include "sensing/radar_model.hpp"
#include "sensing/sweep.hpp"
#include "world/world.hpp"

namespace cupola {

/// Which platforms does a turning beam pass during a sweep, and about when?
/// Model      phase = (azimuth of the platform - azimuth of the beam) modulo the spacing of the faces, at
///            both ends of the sweep. It falls as the beam comes nearer, and wraps from nothing to full
///            where the beam passes. The phase at a border of two sweeps is one number for both, so nobody
///            is passed over and nobody is met twice.
///            Eight platforms at a time are left alone while the beam cannot reach any of them yet, or none
///            of them is there: how far it is behind them, and how fast they can turn, says until when.
/// Returns    platforms in rising order, and for each the crossing by linear interpolation of the phase
/// Holds for  platforms whose azimuth moves by less than half of (spacing - sweep) during a sweep
/// Leaves out the width of the beam: a look is its centre passing
/// Random     none (the scan phase is the world's)
/// Checked by tests/crossings_test.cpp
class Crossings {
 public:
  explicit Crossings(const Scenario& scenario);

  void find(const World& world, const RadarModel& radar, const Sweep& sweep, const Kernels& kernels);

  std::size_t count() const { return count_; }
  PlatformId platform(std::size_t i) const { return {index_[i]}; }
  double guess_ns(std::size_t i) const;

 private:
  struct Border {
    Time time;
    std::vector<double> azimuth_rad;  // by PlatformId
  };
  /// What is known of the end of a radar's last sweep.
  struct Last {
    Border border;
    std::vector<Time> told, rest_until;  // by eight platforms: when their azimuths were, and how long to rest
  };
  void wake(const World& world, const RadarModel& radar, const Sweep& sweep, const Kernels& kernels);
  void look_round(const World& world, const RadarModel& radar, Time t, const Kernels& kernels,
                  const std::vector<std::uint32_t>& eights, Border& border);
  Time reached(const World& world, std::uint32_t eight, const Sweep& sweep, bool turns) const;

  std::vector<Last> last_;  // by RadarId
  Border begin_;
  RadarId begin_radar_;                       // whose it is: arrays that search at once share both borders
  std::vector<std::uint32_t> awake_, woken_;  // eights that the beam may pass; that rested until now
  std::vector<double> most_speed_m_s_, ground_m_, free_ns_;  // by PlatformId
  CrossingTask task_;
  double length_ns_ = 0.0;
  std::size_t count_ = 0;
  std::vector<std::uint32_t> index_;
};

/// The arrays of world/segment_lanes.hpp as the kernels read them.
CubicArrays cubic_arrays(const SegmentLanes& lanes);

}  // namespace cupola
