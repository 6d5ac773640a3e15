#pragma once

#include <array>
#include <string>
#include <vector>

#include "catalogue/figure.hpp"
#include "catalogue/interceptor_type.hpp"

namespace cupola {

class FieldVisitor;

/// What a target that behaves so may be: shares by TargetClass that add up to 1.
struct ClassShares {
  std::string behaviour;  ///< one of kBehaviours (doctrine.hpp)
  std::array<Figure, kTargetClassCount> share;
};

/// What makes a target threatening, and how much (command/threat.hpp).
struct ThreatRules {
  Figure near_m = 10'000.0;        ///< passing so far beyond the edge of an asset halves the score
  Figure soon_s = 120.0;           ///< and so does that time to go
  Figure reach_m = 10'000.0;       ///< what flies threatens what it passes nearer than this
  Figure doubt_most_m = 20'000.0;  ///< standard deviation of the miss distance, at the most
  Figure burst_m = 1'000.0;        ///< what falls threatens what it comes down nearer to than this
  Figure sure_to_miss = 0.95;      ///< P(misses) from which it threatens nothing
  Figure play = 0.1;               ///< by so great a share of it a score may change before its rank does
  Figure ballistic_coefficient_kg_m2 = 8'000.0;  ///< of what falls, as the posts believe
  std::array<Figure, kTargetClassCount> lethality = {1.0, 1.0, 1.0, 1.0, 1.0, 1.0};
  std::vector<ClassShares> classes;  ///< without a row: of the class that the doctrine plans for
};

void declare(FieldVisitor&, ClassShares&);
void declare(FieldVisitor&, ThreatRules&);

}  // namespace cupola
