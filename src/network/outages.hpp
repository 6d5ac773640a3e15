#pragma once

#include <utility>
#include <vector>

#include "core/random.hpp"
#include "core/time.hpp"

namespace cupola {

/// When is a link out by chance?
/// Model      alternating renewal: up for an exponential time of mean mtbf, out for one of mean mttr; the
///            state at the start drawn from the stationary law, P(out) = mttr / (mtbf + mttr), so that a run
///            does not begin with everything mended
/// Holds for  repairs without a plan
/// Random     Purpose::link_outage by the two posts: one draw for the state at the start, one a period
/// Checked by tests/outages.cpp
class ChanceOutages {
 public:
  ChanceOutages() = default;
  ChanceOutages(double mtbf_s, double mttr_s, ReplicateKey key, std::uint64_t stream, Time start);

  /// Is it out at any instant from `from` to `to`?
  bool out(Time from, Time to);

 private:
  void go_on_to(Time t);

  double mtbf_s_ = 0.0, mttr_s_ = 0.0;  // 0: never out
  ReplicateKey key_;
  std::uint64_t stream_ = 0, period_ = 0;
  bool up_ = true;
  Time known_until_;
  std::vector<std::pair<Time, Time>> outages_;
};

}  // namespace cupola
