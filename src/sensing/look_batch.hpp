#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "earth/path.hpp"
#include "sensing/kernels.hpp"
#include "sensing/radar_model.hpp"
#include "world/segment_lanes.hpp"

namespace cupola {

/// The looks of one sweep in the rows that the kernels read and fill (sensing/look_task.hpp), and what is
/// measured of those that were detected.
class LookBatch {
 public:
  explicit LookBatch(std::size_t most);

  void clear() { count_ = echoes_ = 0; }
  /// One more platform: `guess_ns` after `begin` the beam meets it, about.
  void add(PlatformId platform, const Path::Segment& segment, Time begin, double guess_ns,
           const RadarTarget& target);
  /// The same of one that flies the cubic that stands for it among the lanes.
  void add(PlatformId platform, const SegmentLanes& lanes, Time begin, double guess_ns,
           const RadarTarget& target);
  void look(const Kernels& kernels, const LookConstants& constants);

  std::size_t count() const { return count_; }
  PlatformId platform(std::size_t i) const { return platforms_[i]; }
  double value(LookRow row, std::size_t i) const {
    return rows_[static_cast<std::size_t>(row) * stride_ + i];
  }
  bool is(LookFlag flag, std::size_t i) const { return (static_cast<int>(value(kLookFlags, i)) & flag) != 0; }

  /// Measures the looks that `wanted` names, rising, of those looked at.
  void measure(const Kernels& kernels, const LookConstants& constants, const MeasureConstants& measures,
               const std::vector<std::size_t>& wanted);
  double measured(MeasuredRow row, std::size_t echo) const {
    return measured_[static_cast<std::size_t>(row) * stride_ + echo];
  }
  std::size_t echoes() const { return echoes_; }

 private:
  void add_target(PlatformId platform, double offset_ns, double guess_ns, const RadarTarget& target);

  std::size_t stride_, count_ = 0, echoes_ = 0;
  std::vector<double> rows_, measured_;
  std::vector<std::uint64_t> detection_streams_, fluctuation_streams_, noise_streams_, echo_streams_;
  std::vector<double> spans_m_;
  std::vector<PlatformId> platforms_;
};

}  // namespace cupola
