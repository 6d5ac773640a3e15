#include "analysis/footprint.hpp"

#include <fmt/format.h>

#include "cli/arguments.hpp"
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
#include "core/math.hpp"
#include "report/area_text.hpp"
#include "scenario/load.hpp"

namespace cupola {

namespace {

constexpr int kAllRound = 16;

struct FootprintOptions {
  std::string scenario, catalogue, target, speed, range = "300 km", cell, reach, format;
  std::vector<std::string> altitudes, from, radars, terrain, out, set;
  std::optional<std::uint64_t> jobs;
  double at_least = 0.5;
  bool json = false, quiet = false;
};

/// What the command line alone says; throws where it makes no sense.
FootprintQuestion question_of(const FootprintOptions& o) {
  FootprintQuestion q;
  if (!o.altitudes.empty()) q.on.altitudes = coverage_altitudes("--altitude", o.altitudes);
  if (!o.speed.empty()) q.on.speed_m_s = quantity_option("--speed", o.speed, Dimension::speed, 1.0, 2e3);
  if (!o.cell.empty()) q.on.cell_m = quantity_option("--cell", o.cell, Dimension::length, 10.0, 100e3);
  if (!o.reach.empty()) q.on.reach_m = quantity_option("--reach", o.reach, Dimension::length, 100.0, 2000e3);
  q.arc_m = quantity_option("--range", o.range, Dimension::length, 20e3, 3500e3);
  q.on.radars = o.radars;
  q.on.at_least = o.at_least;
  q.on.jobs = static_cast<int>(o.jobs.value_or(1));
  for (const std::string& text : o.from)
    q.from_rad.push_back(quantity_option("--from", text, Dimension::angle, -7.0, 7.0));
  for (int i = 0; o.from.empty() && i < kAllRound; ++i) q.from_rad.push_back(2.0 * math::kPi * i / kAllRound);
  for (const std::string& path : o.out)
    if (coverage_out(path, o.format).format.empty())
      throw CLI::ValidationError(
          "--out",
          fmt::format("`{}`: write as what? End it in .tif, .geojson, .svg, .png or .csv, or say --format",
                      path));
  return q;
}

/// What the target asks of the other options.
bool complete(const FootprintOptions& o, const Scenario& scenario, const Catalogue& catalogue,
              FootprintQuestion& q) {
  const std::optional<PlatformType> target = find_coverage_target(o.target, scenario, catalogue);
  if (!target) return false;
  q.on.target = *target;
  q.on.target_text = target->name;
  const bool falls = target->target_class == TargetClass::ballistic_missile;
  if (falls && !o.altitudes.empty())
    throw CLI::ValidationError("--altitude", "a ballistic missile comes on an arc: say --range instead");
  if (falls) q.on.altitudes = {{{0.0, Datum::agl}, "arc of " + o.range}};
  if (!falls && o.altitudes.empty())
    throw CLI::ValidationError("--altitude", "how high does the target fly? write `--altitude \"60 m agl\"`");
  if (!knows_radars(scenario, q.on.radars)) return false;
  const std::optional<CoverageRefusal> why = why_no_footprint(scenario, q);
  if (why) complain(fmt::format("{}: error: {}\n  hint: {}\n", o.scenario, why->what, why->hint));
  return !why;
}

/// What each step costs of the area: by altitude, in square kilometres.
struct Bounds {
  double defended_km2, to_time_km2, to_sight_km2, from_some_km2;
};
Bounds bounds_of(const Footprint& f, std::size_t altitude) {
  const auto area = [&](std::size_t k) { return f.map.layers[3 * altitude + k].area.in_force_km2; };
  return {area(0), area(1) - area(0), area(2) - area(1), f.from_some[altitude].in_force_km2};
}

std::string bounds_as_text(const Footprint& f) {
  std::string text = "\nWhat bounds it\n";
  for (std::size_t a = 0; a < f.map.altitudes.size(); ++a) {
    const Bounds b = bounds_of(f, a);
    text += fmt::format(
        "  {}: of {} km2 in reach {} are lost because the target is seen or led too late, {} more to track "
        "and "
        "reaction; {} are left",
        f.map.altitudes[a], area_text(f.map.layers[3 * a + 2].area.in_force_km2), area_text(b.to_sight_km2),
        area_text(b.to_time_km2), area_text(b.defended_km2));
    if (f.from_rad.size() > 1)
      text += fmt::format(" (from one of the directions at least: {})", area_text(b.from_some_km2));
    text += "\n";
  }
  return text;
}

nlohmann::ordered_json as_json(const Scenario& scenario, const Footprint& f) {
  nlohmann::ordered_json json = coverage_as_json(scenario, f.map);
  json["footprint"] = json["coverage"];
  json.erase("coverage");
  json.erase("at_least");
  json.erase("draws");
  json.erase("seed");
  json["seed"] = nullptr;  // nothing is drawn
  json["from_deg"] = nlohmann::ordered_json::array();
  for (const double azimuth_rad : f.from_rad) json["from_deg"].push_back(azimuth_rad * 180.0 / math::kPi);
  json["bounds"] = nlohmann::ordered_json::array();
  for (std::size_t a = 0; a < f.map.altitudes.size(); ++a) {
    const Bounds b = bounds_of(f, a);
    json["bounds"].push_back({{"altitude", f.map.altitudes[a]},
                              {"defended_km2", b.defended_km2},
                              {"lost_to_late_sight_km2", b.to_sight_km2},
                              {"lost_to_track_and_reaction_km2", b.to_time_km2},
                              {"defended_from_some_direction_km2", b.from_some_km2}});
  }
  return json;
}

int answer(const FootprintOptions& o, const Scenario& scenario, FootprintQuestion& q) {
  std::vector<std::string> inputs = o.terrain;
  inputs.push_back(o.scenario);
  const auto outs = outs_or_complain(o.out, o.format, inputs);
  if (!outs) return kCannotWrite;
  catch_interrupts();
  q.on.stop = interrupted;
  Footprint found;
  {
    CoverageProgress progress(o.quiet);
    q.on.progress = [&progress](double share) { progress.show(share); };
    const std::optional<Coastlines> coast = Coastlines::read(Coastlines::default_file());
    if (coast) q.on.coast = &*coast;
    found = footprint(scenario, q);
    q.on.coast = nullptr;
  }
  if (found.map.interrupted) {
    complain("Stopped. Nothing is stored: run it again.\n");
    return kInterrupted;
  }
  if (!write_or_complain(*outs, found.map)) return kCannotWrite;
  return o.json ? put_json(as_json(scenario, found))
                : put(coverage_as_text(scenario, found.map, bounds_as_text(found)));
}

int run_footprint(const FootprintOptions& o) {
  FootprintQuestion question = question_of(o);
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
  question.on.terrain = scenario.terrain_note.ground.get();
  if (scenario.terrain_note.words != TerrainNote{}.words)
    question.on.terrain_text = scenario.terrain_note.words;
  if (!complete(o, scenario, *catalogue, question)) return kBadInput;
  return answer(o, scenario, question);
}

}  // namespace

void add_footprint(CLI::App& app, int& exit_code) {
  CLI::App* verb = app.add_subcommand("footprint", "Which places a defence keeps a target from");
  auto o = std::make_shared<FootprintOptions>();
  verb->add_option("SCENARIO", o->scenario, "Scenario file (YAML)")->required();
  verb->add_option("--target", o->target, "Platform type of the catalogue, or a class that has but one")
      ->required();
  verb->add_option("--altitude", o->altitudes, "Heights that it comes at, with their datum; one or several");
  verb->add_option("--from", o->from, "Azimuths that it comes from; 16 all round by default");
  verb->add_option("--speed", o->speed, "Of the target; its type's own by default");
  verb->add_option("--range", o->range, "How far away a ballistic missile is thrown");
  verb->add_option("--at-least", o->at_least, "Probability of a track from which the target counts as seen")
      ->check(CLI::Range(0.001, 0.999));
  verb->add_option("--cell", o->cell, "Size of a cell; 100 across by default");
  verb->add_option("--reach", o->reach, "Half the width of the map; as far as rounds fly by default");
  verb->add_option("--radar", o->radars, "Radars that search; all by default");
  add_terrain_option(*verb, o->terrain);
  verb->add_option("--out", o->out, "File to write: .tif, .geojson, .svg, .png or .csv; may be repeated");
  verb->add_option("--format", o->format, "What --out is written as, whatever its ending")
      ->check(CLI::IsMember({"tif", "geojson", "svg", "png", "csv"}));
  add_whole(verb, "--jobs", 1, 1024, o->jobs, "Workers; the result does not depend on it");
  verb->add_option("--catalogue", o->catalogue, "Catalogue folder; the shipped one by default");
  add_set_option(verb, o->set);
  verb->add_flag("--json", o->json, "One JSON object on stdout");
  verb->add_flag("--quiet", o->quiet, "No progress");
  verb->footer(
      "Example:  cupola footprint scenarios/03-murted-mixed-raid.yaml \\\n"
      "            --target \"subsonic cruise missile\" --altitude \"60 m agl\" --out footprint.svg");
  verb->callback([o, &exit_code] { exit_code = run_footprint(*o); });
}

}  // namespace cupola
