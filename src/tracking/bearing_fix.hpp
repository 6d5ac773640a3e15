#pragma once

#include <vector>

#include "earth/geodetic.hpp"
#include "messages/bearing.hpp"
#include "tracking/conversion.hpp"

namespace cupola {

/// A bearing to be crossed with others: who took it, from where, and how far its source may have moved since
/// or until the time for which the crossing is asked (1 sigma, each axis).
struct Ray {
  const Bearing* bearing = nullptr;
  const LocalFrame* site = nullptr;
  double motion_sd_m = 0.0;
};

/// What a crossing must be like to be used.
struct CrossingRule {
  double angle_least_rad = 0.2618;    ///< between two of the rays, as seen from the fix: 15 degrees
  double level_sd_most_m = 10'000.0;  ///< along the horizontal, both axes together
  double range_most_m = 800e3;        ///< from every site
  double probability = 0.997;         ///< that rays of one source pass the test of their residuals
  /// Where no ray says anything of elevation: as high as aircraft fly, more or less.
  double height_hae_m = 8'000.0, height_sd_m = 5'000.0;
};

struct BearingFix {
  bool good = false;
  PositionMeasurement position;
  double distance2 = 0.0;  ///< sum of the squared residuals, in units of their sds
  int freedom = 0;         ///< more angles than unknowns by so many
};

/// Where do bearings taken at different sites cross?
/// Model      weighted least squares on all angles by Gauss and Newton (Bar-Shalom, Li and Kirubarajan 2001,
///            3.4; Torrieri 1984, "Statistical theory of passive location systems"), in the earth-fixed
///            frame, from the point where the vertical planes of the bearings cross. Each angle with the sd
///            its sensor claims, and with the motion of the source seen across its range. Rays without any
///            elevation leave the height open: it is then that of the rule
/// Returns    m and m^2, earth-fixed frame: the inverse of the information of the angles. Not good: rays that
///            run nearly side by side, away from each other, too far out, or past each other
/// Holds for  errors of angle small enough for straight lines, up to about 2 degrees
/// Accurate   errors normalised by the covariance average 3 (2 of them level where there is no elevation)
///            within 5 % for sds up to 1 degree
/// Leaves out refraction, errors of the sites' own places and north; which rays belong together
/// Checked by tests/bearing_fix.cpp
BearingFix cross(const std::vector<Ray>& rays, const CrossingRule& rule = {});

}  // namespace cupola
