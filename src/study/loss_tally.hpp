#pragma once

#include <string>
#include <vector>

#include "engine/replicate.hpp"
#include "scenario/rounds_at_start.hpp"
#include "study/interval.hpp"

namespace cupola {

/// What leakers did over a series of replicates, taken one at a time.
/// Model      95 % intervals: Wilson for probabilities, bounded_mean_interval for what is left of a value and for rounds
/// Checked by tests/loss_tally.cpp
class LossTally {
 public:
  explicit LossTally(const Scenario& scenario);
  void add(const ReplicateResult& result);

  /// An asset that some hostile is to strike.
  struct AssetLine {
    AssetId asset;
    Interval survives;  ///< P(no hit)
    Interval left;      ///< share of its value
  };
  /// An element of the defence that some hostile is to strike.
  struct ElementLine {
    GroundTarget element;
    Interval works;  ///< P(not put out of action)
  };
  /// Rounds of a type that no launcher had at the end, where any replicate had any.
  struct RoundLine {
    WeaponTypeId weapon;
    Interval stored, destroyed;
  };
  std::vector<AssetLine> assets() const;
  std::vector<ElementLine> elements() const;
  std::vector<RoundLine> rounds() const;

 private:
  struct Asset {
    AssetId id;
    std::uint64_t survived = 0;
    Moments left;
  };
  struct Element {
    GroundTarget what;
    std::uint64_t works = 0;
  };
  struct Rounds {
    double most = 0.0, most_stored = 0.0;  ///< that there are, and of these in store at the start
    Moments stored, destroyed;
  };
  std::uint64_t replicates_ = 0;
  std::vector<Asset> assets_;
  std::vector<Element> elements_;
  std::vector<Rounds> rounds_;  // by WeaponTypeId
};

}  // namespace cupola
