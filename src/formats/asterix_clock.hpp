#pragma once

#include <cstdint>
#include <map>

#include "core/time.hpp"
#include "formats/asterix_records.hpp"

namespace cupola {

/// Turns times of day into times that go on past midnight: each is the one nearest to the last of its source.
/// Holds for  sources that are never silent for half a day
/// Checked by tests/asterix_detections_test.cpp
class AsterixClock {
 public:
  static constexpr std::int64_t kDay_128 = std::int64_t{86400} * 128;

  Time at(const AsterixSource& source, std::uint32_t time_of_day_128) {
    const auto [last, is_new] = last_128_.try_emplace(source, begun_ ? latest_128_ : time_of_day_128);
    std::int64_t time_128 = time_of_day_128 + (last->second / kDay_128 - 1) * kDay_128;
    while (last->second - time_128 > kDay_128 / 2) time_128 += kDay_128;
    begun_ = true;
    last->second = latest_128_ = time_128;
    return Time{time_128 * 7'812'500};  // a 128th of a second
  }

 private:
  std::map<AsterixSource, std::int64_t> last_128_;
  std::int64_t latest_128_ = 0;
  bool begun_ = false;
};

}  // namespace cupola
