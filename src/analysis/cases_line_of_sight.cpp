#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/validation.hpp"
#include "core/math.hpp"
#include "earth/horizon.hpp"
#include "earth/line_of_sight.hpp"

namespace cupola {

namespace {

constexpr double kDegree = math::kPi / 180.0;
constexpr double kK = 4.0 / 3.0;

/// Ground of closed form on the equator, 0.2 deg wide.
template <class Height>
Terrain strip(double length_deg, double step_deg, Height height_m) {
  const int rows = static_cast<int>(0.2 / step_deg + 1.5),
            columns = static_cast<int>(length_deg / step_deg + 1.5);
  const PostGrid grid{-0.1 * kDegree, 0.0, step_deg * kDegree, step_deg * kDegree, rows, columns};
  std::vector<double> heights;
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column) heights.push_back(height_m(grid.longitude_rad(column)));
  return Terrain({TerrainTile::of_heights(grid, heights, 0.01, VerticalDatum::kEgm2008, {"made", 0})});
}

GroundPlace east_m(double distance_m) { return {0.0, 0.01 * kDegree + distance_m / kMeanEarthRadius_m}; }

/// Up to where is a target of this height in sight over a smooth sea? By bisection in the marched ray.
double marched_horizon_km(const Terrain& sea, double antenna_m, double target_m) {
  double near_m = 1e3, far_m = 500e3;
  while (far_m - near_m > 1.0) {
    const double middle_m = 0.5 * (near_m + far_m);
    const bool seen =
        march_sight(sea, {east_m(0.0), antenna_m}, {east_m(middle_m), target_m}, {kK, 100.0}).visible;
    (seen ? near_m : far_m) = middle_m;
  }
  return near_m / 1e3;
}

std::vector<Comparison> smooth_sea(const std::string&, Problems&) {
  const Terrain sea = strip(5.0, 0.05, [](double) { return 0.0; });
  const double rows[][2] = {{30, 43.19}, {60, 52.54}, {100, 61.83}, {1000, 150.95}, {10000, 432.79}};
  std::vector<Comparison> all;
  for (const auto& [target_m, km] : rows)
    all.push_back({fmt::format("antenna 25 m, target {} m", target_m), km,
                   marched_horizon_km(sea, 25.0, target_m), 0.05 + 2e-4 * km});
  return all;
}

std::vector<Comparison> bulge(const std::string&, Problems&) {
  const Terrain sea = strip(1.0, 0.01, [](double) { return 0.0; });
  // Two points as high as the bulge between them just see each other.
  const auto seen = [&sea](double height_m) {
    return march_sight(sea, {east_m(0.0), height_m}, {east_m(50e3), height_m}, {kK, 20.0}).visible;
  };
  double low = 0.0, high = 100.0;
  while (high - low > 1e-4) (seen(0.5 * (low + high)) ? high : low) = 0.5 * (low + high);
  return {{"middle of 50 km", 36.788, high, 0.01}};
}

/// Over one crest the least height lies on the line over it, drawn on the stretched earth.
std::vector<Comparison> ridge(const std::string&, Problems&) {
  constexpr double kCrest_m = 300.0, kEye_m = 50.0, kTo_m = 22e3, kFar_m = 66e3;
  const double crest_rad = east_m(kTo_m).longitude_rad;
  const Terrain land = strip(0.7, 0.0005, [crest_rad](double longitude_rad) {
    return std::max(0.0, kCrest_m - 0.2 * std::fabs(longitude_rad - crest_rad) * kMeanEarthRadius_m);
  });
  std::vector<Comparison> all;
  for (const double k : {1.0, kK, 1.6}) {
    const double per = 1.0 / (2.0 * k * kMeanEarthRadius_m);
    const double slope = (kCrest_m - kEye_m - kTo_m * kTo_m * per) / kTo_m;
    const Sight sight = march_sight(land, {east_m(0.0), kEye_m}, {east_m(kFar_m), 0.0}, {k, 10.0});
    all.push_back({fmt::format("least height behind it, k = {:.3f}", k),
                   kEye_m + slope * kFar_m + kFar_m * kFar_m * per, sight.minimum_msl_m, 20.0});
    all.push_back({fmt::format("distance of the crest, k = {:.3f}", k), kTo_m, sight.mask_distance_m, 60.0});
  }
  return all;
}

}  // namespace

std::vector<ValidationCase> line_of_sight_cases() {
  constexpr const char* kSource = "closed form on the 4/3 earth of 6371 km; recomputed";
  return {
      {"line-of-sight/smooth-sea", "end of sight over terrain without relief", "km", kSource, "", smooth_sea},
      {"line-of-sight/bulge", "bulge of the earth", "m", kSource, "", bulge},
      {"line-of-sight/ridge", "what one crest hides", "m", kSource, "", ridge}};
}

}  // namespace cupola
