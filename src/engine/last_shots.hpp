#pragma once

#include <vector>

#include "core/id.hpp"

namespace cupola {

/// How many would have leaked, were the last shot at each not drawn but taken at its probability?
/// Model      conditional Monte Carlo (Law 2015, 11.6) as a martingale difference: at one shot at each hostile, chosen by
///            what is known before its draw, (killed - probability) is added to the number leaked. Where no further
///            shot follows a miss there, a hostile then counts with the chance of that miss, killed or not
/// Returns    the sum; its mean is 0 whatever is chosen, so that the mean number leaked stays exactly what it was
/// Holds for  one shot at a hostile, whose probability no earlier round of its salvo has told anything of
/// Random     none
/// Checked by tests/chain/rare_events.cpp
class LastShots {
 public:
  explicit LastShots(std::size_t platforms) : taken_(platforms, false) {}

  void take(PlatformId target, bool killed, double probability) {
    if (taken_[target.index()]) return;
    taken_[target.index()] = true;
    sum_ += (killed ? 1.0 : 0.0) - probability;
  }
  double sum() const { return sum_; }

 private:
  std::vector<bool> taken_;  // by PlatformId
  double sum_ = 0.0;
};

}  // namespace cupola
