#pragma once

namespace cupola {

/// For what share of the time was nothing of it left to use? In [0, 1], of the rounds of decisions of the post that
/// conducts its fire, while it stood.
struct UnitSaturation {
  bool known = false;             ///< there was such a round
  double target_channels = 0.0;   ///< all taken, as the post reckons
  double missile_channels = 0.0;  ///< all taken by rounds in flight
  double launchers = 0.0;         ///< none could launch: busy with the last round, empty, or out of action
};

/// Share of its track intervals in which an array's dwells on tracks took all the time that searching does not keep.
struct RadarSaturation {
  bool known = false;  ///< it has a budget of time
  double time = 0.0;
};

}  // namespace cupola
