#include "scenario/resolve.hpp"

#include <fmt/format.h>

#include "catalogue/figures.hpp"
#include "earth/great_circle.hpp"
#include "messages/track_number.hpp"
#include "scenario/ground.hpp"
#include "scenario/lay_down.hpp"

namespace cupola {

namespace {

/// The least and the most ground under a line: a corridor whose limits are above ground is as wide as to hold
/// all that keep to them.
std::pair<double, double> ground_along(const Scenario& scenario, const std::vector<Geodetic>& line) {
  constexpr double kStep_m = 1000.0;
  double least_m = line.front().height_hae_m, most_m = least_m;
  for (std::size_t i = 0; scenario.terrain_note.ground && i + 1 < line.size(); ++i) {
    const GreatCircle way({line[i].latitude_rad, line[i].longitude_rad},
                          {line[i + 1].latitude_rad, line[i + 1].longitude_rad});
    const int steps = static_cast<int>(way.length_m() / kStep_m) + 1;
    for (int k = 0; k <= steps; ++k) {
      const GroundPlace place = way.at(way.length_m() * k / steps);
      const double ground_m = ground_height_hae_m(scenario, place.latitude_rad, place.longitude_rad);
      least_m = std::min(least_m, ground_m);
      most_m = std::max(most_m, ground_m);
    }
  }
  return {least_m, most_m};
}

}  // namespace

Doctrine doctrine_in_mode(Doctrine written, FigureMode mode) {
  set_mode(written, mode);
  ReactionStages& reaction = written.fire.reaction;
  if (mode != FigureMode::best && mode != FigureMode::planned)
    for (Figure* stage : {&reaction.identify_s, &reaction.decide_s, &reaction.slew_s, &reaction.prepare_s})
      stage->distribution = Distribution::fixed;
  return written;
}

const Node& Resolving::entry(const char* list, std::size_t index) const {
  const Node* node = document.root.find(list);
  return node && index < node->items.size() ? node->items[index] : document.root;
}

const Node& Resolving::value(const Node& entry, const char* key) {
  const Node* node = entry.find(key);
  return node ? *node : entry;
}

void Resolving::refuse(const Node& at, const std::string& what, const std::string& hint) const {
  problems.add(document.problem(at.line, at.column, what, hint));
}

void Resolving::warn(const Node& at, const std::string& what) const {
  scenario.warnings.push_back(fmt::format("{}:{}:{}: {}", document.path, at.line, at.column, what));
}

void name_posts(const ScenarioFile& file, std::map<std::string, std::string>& posts) {
  for (const DefenceFile& defence : file.defence) {
    const auto system = defence.catalogue->systems.find(defence.system);
    if (system == defence.catalogue->systems.end()) continue;
    const std::vector<std::string> names = post_names(defence, system->second);
    for (const std::string& name : names) posts[name] = name;
    for (const SystemFireUnit& unit : system->second.fire_units)
      posts[unit_post_name(defence, unit)] = unit_post_name(defence, unit);
    if (names.size() == 1) posts[defence.name] = names.front();
  }
}

void resolve_assets(Resolving& r) {
  for (const AssetFile& file : r.file.assets) {
    Asset asset;
    asset.name = file.name;
    asset.place = {file.at.latitude_rad, file.at.longitude_rad, r.scenario.earth.ground_hae_m};
    asset.p_ecef_m = to_ecef(asset.place);
    asset.radius_m = file.radius_m;
    asset.value = file.value;
    r.scenario.assets.push_back(asset);
  }
  number_by_name(r.scenario.assets);
}

void resolve_defence(Resolving& r) {
  LayDown lay_down;
  bool fits = true;
  for (std::size_t i = 0; i < r.file.defence.size(); ++i) {
    add_defence(r, i, lay_down);
    const bool posts_fit = lay_down.posts.size() <= kPostsMost,
               radars_fit = lay_down.radars.size() + lay_down.passives.size() <= kRadarsMost;
    if (fits && !(posts_fit && radars_fit))
      r.refuse(r.entry("defence", i),
               posts_fit ? fmt::format("more than {} radars with this defence", kRadarsMost)
                         : fmt::format("more than {} command posts with this defence", kPostsMost),
               "the number of a track tells no more apart: leave defences out");
    fits = posts_fit && radars_fit;
  }
  add_carried_radars(r, lay_down);
  lay_down.settle(r);
}

void resolve_corridors(Resolving& r) {
  for (std::size_t i = 0; i < r.file.corridors.size(); ++i) {
    const CorridorFile& file = r.file.corridors[i];
    Corridor corridor;
    corridor.name = file.name;
    for (const PlaceFile& point : file.points)
      corridor.points.push_back({point.latitude_rad, point.longitude_rad,
                                 ground_height_hae_m(r.scenario, point.latitude_rad, point.longitude_rad)});
    corridor.half_width_m = file.half_width_m.value_or(r.scenario.doctrine_believed.corridor_half_width_m);
    const auto [least_hae_m, most_hae_m] = ground_along(r.scenario, corridor.points);
    corridor.floor_hae_m = file.floor.hae_m(r.scenario.earth, least_hae_m);
    corridor.ceiling_hae_m = file.ceiling.hae_m(r.scenario.earth, most_hae_m);
    if (!(corridor.floor_hae_m < corridor.ceiling_hae_m))
      r.refuse(Resolving::value(r.entry("corridors", i), "ceiling"), "the ceiling is not above the floor",
               "");
    for (const FlightFile& flight : file.flights)
      corridor.flights.push_back({flight.side == TrafficSide::friendly,
                                  r.scenario.start + Duration::seconds(flight.enters_s), flight.speed_m_s,
                                  flight.reverse});
    r.scenario.corridors.push_back(corridor);
  }
  std::sort(r.scenario.corridors.begin(), r.scenario.corridors.end(),
            [](const Corridor& a, const Corridor& b) { return a.name < b.name; });
}

void resolve_areas(Resolving& r) {
  for (const AreaFile& file : r.file.areas) {
    Area area{file.name, file.owner == AreaOwner::hostile, {}};
    for (const PlaceFile& point : file.points)
      area.corners.push_back({point.latitude_rad, point.longitude_rad});
    r.scenario.areas.push_back(area);
  }
  std::sort(r.scenario.areas.begin(), r.scenario.areas.end(),
            [](const Area& a, const Area& b) { return a.name < b.name; });
}

}  // namespace cupola
