#include <fmt/format.h>

#include "analysis/validation.hpp"
#include "earth/horizon.hpp"
#include "earth/knife_edge.hpp"
#include "earth/spherical_diffraction.hpp"

namespace cupola {

namespace {

constexpr double kRadius_m = 4.0 / 3.0 * kMeanEarthRadius_m;

/// J(v) of the recommendation is held to the exact integral; by its header it is good to 0.11 dB here.
std::vector<Comparison> fresnel(const std::string&, Problems&) {
  const double exact[][2] = {{-0.5, 1.859}, {0, 6.021}, {1, 13.864}, {2, 19.091}, {3, 22.522}};
  std::vector<Comparison> all;
  for (const auto& [v, db] : exact)
    all.push_back({fmt::format("v = {}", v), db, knife_edge_loss_db(v), 0.11});
  return all;
}

/// An edge that touches the line costs the same wherever it stands; one 30 m up half-way over 20 km at 3 GHz
/// has v = h sqrt(2 * 2 / (lambda d1)).
std::vector<Comparison> parameter(const std::string&, Problems&) {
  return {
      {"on the line", 0.0, knife_edge_parameter(0.0, 4e3, 16e3, 0.1), 1e-12},
      {"30 m above half-way of 20 km, 0.1 m", 1.897367, knife_edge_parameter(30.0, 10e3, 10e3, 0.1), 1e-6},
      {"0.6 of the first Fresnel zone clear", -0.848528,
       knife_edge_parameter(-0.6 * 22.360680, 10e3, 10e3, 0.1), 1e-6}};
}

std::vector<Comparison> smooth_sphere(const std::string&, Problems&) {
  const double table[][2] = {{43.19, 15.24}, {50, 23.69}, {60, 36.24}};
  std::vector<Comparison> all;
  for (const auto& [km, db] : table)
    all.push_back(
        {fmt::format("3 GHz, 25 and 30 m, {} km", km), db,
         spherical_diffraction_loss_db({1e3 * km, 25.0, 30.0, kRadius_m}, {}, 3e9, Polarisation::horizontal),
         0.006});
  return all;
}

/// Over a mirror of a sphere, 5 to 20 % beyond the horizon; ours is the first term alone.
std::vector<Comparison> series(const std::string&, Problems&) {
  const struct {
    double ghz, height1_m, height2_m, km, db;
  } rows[] = {{1.3, 20, 100, 62.633, 18.7556}, {1.3, 20, 3000, 293.033, 62.1074},
              {3, 15, 30, 40.466, 18.5206},    {3, 25, 300, 96.600, 18.9169},
              {3, 25, 3000, 271.006, 45.0513}, {3, 25, 10000, 454.429, 41.1083},
              {10, 10, 10, 28.675, 20.5602},   {10, 25, 1000, 158.499, 26.7688}};
  constexpr GroundConstants kMirror{1e6, 0.0};
  std::vector<Comparison> all;
  for (const auto& row : rows)
    all.push_back(
        {fmt::format("{} GHz, {} and {} m, {} km", row.ghz, row.height1_m, row.height2_m, row.km), row.db,
         spherical_diffraction_loss_db({1e3 * row.km, row.height1_m, row.height2_m, kRadius_m},
                                       {0.0, kMirror, kMirror}, 1e9 * row.ghz, Polarisation::horizontal),
         0.7});
  return all;
}

}  // namespace

std::vector<ValidationCase> diffraction_cases() {
  return {
      {"diffraction/fresnel", "loss at a knife edge", "dB", "Fresnel integral; ITU-R P.526-15", "", fresnel},
      {"diffraction/parameter", "how far an edge stands into the line", "", "ITU-R P.526-15, equation 26", "",
       parameter},
      {"diffraction/smooth-sphere", "loss of the bulge, one way", "dB", "ITU-R P.526-15, recomputed", "",
       smooth_sphere},
      {"diffraction/residue-series", "loss of the bulge, one way", "dB",
       "van der Pol, Bremmer, Fock: all terms at 30 digits", "", series}};
}

}  // namespace cupola
