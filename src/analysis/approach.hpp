#pragma once

#include <vector>

#include "analysis/coverage_ground.hpp"
#include "analysis/coverage_look.hpp"
#include "earth/path.hpp"
#include "scenario/notation.hpp"
#include "scenario/scenario.hpp"

namespace cupola {

/// One instant of a target that comes to a place.
struct ApproachPoint {
  Motion motion;
  CoveragePoint at;  ///< `asked` is false outside the terrain; without directions
};

/// How targets come to places: all of one kind, from one direction.
struct ApproachLaw {
  double from_rad = 0.0;  ///< azimuth, at the place, that it comes from
  // Level:
  Height height;
  double speed_m_s = 0.0, way_m = 0.0;  ///< way_m: how far before the place it is first asked about
  // Ballistic, where `arc` is not empty:
  Path arc;             ///< to the middle of the map
  LocalFrame arc_ends;  ///< where it ends

  bool ballistic() const { return !arc.empty(); }
};

/// The arc of a ballistic target that ends at a place.
/// Model      flight/ballistic.hpp, thrown from `range_m` away; the drag of its type
/// Returns    false where no such arc is found
bool throw_arc(const Scenario& scenario, const PlatformType& target, const Geodetic& to, double range_m,
               ApproachLaw& law);

/// Where is a target that comes to a place, so long before it gets there?
/// Model      level: at one speed and one height (over terrain `agl` follows the ground below it), on the arc of
///            a sphere of the mean radius about the place, until it is over it. Ballistic: the arc to the middle of
///            the map carried to the place as it is, turned with the local vertical
/// Returns    m and m/s, earth-fixed
/// Accurate   level: distances 4e-5. Ballistic: what the turning of the earth does at another latitude is left
///            out, under 1 % of the range for 300 km
/// Random     none
/// Checked by tests/approach.cpp
class Approach {
 public:
  Approach(const Scenario& scenario, const CoverageGround& ground, const ApproachLaw& law,
           const GroundPlace& place, double ground_msl_m);

  double longest_s() const;  ///< before it is there: where it sets out, or is first asked about
  ApproachPoint at(double to_go_s) const;

 private:
  ApproachPoint level(double to_go_s) const;
  ApproachPoint falling(double to_go_s) const;

  const CoverageGround* ground_;
  const ApproachLaw* law_;
  double undulation_m_, ground_msl_m_;
  LocalFrame frame_;  // of the place, on the ground
  double east_, north_;
};

}  // namespace cupola
