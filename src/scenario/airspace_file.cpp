#include <algorithm>

#include "catalogue/measures.hpp"
#include "scenario/scenario_file.hpp"

namespace cupola {

namespace {

/// Longitudes within half a turn of each other: an area across the date line would be taken for the rest.
bool within_half_a_turn(const std::vector<PlaceFile>& points) {
  if (points.empty()) return true;
  const auto [west, east] = std::minmax_element(
      points.begin(), points.end(),
      [](const PlaceFile& a, const PlaceFile& b) { return a.longitude_rad < b.longitude_rad; });
  return east->longitude_rad - west->longitude_rad < radians(180.0);
}

}  // namespace

NameList names_of(AreaOwner) {
  static constexpr const char* kNames[] = {"own", "hostile"};
  return kNames;
}

void declare(FieldVisitor& v, FlightFile& flight) {
  v.about("flight", "A flight that has been announced: it enters the corridor at its first point.");
  v.choice({"side", "Whose it is."}, flight.side);
  v.quantity({"enters", "When, after the start of the scenario."}, duration(0, 604800), flight.enters_s);
  v.quantity({"speed", "Ground speed announced."}, speed(1, 3000), flight.speed_m_s);
  v.flag({"reverse", "Whether it enters at the last point instead.", kOptional}, flight.reverse);
}

void declare(FieldVisitor& v, CorridorFile& corridor) {
  v.about("corridor",
          "A declared route of civil traffic or of own returning aircraft; known to the defence.");
  v.name({"name", "Its name; no two corridors share one."}, corridor.name);
  v.list({"points", "Its centre line."}, 2, 1000, corridor.points);
  v.quantity({"half_width", "To either side; without it the doctrine's.", kOptional}, length(1, 1e5),
             corridor.half_width_m);
  declare_height(v, {"floor", "Lower limit."}, corridor.floor);
  declare_height(v, {"ceiling", "Upper limit."}, corridor.ceiling);
  v.list({"flights", "Flights announced along it, known to the defence.", kOptional}, 0, 10000,
         corridor.flights);
}

void declare(FieldVisitor& v, AreaFile& area) {
  v.about("area", "An area by whose it is; a track first seen over it tells something of itself.");
  v.name({"name", "Its name; no two areas share one."}, area.name);
  v.choice({"owner", "Whose it is."}, area.owner);
  v.list({"points", "Its corners in turn, straight lines in latitude and longitude between them."}, 3, 1000,
         area.points);
  v.rule("points", within_half_a_turn(area.points), "the area spans half the earth or crosses the date line",
         "cut it in two");
}

}  // namespace cupola
