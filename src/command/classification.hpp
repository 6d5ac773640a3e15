#pragma once

#include <array>

#include "catalogue/interceptor_type.hpp"
#include "command/behaviour.hpp"

namespace cupola {

/// What kind of thing a track is believed to be: probabilities by TargetClass, summing to 1.
using ClassBelief = std::array<double, kTargetClassCount>;

/// Of what class is a target that behaves like this?
/// Model      one assumed distribution over TargetClass for each behaviour; nothing but kinematics
/// Returns    probabilities, sum 1; an aircraft of unknown kind where nothing is known
/// Holds for  planning: choosing a weapon and its planned kill probability. What is true of the target
///            decides its fate
/// Leaves out radar signature, type recognition: a decoy that flies like a cruise missile is taken for one
/// Random     none
/// Checked by tests/classification.cpp
const ClassBelief& class_belief(Behaviour behaviour);

/// Planned probability that one round kills: over the classes, times reliability.
double planned_kill_probability(const InterceptorType& weapon, const ClassBelief& belief);

/// Whether the reach against ballistic targets counts, and gravity bends its path.
bool taken_for_ballistic(Behaviour behaviour);

}  // namespace cupola
