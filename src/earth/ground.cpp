#include "earth/ground.hpp"

#include "core/check.hpp"
#include "core/math.hpp"
#include "earth/wave.hpp"

namespace cupola {
namespace {

/// Conductivity over the permittivity of vacuum and the angular frequency.
double loss_of_conduction(double conductivity_s_m, double frequency_hz) {
  return conductivity_s_m / (2.0 * math::kPi * kVacuumPermittivity_f_m * frequency_hz);
}

/// Conductivity of sea water.
double salt_conductivity_s_m(double t_c, double s) {
  const double of_35 =
      2.903602 + t_c * (8.607e-2 + t_c * (4.738817e-4 + t_c * (-2.991e-6 + t_c * 4.3047e-9)));
  const double at_15 = s * (37.5109 + s * (5.45216 + s * 1.4409e-2)) / (1004.75 + s * (182.283 + s));
  const double a0 = (6.9431 + s * (3.2841 - s * 9.9486e-2)) / (84.850 + s * (69.024 + s));
  const double a1 = 49.843 + s * (-0.2276 + s * 1.98e-3);
  return of_35 * at_15 * (1.0 + a0 * (t_c - 15.0) / (a1 + t_c));
}

/// Soil by volume: how much water, how much sand and clay.
struct Soil {
  double water, sand_percent, clay_percent, silt_percent;
};

ComplexPermittivity soil_permittivity(const Soil& soil, double frequency_hz, double t_c) {
  constexpr double grain_g_cm3 = 2.65, alpha = 0.65;
  const double f_ghz = 1e-9 * frequency_hz, sand = soil.sand_percent, clay = soil.clay_percent;
  const double bulk_g_cm3 = 1.07256 + 0.078886 * math::log(sand) + 0.038753 * math::log(clay) +
                            0.032732 * math::log(soil.silt_percent);

  // The water between the grains conducts.
  const double low_s_m = 0.0467 + 0.2204 * bulk_g_cm3 - 0.004111 * sand - 0.006614 * clay;
  const double high_s_m = -1.645 + 1.939 * bulk_g_cm3 - 0.0225622 * sand + 0.01594 * clay;
  const double swing_s_m = (low_s_m - high_s_m) / (1.0 + (f_ghz / 1.35) * (f_ghz / 1.35));
  const double scale = (grain_g_cm3 - bulk_g_cm3) / (grain_g_cm3 * soil.water) * 18.0 / f_ghz;
  const ComplexPermittivity water = water_permittivity(frequency_hz, t_c, 0.0);
  const double free_real = water.real + swing_s_m * (f_ghz / 1.35) * scale;
  const double free_imaginary = water.imaginary + (high_s_m + swing_s_m) * scale;

  // Grains, air and water mixed.
  const double real_power = 1.2748 - 0.00519 * sand - 0.00152 * clay;
  const double imaginary_power = 1.33797 - 0.00603 * sand - 0.00166 * clay;
  const double grain = (1.01 + 0.44 * grain_g_cm3) * (1.01 + 0.44 * grain_g_cm3) - 0.062;
  const double mixed = 1.0 + bulk_g_cm3 / grain_g_cm3 * (math::pow(grain, alpha) - 1.0) +
                       math::pow(soil.water, real_power) * math::pow(free_real, alpha) - soil.water;
  return {math::pow(mixed, 1.0 / alpha), math::pow(soil.water, imaginary_power / alpha) * free_imaginary};
}

ComplexPermittivity permittivity(GroundKind kind, double frequency_hz, double t_c) {
  switch (kind) {
    case GroundKind::sea:
      return water_permittivity(frequency_hz, t_c, 35.0);
    case GroundKind::wet:
      return soil_permittivity({0.40, 40.0, 20.0, 40.0}, frequency_hz, t_c);
    case GroundKind::medium:
      return soil_permittivity({0.20, 40.0, 20.0, 40.0}, frequency_hz, t_c);
    case GroundKind::dry:
      break;
  }
  return soil_permittivity({0.05, 40.0, 20.0, 40.0}, frequency_hz, t_c);
}

}  // namespace

ComplexPermittivity water_permittivity(double frequency_hz, double t_c, double s) {
  // Pure water.
  const double theta = 300.0 / (t_c + 273.15) - 1.0, f_ghz = 1e-9 * frequency_hz;
  double at_rest = 77.66 + 103.3 * theta;
  double between = 0.0671 * at_rest;
  double at_last = 3.52 - 7.52 * theta;
  double first_ghz = 20.20 - 146.4 * theta + 316.0 * theta * theta;
  double second_ghz = 39.8 * first_ghz;

  // What salt does to each of these.
  at_rest *= math::exp(s * (-3.33330e-3 + 4.74868e-6 * s));
  between *= math::exp(s * (-6.28908e-3 + 1.76032e-4 * s - 9.22144e-5 * t_c));
  at_last *= 1.0 + s * (-2.04265e-3 + 1.57883e-4 * t_c);
  first_ghz *= 1.0 + s * (2.39357e-3 + t_c * (-3.13530e-5 + t_c * 2.52477e-7));
  second_ghz *= 1.0 + s * (-1.99723e-2 + 1.81176e-4 * t_c);

  // Two relaxations and conduction.
  const double x1 = f_ghz / first_ghz, x2 = f_ghz / second_ghz;
  const double step1 = (at_rest - between) / (1.0 + x1 * x1), step2 = (between - at_last) / (1.0 + x2 * x2);
  return {step1 + step2 + at_last,
          x1 * step1 + x2 * step2 + loss_of_conduction(salt_conductivity_s_m(t_c, s), frequency_hz)};
}

GroundConstants ground_constants(GroundKind kind, double frequency_hz, double temperature_c) {
  CUPOLA_CHECK(frequency_hz > 0.0);
  const ComplexPermittivity e = permittivity(kind, frequency_hz, temperature_c);
  return {e.real, e.imaginary * 2.0 * math::kPi * kVacuumPermittivity_f_m * frequency_hz};
}

}  // namespace cupola
