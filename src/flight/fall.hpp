#pragma once

#include "core/vec3.hpp"

namespace cupola {

/// Bodies that fall side by side, and where and when each comes down.
struct FallTask {
  static constexpr int kBodies = 8;
  struct Start {
    Vec3 p_ecef_m, v_ecef_m_s;
    double drag_area_m2_kg = 0.0;  ///< over mass: 1 / ballistic coefficient; 0: no drag
  };
  struct End {
    Vec3 p_ecef_m;
    double time_s = 0.0;
  };
  Start start[kBodies];
  End end[kBodies];
  int bodies = kBodies;  ///< the first so many
  double ground_hae_m = 0.0, geoid_undulation_m = 0.0;
  bool all_down = false;  ///< out: false where one is still aloft after the longest flight
};

/// Where do bodies come down that nothing drives any more?
/// Model      gravity with J2, Coriolis and centrifugal terms, drag with a constant ballistic coefficient in the
///            standard atmosphere; Runge-Kutta 4, in the same steps for four bodies at once: what the fastest
///            falls through of its height above ground in a sixth of it, 0.8 to 12 s
/// Returns    end: place and time of coming down through ground_hae_m; the start where it begins below
/// Holds for  up to 2 000 s of fall; ballistic coefficients above 500 kg/m2
/// Accurate   20 m and 0.05 s against steps of 0.05 s, for missiles of 120 to 1000 km
/// Leaves out lift, tumbling, wind, the change of the coefficient with Mach number
/// Random     none
/// Checked by tests/fall.cpp
void fall_to_ground(FallTask& task);

}  // namespace cupola
