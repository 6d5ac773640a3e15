#include "catalogue/readiness_type.hpp"

#include "catalogue/measures.hpp"

namespace cupola {
namespace {

constexpr Measure kWait = duration(0, 7 * 86400);

void declare_boxed(FieldVisitor& v, ReadinessType& readiness) {
  v.figure({"call_up", "Boxed: from the alert until its crew is at the stores."}, kWait, Worse::higher,
           readiness.call_up_s);
  v.figure({"unpack", "Boxed: then, until it is loaded, checked and ready to march."}, kWait, Worse::higher,
           readiness.unpack_s);
  v.figure({"march", "Boxed: the march, where the scenario does not say from where."}, kWait, Worse::higher,
           readiness.march_s);
  v.figure({"road_speed", "Speed of a march, where the scenario says from where."}, speed(0.1, 60),
           Worse::lower, readiness.road_speed_m_s);
  v.figure({"road_detour", "Way on the road over the distance, of such a march."}, number(1, 5),
           Worse::higher, readiness.road_detour);
  v.figure({"set_up", "From the end of a march to standing, before it warms up."}, kWait, Worse::higher,
           readiness.set_up_s);
  v.figure({"mast", "Further, for whatever has an antenna on a mast; of a move also to take it down."}, kWait,
           Worse::higher, readiness.mast_s);
  v.figure({"tear_down", "Of a move: from silence to being ready to march."}, kWait, Worse::higher,
           readiness.tear_down_s);
}

void declare_crew(FieldVisitor& v, ReadinessType& readiness) {
  v.figure({"man_stations", "Stand-by: from the alert until its crew begins to warm it up."}, kWait,
           Worse::higher, readiness.man_stations_s);
  v.figure({"crew_delay_stand_by", "On top of the reaction time, of a crew called out of stand-by."},
           duration(0, 3600), Worse::higher, readiness.crew_delay_stand_by_s);
  v.figure({"crew_delay_boxed", "On top of the reaction time, of a crew that has just set up."},
           duration(0, 3600), Worse::higher, readiness.crew_delay_boxed_s);
}

}  // namespace

void declare(FieldVisitor& v, Reliability& reliability) {
  v.about("reliability", "How often one kind of element breaks down, and how long it is down.");
  v.figure({"time_between_failures", "Mean time that it is up between two failures."}, duration(60, 1e9),
           Worse::lower, reliability.time_between_failures_s);
  v.figure({"repair_time", "Mean time that it is down."}, duration(1, 1e9), Worse::higher,
           reliability.repair_time_s);
}

void declare(FieldVisitor& v, ReadinessType& readiness) {
  v.about("readiness",
          "How long it takes until what is not ready stands and is manned; how often elements break down.");
  v.name({"name", "Name, by which scenarios call it."}, readiness.name);
  declare_boxed(v, readiness);
  declare_crew(v, readiness);
  v.record({"radar", "Failures of a radar, or of a passive sensor."}, readiness.radar);
  v.record({"launcher", "Failures of a launcher."}, readiness.launcher);
  v.record({"fire_unit", "Failures of a fire unit as a whole."}, readiness.fire_unit);
  v.figure({"exchange", "Mean time that an element is down where a spare is at hand."}, duration(1, 1e9),
           Worse::higher, readiness.exchange_s);
}

}  // namespace cupola
