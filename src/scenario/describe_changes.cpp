#include <fmt/format.h>

#include <algorithm>

#include "catalogue/differences.hpp"
#include "scenario/resolve.hpp"

namespace cupola {

namespace {

void add_changes(const std::string& whose, const Catalogue& before,
                 const std::shared_ptr<const Catalogue>& after, std::vector<std::string>& lines) {
  if (!after || after.get() == &before) return;
  for (const std::string& line : differences(before, *after)) lines.push_back(whose + "values: " + line);
}

std::string outages_text(const LinkFile& link) {
  std::string text;
  for (const OutageFile& outage : link.outages)
    text +=
        fmt::format("{} {:.3g} to {:.3g} s", text.empty() ? ", down" : ",", outage.from_s, outage.until_s);
  return text;
}

std::string level_text(LinkLevel level) {
  const char* counterfactual =
      level == LinkLevel::full ? " (between a Russian set and NATO: a counterfactual)" : "";
  return fmt::format("network level {}{}", name_of(level), counterfactual);
}

}  // namespace

std::vector<std::string> changed_values(const Resolving& r) {
  std::vector<std::string> lines;
  add_changes("", r.catalogue, r.file.catalogue, lines);
  for (const DefenceFile& defence : r.file.defence)
    add_changes(defence.name + ": ", *r.file.catalogue, defence.catalogue, lines);
  for (const HostileFile& group : r.file.raid)
    add_changes(group.name + ": ", *r.file.catalogue, group.catalogue, lines);
  for (const TrafficFile& group : r.file.traffic)
    add_changes(group.name + ": ", *r.file.catalogue, group.catalogue, lines);
  return lines;
}

std::vector<std::string> link_lines(const Resolving& r) {
  std::vector<std::string> lines;
  for (const LinkFile& file : r.file.links) {
    std::string text = fmt::format("{} - {}: {}", file.between[0], file.between[1], level_text(file.level));
    const auto ends = std::minmax(r.posts.at(file.between[0]), r.posts.at(file.between[1]));
    for (const Link& link : r.scenario.links) {
      const auto here =
          std::minmax(r.scenario.posts[link.a.index()].name, r.scenario.posts[link.b.index()].name);
      if (file.level == LinkLevel::stand_alone || here != ends) continue;
      text += fmt::format(", {:.3g} s late, loses {:.3g}{}", link.latency_s, link.loss, outages_text(file));
    }
    lines.push_back(text);
  }
  if (lines.empty()) lines.push_back("no link to the outside: network level stand-alone");
  return lines;
}

/// What stands where the terrain has ended, and heights that need a geoid that was not given.
void warn_of_terrain(Scenario& s) {
  const Terrain* terrain = s.terrain_note.ground.get();
  if (!terrain) {
    if (s.terrain_note.words != TerrainNote{}.words) s.warnings.push_back("terrain: " + s.terrain_note.words);
    return;
  }
  std::string off;
  for (const RadarSite& radar : s.radars)
    if (!terrain->height_msl_m(radar.antenna.latitude_rad, radar.antenna.longitude_rad))
      off += (off.empty() ? "" : ", ") + radar.name;
  if (!off.empty())
    s.warnings.push_back(
        fmt::format("the terrain does not reach {}: on the smooth earth there, at {:.0f} m msl", off,
                    s.terrain_note.outside_hae_m - s.earth.geoid_undulation_m));
  const bool ellipsoid =
      std::any_of(terrain->tiles().begin(), terrain->tiles().end(),
                  [](const TerrainTile& tile) { return tile.datum() == VerticalDatum::kEllipsoid; });
  if (ellipsoid && s.earth.geoid_undulation_m == 0.0)
    s.warnings.push_back(
        "terrain above the ellipsoid, and no `geoid_undulation`: mean sea level is taken to lie on the "
        "ellipsoid");
}

void warn(Resolving& r) {
  warn_of_terrain(r.scenario);
  const Time end = r.scenario.start + r.scenario.duration;
  int hostiles = 0, late = 0;
  for (const Platform& platform : r.scenario.platforms) {
    if (platform.side != Side::hostile) continue;
    ++hostiles;
    late += (platform.objective_time == kNever ? platform.path.end() : platform.objective_time) > end;
  }
  if (late == 0) return;
  const std::string who =
      late == hostiles ? "no hostile" : fmt::format("{} of {} hostiles do not", late, hostiles);
  r.scenario.warnings.push_back(fmt::format(
      "{} {} before the end (duration {:.4g} s): what is not killed by then is unresolved, which is no "
      "success of the defence",
      who, late == hostiles ? "arrives" : "arrive", r.file.duration_s));
}

}  // namespace cupola
