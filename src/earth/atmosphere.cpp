#include "earth/atmosphere.hpp"

#include <cmath>
#include <cstddef>

#include "core/math.hpp"

namespace cupola {
namespace {

// Doc 7488, primary constants.
constexpr double kGravity_m_s2 = 9.80665, kGasConstant_j_kg_k = 287.05287, kHeatRatio = 1.4;
constexpr double kNominalRadius_m = 6356766.0;
constexpr double kBottom_m = -5000.0;

/// Base of a layer (geopotential) with its lapse rate; pressures follow from those below.
struct Layer {
  double base_m, temperature_k, lapse_k_m, pressure_pa;
};

/// Pressure at geopotential height `h_m` continued from the base of a layer.
double pressure_in(const Layer& layer, double h_m) {
  const double scale = kGravity_m_s2 / kGasConstant_j_kg_k;
  const double dh_m = h_m - layer.base_m;
  if (layer.lapse_k_m == 0.0) return layer.pressure_pa * math::exp(-scale * dh_m / layer.temperature_k);
  const double ratio = 1.0 + layer.lapse_k_m * dh_m / layer.temperature_k;
  return layer.pressure_pa * math::pow(ratio, -scale / layer.lapse_k_m);
}

/// The layers of Doc 7488, and above them one that keeps the temperature of the top.
struct Layers {
  static constexpr int kCount = 9;
  Layer layer[kCount] = {
      {-5000.0, 320.65, -0.0065, 0.0}, {0.0, 288.15, -0.0065, 101325.0}, {11000.0, 216.65, 0.0, 0.0},
      {20000.0, 216.65, 0.001, 0.0},   {32000.0, 228.65, 0.0028, 0.0},   {47000.0, 270.65, 0.0, 0.0},
      {51000.0, 270.65, -0.0028, 0.0}, {71000.0, 214.65, -0.002, 0.0},   {80000.0, 196.65, 0.0, 0.0}};
  Layers() {
    layer[0].pressure_pa = pressure_in(layer[1], layer[0].base_m);
    for (int i = 2; i < kCount; ++i) layer[i].pressure_pa = pressure_in(layer[i - 1], layer[i].base_m);
  }
};

}  // namespace

Air standard_air(double height_msl_m) {
  static const Layers layers;
  const double above_bottom_m = height_msl_m > kBottom_m ? height_msl_m : kBottom_m;
  const double h_m = kNominalRadius_m * above_bottom_m / (kNominalRadius_m + above_bottom_m);
  int i = Layers::kCount - 1;
  while (i > 0 && h_m < layers.layer[i].base_m) --i;

  const Layer& layer = layers.layer[i];
  Air air{};
  air.temperature_k = layer.temperature_k + layer.lapse_k_m * (h_m - layer.base_m);
  air.pressure_pa = pressure_in(layer, h_m);
  air.density_kg_m3 = air.pressure_pa / (kGasConstant_j_kg_k * air.temperature_k);
  air.sound_speed_m_s = std::sqrt(kHeatRatio * kGasConstant_j_kg_k * air.temperature_k);
  return air;
}

const AirTable& AirTable::standard() {
  static const AirTable table;
  return table;
}

AirTable::AirTable() {
  samples_.reserve(2 * kCount);
  for (int i = 0; i < kCount; ++i) {
    // The height whose h (1 - h / R) is the grid's.
    const double x_m = kBottom_m + i * kStep_m;
    const double height_m = 2.0 * x_m / (1.0 + std::sqrt(1.0 - 4.0 * x_m / kRadius_m));
    const Air air = standard_air(height_m);
    samples_.push_back(air.density_kg_m3);
    samples_.push_back(1.0 / air.sound_speed_m_s);
  }
}

}  // namespace cupola
