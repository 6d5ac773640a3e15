#pragma once

#include <cstddef>
#include <cstdint>

// What the hot kernels share with the rest of the room: plain arrays and constants, so that nothing of a wide
// type, and no inline function, crosses between files built for different processors.

namespace cupola {

/// Cubics of all platforms (world/segment_lanes.hpp), a multiple of eight of them.
struct CubicArrays {
  const double* begin_ns;         ///< since the scenario's start
  const double* coefficient[12];  ///< a, b, c, d; x, y, z of each
  std::size_t padded;
};

/// Where a radar stands: origin and the rows east, north, up of the rotation from the earth-fixed frame.
struct KernelFrame {
  double origin[3];
  double row[3][3];
};

/// In which direction does a radar have every platform at one instant?
/// Returns    in `azimuth_rad`: [-pi, pi]
struct AzimuthTask {
  CubicArrays cubics;
  KernelFrame frame;
  double t_ns;  ///< since the scenario's start
  double* azimuth_rad;
};

/// Azimuths of all platforms and of the beam at one instant.
struct BeamAzimuths {
  const double* azimuth_rad;
  double beam_rad;
};

/// Which platforms did the beam pass between two instants? Those whose phase, the fraction of
/// (azimuth - beam) x scale, wrapped.
struct CrossingTask {
  BeamAzimuths begin, end;
  double scale;  ///< 1 / rad, faces / 2 pi
  std::size_t count;
  double least;          ///< smallest rise of the phase that is a wrap
  std::uint32_t* index;  ///< out, rising
};

/// A pencil beam with a range gate: unit vectors along it, to its right and up across it, in east, north,
/// up.
struct DwellBeam {
  double along[3], right[3], above[3];
  double half_width_right, half_width_above;  ///< sines of half the beamwidths
  double range_m, half_gate_m;
};

/// Which platforms lie in one of the beams at one instant?
struct DwellTask {
  CubicArrays cubics;
  KernelFrame frame;
  double t_ns;
  std::size_t count;
  const DwellBeam* beams;
  std::size_t beam_count;
  std::uint32_t* index;  ///< out, rising
};

/// Rows of a batch of looks, each an array of doubles.
enum LookRow : int {
  // What is looked at: the cubic, the start of the sweep in the cubic's time, the guess of the crossing after
  // that start.
  kLookCubic,
  kLookOffset = kLookCubic + 12,
  kLookGuess,
  kLookLnFront,
  kLookLnSide,
  kLookLnRear,
  kLookTable,
  // What happens.
  kLookTime,   ///< whole nanoseconds after the start of the sweep
  kLookFlags,  ///< sum of LookFlag
  kLookRange,
  kLookAzimuth,
  kLookElevation,
  kLookSnr,  ///< mean, of one pulse
  kLookSnrDb,
  kLookPd,
  // What is measured, where detected.
  kLookMeasuredRange,
  kLookMeasuredAzimuth,
  kLookMeasuredElevation,
  kLookRangeSd,
  kLookAzimuthSd,
  kLookElevationSd,
  kLookRowCount
};

enum LookFlag : int { kLineOfSight = 1, kInCoverage = 2, kDetected = 4 };

/// All that a look depends on besides the platform.
struct LookConstants {
  KernelFrame frame;

  // The sweep: azimuth at its start, rate, length; the azimuths repeat every `spacing`. Rate 0: everybody at
  // the start.
  double beam_begin_rad, beam_rate_rad_s, beam_spacing_rad, sweep_ns;

  // Horizon (earth/horizon.hpp) and coverage.
  double ground_hae_m, antenna_agl_m, antenna_leg_m, two_k_radius_m, mean_radius_m;
  double bending_rad_m;  ///< apparent less geometric elevation, for each metre of ground range
  double range_min_m, range_max_m, elevation_min_rad, elevation_max_rad;

  // Radar equation and detection: ln SNR = ln_constant + ln rcs - 4 ln R.
  double ln_constant;
  const double* tables;  ///< samples of detection tables, one after the other
  double pd_least;

  // Measurement: squared sd at 1 / (2 N SNR) = 1, squared floors.
  double pulses, snr_least;
  double range_square, azimuth_square, elevation_square;
  double range_floor_square, azimuth_floor_square, elevation_floor_square;
  double noise_scale;

  // Luck.
  std::uint64_t key, ordinal;
};

/// What is seen of each platform of the batch, and is it detected?
struct LookTask {
  const LookConstants* constants;
  double* rows;  ///< kLookRowCount rows of `stride`
  std::size_t stride;
  const std::uint64_t *detection_stream, *noise_stream;
  std::size_t padded;  ///< looks, a multiple of eight
};

/// The kernels built for one instruction set; all give the same bits.
struct Kernels {
  const char* name;
  void (*azimuth)(const AzimuthTask&);
  std::size_t (*crossings)(const CrossingTask&);
  std::size_t (*dwell)(const DwellTask&);
  void (*look)(const LookTask&);
};

const Kernels& kernels_scalar();
const Kernels& kernels_v3();
const Kernels& kernels_v4();  ///< only where kernels_v4_run()

bool kernels_v4_run();  ///< does this processor have AVX-512?

/// The widest that this processor runs, or what the environment's CUPOLA_KERNELS names (scalar, v3, v4);
/// chosen once.
const Kernels& kernels();

/// The detection table's cubic for one number: the same as in the look kernel.
double table_probability(const double* samples, double snr_db);

}  // namespace cupola
