#pragma once

// What the flyout's step shares between files built for different processors: plain numbers and arrays, and
// no inline function (core/lanes.hpp says why).

namespace cupola {
namespace flyout {

// Of the law of motion (flight/flyout.hpp).
inline constexpr double kStandardGravity_m_s2 = 9.80665;
inline constexpr double kAttackMost_rad = 0.35;  // assumed: angle of attack at CLmax
inline constexpr double kNavigationConstant = 4.0;
inline constexpr double kSteeringGain_per_s = 1.0;  // midcourse: turn rate by angle off
inline constexpr double kThinAir_kg_m3 = 0.04;      // about 25 km

// Of the field and the air: those of earth/geodetic.hpp, flight/gravity.hpp and AirTable (flyout.cpp asserts
// it).
inline constexpr double kSemiMajor_m = 6378137.0, kFlattening = 1.0 / 298.257223563;
inline constexpr double kGravity_m3_s2 = 3.986004418e14, kEarthTurn_rad_s = 7.292115e-5;
inline constexpr double kOblatenessTerm = 1.5 * 1.08262982e-3 * kSemiMajor_m * kSemiMajor_m;
inline constexpr double kAirPerRadius_m = 1.0 / 6356766.0, kAirPerStep_m = 1.0 / 50.0;
inline constexpr double kAirOffset = 1000.0 / 50.0, kAirLast = 1990 - 2;

// Of an interceptor's curves, one after the other in one array: drag by Mach number, loft by range.
inline constexpr int kDragCount = 503, kLoftCount = 129;
inline constexpr double kDragPerMach = 1.0 / 0.02, kDragLast = kDragCount - 2;
inline constexpr double kLoftLast = kLoftCount - 1;

}  // namespace flyout

/// An interceptor's numbers besides its curves, as a step reads them.
struct FlyoutFigures {
  double phase_end_s[2], mass_flow_kg_s[3], thrust_n[3];
  double lateral_limit_m_s2, lift_area_m2, geoid_m, loft_per_m;
};

/// What a round is by: a row for each number, a lane for each round.
enum MidcourseRow : int {
  kMidcourseFigures,                          ///< FlyoutFigures in their order
  kMidcourseDragAt = kMidcourseFigures + 12,  ///< where the curves begin in `tables`
  kMidcourseLoftAt,
  kMidcourseRowCount
};
inline constexpr int kMidcourseWidth = 16;

/// A step of several rounds abreast.
struct MidcourseTask {
  /// Round by round, as they come and go: position, velocity, mass, time since launch; position of the aim; s to step.
  double round[kMidcourseWidth][12];
  double after[kMidcourseWidth][8];  ///< out: state after the step
  double stepped_s[kMidcourseWidth];
  double row[kMidcourseRowCount][kMidcourseWidth];
  const double *tables, *air;
  int rounds;  ///< in the first lanes: fewer take fewer lanes
};

void step_midcourse_v3(MidcourseTask& task);
void step_midcourse_v4(MidcourseTask& task);  ///< only where has_wide_lanes()

}  // namespace cupola
