#pragma once

#include <memory>
#include <vector>

#include "scenario/scenario.hpp"
#include "sensing/look_task.hpp"

namespace cupola {

/// What is between one antenna and everywhere else.
struct PathInputs {
  double frequency_hz = 0.0, antenna_agl_m = 0.0, antenna_msl_m = 0.0, range_most_m = 0.0;
  double k_factor = 4.0 / 3.0;
  bool over_ground = false;  ///< with what covers it: lobes; without: the bulge alone
  GroundKind ground = GroundKind::medium;
  double roughness_m = 0.0;
  double rain_rate_mm_h = 0.0, rain_height_msl_m = 0.0;

  auto operator<=>(const PathInputs&) const = default;
};

/// What does the way out and back take from an echo?
/// Model      over the smooth earth, by ground range and apparent elevation: gases (earth/gas_path.hpp), rain
///            (earth/rain.hpp), and the earth itself: lobes and diffraction over what covers it
///            (earth/multipath.hpp), or diffraction alone where nothing is said of it. Rays stay over one
///            azimuth; polarisation horizontal. In range steps of 1.5 km to 60 km, then of 12 km; in
///            elevation steps of an eighth of a lobe (0.003 to 0.02 deg) about the horizon and over
///            the lowest lobes, then coarse
/// Returns    natural logarithm of the power left, two ways; 0 in free space
/// Accurate   1 dB above the horizon against the models themselves, 1.5 dB to half a degree below it, for
/// targets
///            15 m above ground and higher (lobes
///            of a high mast at X band: see tests)
/// Holds for  targets 1 m above ground and higher: lower ones fare as at 1 m
/// Leaves out terrain; lobes above the fine part (there the field is that of free space)
/// Random     none
/// Checked by tests/path_grid_test.cpp
class PathGrid {
 public:
  explicit PathGrid(const PathInputs& inputs);

  KernelGrid grid() const;

  /// Made by whoever asks first, then shared by all replicates.
  static std::shared_ptr<const PathGrid> of(const PathInputs& inputs);

  /// The same without the grid.
  static double ln_path(const PathInputs& inputs, double ground_range_m, double apparent_sine);

 private:
  KernelAxis x_, y_;
  std::vector<float> samples_;
};

PathInputs path_inputs(const Scenario& scenario, const RadarSite& site);

/// A refraction so strong that there is no horizon: the earth is wished away.
inline constexpr double kEndlessSight = 1e3;

}  // namespace cupola
