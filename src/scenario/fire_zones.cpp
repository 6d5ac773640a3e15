#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/math.hpp"
#include "earth/corners.hpp"
#include "scenario/lay_down.hpp"

namespace cupola {

namespace {

double longest_reach_m(const DefenceFile& defence) {
  double most_m = 0.0;
  for (const LoadFile& load : defence.load) {
    const InterceptorType& type = defence.catalogue->interceptors.at(load.interceptor);
    most_m = std::max({most_m, double{type.range_max_m}, double{type.range_max_ballistic_m}});
  }
  return most_m;
}

double nearest_corner_m(const DefenceFile& defence, const FireZoneFile& zone) {
  const Vec3 here = to_ecef({defence.at.latitude_rad, defence.at.longitude_rad, 0.0});
  double least_m = std::numeric_limits<double>::infinity();
  for (const PlaceFile& corner : zone.points)
    least_m = std::min(least_m, norm(to_ecef({corner.latitude_rad, corner.longitude_rad, 0.0}) - here));
  return least_m;
}

bool holds_the_site(const DefenceFile& defence, const std::vector<PlaceFile>& points) {
  std::vector<std::pair<double, double>> corners_rad;
  for (const PlaceFile& corner : points) corners_rad.emplace_back(corner.latitude_rad, corner.longitude_rad);
  return within_corners(corners_rad, defence.at.latitude_rad, defence.at.longitude_rad);
}

/// Longitudes within half a turn of each other: an area across the date line would be taken for the rest.
bool within_half_a_turn(const std::vector<PlaceFile>& points) {
  const auto [west, east] = std::minmax_element(
      points.begin(), points.end(),
      [](const PlaceFile& a, const PlaceFile& b) { return a.longitude_rad < b.longitude_rad; });
  return points.empty() || east->longitude_rad - west->longitude_rad < math::kPi;
}

/// From one azimuth clockwise to another, of one turn at the most.
double sector_width_rad(const FireZoneFile& file) {
  const double width_rad = *file.to_rad - *file.from_rad, turn_rad = 2.0 * math::kPi;
  return width_rad - turn_rad * std::floor(width_rad / turn_rad);
}

/// Both ends in one direction: nothing, or everything, could be meant.
bool without_width(const FireZoneFile& file) {
  constexpr double kSame_rad = 1e-9;
  if (!file.from_rad || !file.to_rad) return false;
  const double width_rad = sector_width_rad(file);
  return width_rad < kSame_rad || width_rad > 2.0 * math::kPi - kSame_rad;
}

FireZone zone_of(const Scenario& scenario, const FireZoneFile& file) {
  FireZone zone;
  zone.forbidden = file.kind == ZoneKind::no_fire;
  for (const PlaceFile& corner : file.points)
    zone.corners.push_back({corner.latitude_rad, corner.longitude_rad});
  if (file.from_rad && file.to_rad) {
    zone.from_rad = *file.from_rad;
    zone.width_rad = sector_width_rad(file);
  }
  zone.floor_hae_m = file.floor.hae_m(scenario.earth, scenario.earth.ground_hae_m);
  zone.ceiling_hae_m = file.ceiling.hae_m(scenario.earth, scenario.earth.ground_hae_m);
  return zone;
}

}  // namespace

std::vector<FireZone> fire_zones(Resolving& r, const DefenceFile& defence, const Node& node) {
  std::vector<FireZone> zones;
  const double reach_m = longest_reach_m(defence);
  const Node& list = Resolving::value(node, "zones");
  for (std::size_t i = 0; i < defence.zones.size(); ++i) {
    const FireZoneFile& file = defence.zones[i];
    const Node& at = i < list.items.size() ? list.items[i] : list;
    zones.push_back(zone_of(r.scenario, file));
    if (!(zones.back().floor_hae_m < zones.back().ceiling_hae_m))
      r.refuse(Resolving::value(at, "ceiling"), "the ceiling is not above the floor",
               "let `ceiling` be higher than `floor`");
    if (without_width(file))
      r.refuse(Resolving::value(at, "to"), "the sector ends where it begins",
               "take `from` and `to` out: the zone is then all round");
    if (!within_half_a_turn(file.points))
      r.refuse(Resolving::value(at, "points"), "the zone spans half the earth or crosses the date line",
               "cut it in two");
    const bool far = !file.points.empty() && reach_m > 0.0 && nearest_corner_m(defence, file) > reach_m;
    if (far && !holds_the_site(defence, file.points))
      r.scenario.warnings.push_back(
          fmt::format("{}: no corner of zone {} is within reach of its missiles ({:.4g} km)", defence.name,
                      i + 1, reach_m / 1e3));
  }
  return zones;
}

void refuse_reserve_beyond_stock(Resolving& r, const Doctrine& doctrine, const std::string& unit,
                                 int launchers, const DefenceFile& defence, const Node& node) {
  if (doctrine.stock_reserve <= 0 || defence.load.empty()) return;
  for (const LoadFile& load : defence.load)
    if (load.rounds * launchers > doctrine.stock_reserve) return;
  r.refuse(Resolving::value(node, "load"),
           fmt::format("the doctrine keeps {} rounds of each type, fire unit `{}` has no more of any",
                       doctrine.stock_reserve, unit),
           "lessen `stock_reserve` of the doctrine, or load more");
}

void refuse_salvos_beyond_last_chance(Resolving& r, const Doctrine& doctrine, const DefenceFile& defence,
                                      const Node& node) {
  if (defence.salvo == 0 && defence.salvos.empty())
    return;  // the doctrine has been looked at where it stands
  const Node& at = Resolving::value(node, defence.salvo > 0 ? "salvo" : "salvos");
  const int rounds = doctrine.fire.last_chance_salvo;
  if (!last_chance_is_largest(doctrine))
    r.refuse(at, fmt::format("more rounds than the doctrine's salvo of the last chance ({})", rounds),
             "fire fewer, or raise `last_chance_salvo` of the doctrine");
  if (!last_chance_may_come(doctrine))
    r.refuse(
        at,
        fmt::format("the doctrine has a salvo of the last chance ({}), but every target gets one salvo only",
                    rounds),
        "list two `salvos`, or set `last_chance_salvo` of the doctrine to 0");
}

}  // namespace cupola
