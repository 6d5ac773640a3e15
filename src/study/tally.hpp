#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/replicate.hpp"
#include "study/cost.hpp"
#include "study/exposure_tally.hpp"
#include "study/interval.hpp"
#include "study/loss_tally.hpp"

namespace cupola {

/// What is counted over a series of replicates, taken one at a time: nothing grows with their number.
class Tally {
 public:
  explicit Tally(const Scenario& scenario);
  void add(const ReplicateResult& result);

  enum class Part { outcome, wrong, rounds_fired, threats, rounds, ready };
  /// One quantity with its interval over replicates.
  struct Line {
    Part part;
    std::string key;   ///< for programs: `p_no_leaker`, or the weapon's or the cause's name
    std::string text;  ///< for people
    bool ever;         ///< whether any replicate had more than none of it
    Interval interval;
  };
  /// All quantities in a fixed order, 95 % intervals: Wilson for probabilities, bounded_mean_interval for
  /// means.
  std::vector<Line> lines() const;
  std::uint64_t replicates() const { return replicates_; }
  const ExposureTally& exposure() const { return exposure_; }
  const LossTally& losses() const { return losses_; }
  const CostTally& cost() const { return cost_; }
  double unresolved() const;  ///< mean number of hostiles still on their way at the end

 private:
  struct Quantity {
    Part part;
    std::string key, text;
    bool is_event;  ///< holds or not, in each replicate
    double most;    ///< the least is 0
    std::function<double(const ReplicateResult&)> of;
    Moments moments;
  };
  void count(Part part, const std::string& key, const std::string& text, double most,
             std::function<double(const ReplicateResult&)> of);
  void event(const std::string& key, const std::string& text,
             std::function<bool(const ReplicateResult&)> holds);
  void count_outcomes(double hostiles);
  void count_set_out(const Scenario& scenario, double hostiles);
  void count_wrong(const Scenario& scenario, Side side);
  void count_rounds(const Scenario& scenario);
  void count_causes(double hostiles, double rounds);
  void count_readiness(const Scenario& scenario);

  std::vector<Quantity> quantities_;
  ExposureTally exposure_;
  LossTally losses_;
  CostTally cost_;
  std::uint64_t replicates_ = 0;
};

}  // namespace cupola
