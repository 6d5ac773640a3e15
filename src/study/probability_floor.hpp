#pragma once

#include <string>

#include "catalogue/figure.hpp"
#include "study/interval.hpp"

namespace cupola {

struct Scenario;

/// A probability below which nothing is told, and where it comes from.
struct ProbabilityFloor {
  double value = 0.0;
  std::string why;

  /// Is this estimate of a probability not to be told? None at all is told where so few were played that its upper limit
  /// says nothing of the floor.
  bool hides(const Interval& probability) const {
    return probability.estimate < value && (probability.estimate > 0.0 || probability.high < value);
  }
};

/// `below the floor of 0.001`, with the upper limit where that lies above it.
std::string floor_words(const ProbabilityFloor& floor, const Interval& probability);

/// Where nothing is declared: assumed, as no source says how often a defence fails as a whole.
inline constexpr double kAssumedFloor = 1e-3;

/// Below which probability is a model of independent luck not to be believed?
/// Model      what a study declares; else the largest part of P(two rounds of a salvo both miss) that is not luck of each
///            alone, `common_cause` times (1 - kill probability), over the rounds that are loaded and the classes of
///            hostiles; else kAssumedFloor
/// Random     none
/// Checked by tests/probability_floor.cpp
ProbabilityFloor probability_floor(const Scenario& scenario, const Figure* declared = nullptr);

}  // namespace cupola
