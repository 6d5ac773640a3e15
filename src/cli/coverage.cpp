#include "analysis/coverage.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/arguments.hpp"
#include "cli/coverage_horizon.hpp"
#include "cli/coverage_least_heights.hpp"
#include "cli/coverage_out.hpp"
#include "cli/coverage_print.hpp"
#include "cli/coverage_target.hpp"
#include "cli/exit_code.hpp"
#include "cli/interrupt.hpp"
#include "cli/load.hpp"
#include "cli/output.hpp"
#include "cli/quantity_option.hpp"
#include "cli/terrain_option.hpp"
#include "cli/verbs.hpp"
#include "scenario/load.hpp"

namespace cupola {

namespace {

constexpr double kRcsTargetSpeed_m_s = 250.0;

struct CoverageOptions {
  std::string scenario, catalogue, target, rcs, heading = "towards", speed, time, cell, reach, format,
                                                horizon, least_heights;
  std::vector<std::string> altitudes, kinds, radars, terrain, out, set;
  std::optional<std::uint64_t> looks, draws, seed, jobs;
  double at_least = 0.5;
  bool json = false, quiet = false;
};

[[noreturn]] void refuse(const std::string& option, const std::string& what) {
  throw CLI::ValidationError(option, what);
}

std::vector<CoverageKind> kinds_of(const std::vector<std::string>& names) {
  std::vector<CoverageKind> kinds;
  for (const std::string& name : names)
    for (int k = 0; k < kCoverageKinds; ++k)
      if (name == name_of(static_cast<CoverageKind>(k))) kinds.push_back(static_cast<CoverageKind>(k));
  return kinds;
}

/// What the command line alone says; throws where it makes no sense.
CoverageQuestion question_of(const CoverageOptions& o) {
  CoverageQuestion q;
  if (!o.horizon.empty() && !o.least_heights.empty()) refuse("--least-heights", "does not go with --horizon");
  if (!o.cell.empty()) q.cell_m = quantity_option("--cell", o.cell, Dimension::length, 10.0, 100e3);
  if (!o.reach.empty()) q.reach_m = quantity_option("--reach", o.reach, Dimension::length, 100.0, 2000e3);
  if (!o.least_heights.empty() &&
      (o.out.size() != 1 || coverage_out(o.out.front(), o.format).format != "tif"))
    refuse("--least-heights", "write it where? give one `--out NAME.tif`");
  if (!o.horizon.empty() || !o.least_heights.empty()) return q;
  if (o.altitudes.empty())
    refuse("--altitude", "how high does the target fly? write `--altitude \"300 m agl\"`");
  if (o.target.empty() == o.rcs.empty())
    refuse("--target", "give either a target (`--target F-16C`) or a cross-section (`--rcs \"1 m2\"`)");
  if (o.looks && !o.time.empty()) refuse("--time", "does not go with --looks: a time means its own looks");
  q.altitudes = coverage_altitudes("--altitude", o.altitudes);
  q.kinds = kinds_of(o.kinds);
  q.radars = o.radars;
  q.looks = static_cast<int>(o.looks.value_or(1));
  if (!o.speed.empty()) q.speed_m_s = quantity_option("--speed", o.speed, Dimension::speed, 0.0, 10e3);
  if (o.heading != "towards")
    q.heading_rad = quantity_option("--heading", o.heading, Dimension::angle, -7.0, 7.0);
  if (!o.time.empty()) q.time_s = quantity_option("--time", o.time, Dimension::time, 1.0, 3600.0);
  q.at_least = o.at_least;
  q.draws = static_cast<int>(o.draws.value_or(0));
  q.jobs = static_cast<int>(o.jobs.value_or(1));
  if (!o.rcs.empty()) {
    q.target = target_of_rcs(quantity_option("--rcs", o.rcs, Dimension::area_rcs, 1e-7, 1e5),
                             q.speed_m_s.value_or(kRcsTargetSpeed_m_s));
    q.target_text = o.rcs + " at every aspect, Swerling 1";
  }
  return q;
}

/// What depends on the scenario; false where something is wrong with it.
bool complete(const CoverageOptions& o, const Scenario& scenario, const Catalogue& catalogue,
              CoverageQuestion& q) {
  if (!o.target.empty()) {
    const std::optional<PlatformType> target = find_coverage_target(o.target, scenario, catalogue);
    if (!target) return false;
    q.target = *target;
    q.target_text = target->name;
  }
  if (!knows_radars(scenario, q.radars)) return false;
  if (q.kinds.empty()) {
    q.kinds = {CoverageKind::detection, CoverageKind::track};
    if (can_engage(scenario)) q.kinds.push_back(CoverageKind::engagement);
  }
  q.seed = o.seed.value_or(scenario.seed);
  const std::optional<CoverageRefusal> why = why_no_coverage(scenario, q);
  if (why) complain(fmt::format("{}: error: {}\n  hint: {}\n", o.scenario, why->what, why->hint));
  return !why;
}

int answer(const CoverageOptions& o, const Scenario& scenario, CoverageQuestion& q) {
  std::vector<std::string> inputs = o.terrain;
  inputs.push_back(o.scenario);
  const auto outs = outs_or_complain(o.out, o.format, inputs);
  if (!outs) return kCannotWrite;
  catch_interrupts();
  q.stop = interrupted;
  Coverage coverage;
  {
    CoverageProgress progress(o.quiet);
    q.progress = [&progress](double share) { progress.show(share); };
    const std::optional<Coastlines> coast = Coastlines::read(Coastlines::default_file());
    if (coast) q.coast = &*coast;
    coverage = cover(scenario, q);
    q.coast = nullptr;
  }
  if (coverage.interrupted) {
    complain("Stopped. Nothing is stored: run it again.\n");
    return kInterrupted;
  }
  if (!write_or_complain(*outs, coverage)) return kCannotWrite;
  return o.json ? put_json(coverage_as_json(scenario, coverage)) : put(coverage_as_text(scenario, coverage));
}

/// What is asked of one radar alone.
int answer_for_one(const CoverageOptions& o, const Scenario& scenario, const CoverageQuestion& q) {
  const std::string& wanted = o.horizon.empty() ? o.least_heights : o.horizon;
  std::vector<std::string> names;
  for (const RadarSite& site : scenario.radars) names.push_back(site.name);
  const auto found = std::find(names.begin(), names.end(), wanted);
  if (found == names.end()) {
    complain(fmt::format("error: this scenario has no radar called `{}`\n  hint: {}\n", wanted,
                         meant_of(wanted, names)));
    return kBadInput;
  }
  const RadarSite& radar = scenario.radars[static_cast<std::size_t>(found - names.begin())];
  if (!o.horizon.empty()) return write_horizon(scenario, radar, q.terrain, o.out, o.scenario);
  return write_least_heights(scenario, radar, q.terrain, o.out.front(), o.scenario, q.reach_m, q.cell_m,
                             o.json);
}

int run_coverage(const CoverageOptions& o) {
  CoverageQuestion question = question_of(o);
  for (const std::string& path : o.out)
    if (coverage_out(path, o.format).format.empty())
      refuse("--out", fmt::format("`{}`: write as what? End it in .tif, .geojson, .svg, .png or .csv, or say "
                                  "--format",
                                  path));
  Problems problems;
  if (refuse_kind(o.scenario, problems)) {
    complain(problems.text());
    return kBadInput;
  }
  const std::optional<Catalogue> catalogue = load_catalogue_or_complain(o.catalogue);
  if (!catalogue) return kBadInput;
  Scenario scenario;
  if (!load_scenario(o.scenario, *catalogue, scenario, problems, terrain_choice(o.terrain), o.set)) {
    complain(problems.text());
    return kBadInput;
  }
  question.terrain = scenario.terrain_note.ground.get();
  if (scenario.terrain_note.words != TerrainNote{}.words) question.terrain_text = scenario.terrain_note.words;
  if (!o.horizon.empty() || !o.least_heights.empty()) return answer_for_one(o, scenario, question);
  if (!complete(o, scenario, *catalogue, question)) return kBadInput;
  return answer(o, scenario, question);
}

}  // namespace

void add_coverage(CLI::App& app, int& exit_code) {
  CLI::App* verb = app.add_subcommand("coverage", "Where a defence detects, tracks and reaches a target");
  auto o = std::make_shared<CoverageOptions>();
  verb->add_option("SCENARIO", o->scenario, "Scenario file (YAML)")->required();
  verb->add_option("--altitude", o->altitudes, "Heights with their datum (agl, msl, hae), one or several");
  verb->add_option("--target", o->target, "Platform type of the catalogue, or a class that has but one");
  verb->add_option("--rcs", o->rcs, "Cross-section instead of a target: \"1 m2\"");
  verb->add_option("--speed", o->speed, "Of the target; its type's own by default, 250 m/s with --rcs");
  verb->add_option("--heading", o->heading, "`towards` each radar, or an angle from north");
  verb->add_option("--kinds", o->kinds, "detection, track, engagement; the picture's colours show the first")
      ->delimiter(',')
      ->check(CLI::IsMember({"detection", "track", "engagement"}));
  add_whole(verb, "--looks", 1, 1000, o->looks, "Looks of each radar; one by default, M of N for a track");
  verb->add_option("--time", o->time, "Instead of --looks: as many as each radar takes in this time");
  verb->add_option("--at-least", o->at_least, "Probability from which a cell counts as covered")
      ->check(CLI::Range(0.001, 0.999));
  add_whole(verb, "--draws", 0, 10000, o->draws, "Draws of the figures from their intervals, for 5/50/95 %");
  verb->add_option("--cell", o->cell, "Size of a cell; 240 across by default");
  verb->add_option("--reach", o->reach,
                   "Half the width of the map; as far as the target may be seen by default");
  verb->add_option("--radar", o->radars, "Radars that look; all by default");
  add_terrain_option(*verb, o->terrain);
  verb->add_option("--horizon", o->horizon, "Only the horizon profile of this radar, as CSV");
  verb->add_option("--least-heights", o->least_heights,
                   "Only how high a target must fly for this radar to see it over terrain, as GeoTIFF");
  verb->add_option("--out", o->out, "File to write: .tif, .geojson, .svg, .png or .csv; may be repeated");
  verb->add_option("--format", o->format, "What --out is written as, whatever its ending")
      ->check(CLI::IsMember({"tif", "geojson", "svg", "png", "csv"}));
  add_whole(verb, "--seed", 0, UINT64_MAX, o->seed, "Of the draws; the scenario's own by default");
  add_whole(verb, "--jobs", 1, 1024, o->jobs, "Workers; the result does not depend on it");
  verb->add_option("--catalogue", o->catalogue, "Catalogue folder; the shipped one by default");
  add_set_option(verb, o->set);
  verb->add_flag("--json", o->json, "One JSON object on stdout");
  verb->add_flag("--quiet", o->quiet, "No progress");
  verb->footer(
      "Example:  cupola coverage scenarios/03-murted-mixed-raid.yaml --target F-16C \\\n"
      "            --altitude \"60 m agl\" \"1 km agl\" --draws 200 --out coverage.svg");
  verb->callback([o, &exit_code] { exit_code = run_coverage(*o); });
}

}  // namespace cupola
