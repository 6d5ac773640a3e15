#pragma once

#include <vector>

#include "catalogue/figure.hpp"

namespace cupola {

class FieldVisitor;

/// How the kill probability of a round changes along one thing that a shot depends on.
struct KillFactor {
  std::vector<double> at;      ///< rising
  std::vector<double> factor;  ///< there; linear in between, the ends hold beyond
  Figure strength;             ///< how much of the table holds: 1 all of it, 0 nothing; and on whose word
  bool given() const { return !at.empty(); }
};

/// Along all of them; the factors multiply.
struct KillFactors {
  KillFactor range;      ///< over the share of the longest range, at intercept
  KillFactor crossing;   ///< over the angle between the target's way and the line to the launcher, rad
  KillFactor manoeuvre;  ///< over the target's lateral acceleration at intercept, m/s2
};

void declare(FieldVisitor&, KillFactors&);

}  // namespace cupola
