#pragma once

#include <vector>

#include "messages/plot.hpp"
#include "messages/track.hpp"

namespace cupola {

/// Is a track the aircraft that carries one of the own radars?
/// Model      the radar tells its place with every batch (as a data link tells place and identity of its
///            members); a track within three of its own standard deviations, the way flown since at 250 m/s,
///            and a kilometre of that is taken for it
/// Holds for  tracks no older than the last batch by more than a few looks
/// Leaves out that somebody else may fly beside it
/// Random     none
/// Checked by tests/own_radars.cpp
class OwnRadars {
 public:
  void take(const PlotBatch& batch);
  bool is_one(const Track& track, double position_sd_m) const;

 private:
  struct Place {
    RadarId radar;
    Time time;
    Vec3 p_ecef_m;
  };
  std::vector<Place> places_;  // as last told, in the order in which they were first heard
};

}  // namespace cupola
