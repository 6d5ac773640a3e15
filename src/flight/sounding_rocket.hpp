#pragma once

#include <vector>

#include "earth/geodetic.hpp"
#include "flight/ballistic.hpp"

namespace cupola {

/// A curve by its points in rising order, joined by straight lines and held outside.
struct PointCurve {
  std::vector<double> x, y;

  double at(double where) const;
  double integral() const;  ///< from the first point to the last
};

/// A rocket that is pushed and otherwise left alone.
struct SoundingRocket {
  double empty_mass_kg = 0.0, propellant_kg = 0.0;
  PointCurve thrust_n;          ///< by time since ignition, s
  PointCurve drag_coefficient;  ///< by Mach number
  double area_m2 = 0.0;
  double rail_m = 0.0, rail_elevation_rad = 0.0, rail_azimuth_rad = 0.0;
};

/// How a rocket went up.
struct Ascent {
  double apogee_m = 0.0;  ///< above where it stood
  double apogee_time_s = 0.0;
  double rail_exit_m_s = 0.0, top_speed_m_s = 0.0;
};

/// How high does an unguided rocket fly?
/// Model      point mass in a BallisticField, whose drag takes the coefficient by Mach number; thrust by a measured
///            curve along the velocity, propellant leaving in proportion to it. On the rail it moves along the rail
///            only, and not backwards. Runge-Kutta 4
/// Returns    apogee (m above the launch point, s since ignition), speeds in m/s
/// Holds for  a motor that lifts it off the rail and a rocket that comes down within ten minutes
/// Accurate   integration: the apogee moves by less than 3e-4 of itself when the step of 0.01 s is halved (the rail ends
///            between two steps); the physics: within 12 % of two measured flights
/// Leaves out wind, angle of attack, friction on the rail, thrust growing as the air thins
/// Random     none
/// Checked by tests/sounding_rocket.cpp and the cases flight/valetudo-... and flight/cavour-... of cupola validate
/// A law of its own beside FlyoutLaw, whose thrust is constant by phases, whose drag curve is one for all, and whose
/// rounds leave a vertical canister.
Ascent fly_up(const SoundingRocket& rocket, const Geodetic& from, const BallisticField& field,
              double step_s = 0.01);

}  // namespace cupola
