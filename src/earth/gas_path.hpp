#pragma once

#include <vector>

#include "earth/ray_part.hpp"

namespace cupola {

/// How much do the gases of the reference air take over a ray at one frequency?
/// Model      specific attenuation of gas_attenuation.hpp every 100 m of height, -500 m to 40 km, linear
///            between; its mean over the part of the ray below 40 km by Gauss's rule with eight points (two
///            parts of it, parted at 8 km, where the ray passes there)
/// Returns    one-way, dB
/// Holds for  straight rays over an effective radius (ray_part.hpp); heights above mean sea level
/// Accurate   against the integral in steps of 10 m of height or less: 0.25 % from 1 to 18 GHz, 1 % in the
///            lines at 22 and 60 GHz
/// Leaves out weather, latitude; refraction beyond the effective radius
/// Checked by tests/gas_path.cpp
class GasProfile {
 public:
  explicit GasProfile(double frequency_hz, double surface_vapour_density_kg_m3 = 7.5e-3);

  double specific_db_km(double height_msl_m) const;
  double path_loss_db(const StraightRay& ray) const;

  static constexpr double kBottom_m = -500.0, kStep_m = 100.0, kTop_m = 40e3;
  static constexpr int kCount = 406;

 private:
  double part_loss_db(const StraightRay& ray, double begin, double end) const;

  std::vector<double> samples_;  // dB/km; the last is zero
};

/// The same for one antenna, by one look into a table: for kernels.
/// Model      mean attenuation per km of path over slant range and elevation, linear in both: range
///            as R / (R + 30 km), sine of elevation as s / (|s| + 0.05), so that near and low rays have most
///            of the table
/// Returns    one-way, dB
/// Holds for  ranges to the given one (held beyond per km), any height of target
/// Accurate   1 % of GasProfile::path_loss_db and 0.01 dB, 1 to 18 GHz
/// Checked by tests/gas_path.cpp
class GasLossTable {
 public:
  GasLossTable(const GasProfile& profile, double antenna_msl_m, double effective_radius_m,
               double max_range_m);

  double at(double range_m, double target_msl_m) const;

 private:
  static constexpr int kRanges = 96, kElevations = 97;
  static constexpr double kBend = 0.05, kNear_m = 30e3;

  double antenna_msl_m_, effective_radius_m_, rows_;
  std::vector<double> mean_db_m_;  // by range, then elevation
};

}  // namespace cupola
