#pragma once

#include <cstddef>
#include <cstdint>

// What the kernels of the interacting multiple model share with the rest of the room: plain arrays and
// constants, so that nothing of a wide type, and no inline function, crosses between files built for
// different processors.

namespace cupola {

inline constexpr int kImmWidth = 8;      ///< tracks in a block, side by side
inline constexpr int kImmModesMost = 5;  ///< motion models of one filter

/// How a target moves while a mode lasts. The last two: with the pull of free fall where all modes together
/// fall freely (free_fall.hpp), as their first word says elsewhere.
enum class ModeMotion { straight, turn, fall, straight_or_fall, turn_or_fall };

/// One motion model, with noise that is white and acts per second.
struct ImmMode {
  ModeMotion motion = ModeMotion::straight;
  double acceleration_density_m2_s3 = 0.0;  ///< of each axis
  double upright = 1.0;                     ///< share of it that acts along the vertical, in space
  double rate_density_rad2_s3 = 0.0;        ///< of the turn rate
  double rate_sd_rad_s = 0.0;               ///< of the turn rate with which a turn begins
  double share = 1.0;                       ///< of the time that targets spend in this mode; all add up to 1
};

/// The models of a filter and how often targets change between them.
struct ImmModel {
  int modes = 1;
  ImmMode mode[kImmModesMost];
  double changes_per_s = 0.0;  ///< at which the mode is drawn anew, by the shares
};

/// How many numbers a track has in a plane (D = 2) and in space (D = 3), and where each stands in its block.
/// A state is position, velocity and turn rate about the local vertical, positive to the left; a covariance
/// its upper triangle, row by row.
template <int D>
struct ImmShape {
  static constexpr int kState = 2 * D + 1;
  static constexpr int kCovariance = kState * (kState + 1) / 2;
  static constexpr int kGauss = kState + kCovariance;
  /// Of a block: a Gauss for every mode, the modes' probabilities, and what all modes together say.
  static constexpr int mode_at(int mode) { return mode * kGauss; }
  static constexpr int weight_at(int modes, int mode) { return modes * kGauss + mode; }
  static constexpr int merged_at(int modes) { return modes * (kGauss + 1); }
  /// Of a prediction, where all modes' covariance would stand: the largest variance of any, by part of
  /// position and velocity.
  static constexpr int widest_at(int modes, int i) { return merged_at(modes) + kState + i; }
  static constexpr int fields(int modes) { return modes * (kGauss + 1) + kGauss; }
  static constexpr int at(int i, int j) { return i <= j ? i * kState - i * (i - 1) / 2 + (j - i) : at(j, i); }
};

/// Blocks of tracks: `fields` rows of eight each, one block behind the other. Kernels that take several tracks
/// at a time compute the rest of the last group along: of eight, or of the four in which the last ones lie.
struct ImmPredictTask {
  const ImmModel* model;
  const double* from;
  double* to;          ///< as `from`; may be the same
  const double* dt_s;  ///< by track, of at least 0
  std::size_t tracks;
};

struct ImmUpdateTask {
  const ImmModel* model;
  const double* from;      ///< predicted to the time of the measurement
  double* to;              ///< as `from`; may be the same
  const double* const* z;  ///< D columns by track
  const double* const* r;  ///< upper triangle of the covariance, D (D + 1) / 2 columns by track
  const double* hit;       ///< by track: 0 leaves what `to` holds
  const double* dt_s;      ///< of late measurements, below 0; `from` is then the newer state
  double* likelihood;      ///< out: of the measurement, by all modes
  std::size_t blocks;
  /// Of late measurements: what the state was last updated with, and the time before that in which nothing
  /// else was; 0, or no such columns: not known.
  const double* const* last_z = nullptr;
  const double* const* last_r = nullptr;
  const double* lag_s = nullptr;
  /// False: whatever may befall tracks that are not hit, which is cheaper.
  bool only_hits = true;
};

/// How likely are measurements to be those of tracks? Columns of pairs, padded to a multiple of eight of them.
struct ImmWeighTask {
  const ImmModel* model;
  const double* from;          ///< predicted
  const std::uint64_t* track;  ///< by pair: where its track's lane of the first row lies in `from`
  const double* const* z;      ///< D columns by pair
  const double* const* r;      ///< D (D + 1) / 2 columns by pair
  const double* dt_s;          ///< from the prediction to the measurement, by pair; null: none anywhere
  double* density;             ///< out: by all modes
  double* distance2;           ///< out: by the mode that it is nearest to
  std::size_t pairs;
};

/// One angle at a place: what is measured less what is expected at `place`, and how the angle changes there.
struct ImmAngleTask {
  const ImmModel* model;
  const double* from;             ///< predicted to the time of the measurement
  double* to;                     ///< as `from`; may be the same
  const double* const* place;     ///< D columns by track
  const double* const* gradient;  ///< D columns by track, rad/m
  const double* residual;         ///< by track, rad
  const double* variance;         ///< by track, rad^2
  const double* hit;              ///< by track: 0 leaves what `to` holds
  const double* dt_s;             ///< of late measurements, below 0; `from` is then the newer state
  double* likelihood;             ///< out: of the angle, by all modes
  double* distance2;              ///< out: by the mode that it is nearest to
  std::size_t blocks;
};

/// The kernels built for one instruction set; all give the same bits.
struct ImmKernels {
  void (*predict)(const ImmPredictTask&);
  void (*update)(const ImmUpdateTask&);
  void (*update_late)(const ImmUpdateTask&);
  void (*weigh)(const ImmWeighTask&);
  void (*take_angle)(const ImmAngleTask&);
};

// Written out for both, since what a template makes is weak, and a linker might hand it to any processor.
template <int D>
const ImmKernels& imm_kernels_v3();
template <int D>
const ImmKernels& imm_kernels_v4();
template <int D>
const ImmKernels& imm_kernels_scalar();  ///< one track at a time: the oracle of the others
template <int D>
const ImmKernels& imm_kernels();  ///< those for this processor
template <>
const ImmKernels& imm_kernels_v3<2>();
template <>
const ImmKernels& imm_kernels_v3<3>();
template <>
const ImmKernels& imm_kernels_v4<2>();
template <>
const ImmKernels& imm_kernels_v4<3>();
template <>
const ImmKernels& imm_kernels_scalar<2>();
template <>
const ImmKernels& imm_kernels_scalar<3>();

}  // namespace cupola
