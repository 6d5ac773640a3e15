#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "catalogue/differences.hpp"
#include "core/math.hpp"
#include "earth/great_circle.hpp"
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
        fmt::format("{} {:.6g} to {:.6g} s", text.empty() ? ", down" : ",", outage.from_s, outage.until_s);
  return text;
}

/// What a link has besides delay, loss and outages; nothing of what it has not.
std::string other_qualities(const LinkFile& file, const Link& link) {
  std::string text;
  if (!file.net.empty()) text += fmt::format(", {} as {}", file.net, file.role);
  if (link.jitter_s > 0.0) text += fmt::format(", up to {:.3g} s later", link.jitter_s);
  if (link.bandwidth_bit_s > 0.0) text += fmt::format(", {:.4g} bit/s", link.bandwidth_bit_s);
  if (link.repeats > 0) text += fmt::format(", repeats {} times at most", link.repeats);
  if (link.mtbf_s > 0.0) text += fmt::format(", fails every {:.4g} s for {:.4g} s", link.mtbf_s, link.mttr_s);
  if (!file.jamming.empty()) text += ", jammed";
  if (link.shares.plots) text += ", plots shared";
  if (link.shares.tell_pause_s > 0.0)
    text += fmt::format(", one track every {:.3g} s", double{link.shares.tell_pause_s});
  if (link.shares.track_interval_s > 0.0)
    text += fmt::format(", each track every {:.3g} s", double{link.shares.track_interval_s});
  return text;
}

std::string level_text(LinkLevel level) {
  const char* counterfactual = level == LinkLevel::full
                                   ? " (a counterfactual where one end is a Russian set and the other NATO's)"
                                   : "";
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
      text += fmt::format(", {:.3g} s late, loses {:.3g}{}", link.latency_s, link.loss, outages_text(file)) +
              other_qualities(file, link);
    }
    lines.push_back(text);
  }
  if (lines.empty()) lines.push_back("no link to the outside: network level stand-alone");
  return lines;
}

/// How much of the ground within `range_m` of the radars have fine tiles? Asked at the middles of equal
/// areas.
double fine_share(const Scenario& s, const Terrain& terrain, double range_m) {
  constexpr int kRings = 8, kSpokes = 16;
  constexpr double kFine_m = 1000.0;  // between posts
  const auto has_fine = [&](const GroundPlace& place) {
    return std::any_of(terrain.tiles().begin(), terrain.tiles().end(), [&](const TerrainTile& tile) {
      const PostGrid& grid = tile.grid();
      return grid.latitude_step_rad * kMeanEarthRadius_m < kFine_m &&
             grid.spans(grid.row_of(place.latitude_rad), grid.column_of(place.longitude_rad));
    });
  };
  int asked = 0, there = 0;
  for (const RadarSite& radar : s.radars) {
    if (radar.carrier.valid()) continue;
    const GroundPlace site{radar.antenna.latitude_rad, radar.antenna.longitude_rad};
    for (int i = 0; i < kRings * kSpokes; ++i) {
      const double share = (i / kSpokes + 0.5) / kRings,
                   azimuth_rad = 2.0 * math::kPi * (i % kSpokes) / kSpokes;
      const double distance_m = range_m * std::sqrt(share);
      ++asked;
      there += has_fine(GreatCircle(site, azimuth_rad, distance_m).at(distance_m));
    }
  }
  return asked > 0 ? static_cast<double>(there) / asked : 1.0;
}

/// What stands where the terrain has ended, and heights that need a geoid that was not given.
void warn_of_terrain(Scenario& s) {
  const Terrain* terrain = s.terrain_note.ground.get();
  if (!terrain) {
    if (s.terrain_note.words != TerrainNote{}.words) s.warnings.push_back("terrain: " + s.terrain_note.words);
    return;
  }
  if (s.terrain_note.words.find("no fine tile at hand") != std::string::npos)
    s.warnings.push_back("terrain: " + s.terrain_note.words +
                         "; `cupola terrain get` with this file fetches tiles");
  constexpr double kAbout_m = 100e3, kEnough = 0.9;
  if (s.terrain_note.kind == TerrainKind::fine)
    if (const double share = fine_share(s, *terrain, kAbout_m); share < kEnough)
      s.warnings.push_back(
          fmt::format("fine tiles lie under {:.0f} % of the ground within 100 km of the radars; "
                      "`cupola terrain get` with this file fetches the others",
                      100.0 * share));
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
  warn_of_readiness(r);
  warn_of_links(r);
  warn_of_fire(r);
  warn_of_strikes(r);
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
