#include <fmt/format.h>

#include "analysis/coverage.hpp"
#include "analysis/coverage_extent.hpp"
#include "analysis/coverage_ground.hpp"
#include "core/math.hpp"

namespace cupola {
namespace {

constexpr std::size_t kCellsMost = 4'000'000;

}  // namespace

bool can_engage(const Scenario& scenario) {
  for (const LauncherSite& launcher : scenario.launchers)
    for (const auto& [weapon, rounds] : launcher.load)
      if (rounds > 0) return true;
  return false;
}

std::optional<CoverageRefusal> why_no_coverage(const Scenario& scenario, const CoverageQuestion& question) {
  if (scenario.radars.empty()) return CoverageRefusal{"this scenario has no radar", "add a defence"};
  for (const CoverageAltitude& altitude : question.altitudes) {
    if (question.terrain || altitude.height.hae_m(scenario.earth) >= scenario.earth.ground_hae_m) continue;
    const double ground_msl_m = scenario.earth.ground_hae_m - scenario.earth.geoid_undulation_m;
    return CoverageRefusal{fmt::format("the altitude `{}` is below the ground, which lies at {:.0f} m msl",
                                       altitude.text, ground_msl_m),
                           "write it as `agl` to be above the ground"};
  }
  if (question.terrain)
    if (const RadarSite* radar = radar_off_terrain(scenario, *question.terrain))
      return CoverageRefusal{
          fmt::format("the terrain does not reach the radar `{}` at {:.4f} deg N, {:.4f} deg E", radar->name,
                      radar->antenna.latitude_rad * 180.0 / math::kPi,
                      radar->antenna.longitude_rad * 180.0 / math::kPi),
          "give the tiles around it too"};
  const std::size_t cells = coverage_grid(scenario, question).count();
  if (cells > kCellsMost)
    return CoverageRefusal{fmt::format("{} cells are more than {}", cells, kCellsMost),
                           "take larger cells (--cell) or a smaller reach (--reach)"};
  return std::nullopt;
}

}  // namespace cupola
