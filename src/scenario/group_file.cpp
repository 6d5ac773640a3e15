#include <cmath>

#include "catalogue/measures.hpp"
#include "core/math.hpp"
#include "scenario/optional_choice.hpp"
#include "scenario/scenario_file.hpp"

namespace cupola {

namespace {

constexpr Measure kRouteSpeed = speed(1, 3000);

/// Types that fly in this group with other values than elsewhere.
void declare_group_values(FieldVisitor& v, Catalogue& catalogue) {
  v.about("group_values", "Changes to the catalogue for this group: by name, only what is written.");
  v.changes({"platforms", "Aircraft, missiles, drones, decoys.", kOptional}, catalogue.platforms);
}

void declare_group(FieldVisitor& v, GroupFile& group) {
  v.name({"name", "Its name; members are `name-01`, `name-02`, ... No two groups share one."}, group.name);
  v.reference({"type", "Platform of the catalogue."}, "platform", group.type);
  v.flag({"present", "Whether it is there at all.", kOptional}, group.present);
  v.integer({"count", "Members.", kOptional}, between(1, 100000), group.count);
  v.quantity({"start", "When the first member starts, after the start of the scenario.", kOptional},
             duration(0, 604800), group.start_s);
  v.record({"spacing", "Between neighbours.", kOptional}, group.spacing);
  v.list({"route", "Waypoints.", kOptional}, 1, 10000, group.route);
  v.record({"ballistic", "Instead of a route: a ballistic arc.", kOptional}, group.ballistic);
  declare_optional_choice(v, {"transponder", "Without it as in the catalogue.", kOptional},
                          group.transponder);
  declare_optional_choice(v, {"signature", "Without it as in the catalogue.", kOptional}, group.signature);
  v.list({"jamming", "When it jams; without it all the time, if its type has a jammer.", kOptional}, 1, 100,
         group.jamming);
  v.flag({"silent", "Whether its own emitter, if its type has one, stays off.", kOptional}, group.silent);
  v.nested({"values", "Changes to the catalogue for this group.", kOptional}, [&group](FieldVisitor& inner) {
    auto changed =
        group.catalogue ? std::make_shared<Catalogue>(*group.catalogue) : std::make_shared<Catalogue>();
    declare_group_values(inner, *changed);
    group.catalogue = changed;
  });

  static constexpr const char* kWays[] = {"route", "ballistic"};
  v.at_least_one(kWays);
  v.rule("ballistic", group.route.empty() || !group.ballistic.given, "both a route and a ballistic arc",
         "a group flies along waypoints or is thrown: take one out");
  v.rule("spacing", !group.ballistic.given || group.spacing.along_m == 0.0,
         "a ballistic arc has no spacing along the way", "give its spacing in time");
}

}  // namespace

NameList names_of(TrafficSide) {
  static constexpr const char* kNames[] = {"friend", "neutral"};
  return kNames;
}

void declare(FieldVisitor& v, WeaveFile& weave) {
  v.about("weave", "To and fro across the way, level.");
  v.quantity({"acceleration", "The most of it to either side."}, acceleration(0, 1000),
             weave.acceleration_m_s2);
  v.quantity({"period", "From one turn to the right to the next."}, duration(1, 600), weave.period_s);
  weave.given = true;
}

void declare(FieldVisitor& v, WaypointFile& waypoint) {
  v.about("waypoint", "A place that a route leads through.");
  v.quantity({"latitude", "Geodetic latitude, north positive."}, angle(-90, 90), waypoint.at.latitude_rad);
  v.quantity({"longitude", "Longitude, east positive."}, angle(-180, 180), waypoint.at.longitude_rad);
  declare_height(v,
                 {"altitude",
                  "Height there; in between it changes evenly, and follows terrain where both ends are agl."},
                 waypoint.altitude);
  v.quantity({"speed", "Ground speed there; without it the type's. In between it changes evenly.", kOptional},
             kRouteSpeed, waypoint.speed_m_s);
  v.quantity({"turn", "Acceleration of the turn there; without it the type's turn_limit.", kOptional},
             acceleration(0.1, 1000), waypoint.turn_m_s2);
  v.record({"weave", "Flown on the leg to this waypoint, for its last half hour.", kOptional},
           waypoint.weave);
}

void declare(FieldVisitor& v, BallisticFile& arc) {
  v.about("ballistic", "A ballistic arc from ground to ground.");
  v.record({"from", "Launch point."}, arc.from);
  v.record({"to", "Point of impact."}, arc.to);
  v.record({"weave", "A late manoeuvre, on the way down.", kOptional}, arc.weave);
  v.quantity({"weave_below", "Height above mean sea level from which it weaves.", kOptional},
             length(1000, 100000), arc.weave_below_msl_m);
  arc.given = true;
}

void declare(FieldVisitor& v, JammingFile& jamming) {
  v.about("jamming", "One spell of jamming, in time after the start of the scenario.");
  v.quantity({"from", "Its begin."}, duration(0, 604800), jamming.from_s);
  v.quantity({"until", "Its end."}, duration(0, 604800), jamming.until_s);
  v.rule("until", jamming.until_s > jamming.from_s, "this spell ends before it begins", "exchange the two");
}

void declare(FieldVisitor& v, SpacingFile& spacing) {
  v.about("spacing", "Between the members of a group.");
  v.quantity({"time", "Each starts so much after the one before.", kOptional}, duration(0, 86400),
             spacing.time_s);
  v.quantity(
      {"along", "Each flies so far behind the one before, at the speed of the first waypoint.", kOptional},
      length(0, 1e6), spacing.along_m);
  v.quantity(
      {"across", "Side by side, about the route; they close up where they strike an asset.", kOptional},
      length(0, 1e5), spacing.across_m);
}

void declare(FieldVisitor& v, ObjectiveFile& objective) {
  v.about("objective", "What a hostile is to reach. It leaks when it gets there.");
  v.reference({"asset", "Asset to strike.", kOptional}, "asset", objective.asset);
  v.text(
      {"element",
       "Instead of an asset: a radar, launcher or command post of the defence, as a run's `sites` call it.",
       kOptional},
      objective.element);
  v.quantity({"radius", "It has reached the element within this ground range; without it 300 m.", kOptional},
             length(1, 1e4), objective.radius_m);
  v.quantity({"release_line",
              "Ground range from there at which it releases its weapons; without it the radius.", kOptional},
             length(1, 1e6), objective.release_line_m);
  static constexpr const char* kWhat[] = {"asset", "element"};
  v.at_least_one(kWhat);
  v.rule("element", objective.asset.empty() || objective.element.empty(), "both an asset and an element",
         "a hostile has one objective: take one of them out");
  v.rule("radius", !objective.radius_m || objective.asset.empty(), "an asset has a radius of its own",
         "write it there, or give a `release_line`");
}

void declare(FieldVisitor& v, CarriedRadarFile& carried) {
  v.about("carried_radar", "A radar that flies with a group, one on each member.");
  v.reference({"radar", "Radar of the catalogue, one that has `navigation`."}, "radar", carried.radar);
  v.reference({"reports_to", "Command post that its plots go to."}, "post", carried.reports_to);
  v.choice({"readiness", "Its state at the start.", kOptional}, carried.readiness);
  v.list({"schedule", "Changes of state, in rising time.", kOptional}, 0, 1000, carried.schedule);
  v.rule("schedule", rises(carried.schedule), "the schedule does not rise in time",
         "put the entries in order");
}

void declare(FieldVisitor& v, PatternFile& pattern) {
  v.about("pattern", "How often a group comes, from how many sides, and when.");
  v.integer({"waves", "It comes so often.", kOptional}, between(1, 1000), pattern.waves);
  v.quantity({"every", "From one wave to the next.", kOptional}, duration(0, 604800), pattern.every_s);
  v.integer({"axes", "All of it comes along so many ways at once.", kOptional}, between(1, 360),
            pattern.axes);
  v.quantity(
      {"apart", "Each of them is the one before, turned so far clockwise about the objective.", kOptional},
      angle(-180, 180), pattern.apart_rad);
  v.quantity({"turned", "All of them are turned so far clockwise about the objective.", kOptional},
             angle(-360, 360), pattern.turned_rad);
  v.quantity(
      {"time_on_target",
       "When the first member of the first wave gets to its objective, on every axis, after the start of the "
       "scenario: instead of `start`.",
       kOptional},
      duration(0, 604800), pattern.time_on_target_s);
  v.rule("every", pattern.waves == 1 || pattern.every_s > 0.0, "all waves would start at the same time",
         "write `every`, the time from one wave to the next");
  constexpr double kTurn_rad = 2.0 * math::kPi;
  v.rule("axes", (pattern.axes - 1) * std::fabs(pattern.apart_rad) < kTurn_rad - 1e-9,
         "so many axes so far apart go round more than once", "fewer axes, or nearer to each other");
  v.rule("apart", pattern.axes == 1 || pattern.apart_rad != 0.0, "all axes would be the same way",
         "write `apart`, the angle from one axis to the next");
}

void declare(FieldVisitor& v, ReleaseFile& release) {
  v.about("release", "Weapons that another group carries.");
  v.text({"by",
          "A group of the raid that stands before this one. Each of its members releases `count` of this "
          "group where it gets to its objective, unless it is dead by then: then they never set out."},
         release.by);
}

void declare(FieldVisitor& v, HostileFile& group) {
  v.about("raid_group", "Hostile platforms of one type that go the same way.");
  declare_group(v, group);
  v.record({"objective", "What they are to reach."}, group.objective);
  v.record({"pattern", "Waves, axes, time on target.", kOptional}, group.pattern);
  v.record({"release", "By whom they are released, and with that where and when.", kOptional}, group.release);
  v.rule("route", group.route.empty() || group.route.size() > 1 || group.release.given(),
         "a route of one waypoint", "give it another one, or say who releases this group");
  v.rule("ballistic", !group.ballistic.given || !group.release.given(), "nobody releases a ballistic arc",
         "give the group a route, or take `release` out");
  v.rule("start", group.start_s == 0.0 || !group.release.given(), "it starts when it is released",
         "take `start` out; `spacing` sets the members of one carrier apart");
  v.rule("pattern",
         (group.pattern.waves * group.pattern.axes == 1 && group.pattern.turned_rad == 0.0) ||
             !group.release.given(),
         "what is released comes when and where its carriers come", "give the pattern to the carriers");
  v.rule("pattern", !group.pattern.time_on_target_s || !group.release.given(),
         "it starts when it is released", "give the carriers a time on target");
  v.rule("start", group.start_s == 0.0 || !group.pattern.time_on_target_s,
         "both a start and a time on target", "one follows from the other: take one out");
}

void declare(FieldVisitor& v, TrafficFile& group) {
  v.about("traffic_group", "Friendly or neutral platforms of one type that go the same way.");
  declare_group(v, group);
  v.rule("route", group.route.size() != 1, "a route of one waypoint", "give it another one");
  v.choice({"side", "Whose they are."}, group.side);
  v.record({"carries", "The radar that each of them carries, for the defence.", kOptional}, group.carries);
  v.flag({"exposure", "Whether its exposure to each radar is taken down.", kOptional}, group.exposure);
  v.rule("exposure", !group.exposure || group.side == TrafficSide::friendly,
         "exposure is taken down of own aircraft only", "write `side: friend`, or take `exposure` out");
  v.rule("carries", !group.carries.given() || group.side == TrafficSide::friendly,
         "a neutral carries no radar of the defence", "write `side: friend`");
}

}  // namespace cupola
