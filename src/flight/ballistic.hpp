#pragma once

#include "core/time.hpp"
#include "earth/atmosphere.hpp"
#include "earth/geodetic.hpp"
#include "earth/path.hpp"
#include "flight/gravity.hpp"

namespace cupola {

/// The arc that needs the least speed for its range.
struct MinimumEnergyArc {
  double burnout_speed_m_s, burnout_angle_rad;  ///< angle above the horizontal
  double apogee_m, time_s;
};

/// How fast, how steep, how high and how long is the flight over a range with the least burn-out speed?
/// Model      Kepler ellipse from surface to surface of a sphere of 6371 km without rotation or air (Bate,
///            Mueller & White 1971, ch. 6)
/// Holds for  ranges above 0 and below half-way round
/// Accurate   exact; 0.01 % against published tables
/// Leaves out rotation, air, the height of burn-out: an oracle and a first guess, not a missile
/// Random     none
/// Checked by tests/ballistic.cpp
MinimumEnergyArc minimum_energy_arc(double range_m);

/// What pulls and brakes an unpowered body in the earth-fixed frame. Each term can be switched off, and the
/// figure of the earth and its air can be others': those of a published case, or of a closed form.
struct BallisticField {
  double gm_m3_s2 = kEarthGravity_m3_s2;
  double j2 = kEarthJ2;
  double rotation_rad_s = kEarthRate_rad_s;
  double ballistic_coefficient_kg_m2 = 0.0;  ///< mass over drag area; 0: no drag
  double geoid_undulation_m = 0.0;
  double semi_major_m = kWgs84SemiMajor_m, flattening = kWgs84Flattening;
  Air (*air)(double height_msl_m) = standard_air;  ///< only its density brakes

  /// In the rotating frame: gravity with J2, Coriolis, centrifugal, drag in the air.
  Vec3 acceleration_ecef_m_s2(const Motion& motion) const;
  /// One step of Runge-Kutta 4.
  Motion step(const Motion& motion, double dt_s) const;
};

/// How a ballistic missile is thrown.
struct BallisticShot {
  Time start;
  Geodetic from, to;
  double boost_acceleration_m_s2 = 25.0;  ///< net, along a straight line from the launch point
};

enum class BallisticFault { none, too_near, too_far, no_solution };

struct BallisticFlight {
  Path path;
  BallisticFault fault = BallisticFault::none;
  Time burnout;
  double burnout_speed_m_s = 0.0, burnout_angle_rad = 0.0, apogee_hae_m = 0.0, miss_m = 0.0;
};

/// Where is a ballistic missile that flies from one place to another?
/// Model      boost at constant net acceleration along a straight line that rises at the angle of the
///            minimum-energy arc of the same range; then free flight: gravity with J2, Coriolis and
///            centrifugal terms, drag with a constant ballistic coefficient. Burn-out speed and azimuth by
///            shooting (secant method) until it hits. Runge-Kutta 4 at fixed steps: 1 s above 50 km, 0.25
///            s below; no air above 100 km
/// Returns    a Path in the earth-fixed frame from `start` at `from` to impact at `to`
/// Holds for  20 to 3500 km
/// Accurate   hits within 1 m of `to`; integration error below 0.1 m (step halving)
/// Leaves out pitch-over, staging, separation, tumbling, lift, wind
/// Random     none
/// Checked by tests/ballistic.cpp
BallisticFlight fly_ballistic(const BallisticShot& shot, const BallisticField& field);

}  // namespace cupola
