#pragma once

#include <string>
#include <vector>

#include "engine/replicate.hpp"
#include "study/cost.hpp"
#include "study/exposure_tally.hpp"
#include "study/interval.hpp"
#include "study/loss_tally.hpp"
#include "study/replicate_measures.hpp"

namespace cupola {

/// The interval of a measure: Wilson's for what holds or not, bounded_mean_interval for the rest.
Interval interval_of(const ReplicateMeasure& measure, const Moments& moments, double confidence = 0.95);

/// What is counted over a series of replicates, taken one at a time: nothing grows with their number.
class Tally {
 public:
  explicit Tally(const Scenario& scenario);
  void add(const ReplicateResult& result);

  using Part = MeasurePart;
  /// One quantity with its interval over replicates.
  struct Line {
    Part part;
    std::string key;   ///< for programs: `p_no_leaker`, or the weapon's or the cause's name
    std::string text;  ///< for people
    bool ever;         ///< whether any replicate had more than none of it
    Interval interval;
    std::string column = {};       ///< as in a study's store
    std::uint64_t replicates = 0;  ///< that it was there to be measured in; 0: the interval says nothing
    std::string group = {};
    double shown = 1.0;  ///< as ReplicateMeasure
  };
  /// All measures in their order, with interval_of; ratios where they stand for one, and after them.
  std::vector<Line> lines() const;
  std::uint64_t replicates() const { return replicates_; }
  const ExposureTally& exposure() const { return exposure_; }
  const LossTally& losses() const { return losses_; }
  const CostTally& cost() const { return cost_; }
  double unresolved() const;  ///< mean number of hostiles still on their way at the end

 private:
  struct Quantity {
    ReplicateMeasure measure;
    Moments moments;
    std::optional<double> now = {};  ///< of the replicate in hand
  };
  struct Ratio {
    RatioMeasure measure;
    std::size_t over, under;  ///< of quantities_
    JointMoments pairs = {};
  };
  std::vector<Quantity> quantities_;
  std::vector<Ratio> ratios_;
  ExposureTally exposure_;
  LossTally losses_;
  CostTally cost_;
  std::uint64_t replicates_ = 0;
};

}  // namespace cupola
