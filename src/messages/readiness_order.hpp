#pragma once

#include "core/id.hpp"
#include "messages/readiness.hpp"

namespace cupola {

/// Tells a radar which state of readiness to take up; it gets there after its warm-up time, and where it is on
/// stand-by or boxed after all that comes before. Between posts, without a radar: the alert, passed on.
struct ReadinessOrder {
  RadarId radar;
  Readiness state = Readiness::ready;
  PostId from = {};  ///< between posts: who passes it on
};

}  // namespace cupola
