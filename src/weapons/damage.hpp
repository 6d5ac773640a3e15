#pragma once

#include <vector>

#include "scenario/scenario.hpp"

namespace cupola {

/// What is left of what is defended?
/// Model      each hit destroys a share of what is left, independently (M46): the value left is the product of what
///            the hits leave
/// Returns    share of the value, [0, 1]
/// Leaves out repair, where on an asset a hit comes down
/// Random     none
/// Checked by tests/strike.cpp
class Damage {
 public:
  explicit Damage(const Scenario& scenario) : left_(scenario.assets.size(), 1.0) {}

  /// What is left after one more hit.
  double hit(AssetId asset, double destroyed_share) { return left_[asset.index()] *= 1.0 - destroyed_share; }
  double left(AssetId asset) const { return left_[asset.index()]; }

 private:
  std::vector<double> left_;  // by AssetId
};

}  // namespace cupola
