#pragma once

#include <vector>

#include "messages/bearing.hpp"
#include "sensing/radar_model.hpp"
#include "sensing/sensing.hpp"
#include "sensing/sweep.hpp"

namespace cupola {

/// In which directions does a jammed radar report noise instead of echoes?
/// Model      where the beam passes a jammer, its noise over the radar's own, J/N, is that of jamming.hpp at
///            its place then; from `strobe_over_noise` on it is reported (models.md M14; Skolnik 3e, 9: a
///            strobe shows from about ten times the noise on). Jammers within a beamwidth of the strongest,
///            in azimuth and where it is measured in elevation, give one strobe, at their middle weighted by
///            J/N. Errors as of an echo of that strength (Skolnik 3e, 6; Barton and Ward): beamwidth / (1.6
///            sqrt(2 J/N)), the radar's floor in quadrature, azimuth over cos(elevation)
/// Returns    one bearing for each direction and pass of a face of the antenna; elevation by those whose
///            pattern is made of pencil beams (`even`)
/// Holds for  search; the beam's own limits of elevation. Only what is in the main beam counts: a guard
///            channel tells it from what comes through side lobes
/// Leaves out jammers behind the geometric horizon, though some noise bends round it; dedicated dwells on
///            a jammer; two jammers in one beam on either side of the border of two looks
/// Random     Purpose::strobe: (strongest jammer, radar), ordinal of the look
/// Checked by tests/strobes_test.cpp
class Strobes {
 public:
  void begin() { met_.clear(); }
  /// The beam passes a jammer at t; `over_noise_m2` as in KernelJammer.
  void meet(const RadarModel& radar, PlatformId jammer, Time t, const Vec3& p_enu_m, double over_noise_m2);
  /// Adds what is reported of those met, and what it really is, in the order of what was measured.
  void report(const RadarModel& radar, const Scenario& scenario, const Sweep& sweep,
              std::vector<Bearing>& bearings, std::vector<PlotTruth>& truth);

 private:
  struct Met {
    PlatformId jammer;
    Time time;
    double azimuth_rad, elevation_rad, over_noise;
    bool told = false;
  };
  struct Report {
    Bearing bearing;
    PlotTruth truth;
  };
  /// What comes in with the beam on the strongest: the sum, and its middle.
  struct Beam {
    PlatformId strongest;
    Time time;
    double over_noise = 0.0, azimuth_rad = 0.0, elevation_rad = 0.0;
    int jammers = 0;
  };
  Beam beam_on(const Met& strongest, const RadarType& type);

  std::vector<Met> met_;
  std::vector<Report> reports_;
};

/// Does this radar measure the elevation of what it hears?
inline bool measures_elevation(const RadarType& type) {
  return type.pattern.elevation == ElevationPattern::even;
}

}  // namespace cupola
