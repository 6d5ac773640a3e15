#include "command/classification.hpp"

namespace cupola {

namespace {

// By Behaviour; aircraft, airliner, cruise missile, ballistic missile, drone, decoy.
constexpr std::array<ClassBelief, kBehaviourCount> kBeliefs = {{
    {0.02, 0.00, 0.02, 0.95, 0.00, 0.01},  // ballistic
    {0.30, 0.00, 0.62, 0.00, 0.03, 0.05},  // fast low
    {0.15, 0.00, 0.05, 0.00, 0.75, 0.05},  // slow low
    {0.84, 0.00, 0.10, 0.01, 0.00, 0.05},  // fast high
    {0.45, 0.50, 0.00, 0.00, 0.00, 0.05},  // airliner-like
    {0.65, 0.05, 0.15, 0.00, 0.10, 0.05},  // heading for an asset
    {0.45, 0.50, 0.00, 0.00, 0.05, 0.00},  // in corridor
    {0.70, 0.10, 0.05, 0.00, 0.10, 0.05},  // other
    {0.70, 0.10, 0.05, 0.00, 0.10, 0.05},  // none
}};

}  // namespace

const ClassBelief& class_belief(Behaviour behaviour) { return kBeliefs[static_cast<std::size_t>(behaviour)]; }

double planned_kill_probability(const InterceptorType& weapon, const ClassBelief& belief) {
  double p = 0.0;
  for (std::size_t c = 0; c < belief.size(); ++c) p += belief[c] * weapon.kill_probability[c];
  return p * weapon.reliability;
}

bool taken_for_ballistic(Behaviour behaviour) { return behaviour == Behaviour::ballistic; }

}  // namespace cupola
