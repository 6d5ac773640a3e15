#pragma once

#include <variant>

#include "messages/assessment.hpp"
#include "messages/cue.hpp"
#include "messages/emission_order.hpp"
#include "messages/fused_track.hpp"
#include "messages/order.hpp"
#include "messages/plot.hpp"
#include "messages/readiness_order.hpp"
#include "messages/status.hpp"
#include "messages/track.hpp"
#include "messages/uplink.hpp"

namespace cupola {

/// Anything that one room hands another.
using Message = std::variant<PlotBatch, Track, Cue, Order, Uplink, EmissionOrder, ReadinessOrder, Status,
                             Assessment, FusedTrack>;

}  // namespace cupola
