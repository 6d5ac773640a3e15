#pragma once

#include "earth/great_circle.hpp"
#include "earth/terrain.hpp"

namespace cupola {

/// An eye or a target: a place and its height above mean sea level.
struct SightPoint {
  GroundPlace place;
  double height_msl_m = 0.0;
};

struct SightSettings {
  double k_factor = 4.0 / 3.0;  ///< effective earth radius over kMeanEarthRadius_m
  double step_m = 20.0;         ///< between samples of the ground; at most half a post
};

struct Sight {
  bool visible = true;
  double minimum_msl_m = 0.0;    ///< least height at which a target at that place is seen
  double minimum_agl_m = 0.0;    ///< the same above ground, at least 0
  double mask_distance_m = 0.0;  ///< from the eye to the ground that sets it; the target's own distance where
                                 ///< the target's ground does
  GroundPlace mask;
  bool complete = true;  ///< false where the way leaves the terrain; no ground masks there
};

/// Is there line of sight between two points over the terrain? The reference for all faster ways.
/// Model      bilinear ground sampled along the great circle, over the sphere stretched by k: a point at
///            ground range d lies d^2/(2 k R) lower than on a plane (M10)
/// Returns    heights in m above mean sea level and ground; grazing the ground counts as visible
/// Holds for  heights small against the radius of the earth, k from about 1 up
/// Accurate   a top between two samples is missed by up to half a step's climb, so steps are at most half a
///            post; agrees with at least 198 of 200 truths of an independent program, and with all that are
///            clear by a metre (tests)
/// Leaves out diffraction, ducting, vegetation and buildings not in the data
/// Random     none
/// Checked by tests/line_of_sight.cpp
Sight march_sight(const Terrain& terrain, const SightPoint& eye, const SightPoint& target,
                  const SightSettings& settings = {});

}  // namespace cupola
