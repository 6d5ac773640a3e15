#pragma once

#include <vector>

#include "messages/cue.hpp"
#include "sensing/radar_model.hpp"
#include "world/radar_state.hpp"

namespace cupola {

/// A cue that the radar can dwell upon now, and where it believes the target to be.
struct CuedBeam {
  const Cue* cue = nullptr;
  Vec3 p_believed_enu_m;
  DwellBeam beam{};
};

/// Where does a radar point its dwells?
/// Model      at the cue's position moved on with its velocity; one beamwidth wide, a range gate of three
///            sds and 500 m to either side. Served: the first `dedicated_tracks` cues whose direction lies
///            in the sector and between the elevation limits and whose range is not beyond the instrumented
///            one; the others get no dwell
/// Leaves out broadening of the beam off the array's normal
/// Random     none
/// Checked by tests/dwells_test.cpp
void point_dwells(const RadarModel& radar, const RadarState& state, const std::vector<Cue>& cues, Time t,
                  std::vector<CuedBeam>& beams);

}  // namespace cupola
