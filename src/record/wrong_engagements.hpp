#pragma once

#include <cstdint>

namespace cupola {

/// Friends, or neutrals, that were taken under fire (RULES 3). A pass is one aircraft that flies in the
/// scenario.
struct WrongEngagements {
  std::uint32_t passes = 0;
  double flight_hours = 0.0;  ///< within the scenario, as planned: what was shot down counts to its end
  std::uint32_t engaged = 0;  ///< at whose track a round was fired, or whom one met
  std::uint32_t rounds = 0;   ///< fired at their tracks
  std::uint32_t hit = 0;

  double per_pass() const { return passes > 0 ? engaged / double(passes) : 0.0; }
  double per_flight_hour() const { return flight_hours > 0.0 ? engaged / flight_hours : 0.0; }
};

}  // namespace cupola
