#pragma once

#include <vector>

#include "earth/geodetic.hpp"
#include "world/world.hpp"

namespace cupola {

/// Can the guidance radar of a fire unit light up a point at this moment?
/// Model      radiating, the point inside the sector it faces, its elevation limits (apparent, rays bent as
///            by the k factor), its instrumented range, and in line of sight over the smooth earth (RULES 15,
///            18)
/// Holds for  sector radars; one without a sector (width 0 or a rotating radar) faces all round
/// Leaves out signal strength: a target too faint to track gets no uplinks instead
/// Random     none
/// Checked by tests/guidance_sight.cpp
class GuidanceSight {
 public:
  explicit GuidanceSight(const Scenario& scenario);
  bool sees(const World& world, FireUnitId fire_unit, const Vec3& p_target_ecef_m, Time t) const;

 private:
  const Scenario* scenario_;
  std::vector<LocalFrame> frames_;  // by RadarId
};

}  // namespace cupola
