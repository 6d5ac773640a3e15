#include "analysis/coverage_notes.hpp"

#include <fmt/format.h>

#include <set>

#include "analysis/coverage_extent.hpp"
#include "analysis/coverage_ground.hpp"
#include "catalogue/figures.hpp"
#include "catalogue/names.hpp"
#include "core/math.hpp"
#include "core/quantity.hpp"

namespace cupola {
namespace {

std::string plural(int count, const char* one, const char* many) {
  return count == 1 ? fmt::format("one {}", one) : fmt::format("{} {}", count, many);
}

/// `in one look`, `within 30 s`.
std::string span_of(const CoverageQuestion& question, int least_looks) {
  if (question.time_s) return fmt::format("within {}", format_quantity(*question.time_s, Dimension::time));
  const int looks = std::max(question.looks, least_looks);
  return fmt::format("in {}", plural(looks, "look", "looks"));
}

/// The initiation rules of the posts whose radars look.
std::string rules_of(const Scenario& scenario, const CoverageQuestion& question, int& most_looks) {
  std::set<std::string> rules;
  for (const RadarSite& radar : scenario.radars) {
    if (!looks_with(question, radar)) continue;
    const Doctrine& doctrine = scenario.posts[radar.post.index()].doctrine;
    rules.insert(fmt::format("{} of {}", doctrine.initiation_hits, doctrine.initiation_looks));
    most_looks = std::max(most_looks, doctrine.initiation_looks);
  }
  std::string text;
  for (const std::string& rule : rules) text += (text.empty() ? "" : ", ") + rule;
  return text;
}

std::string motion_of(const CoverageQuestion& question) {
  const double speed_m_s = question.speed_m_s.value_or(question.target.speed_m_s);
  const std::string heading =
      question.heading_rad
          ? fmt::format("heading {}", format_quantity(*question.heading_rad, Dimension::angle))
          : std::string("heading towards each radar");
  return fmt::format("level at {}, {}", format_quantity(speed_m_s, Dimension::speed), heading);
}

std::vector<CoverageSite> sites_of(const Scenario& scenario, const CoverageQuestion& question) {
  std::vector<CoverageSite> sites;
  const auto add = [&](const char* kind, const std::string& name, const Geodetic& place) {
    sites.push_back({kind, name, {place.latitude_rad, place.longitude_rad}});
  };
  for (const RadarSite& radar : scenario.radars)
    if (looks_with(question, radar)) add("radar", radar.name, radar.antenna);
  for (const Asset& asset : scenario.assets) add("asset", asset.name, asset.place);
  return sites;
}

/// How one radar takes part.
std::string radar_line(const RadarSite& radar) {
  const RadarType& type = radar.type;
  const std::string height = format_quantity(radar.antenna_agl_m, Dimension::length) +
                             (radar.carrier.valid() ? " up where its carrier begins," : "");
  if (type.scan == ScanKind::rotating)
    return fmt::format("{}: antenna {} above ground, a look every {}", radar.name, height,
                       format_quantity(type.rotation_period_s / type.faces, Dimension::time));
  return fmt::format("{}: antenna {} above ground, searches {} about {} every {}", radar.name, height,
                     format_quantity(type.sector_width_rad, Dimension::angle),
                     format_quantity(radar.sector_centre_rad, Dimension::angle),
                     format_quantity(type.search_frame_s, Dimension::time));
}

void add_notes(const Scenario& scenario, const CoverageQuestion& question, std::vector<std::string>& notes) {
  for (const RadarSite& radar : scenario.radars)
    if (looks_with(question, radar)) notes.push_back(radar_line(radar));
  notes.push_back("every radar is up, nothing jams, the target is alone; looks and radars are independent");
  notes.push_back("a sector radar detects in the sector it faces at the start; for engagement it turns");
  notes.push_back(
      "a track stands on the plots of one radar alone; engagement is reach, and a look of the guidance radar "
      "at "
      "the target once it has turned to it, whoever found it; no fire on remote data");
  if (!scenario.relocations.empty())
    notes.push_back(
        "fire units that move stand where they do at the start; `--radar` takes a radar at a later place");
  if (!scenario.passives.empty())
    notes.push_back("passive sensors are not on the map: they hear, and do not look");
  if (question.draws > 0)
    notes.push_back(
        "the bands cover the stated input ranges of radars, target, ground and zones, each figure by "
        "itself; not luck, not errors of the model, not the flight of interceptors");
  if (question.terrain)
    notes.push_back(
        "over terrain: behind an edge arrives what bends round it; no lobes over the ground, its echo "
        "from what is in view; antennas held at their height");
}

}  // namespace

const char* name_of(CoverageKind kind) {
  static constexpr const char* kNames[] = {"detection", "track", "engagement", "defended", "seen", "reach"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string coverage_meaning(const Scenario& scenario, const CoverageQuestion& question, CoverageKind kind) {
  int looks = 0;
  const std::string rules = rules_of(scenario, question, looks);
  if (kind == CoverageKind::detection)
    return fmt::format("at least one radar detects {}", span_of(question, 1));
  if (kind == CoverageKind::track)
    return fmt::format("at least one radar makes a track ({}) {}", rules, span_of(question, looks));
  return "within reach of a fire unit whose guidance radar, turned there, detects in one look";
}

void describe_coverage(const Scenario& scenario, const CoverageQuestion& question, Coverage& coverage) {
  coverage.scenario = scenario.name;
  coverage.target = question.target_text;
  coverage.motion = motion_of(question);
  coverage.figures = name_of(scenario.figures);
  coverage.over_terrain = question.terrain != nullptr;
  coverage.earth = question.terrain_text.empty() ? "smooth earth, no terrain" : question.terrain_text;
  coverage.environment = fmt::format("k {:.3g}", scenario.earth.k_factor) +
                         (question.terrain || scenario.environment.cover.name.empty()
                              ? ""
                              : ", ground " + scenario.environment.cover.name) +
                         (scenario.environment.rain_rate_m_s > 0.0
                              ? fmt::format(", rain {:.3g} mm/h", scenario.environment.rain_rate_m_s * 3.6e6)
                              : "");
  coverage.at_least = question.at_least;
  coverage.draws = question.draws;
  coverage.seed = question.seed;
  coverage.centre = coverage_centre(scenario, question);
  coverage.sites = sites_of(scenario, question);
  add_notes(scenario, question, coverage.notes);
}

PlatformType target_of_rcs(double rcs_m2, double speed_m_s) {
  PlatformType target;
  target.name = "target";
  target.speed_m_s = speed_m_s;
  for (RcsByAspect& band : target.rcs) band = {rcs_m2, rcs_m2, rcs_m2};
  return target;
}

}  // namespace cupola
