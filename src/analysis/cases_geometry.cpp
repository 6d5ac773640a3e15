#include <fmt/format.h>

#include "analysis/geodesic.hpp"
#include "analysis/reference_file.hpp"
#include "core/math.hpp"
#include "earth/geodetic.hpp"
#include "earth/horizon.hpp"

namespace cupola {

namespace {

constexpr double kDegree = math::kPi / 180.0;
constexpr double kK = 4.0 / 3.0;

std::vector<Comparison> horizon(const std::string&, Problems&) {
  const double antenna_m[] = {8, 24, 38};
  const double target_m[] = {10, 15, 30, 50, 100, 300, 1000, 3000, 10000};
  const double published_km[3][9] = {{24.7, 27.6, 34.2, 40.8, 52.9, 83.1, 142.0, 237.4, 423.8},
                                     {33.2, 36.2, 42.8, 49.3, 61.4, 91.6, 150.5, 246.0, 432.4},
                                     {38.4, 41.4, 48.0, 54.6, 66.6, 96.8, 155.8, 251.2, 437.6}};
  const double from_25_m[][2] = {{30, 43.19}, {60, 52.54}, {100, 61.83}, {1000, 150.95}, {10000, 432.79}};
  std::vector<Comparison> all;
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 9; ++j)
      all.push_back({fmt::format("antenna {} m, target {} m", antenna_m[i], target_m[j]), published_km[i][j],
                     horizon_range_m(antenna_m[i], target_m[j], kK) / 1e3, 0.0501});
  for (const auto& [height_m, range_km] : from_25_m)
    all.push_back({fmt::format("antenna 25 m, target {} m", height_m), range_km,
                   horizon_range_m(25.0, height_m, kK) / 1e3, 0.0051});
  return all;
}

/// What a constant k costs: rays leave the ground level through air whose refractivity falls exponentially.
std::vector<Comparison> crpl_air(const std::string&, Problems&) {
  const double rows[][2] = {{300, 73.1081}, {1000, 133.0438}, {10000, 408.0223}};
  std::vector<Comparison> all;
  for (const auto& [height_m, range_km] : rows)
    all.push_back({fmt::format("target {} m", height_m), range_km, horizon_range_m(0.0, height_m, kK) / 1e3,
                   0.025 * range_km});
  return all;
}

std::vector<Comparison> gold_data(const std::string&, Problems&) {
  const Vec3 p = to_ecef({-60.0 * kDegree, -135.0 * kDegree, -40000.0});
  return {{"x", -2246552.197953, p.x, 1e-6},
          {"y", -2246552.197953, p.y, 1e-6},
          {"z", -5465836.117787, p.z, 1e-6}};
}

std::vector<Comparison> karney(const std::string&, Problems&) {
  const struct {
    double lat1, lon1, lat2, lon2, s12_m;
  } rows[] = {{35.60777, -139.44815, -11.17491, -69.95921, 8935244.5604818305},
              {55.52454, 106.05087, 77.03196, 197.18234, 4105086.1713924406},
              {-21.97856, 142.59065, 41.84138, 98.56635, 8394328.894657671}};
  std::vector<Comparison> all;
  for (const auto& row : rows)
    all.push_back({fmt::format("{} {} to {} {}", row.lat1, row.lon1, row.lat2, row.lon2), row.s12_m,
                   geodesic_between(row.lat1, row.lon1, row.lat2, row.lon2).distance_m, 1e-7});
  return all;
}

ValidationCase pairs(const std::string& id, const char* what, const char* unit,
                     const ReferenceColumn& column) {
  return file_case({"geometry/" + id,
                    what,
                    unit,
                    "300 pairs by GeographicLib's tools, pyproj agrees",
                    "geodesy/generated/geodesy_shared.csv",
                    {}},
                   column);
}

ValidationCase tests(const std::string& id, const char* what, const char* unit,
                     const ReferenceColumn& column) {
  return file_case({"geometry/" + id,
                    what,
                    unit,
                    "Karney, test cases of GeographicLib",
                    "geodesy/geographiclib_testcases.csv",
                    {}},
                   column);
}

}  // namespace

std::vector<ValidationCase> geometry_cases() {
  return {
      {"geometry/horizon", "radar horizon", "km", "Skolnik 3e, 8: 4/3 earth of 6371 km; recomputed", "",
       horizon},
      {"geometry/horizon-in-exponential-air", "radar horizon", "km",
       "rays traced through the CRPL exponential atmosphere, 313 N units", "", crpl_air},
      {"geometry/ecef", "earth-fixed coordinates", "m", "NGA Gold Data 6.2", "", gold_data},
      {"geometry/geodesic", "length of a geodesic", "m", "Karney, test cases of GeographicLib", "", karney},
      tests("geodesic-tests-length", "length of a geodesic", "m", {"geodesic", "s12_m", "s12_m", 1e-7}),
      tests("geodesic-tests-azimuth", "azimuth at the beginning", "deg",
            {"geodesic", "azi1", "azi1_deg", 1e-12}),
      pairs("geodesic-pairs-length", "length of a geodesic", "m", {"geodesic", "s12_m", "s12_m", 1e-7}),
      pairs("geodesic-pairs-azimuth", "azimuth at the end", "deg",
            {"geodesic", "azi2_deg", "azi2_deg", 1e-9}),
      pairs("enu-east", "east", "m", {"enu", "enu2_e", "e_m", 1e-6}),
      pairs("enu-north", "north", "m", {"enu", "enu2_n", "n_m", 1e-6}),
      pairs("enu-up", "up", "m", {"enu", "enu2_u", "u_m", 1e-6})};
}

}  // namespace cupola
