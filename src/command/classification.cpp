#include "command/classification.hpp"

namespace cupola {

TargetClass planned_class(const Doctrine& doctrine, Behaviour behaviour) {
  if (behaviour == Behaviour::none) return TargetClass::aircraft;
  return doctrine.taken_for[static_cast<std::size_t>(behaviour)];
}

double planned_kill_probability(const InterceptorType& weapon, TargetClass target) {
  return weapon.kill_probability[static_cast<std::size_t>(target)] * weapon.reliability;
}

bool taken_for_ballistic(Behaviour behaviour) { return behaviour == Behaviour::ballistic; }

}  // namespace cupola
