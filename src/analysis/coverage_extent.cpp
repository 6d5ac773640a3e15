#include "analysis/coverage_extent.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/coverage_ground.hpp"
#include "earth/horizon.hpp"
#include "world/signature.hpp"

namespace cupola {
namespace {

constexpr double kCellsAcross = 240.0, kCellLeast_m = 100.0;
constexpr double kPastReference = 1.4;  // past the reference range a Pd of some hundredths is left
constexpr double kPastHorizon = 1.1;    // diffraction, and antennas higher than the value in force

GroundPlace below(const Geodetic& place) { return {place.latitude_rad, place.longitude_rad}; }

double largest_rcs_m2(const PlatformType& target, Band band) {
  const RcsByAspect& rcs = target.rcs[static_cast<std::size_t>(band)];
  double largest = 0.0;
  for (const Figure* figure : {&rcs.front_m2, &rcs.side_m2, &rcs.rear_m2})
    largest = std::max({largest, figure->value, figure->high});
  const RcsTable& table = target.rcs_table[static_cast<std::size_t>(band)];
  for (const RcsCut& cut : table.cuts)
    for (const double rcs_m2 : cut.rcs_m2)
      largest = std::max(largest, rcs_m2 * std::max<double>(table.level.value, table.level.high));
  return largest + augmented_rcs_m2(target);
}

double sight_m(const Scenario& scenario, const CoverageQuestion& question, const RadarSite& radar) {
  const RadarType& type = radar.type;
  double highest_agl_m = 0.0;
  for (const CoverageAltitude& altitude : question.altitudes)
    highest_agl_m =
        std::max(highest_agl_m, altitude.height.hae_m(scenario.earth) - scenario.earth.ground_hae_m);
  double most_m = std::max<double>(type.instrumented_range_m.value, type.instrumented_range_m.high);
  const double range_m = std::max<double>(type.reference_range_m.value, type.reference_range_m.high);
  if (range_m > 0.0 && type.equation == RadarEquation::reference) {
    const double ratio = largest_rcs_m2(question.target, type.band) / type.reference_rcs_m2;
    most_m = std::min(most_m, kPastReference * range_m * std::sqrt(std::sqrt(ratio)));
  }
  double antenna_m = radar.antenna_agl_m;
  if (radar.sight) {  // over terrain both stand above the lowest ground about the radar
    const double lowest_m = radar.sight->reference_hae_m();
    antenna_m = radar.antenna.height_hae_m - lowest_m;
    highest_agl_m += std::max(scenario.earth.ground_hae_m - lowest_m, 0.0);
  }
  const double horizon_m = horizon_range_m(antenna_m, highest_agl_m, scenario.earth.k_factor);
  return std::min(most_m, kPastHorizon * horizon_m + 3e3);
}

double farthest_sight_m(const Scenario& scenario, const CoverageQuestion& question,
                        const EqualAreaPlane& plane) {
  double farthest_m = 0.0;
  for (const RadarSite& radar : scenario.radars) {
    if (!looks_with(question, radar)) continue;
    const PlanePoint at = plane.at(below(radar.antenna));
    const double off_m = std::max(std::fabs(at.east_m), std::fabs(at.north_m));
    farthest_m = std::max(farthest_m, off_m + sight_m(scenario, question, radar));
  }
  return farthest_m;
}

/// A short number times a power of ten, not below `wanted`.
double round_up(double wanted) {
  double power = 1.0;
  while (power * 10.0 <= wanted) power *= 10.0;
  for (const double step : {1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 7.5})
    if (step * power >= wanted) return step * power;
  return 10.0 * power;
}

}  // namespace

bool looks_with(const CoverageQuestion& question, const RadarSite& radar) {
  if (question.radars.empty()) return !radar.station.later();
  return std::find(question.radars.begin(), question.radars.end(), radar.name) != question.radars.end();
}

GroundPlace coverage_centre(const Scenario& scenario, const CoverageQuestion& question) {
  Vec3 sum;
  double count = 0.0;
  for (const RadarSite& radar : scenario.radars) {
    if (!looks_with(question, radar)) continue;
    sum = sum + to_ecef(radar.antenna);
    count += 1.0;
  }
  return below(to_geodetic(sum / count));
}

CoverageGrid coverage_grid(const Scenario& scenario, const CoverageQuestion& question) {
  GroundPlace centre = coverage_centre(scenario, question);
  double reach_m = question.reach_m;
  if (!(reach_m > 0.0)) reach_m = farthest_sight_m(scenario, question, EqualAreaPlane(centre));
  if (question.terrain) reach_m = std::min(reach_m, kTerrainMost_m);
  double east_m = reach_m, north_m = reach_m;
  if (question.terrain && !(question.reach_m > 0.0) &&
      reach_m > 0.5 * terrain_reach_m(*question.terrain, centre)) {
    // Terrain that ends before the sight does: all of it, and no more.
    const TerrainBounds bounds = bounds_of(*question.terrain);
    centre = bounds.middle();
    const EqualAreaPlane plane(centre);
    east_m = north_m = 0.0;
    for (const double latitude_rad : {bounds.south_rad, centre.latitude_rad, bounds.north_rad})
      for (const double longitude_rad : {bounds.west_rad, centre.longitude_rad, bounds.east_rad}) {
        const PlanePoint at = plane.at({latitude_rad, longitude_rad});
        east_m = std::max(east_m, std::fabs(at.east_m));
        north_m = std::max(north_m, std::fabs(at.north_m));
      }
  }
  CoverageGrid grid;
  grid.plane = EqualAreaPlane(centre);
  grid.cell_m = question.cell_m > 0.0
                    ? question.cell_m
                    : std::max(kCellLeast_m, round_up(2.0 * std::max(east_m, north_m) / kCellsAcross));
  grid.columns = 2 * std::max(1, static_cast<int>(std::ceil(east_m / grid.cell_m)));
  grid.rows = 2 * std::max(1, static_cast<int>(std::ceil(north_m / grid.cell_m)));
  return grid;
}

}  // namespace cupola
