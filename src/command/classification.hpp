#pragma once

#include "catalogue/doctrine.hpp"
#include "catalogue/kill_law.hpp"
#include "command/behaviour.hpp"

namespace cupola {

/// Of what class is a target planned to be that behaves like this?
/// Model      the doctrine's word for each behaviour; nothing but kinematics
/// Returns    an aircraft where nothing is known
/// Holds for  planning: choosing a weapon and its planned kill probability. What is true of the target
///            decides its fate
/// Leaves out radar signature, type recognition: a decoy that flies like a cruise missile is taken for one
/// Random     none
/// Checked by tests/classification.cpp
TargetClass planned_class(const Doctrine& doctrine, Behaviour behaviour);

/// Planned probability that one round kills a target of this class that is met so: P(kill | hand-over) times
/// reliability. What the target will do then is not known.
double planned_kill_probability(const InterceptorType& weapon, TargetClass target,
                                const ShotGeometry& geometry);
/// The same of a salvo, with the correlation that is believed of its rounds.
/// Accurate   one round, or rounds without correlation, to the same bits as 1 - (1 - p)^n
double planned_salvo_probability(const InterceptorType& weapon, double single, int rounds);

/// Whether the reach against ballistic targets counts, and gravity bends its path.
bool taken_for_ballistic(Behaviour behaviour);

}  // namespace cupola
