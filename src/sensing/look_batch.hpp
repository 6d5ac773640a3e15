#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "earth/path.hpp"
#include "sensing/kernels.hpp"
#include "sensing/radar_model.hpp"

namespace cupola {

/// The looks of one sweep in the rows that the look kernel reads and fills (sensing/kernels.hpp).
class LookBatch {
 public:
  explicit LookBatch(std::size_t most);

  void clear() { count_ = 0; }
  /// One more platform: `guess_ns` after `begin` the beam meets it, about.
  void add(PlatformId platform, const Path::Segment& segment, Time begin, double guess_ns,
           const RadarTarget& target);
  void look(const Kernels& kernels, const LookConstants& constants);

  std::size_t count() const { return count_; }
  PlatformId platform(std::size_t i) const { return platforms_[i]; }
  double value(LookRow row, std::size_t i) const {
    return rows_[static_cast<std::size_t>(row) * stride_ + i];
  }
  bool is(LookFlag flag, std::size_t i) const { return (static_cast<int>(value(kLookFlags, i)) & flag) != 0; }

 private:
  std::size_t stride_, count_ = 0;
  std::vector<double> rows_;
  std::vector<std::uint64_t> detection_streams_, noise_streams_;
  std::vector<PlatformId> platforms_;
};

}  // namespace cupola
