#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "catalogue/figures.hpp"
#include "core/math.hpp"
#include "scenario/elements.hpp"
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

/// `2`, or where salvos differ `2, 1`.
std::string salvos_text(const Doctrine& d) {
  if (d.fire.salvos.empty()) return fmt::format("{}", d.salvo);
  std::string text;
  for (const double rounds : d.fire.salvos) text += fmt::format("{}{:.0f}", text.empty() ? "" : ", ", rounds);
  return text;
}

/// Only of rules that a doctrine has.
std::string fire_text(const Doctrine& d) {
  const FireRules& fire = d.fire;
  std::string text;
  if (fire.last_chance_salvo > 0) text += fmt::format(", {} at the last chance", fire.last_chance_salvo);
  if (const FiringTrack& track = fire.firing_track; track.looks_asked() > 0)
    text += fmt::format(", launches at what {:.0f} % of the last {} looks had", 100.0 * track.held_least,
                        track.looks_asked());
  if (fire.intercept_most_m > 0.0)
    text += fmt::format(", intercepts within {:.4g} km", fire.intercept_most_m / 1e3);
  if (fire.launch_most_m > 0.0) text += fmt::format(", launches within {:.4g} km", fire.launch_most_m / 1e3);
  if (fire.self_defence_m > 0.0)
    text += fmt::format(", self-defence within {:.4g} km and {:.4g} s", fire.self_defence_m / 1e3,
                        double{fire.self_defence_within_s});
  if (d.stock_reserve > 0) text += fmt::format(", {} rounds of a type in reserve", d.stock_reserve);
  return text;
}

std::string doctrine_text(const Doctrine& d) {
  return fmt::format(
             "doctrine {}: salvo {}, at most {} shots, initiation {} of {}, weapons {}, reaction {:.3g} s{}",
             d.name, salvos_text(d), salvos_most(d), d.initiation_hits, d.initiation_looks,
             name_of(d.weapons_control), reaction_s(d), d.fire.reaction.given() ? " in stages" : "") +
         fire_text(d);
}

/// `ready at the start, off at 300 s`.
std::string schedule_text(const RadarSite& site, Time start) {
  std::string text;
  for (const auto& [at, state] : site.schedule)
    text += at == start ? fmt::format("{} at the start", name_of(state))
                        : fmt::format(", {} at {:.3g} s", name_of(state), (at - start).seconds());
  return text;
}

std::string radar_text(const RadarSite& site, const RadarType& type, Time start) {
  std::string scan;
  if (type.scan == ScanKind::rotating)
    scan = fmt::format("turns in {:.3g} s with {:.0f} face{}", double{type.rotation_period_s},
                       double{type.faces}, type.faces == 1 ? "" : "s");
  else
    scan = fmt::format("sector of {:.3g} deg about {:.3g} deg, turned at {:.3g} deg/s, searched in {:.3g} s",
                       degrees(type.sector_width_rad), degrees(site.sector_centre_rad),
                       degrees(type.sector_turn_rate_rad_s), double{type.search_frame_s});
  if (!type.arrays.empty()) scan += fmt::format(" by {} arrays at once", type.arrays.size());
  if (site.carrier.valid())
    return fmt::format("{}: carried, {}, elevation {:.3g} to {:.3g} deg, {}, iff {}, availability {:.3g}",
                       site.name, scan, degrees(type.elevation_min_rad), degrees(type.elevation_max_rad),
                       schedule_text(site, start), name_of(type.interrogator), double{type.availability});
  const char* mast = site.antenna_agl_m != double{type.antenna_height_m} ? " on a mast" : "";
  return fmt::format(
      "{}: {}, elevation {:.3g} to {:.3g} deg, antenna at {:.3g} m{}, {}, iff {}, availability {:.3g}",
      site.name, scan, degrees(type.elevation_min_rad), degrees(type.elevation_max_rad), site.antenna_agl_m,
      mast, schedule_text(site, start), name_of(type.interrogator), double{type.availability});
}

/// Only of radars that have them: what is perfect needs no words.
std::string registration_text(const RegistrationErrors& errors) {
  if (!errors.any()) return {};
  return fmt::format(", aligned to {:.3g} m, {:.3g} deg in azimuth, {:.3g} deg in elevation (1 sigma)",
                     double{errors.range_m}, degrees(errors.azimuth_rad), degrees(errors.elevation_rad));
}

std::string passive_text(const PassiveSite& site, Time start) {
  std::string schedule;
  for (const auto& [at, state] : site.schedule)
    schedule += at == start ? fmt::format("{} at the start", name_of(state))
                            : fmt::format(", {} at {:.3g} s", name_of(state), (at - start).seconds());
  return fmt::format(
      "{}: listens from {:.3g} to {:.3g} GHz every {:.3g} s, bearings to {:.3g} deg, antenna at {:.3g} m, "
      "{}, availability {:.3g}",
      site.name, site.type.frequency_low_hz / 1e9, site.type.frequency_high_hz / 1e9,
      double{site.type.update_period_s}, degrees(site.type.azimuth_accuracy_rad), site.antenna_agl_m,
      schedule, double{site.type.availability});
}

std::string unit_text(const Scenario& scenario, const FireUnitSite& unit) {
  std::string load = "no launchers";
  if (!unit.launchers.empty()) {
    const LauncherSite& launcher = scenario.launchers[unit.launchers.front().index()];
    load = fmt::format("{} {} {}", unit.launchers.size(), launcher.type.name, load_text(scenario, launcher));
  }
  if (unit.loads > 0)
    load += fmt::format(", {} more load{} in store, {} put on at a time", unit.loads,
                        unit.loads == 1 ? "" : "s", unit.transloaders);
  return fmt::format("{}: {}, {} target and {} missile channels", unit.name, load, unit.target_channels,
                     unit.missile_channels);
}

std::string group_text(const Scenario& scenario, const GroupFile& group, const char* side) {
  int members = 0, arrive = 0;
  bool augmented = false;
  AssetId objective;
  GroundTarget element;
  for (const Platform& platform : scenario.platforms) {
    if (platform.group != group.name) continue;
    ++members;
    arrive += platform.objective_time != kNever ? 1 : 0;
    objective = platform.objective;
    element = platform.element;
    augmented = platform.type.signature == Signature::augmented;
  }
  std::string text = fmt::format("{}: {} {} {}", group.name, members, side, group.type);
  if (objective.valid()) text += fmt::format(" for {}", scenario.assets[objective.index()].name);
  if (element.valid()) text += fmt::format(" for {}", name_of(scenario, element));
  if ((objective.valid() || element.valid()) && arrive < members)
    text += fmt::format(", {} of which turn away", members - arrive);
  if (augmented) text += ", signature augmented";
  return text;
}

/// Only of groups that have one.
std::string pattern_text(const HostileFile& group) {
  const PatternFile& pattern = group.pattern;
  std::string text;
  if (pattern.waves > 1) text += fmt::format(", in {} waves of {:.4g} s", pattern.waves, pattern.every_s);
  if (pattern.axes > 1)
    text += fmt::format(", along {} axes {:.3g} deg apart", pattern.axes, degrees(pattern.apart_rad));
  if (pattern.turned_rad != 0.0) text += fmt::format(", turned by {:.3g} deg", degrees(pattern.turned_rad));
  if (pattern.time_on_target_s) text += fmt::format(", on target at {:.5g} s", *pattern.time_on_target_s);
  if (group.release.given())
    text += fmt::format(", released by {}, {} by each", group.release.by, group.count);
  if (group.ballistic.weave.given)
    text += fmt::format(", weaving with {:.3g} g below {:.3g} km",
                        group.ballistic.weave.acceleration_m_s2 / 9.80665,
                        group.ballistic.weave_below_msl_m / 1e3);
  const auto weaves = std::count_if(group.route.begin(), group.route.end(),
                                    [](const WaypointFile& w) { return w.weave.given; });
  if (weaves > 0) text += fmt::format(", weaving on {} leg{}", weaves, weaves == 1 ? "" : "s");
  return text;
}

std::string perfect_text(const Perfect& p) {
  const std::pair<bool, const char*> links[] = {{p.readiness, "readiness"},
                                                {p.horizon, "horizon"},
                                                {p.detection, "detection"},
                                                {p.measurement, "measurement"},
                                                {p.registration, "registration"},
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

/// Which values are true, on whose word they stand.
std::string figures_text(const Scenario& s) {
  const std::string counts = counts_text(s.status_counts);
  if (s.figures == FigureMode::advertised)
    return "figures advertised: the maker's where there is one, else our central value; of " + counts;
  if (s.figures == FigureMode::low)
    return "figures low: all at once at the end of their interval that is worse for the defence (a bound, "
           "not a "
           "likely case); choices of doctrine stay; of " +
           counts;
  return "figures best: of " + counts;
}

/// What all of it stands on (RULES 20).
std::string ground_text(const Scenario& s) {
  const double ground_msl_m = s.earth.ground_hae_m - s.earth.geoid_undulation_m;
  if (!s.terrain_note.ground)
    return fmt::format("ground: {}, at {:.0f} m msl", s.terrain_note.words, ground_msl_m);
  return fmt::format("ground: {}; terrain ({:.12}); least at a radar {:.0f} m msl", s.terrain_note.words,
                     s.terrain_note.content_hash, ground_msl_m);
}

/// Which files these were, by their content.
std::string inputs_text(const Scenario& s) {
  const std::string file = std::filesystem::path(s.file).filename().string();
  std::string text = fmt::format("inputs: {} ({:.12})", file, s.content_hash);
  if (!s.catalogue_hash.empty()) text += fmt::format(", catalogue ({:.12})", s.catalogue_hash);
  if (!s.catalogue_folder.empty())
    text += fmt::format(" of the folder {}, not the shipped one", s.catalogue_folder);
  return text;
}

/// Who can be asked who he is (RULES 13); what each radar asks stands in its line.
std::string iff_text(const Scenario& s) {
  if (s.perfect.identity) return "iff: declared perfect";
  if (!s.iff) return "iff: as fitted in the catalogue and by each defence";
  return fmt::format("iff: {} for every interrogator, but where a defence says otherwise of its own",
                     name_of(*s.iff));
}

std::string flights_text(const Corridor& corridor) {
  const auto own = std::count_if(corridor.flights.begin(), corridor.flights.end(),
                                 [](const Corridor::Flight& f) { return f.own; });
  return fmt::format("{}: {} civil and {} own flights announced", corridor.name,
                     corridor.flights.size() - static_cast<std::size_t>(own), own);
}

/// Counts the figures of records of the catalogue, each once.
class FigureCount {
 public:
  explicit FigureCount(FigureMode mode) : mode_(mode) {}
  template <class Record>
  void add(const char* kind, const Record& record) {
    if (seen_.insert(fmt::format("{}/{}", kind, record.name)).second)
      counts_ = counts_ + count(record, mode_);
  }
  StatusCounts counts() const { return counts_; }

 private:
  FigureMode mode_;
  std::set<std::string> seen_;
  StatusCounts counts_;
};

}  // namespace

void count_figures(Resolving& r) {
  FigureCount figures(r.scenario.figures);
  for (const RadarSite& radar : r.scenario.radars) figures.add("radar", radar.type);
  for (const PassiveSite& passive : r.scenario.passives) figures.add("passive sensor", passive.type);
  for (const LauncherSite& launcher : r.scenario.launchers) figures.add("launcher", launcher.type);
  for (const PostSite& post : r.scenario.posts) figures.add("command post", post.type);
  for (const PostSite& post : r.scenario.posts) figures.add("doctrine", post.doctrine);
  for (const InterceptorType& weapon : r.scenario.weapons_true) figures.add("interceptor", weapon);
  for (const Platform& platform : r.scenario.platforms) figures.add("platform", platform.type);
  for (const DefenceFile& defence : r.file.defence)
    figures.add("system", defence.catalogue->systems.at(defence.system));
  for (const DefenceFile& defence : r.file.defence)
    if (const ReadinessType* readiness = readiness_figures(defence)) figures.add("readiness", *readiness);
  r.scenario.status_counts = figures.counts();
}

void describe(Resolving& r) {
  Scenario& s = r.scenario;
  std::vector<std::string>& lines = s.in_play;
  lines = {figures_text(s), inputs_text(s), ground_text(s)};
  if (s.environment.rain_rate_m_s > 0.0)
    lines.push_back(fmt::format("rain: {:.3g} mm/h everywhere, below {:.0f} m msl",
                                s.environment.rain_rate_m_s * 3.6e6, s.environment.rain_height_msl_m));
  lines.push_back(iff_text(s));
  for (const Corridor& corridor : s.corridors)
    if (!corridor.flights.empty()) lines.push_back(flights_text(corridor));
  for (const Area& area : s.areas)
    lines.push_back(fmt::format("{}: {} area", area.name, area.hostile ? "hostile" : "own"));
  for (const DefenceFile& defence : r.file.defence) lines.push_back(defence.name + ": " + defence.system);
  for (const PostSite& post : s.posts) lines.push_back(post.name + ": " + doctrine_text(post.doctrine));
  for (const std::string& line : command_lines(r)) lines.push_back(line);
  for (const RadarSite& radar : s.radars)
    if (!radar.station.later())
      lines.push_back(radar_text(radar, radar.type, s.start) + registration_text(radar.type.registration));
  for (const PassiveSite& passive : s.passives) lines.push_back(passive_text(passive, s.start));
  for (const FireUnitSite& unit : s.fire_units)
    if (!unit.station.later()) lines.push_back(unit_text(s, unit));
  for (const std::string& line : kill_lines(r)) lines.push_back(line);
  for (const std::string& line : readiness_lines(r)) lines.push_back(line);
  for (const std::string& line : move_lines(s)) lines.push_back(line);
  for (const std::string& line : link_lines(r)) lines.push_back(line);
  for (const std::string& line : changed_values(r)) lines.push_back(line);
  for (const HostileFile& group : r.file.raid)
    lines.push_back(group_text(s, group, "hostile") + pattern_text(group));
  for (const TrafficFile& group : r.file.traffic) lines.push_back(group_text(s, group, name_of(group.side)));
  if (const std::string perfect = perfect_text(s.perfect); !perfect.empty()) lines.push_back(perfect);
}

}  // namespace cupola
