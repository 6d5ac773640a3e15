#pragma once

#include <array>
#include <vector>

#include "engine/replicate.hpp"
#include "study/interval.hpp"

namespace cupola {

/// Exposure of own aircraft over a series of replicates, taken one at a time: means with 95 % intervals.
/// Model      Student's t, cut off at 0; minutes in track within the time flown by bounded_mean_interval
/// Checked by tests/exposure_tally.cpp
class ExposureTally {
 public:
  explicit ExposureTally(const Scenario& scenario);
  bool any() const { return !flights_.empty(); }
  void add(const ReplicateResult& result);

  static constexpr int kAllAspects = kExposureAspects;
  /// One aircraft and one radar, from one side or (aspect kAllAspects) from all.
  struct Line {
    PlatformId platform;
    RadarId radar;
    int aspect = 0;
    Interval coverage_min, off_min, looks, dwells, detections, track_min;
    std::array<Interval, kExposureCases> expected, alone_min;
  };
  struct FlightLine {
    ExposedFlight flight;
    Interval track_min;  ///< of any post
  };
  /// Those that some replicate had any exposure of, by aircraft, radar, aspect.
  std::vector<Line> lines() const;
  std::vector<FlightLine> flights() const;

 private:
  static constexpr int kNumbers = 6 + 2 * kExposureCases;
  using Numbers = std::array<Moments, kNumbers>;
  struct Flight {
    ExposedFlight flight;
    Moments track_s;
  };
  std::size_t cell(std::size_t flight, std::size_t radar, int aspect) const {
    return (flight * radars_ + radar) * (kExposureAspects + 1) + static_cast<std::size_t>(aspect);
  }

  std::size_t radars_ = 0;
  std::vector<int> index_;  // by PlatformId
  std::vector<Flight> flights_;
  std::vector<Numbers> cells_;
};

}  // namespace cupola
