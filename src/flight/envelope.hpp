#pragma once

#include <string>
#include <vector>

#include "catalogue/interceptor_type.hpp"

namespace cupola {

/// A public figure about an interceptor beside what the model makes of it.
struct EnvelopeResidual {
  std::string what;
  std::string unit;  ///< of both numbers
  double published = 0.0, model = 0.0;
  bool fitted = false;  ///< used in the fit; false: held back
  double difference() const { return published != 0.0 ? model / published - 1.0 : 0.0; }
};

/// How well does the model of an interceptor's flight meet the public figures about it?
/// Model      each figure of the type's envelope by flying from 100 m above the sea, steps of 0.1 s: mean and
///            greatest speed on the flight to the figure's range (else the greatest of the zone) at its
///            altitude (else 10 km); reach: the farthest range to which its energy still takes it at that
///            altitude, whatever limits the zone; altitude alone: the highest point between a tenth and nine
///            tenths of its range at which the air still gives the burnt-out round 5 g (assumed: what an
///            intercept needs)
/// Returns    in km and m/s; a model value of 0 where it cannot get there
/// Accurate   reach to 1 % of the range, altitude to 0.5 km
/// Checked by tests/envelope.cpp
std::vector<EnvelopeResidual> envelope_residuals(const InterceptorType& type);

}  // namespace cupola
