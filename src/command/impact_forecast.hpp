#pragma once

#include "catalogue/threat_rules.hpp"
#include "core/matrix.hpp"
#include "core/vec3.hpp"
#include "earth/horizon.hpp"

namespace cupola {

/// What a post reckons with of the bodies that fall, and of the ground below them.
struct FallBook {
  double ground_hae_m = 0.0, geoid_undulation_m = 0.0;
  double drag_area_m2_kg = 0.0;  ///< over mass, 1 / ballistic coefficient; 0: no drag
  double drag_spread = 0.0;      ///< standard deviation of its logarithm
};

/// The interval of the doctrine's ballistic coefficient is taken for four standard deviations of its logarithm.
FallBook fall_book(const ThreatRules& rules, const SmoothEarth& earth);

/// Where and when a track comes down, and how well that is known.
struct ImpactForecast {
  bool comes_down = false;
  Vec3 p_ecef_m;  ///< the mean
  double time_s = 0.0;
  Vec3 east_ecef, north_ecef;  ///< axes of the ellipse, at the mean
  double east_m2 = 0.0, east_north_m2 = 0.0, north_m2 = 0.0;
};

/// Where does a falling track come down?
/// Model      unscented transform of place, velocity and the logarithm of the drag: eight sigma points of equal
///            weight, the columns of a Hadamard matrix of order 8 in standard deviations (a regular simplex;
///            Julier 2003, "The spherical simplex unscented transformation"), each fallen to the ground
///            (flight/fall.hpp); mean and covariance of where they come down, in the horizontal plane there
/// Returns    place, s from the track's time, ellipse; comes_down is false where one never falls, or where the
///            covariance is none
/// Holds for  bodies that nothing drives or steers any more
/// Accurate   the 95 % ellipse covers 93 to 97 % of truths drawn from the covariance
/// Leaves out manoeuvres in the air, a motor that still burns
/// Random     none
/// Checked by tests/impact_forecast.cpp
ImpactForecast forecast_impact(const Vec3& p_ecef_m, const Vec3& v_ecef_m_s, const Matrix<6, 6>& covariance,
                               const FallBook& book);

/// Of the mean alone, with no ellipse: an eighth of the work.
ImpactForecast nominal_impact(const Vec3& p_ecef_m, const Vec3& v_ecef_m_s, const FallBook& book);

/// How near does a circle come to the middle of an ellipse, in its standard deviations?
/// Returns    the least (x - mean)' C^-1 (x - mean) of the circle's points; 0 where the mean lies in it
/// Checked by tests/impact_forecast.cpp
double squared_deviations_to(const ImpactForecast& impact, const Vec3& p_ecef_m, double radius_m);

}  // namespace cupola
