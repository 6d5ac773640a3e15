#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/matrix.hpp"
#include "core/vec3.hpp"

namespace cupola {

/// From where a sensor measures: its place in the frame that all share, and that frame's turn into its own
/// east, north, up.
struct SensorSite {
  Vec3 origin_m;
  Matrix<3, 3> to_enu = Matrix<3, 3>::identity();
  bool elevation = true;  ///< false: in a plane, where z is nothing
};

/// What a sensor adds to what it measures; of an estimate, or its standard deviation.
struct SensorBias {
  double range_m = 0.0, azimuth_rad = 0.0, elevation_rad = 0.0;
};

/// Where two sensors believe the same target to be at the same time, in the frame that all share.
struct CommonTarget {
  int first = 0, second = 0;  ///< sensors
  Vec3 p_first_m, p_second_m;
  Matrix<3, 3> covariance_m2;  ///< of the difference, biases apart; in a plane its first two rows and columns
  std::int64_t target = -1;    ///< what meets more than once, under a number of its own; -1: nothing does
};

struct RegistrationEstimate {
  std::vector<SensorBias> bias, sd;  ///< by sensor
  /// By sensor, for range, azimuth and elevation: do the targets say more than was presumed? Where not, the
  /// estimate leans on the presumption, and its standard deviation says so.
  struct Observable {
    bool range = false, azimuth = false, elevation = false;
  };
  std::vector<Observable> observable;
  bool all_observable = false;
  std::size_t used = 0, discarded = 0;  ///< meetings of two sensors' tracks: as handed to add()
  std::size_t targets = 0;              ///< of those used: targets that met, each once
};

/// By how much does each sensor measure wrong in range, azimuth and elevation, judged by targets that it has
/// in common with others?
/// Model      least squares on differences of position (Dana 1990, in Bar-Shalom (ed.),
///            Multitarget-Multisensor Tracking, chapter 5), iterated to the solution of the exact equations;
///            wrong pairs lose their weight (Tukey's biweight at four times the robust scale). A presumption
///            of zero with the standard deviations below joins in only where something would be left open
///            without it
/// Returns    m, rad: measured = true + bias
/// Holds for  constant biases; at least half of the pairs right; sites known
/// Accurate   two radars without noise: 1e-9 m and rad (tests). The standard deviations let the errors of one
///            target's meetings hang together as they do: by the sums of each target's own pulls (Liang and
///            Zeger 1986, Biometrika 73(1), with n / (n - 1) for n targets), where these say more than
///            independent meetings would; a handful of targets is too few for them
/// Leaves out clock offsets, errors of the sites, tilt of the antenna
/// Random     none
/// Checked by tests/registration.cpp
class Registration {
 public:
  static constexpr SensorBias kPresumed{1000.0, 0.03, 0.03};
  explicit Registration(std::vector<SensorSite> sites, SensorBias presumed_sd = kPresumed);

  void add(const CommonTarget& target);
  RegistrationEstimate estimate() const;

  /// A position as the sensor would have given it without the bias.
  static Vec3 corrected_m(const SensorSite& site, const SensorBias& bias, const Vec3& p_m);

  /// How a position changes with range, azimuth and elevation: columns, in the frame that all share.
  static Matrix<3, 3> slopes(const SensorSite& site, const Vec3& p_m);

  /// How far biases of that standard deviation spread a position.
  static Matrix<3, 3> spread_m2(const SensorSite& site, const SensorBias& sd, const Vec3& p_m);

 private:
  struct Equations;
  struct Seen;
  Seen look(const CommonTarget& target, const std::vector<double>& bias) const;
  void collect(const std::vector<double>& bias, double scale2, Equations& equations) const;
  double robust_scale2(const std::vector<double>& bias) const;
  std::vector<double> variances_by_target(const std::vector<double>& bias, const Equations& equations,
                                          std::size_t& targets) const;
  bool iterate(bool presume, std::vector<double>& bias, Equations& equations) const;
  double presumed_sd(std::size_t parameter) const;

  std::vector<SensorSite> sites_;
  SensorBias presumed_;
  std::vector<CommonTarget> targets_;
};

}  // namespace cupola
