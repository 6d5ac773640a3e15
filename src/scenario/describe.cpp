#include <fmt/format.h>

#include <set>

#include "catalogue/figures.hpp"
#include "core/math.hpp"
#include "scenario/resolve.hpp"

namespace cupola {

namespace {

double degrees(double angle_rad) { return angle_rad * (180.0 / math::kPi); }

std::string load_text(const Scenario& scenario, const LauncherSite& launcher) {
  std::string text;
  for (const auto& [weapon, rounds] : launcher.load)
    text +=
        fmt::format("{}{} {}", text.empty() ? "" : " + ", rounds, scenario.weapons_true[weapon.index()].name);
  return text.empty() ? "empty" : "with " + text + " each";
}

std::string doctrine_text(const Doctrine& d) {
  return fmt::format(
      "doctrine {}: salvo {}, at most {} shots, initiation {} of {}, weapons {}, reaction {:.3g} s", d.name,
      d.salvo, d.shots_most, d.initiation_hits, d.initiation_looks, name_of(d.weapons_control),
      double{d.reaction_time_s});
}

std::string radar_text(const RadarSite& site, const RadarType& type) {
  std::string scan;
  if (type.scan == ScanKind::rotating)
    scan = fmt::format("turns in {:.3g} s with {:.0f} face{}", double{type.rotation_period_s},
                       double{type.faces}, type.faces == 1 ? "" : "s");
  else
    scan = fmt::format("sector of {:.3g} deg about {:.3g} deg, turned at {:.3g} deg/s, searched in {:.3g} s",
                       degrees(type.sector_width_rad), degrees(site.sector_centre_rad),
                       degrees(type.sector_turn_rate_rad_s), double{type.search_frame_s});
  const std::string state = fmt::format("{} at the start{}", name_of(site.schedule.front().second),
                                        site.schedule.size() > 1 ? ", on schedule later" : "");
  return fmt::format("{}: {}, elevation {:.3g} to {:.3g} deg, antenna at {:.3g} m, {}, iff {}", site.name,
                     scan, degrees(type.elevation_min_rad), degrees(type.elevation_max_rad),
                     site.antenna_agl_m, state, name_of(type.interrogator));
}

std::string unit_text(const Scenario& scenario, const FireUnitSite& unit) {
  std::string load = "no launchers";
  if (!unit.launchers.empty()) {
    const LauncherSite& launcher = scenario.launchers[unit.launchers.front().index()];
    load = fmt::format("{} {} {}", unit.launchers.size(), launcher.type.name, load_text(scenario, launcher));
  }
  return fmt::format("{}: {}, {} target and {} missile channels", unit.name, load, unit.target_channels,
                     unit.missile_channels);
}

std::string group_text(const Scenario& scenario, const GroupFile& group, const char* side) {
  int members = 0, arrive = 0;
  AssetId objective;
  for (const Platform& platform : scenario.platforms) {
    if (platform.group != group.name) continue;
    ++members;
    arrive += platform.objective_time != kNever ? 1 : 0;
    objective = platform.objective;
  }
  std::string text = fmt::format("{}: {} {} {}", group.name, members, side, group.type);
  if (objective.valid()) text += fmt::format(" for {}", scenario.assets[objective.index()].name);
  if (objective.valid() && arrive < members) text += fmt::format(", {} of which turn away", members - arrive);
  return text;
}

std::string perfect_text(const Perfect& p) {
  const std::pair<bool, const char*> links[] = {{p.readiness, "readiness"},
                                                {p.horizon, "horizon"},
                                                {p.detection, "detection"},
                                                {p.measurement, "measurement"},
                                                {p.resolution, "resolution"},
                                                {p.initiation, "initiation"},
                                                {p.identity, "identity"},
                                                {p.links, "links"},
                                                {p.channels, "channels"},
                                                {p.rounds, "rounds"},
                                                {p.reaction, "reaction"},
                                                {p.flight, "flight"},
                                                {p.kill, "kill"},
                                                {p.assessment, "assessment"}};
  std::string text;
  for (const auto& [on, name] : links)
    if (on) text += fmt::format("{}{}", text.empty() ? "declared perfect: " : ", ", name);
  return text;
}

/// Counts the figures of records of the catalogue, each once.
class FigureCount {
 public:
  template <class Record>
  void add(const char* kind, const Record& record) {
    if (seen_.insert(fmt::format("{}/{}", kind, record.name)).second) counts_ = counts_ + count(record);
  }
  StatusCounts counts() const { return counts_; }

 private:
  std::set<std::string> seen_;
  StatusCounts counts_;
};

}  // namespace

void count_figures(Resolving& r) {
  FigureCount figures;
  for (const RadarSite& radar : r.scenario.radars) figures.add("radar", radar.type);
  for (const LauncherSite& launcher : r.scenario.launchers) figures.add("launcher", launcher.type);
  for (const PostSite& post : r.scenario.posts) figures.add("command post", post.type);
  for (const PostSite& post : r.scenario.posts) figures.add("doctrine", post.doctrine);
  for (const InterceptorType& weapon : r.scenario.weapons_true) figures.add("interceptor", weapon);
  for (const Platform& platform : r.scenario.platforms) figures.add("platform", platform.type);
  for (const DefenceFile& defence : r.file.defence)
    figures.add("system", defence.catalogue->systems.at(defence.system));
  r.scenario.status_counts = figures.counts();
}

void describe(Resolving& r) {
  Scenario& s = r.scenario;
  std::vector<std::string>& lines = s.in_play;
  lines.push_back(fmt::format("figures {}: {} asserted, {} derived, {} assumed", name_of(s.figures),
                              s.status_counts.asserted, s.status_counts.derived, s.status_counts.assumed));
  for (const DefenceFile& defence : r.file.defence) lines.push_back(defence.name + ": " + defence.system);
  for (const PostSite& post : s.posts) lines.push_back(post.name + ": " + doctrine_text(post.doctrine));
  for (const RadarSite& radar : s.radars) lines.push_back(radar_text(radar, radar.type));
  for (const FireUnitSite& unit : s.fire_units) lines.push_back(unit_text(s, unit));
  for (const HostileFile& group : r.file.raid) lines.push_back(group_text(s, group, "hostile"));
  for (const TrafficFile& group : r.file.traffic) lines.push_back(group_text(s, group, name_of(group.side)));
  if (const std::string perfect = perfect_text(s.perfect); !perfect.empty()) lines.push_back(perfect);
}

}  // namespace cupola
