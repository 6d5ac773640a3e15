#include "cli/terrain.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "cli/verbs.hpp"
#include "core/math.hpp"
#include "core/quantity.hpp"
#include "terrain/copernicus.hpp"

namespace cupola {

namespace {

using Options = std::shared_ptr<TerrainOptions>;

/// `S,W,N,E` in degrees; an eastern border west of the western one lies beyond the date line.
TerrainBox box_of(const std::string& text) {
  double sides[4];
  const char* at = text.data();
  const char* const end = text.data() + text.size();
  int read = 0;
  for (; read < 4 && at < end; ++read) {
    const auto [next, error] = std::from_chars(at, end, sides[read]);
    if (error != std::errc() || !std::isfinite(sides[read])) break;
    at = next < end && *next == ',' && read < 3 ? next + 1 : next;
  }
  const bool sound = read == 4 && at == end && sides[0] < sides[2] && std::fabs(sides[0]) <= 90.0 &&
                     std::fabs(sides[2]) <= 90.0 && std::fabs(sides[1]) <= 360.0 &&
                     std::fabs(sides[3]) <= 360.0;
  if (!sound)
    throw CLI::ValidationError(
        "--box",
        fmt::format("found `{}`, expected south, west, north and east in degrees: 39,32,41,34", text));
  if (sides[3] < sides[1]) sides[3] += 360.0;
  const double degree_rad = math::kPi / 180.0;
  return {sides[0] * degree_rad, sides[1] * degree_rad, sides[2] * degree_rad, sides[3] * degree_rad};
}

double range_of(const std::string& text) {
  QuantityError error;
  const auto range_m = parse_quantity(text, Dimension::length, error);
  if (!range_m) throw CLI::ValidationError("--range", fmt::format("{}; {}", error.what, error.hint));
  if (!(*range_m > 0.0 && *range_m <= 2e6))
    throw CLI::ValidationError("--range",
                               fmt::format("found `{}`, expected more than 0 and at most 2000 km", text));
  return *range_m;
}

void add_common(CLI::App* verb, const Options& options, bool sites) {
  verb->add_option("--out", options->out, "Folder of tiles; the user's cache by default");
  verb->add_flag("--json", options->json, "One JSON object on stdout");
  verb->add_flag("--quiet", options->quiet, "No progress, no warnings");
  if (!sites) return;
  verb->add_option("--catalogue", options->catalogue, "Catalogue folder; the shipped one by default");
  verb->add_option_function<std::string>(
          "--range", [options](const std::string& text) { options->range_m = range_of(text); },
          "Ground within this range of each radar, or its instrumented range if that is less (150 km)")
      ->type_name("LENGTH");
}

void add_import(CLI::App* verb, int& exit_code) {
  auto options = std::make_shared<TerrainOptions>();
  CLI::App* import =
      verb->add_subcommand("import", "Turn rasters of heights (SRTM, GeoTIFF, DTED) into tiles");
  import->add_option("FILE", options->files, "Rasters: .hgt, .hgt.zip, .tif, .dt0 to .dt2")->required();
  import->add_option("--datum", options->datum, "What heights are measured from, where no file says it")
      ->check(CLI::IsMember({"egm96", "egm2008", "ellipsoid"}));
  import
      ->add_option("--deep-voids", options->deep_voids,
                   "Take voids of more than 200 posts across for open sea at 0 m")
      ->check(CLI::IsMember({"sea"}));
  import->add_option("--for", options->for_scenario,
                     "Refuse rasters with no ground in range of this scenario");
  add_common(import, options, true);
  import->footer(
      "Example:  cupola terrain import N39E032.hgt N40E032.hgt.zip\n"
      "          cupola terrain import survey.tif --datum egm96 --out tiles");
  import->callback([options, &exit_code] { exit_code = import_terrain(*options); });
}

void add_get(CLI::App* verb, int& exit_code) {
  auto options = std::make_shared<TerrainOptions>();
  options->from = kCopernicusAddress;
  CLI::App* get = verb->add_subcommand("get", "Fetch the Copernicus tiles (30 m) that a scenario needs");
  get->add_option("SCENARIO", options->scenario, "Scenario file: ground round its radars");
  get->add_option_function<std::string>(
         "--box", [options](const std::string& text) { options->box = box_of(text); },
         "Instead of a scenario: south, west, north, east in degrees")
      ->type_name("S,W,N,E");
  get->add_option("--from", options->from, "Address of the folder of tiles")
      ->capture_default_str()
      ->type_name("URL");
  get->add_flag("--dry-run", options->dry_run, "Only say which tiles are needed");
  add_common(get, options, true);
  get->footer(
      "Example:  cupola terrain get scenarios/03-murted-mixed-raid.yaml --range 100km --dry-run\n"
      "          cupola terrain get --box 39,32,41,34\n"
      "Stopped, it goes on where it ended when it is run again.");
  get->callback([options, &exit_code] {
    if (options->scenario.empty() == !options->box)
      throw CLI::ValidationError("SCENARIO", "give a scenario or --box, one of them");
    exit_code = get_terrain(*options);
  });
}

void add_list(CLI::App* verb, int& exit_code) {
  auto options = std::make_shared<TerrainOptions>();
  CLI::App* list = verb->add_subcommand("list", "The tiles that are at hand");
  add_common(list, options, false);
  list->footer("Example:  cupola terrain list");
  list->callback([options, &exit_code] { exit_code = list_terrain(*options); });
}

}  // namespace

void add_terrain(CLI::App& app, int& exit_code) {
  CLI::App* verb = app.add_subcommand("terrain", "Bring terrain in: fetch tiles, import your own, list them");
  verb->require_subcommand(1);
  add_get(verb, exit_code);
  add_import(verb, exit_code);
  add_list(verb, exit_code);
  verb->footer("Example:  cupola terrain get scenarios/03-murted-mixed-raid.yaml --range 100km --dry-run");
}

double terrain_range_m(const RadarSite& radar, const TerrainOptions& options) {
  const double range_m = radar.type.instrumented_range_m, most_m = options.range_m.value_or(kTerrainRange_m);
  return range_m > 0.0 && range_m < most_m ? range_m : most_m;
}

}  // namespace cupola
