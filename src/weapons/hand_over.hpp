#pragma once

#include "world/world.hpp"

namespace cupola {

/// What lies in a seeker's basket when it opens its eye.
struct Basket {
  PlatformId nearest;  ///< present and nearest to the middle, whoever it is; invalid: nobody
  bool wreck = false;  ///< nobody, but somebody who died would have been there
};

/// Who is inside a sphere about a point at this moment?
/// Model      nearest true object inside one radius about the guiding track's position (RULES 18), ties to
///            the lower id, which is the order of names
/// Leaves out what a seeker could tell apart: size, class, direction
/// Random     none
/// Checked by tests/hand_over.cpp
Basket look_into_basket(const World& world, const Vec3& p_middle_ecef_m, double radius_m, Time t);

}  // namespace cupola
