#pragma once

#include <string>

#include "catalogue/figure.hpp"

namespace cupola {

class FieldVisitor;

/// How often one kind of element breaks down, and how long it is down.
struct Reliability {
  Figure time_between_failures_s;  ///< mean, while it is up
  Figure repair_time_s;            ///< mean
};

/// How long it takes until a defence that is not ready stands and is manned, and how often its elements break
/// down. Times are drawn once a replicate; each is from the one before it on.
struct ReadinessType {
  std::string name;

  // Boxed: from the alert to standing on the site, before any radar warms up.
  Figure call_up_s, unpack_s;  ///< crew at the stores; loaded, checked, ready to march
  Figure march_s;              ///< where the scenario does not say from where
  Figure road_speed_m_s;       ///< else, with
  Figure road_detour;          ///< way on the road over the distance
  Figure set_up_s;             ///< from the march to standing
  Figure mast_s;               ///< further, for what has an antenna on a mast

  // A fire unit that changes its place: this, then march and set-up as above. A mast takes its time down and up.
  Figure tear_down_s;

  // Stand-by: from the alert to the begin of the warm-up.
  Figure man_stations_s;

  // On top of the doctrine's reaction time, for a crew that was not at its places all along.
  Figure crew_delay_stand_by_s, crew_delay_boxed_s;

  // Failures, where a scenario asks for them.
  Reliability radar, launcher, fire_unit;
  Figure exchange_s;  ///< repair with a spare at hand
};

void declare(FieldVisitor&, Reliability&);
void declare(FieldVisitor&, ReadinessType&);

}  // namespace cupola
