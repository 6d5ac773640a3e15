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
    bool known = false;
    std::vector<double> azimuth_rad;  // by PlatformId
  };
  static void look_round(const World& world, const RadarModel& radar, Time t, const Kernels& kernels,
                         Border& border);

  std::vector<Border> last_border_;  // by RadarId: the end of its last sweep
  Border begin_;
  RadarId begin_radar_;  // whose it is: arrays that search at once share both borders
  CrossingTask task_;
  double length_ns_ = 0.0;
  std::size_t count_ = 0;
  std::vector<std::uint32_t> index_;
};

/// The arrays of world/segment_lanes.hpp as the kernels read them.
CubicArrays cubic_arrays(const SegmentLanes& lanes);

}  // namespace cupola
