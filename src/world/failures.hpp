#pragma once

#include <cstdint>
#include <vector>

#include "core/random.hpp"
#include "core/time.hpp"
#include "scenario/readiness.hpp"

namespace cupola {

/// What share of the time is something up that breaks down and is repaired?
/// Model      A = MTBF / (MTBF + MTTR) of an alternating renewal process (MIL-HDBK-338B, 5.6)
/// Returns    share, [0, 1]
/// Checked by tests/failures_test.cpp
double steady_availability(double time_between_failures_s, double repair_time_s);

/// With what probability are at least k of n independent ones up, each with probability a?
/// Model      binomial tail (MIL-HDBK-338B, 5.3)
/// Returns    probability
/// Checked by tests/failures_test.cpp
double k_of_n_availability(int k, int n, double a);

/// Who is down, and when that next changes.
/// Model      alternating renewal: up and down times exponential with the means of the part. At the start it
///            is up with probability A, and what is left of the time under way is exponential again
///            (memoryless). A failure that finds a spare in its pool takes it and is down for the mean time
///            of an exchange; the part taken out is repaired meanwhile and is the spare again after a repair
///            time. A share of failures of common cause is a part of its own that takes all of a kind down:
///            then each is up with A of its own times A of that, less than A by the order of (1 - A)^2
/// Returns    the ends of up and down times; who is down
/// Holds for  parts that fail also while they are off or on the march
/// Leaves out planned maintenance, wear, spares bought anew; at the start a pool is full
/// Random     Purpose::failure by part, ordinal the number of the up or down time from the start
/// Checked by tests/failures_test.cpp
class Failures {
 public:
  Failures() = default;
  Failures(const std::vector<FailingPart>& parts, const std::vector<int>& spares, ReplicateKey key,
           Time start);

  bool down(std::size_t part) const { return states_[part].down; }
  Time next_change(std::size_t part) const { return states_[part].next; }
  /// The time under way of a part has ended: it breaks down or is up again.
  void change(std::size_t part, Time now);

 private:
  struct State {
    bool down = false;
    Time next = kNever;
    std::uint64_t ordinal = 0;
  };
  double draw(std::size_t part, std::uint64_t ordinal, double& second) const;
  void break_down(std::size_t part, Time now);
  bool take_spare(std::uint32_t pool, Time now);
  Time after(Time now, double mean_s, double exponential) const;

  const std::vector<FailingPart>* parts_ = nullptr;
  ReplicateKey key_;
  std::vector<State> states_;
  std::vector<std::vector<Time>> spares_;  // by pool: from when on each spare is there
};

}  // namespace cupola
