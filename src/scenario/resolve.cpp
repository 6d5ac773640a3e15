#include "scenario/resolve.hpp"

#include <fmt/format.h>

#include <set>

#include "catalogue/references.hpp"
#include "earth/great_circle.hpp"
#include "messages/track_number.hpp"
#include "scenario/ground.hpp"
#include "scenario/lay_down.hpp"

namespace cupola {

namespace {

/// What a level of the link to the outside means, where the file says nothing else.
const LinkQuality& quality_of(const Doctrine& doctrine, LinkLevel level) {
  return level == LinkLevel::voice       ? doctrine.voice
         : level == LinkLevel::data_link ? doctrine.data_link
                                         : doctrine.full;
}

PostId post_id(const Scenario& scenario, const std::string& name) {
  for (const PostSite& post : scenario.posts)
    if (post.name == name) return post.id;
  return {};
}

std::vector<std::pair<Time, Time>> outages_of(const LinkFile& file, Time start) {
  std::vector<std::pair<Time, Time>> outages;
  for (const OutageFile& outage : file.outages)
    outages.emplace_back(start + Duration::seconds(outage.from_s), start + Duration::seconds(outage.until_s));
  std::sort(outages.begin(), outages.end());
  return outages;
}

/// The net inside a set is intact at every level (RULES 14): a fire unit's post is linked to the command post
/// of its set, unless the file says something else of that very link.
void link_sets(Scenario& scenario, const std::set<std::pair<std::string, std::string>>& written) {
  for (const PostSite& post : scenario.posts) {
    if (!post.superior.valid()) continue;
    const PostSite& above = scenario.posts[post.superior.index()];
    const bool same_set =
        post.name.substr(0, post.name.find('/')) == above.name.substr(0, above.name.find('/'));
    if (!same_set || written.count(std::minmax(post.name, above.name))) continue;
    const auto ends = std::minmax(post.id, above.id);
    scenario.links.push_back({ends.first, ends.second, scenario.internal_latency_s, 0.0, {}});
  }
}

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

/// A superior that cannot be reached at any level is more likely forgotten than meant.
void check_superiors(Resolving& r) {
  std::vector<Pointer> pointers;
  for (std::size_t i = 0; i < r.file.defence.size(); ++i) {
    const DefenceFile& defence = r.file.defence[i];
    const SystemType& system = defence.catalogue->systems.at(defence.system);
    const Node& at = Resolving::value(r.entry("defence", i), "superior");
    const std::vector<std::string> posts = post_names(defence, system);
    for (const SystemFireUnit& unit : system.fire_units)
      if (!system.command_post.empty())
        pointers.push_back(
            {unit_post_name(defence, unit), posts.front(), r.document.problem(at.line, at.column, "")});
    if (defence.superior.empty()) continue;
    const std::string above = r.posts.at(defence.superior);
    for (const std::string& post : posts) {
      pointers.push_back({post, above, r.document.problem(at.line, at.column, "")});
      const bool linked = std::any_of(r.file.links.begin(), r.file.links.end(), [&](const LinkFile& link) {
        const std::string &a = r.posts.at(link.between[0]), &b = r.posts.at(link.between[1]);
        return (a == post && b == above) || (a == above && b == post);
      });
      if (!linked)
        r.refuse(at, fmt::format("no link between `{}` and its superior `{}`", post, above),
                 "add one to `links`; with `level: stand-alone` where there is to be none");
    }
  }
  refuse_cycles("superior", pointers, r.problems);
}

}  // namespace

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

void resolve_links(Resolving& r) {
  r.scenario.internal_latency_s = r.file.internal_latency_s;
  check_superiors(r);
  std::set<std::pair<std::string, std::string>> seen;
  for (std::size_t i = 0; i < r.file.links.size(); ++i) {
    const LinkFile& file = r.file.links[i];
    const auto ends = std::minmax(r.posts.at(file.between[0]), r.posts.at(file.between[1]));
    if (ends.first == ends.second || !seen.insert(ends).second) {
      const bool itself = ends.first == ends.second;
      r.refuse(Resolving::value(r.entry("links", i), "between"),
               itself ? "a link from a post to itself" : "a second link between the same two posts",
               "take it out");
      continue;
    }
    if (file.level == LinkLevel::stand_alone) continue;
    const LinkQuality& level = quality_of(r.scenario.doctrine_true, file.level);
    Link link;
    link.a = post_id(r.scenario, r.posts.at(file.between[0]));
    link.b = post_id(r.scenario, r.posts.at(file.between[1]));
    if (link.b < link.a) std::swap(link.a, link.b);
    link.latency_s = file.latency_s.value_or(double{level.latency_s});
    link.loss = file.loss.value_or(double{level.loss});
    link.outages = outages_of(file, r.scenario.start);
    r.scenario.links.push_back(link);
  }
  link_sets(r.scenario, seen);
  std::sort(r.scenario.links.begin(), r.scenario.links.end(),
            [](const Link& x, const Link& y) { return std::pair{x.a, x.b} < std::pair{y.a, y.b}; });
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
