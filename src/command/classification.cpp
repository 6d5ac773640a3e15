#include "command/classification.hpp"

namespace cupola {

TargetClass planned_class(const Doctrine& doctrine, Behaviour behaviour) {
  if (behaviour == Behaviour::none) return TargetClass::aircraft;
  return doctrine.taken_for[static_cast<std::size_t>(behaviour)];
}

double planned_kill_probability(const InterceptorType& weapon, TargetClass target,
                                const ShotGeometry& geometry) {
  return kill_probability(weapon, target, geometry) * weapon.reliability;
}

double planned_salvo_probability(const InterceptorType& weapon, double single, int rounds) {
  if (weapon.common_cause > 0.0 && weapon.reliability > 0.0)
    return salvo_kill_probability(single / weapon.reliability, weapon.reliability, weapon.common_cause,
                                  rounds);
  double survives = 1.0;
  for (int i = 0; i < rounds; ++i) survives *= 1.0 - single;
  return 1.0 - survives;
}

bool taken_for_ballistic(Behaviour behaviour) { return behaviour == Behaviour::ballistic; }

}  // namespace cupola
