#pragma once

#include "core/id.hpp"
#include "messages/readiness.hpp"

namespace cupola {

/// Tells a radar which state of readiness to take up; it gets there after its warm-up time.
struct ReadinessOrder {
  RadarId radar;
  Readiness state = Readiness::ready;
};

}  // namespace cupola
