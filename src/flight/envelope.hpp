#pragma once

#include <string>
#include <vector>

#include "catalogue/interceptor_type.hpp"

namespace cupola {

/// What a public figure claims, and so when the model meets it.
enum class FigureClaim {
  speed,  ///< the model's lies in the figure's interval
  reach,  ///< a limit of the zone, short of which the round has energy left: the model gets at least as far as its
          ///< low end
  ceiling,  ///< the model's, the lesser of flight and the zone's altitude_max, lies in the interval
};

/// A public figure about an interceptor beside what the model makes of it.
struct EnvelopeResidual {
  std::string what;
  std::string unit;  ///< of all numbers
  FigureClaim claim = FigureClaim::speed;
  double published = 0.0, low = 0.0, high = 0.0;  ///< the figure and its own interval
  double model = 0.0;
  bool fitted = false;  ///< used in the fit; false: held back
  double difference() const { return published != 0.0 ? model / published - 1.0 : 0.0; }
  /// Whether the model meets the figure's own interval; an entry that misses one is refused.
  bool met() const;
};

/// How well does the model of an interceptor's flight meet the public figures about it?
/// Model      each figure of the type's envelope by flying from 100 m above the sea, steps of 0.1 s. Mean speed:
///            on the flight to the figure's range (else the greatest of the zone) at its altitude (else 10 km).
///            Highest speed: on that flight where the figure speaks of a range or an altitude; else the
///            highest on any of 20 flights over the zone, as such figures come without conditions. Reach: the
///            farthest range to which its energy still takes it at that altitude, whatever limits the zone.
///            Altitude alone: the highest point between a tenth and nine tenths of its range at which the air
///            still gives the burnt-out round 5 g (assumed: what an intercept needs), or altitude_max where
///            that is lower
/// Returns    in km and m/s; a model value of 0 where it cannot get there
/// Accurate   reach to 1 % of the range, altitude to 0.5 km
/// Checked by tests/envelope.cpp
std::vector<EnvelopeResidual> envelope_residuals(const InterceptorType& type);

}  // namespace cupola
