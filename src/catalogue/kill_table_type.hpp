#pragma once

#include <string>

#include "catalogue/interceptor_type.hpp"

namespace cupola {

/// One kill probability by class of target for all interceptors, so that systems are compared by what they see
/// and reach and not by what is said of their rounds (RULES 18).
struct KillTableType {
  std::string name;
  std::array<Figure, kTargetClassCount> kill_probability;  ///< by TargetClass, given hand-over
  Figure common_cause;                                     ///< as of an interceptor; without a record 0

  /// Puts it in the place of what the round's own card says. Its reliability stays.
  void give_to(InterceptorType& weapon) const;
};

void declare(FieldVisitor&, KillTableType&);

}  // namespace cupola
