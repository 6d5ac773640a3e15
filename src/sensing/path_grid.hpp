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
  bool empty_air = false;    ///< no gases, no rain: what the earth takes
  GroundKind ground = GroundKind::medium;
  double roughness_m = 0.0;
  double beam_width_rad = 0.0;  ///< of a pencil beam, over elevation, put on the target; 0: a fan
  double rain_rate_mm_h = 0.0, rain_height_msl_m = 0.0;
  bool by_height = false;  ///< seen from an aircraft

  auto operator<=>(const PathInputs&) const = default;
};

/// What does the way out and back take from an echo?
/// Model      over the smooth earth, by ground range and apparent elevation: gases (earth/gas_path.hpp), rain
///            (earth/rain.hpp), and the earth itself: lobes and diffraction over what covers it
///            (earth/multipath.hpp), or diffraction alone where nothing is said of it. Rays stay over one
///            azimuth; polarisation horizontal; the ray off the ground comes in
///            by the side of a pencil beam. In range steps of 1.5 km to 60 km, then of 12 km; in
///            elevation steps of an eighth of a lobe (0.003 to 0.02 deg) from well below the horizon over the
///            lowest ten lobes (at least 1.1 deg), then of 2 deg. Lobes narrower than 3e-4 rad (X band above
///            50 m) are not told apart: there only the bulge counts
///            From an aircraft, where a range step is hundreds of metres of height, the grid is by height and
///            by how much nearer than the horizon of that height it is: in steps of 20 m of height to 2 km
///            and of 700 m above; of 1.5 km from 60 km behind the horizon to 60 km before it and of 12 km
///            nearer by; without lobes
/// Returns    natural logarithm of the power left, two ways; 0 in free space
/// Accurate   against the models themselves, targets 15 m above ground and higher: without lobes 1 dB above
/// the
///            horizon and 1.5 dB just below it (S band), 2 dB (X band on a mast); with them 0.8 dB rms (S
///            band), 1.5 dB rms (X band on a mast), deep nulls rounded off; by height 0.3 dB rms, 2.5 dB at
///            worst (S band, 3 and 9 km up)
/// Holds for  targets 1 m above ground and higher: lower ones fare as at 1 m
/// Leaves out terrain; lobes above the fine part (there the field is that of free space); rain below 1 GHz
/// Random     none
/// Checked by tests/path_grid_test.cpp
class PathGrid {
 public:
  explicit PathGrid(const PathInputs& inputs);

  KernelGrid grid() const;
  double highest_taking() const {
    return highest_taking_;
  }  ///< sine from which on nothing is taken at any range

  /// Made by whoever asks first, then shared by all replicates.
  static std::shared_ptr<const PathGrid> of(const PathInputs& inputs);

  /// The same without the grid; `where`: sine of the apparent elevation, or by height the height.
  static double ln_path(const PathInputs& inputs, double ground_range_m, double where);

 private:
  // Set the axes, return the samples.
  std::vector<float> by_height(const PathInputs& inputs);
  std::vector<float> by_sine(const PathInputs& inputs);
  double highest_taking(const std::vector<float>& samples, std::size_t columns) const;

  KernelAxis x_, y_;
  std::vector<float> pairs_;
  double highest_taking_ = 0.0;
};

/// Over terrain the earth is a sphere at the reference level of the radar's sight map, without lobes.
PathInputs path_inputs(const Scenario& scenario, const RadarSite& site);

/// Of the horizon that a grid by height is counted from: twice the effective radius of the earth.
double path_two_k_radius_m(double k_factor);

/// A refraction so strong that there is no horizon: the earth is wished away.
inline constexpr double kEndlessSight = 1e3;

}  // namespace cupola
