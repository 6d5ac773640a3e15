#pragma once

#include <cstddef>
#include <cstdint>

// What the kernels of looking and measuring share with the rest of the room: plain arrays and constants, as
// in kernels.hpp.

namespace cupola {

inline constexpr int kArrayMost = 4;

/// Where a radar stands: origin and the rows east, north, up of the rotation from the earth-fixed frame.
struct KernelFrame {
  double origin[3];
  double row[3][3];
};

/// A function of one variable: samples at even steps, straight lines between, its ends beyond. Natural
/// logarithms of power ratios where nothing else is said.
struct KernelTable {
  const double* samples = nullptr;  ///< none: not asked
  double first = 0.0, per = 0.0;    ///< x of the first sample, samples per unit of x
  double last = 0.0;                ///< index of the last sample
};

/// An axis of a grid: even up to a knee, and even with other steps above it.
struct KernelAxis {
  double first = 0.0, per = 0.0, knee = 0.0, knee_at = 0.0, per_above = 0.0;
  double last = 0.0;  ///< index of the last sample
};

/// A function of two variables, straight lines between its samples, its edges beyond.
struct KernelGrid {
  const float* samples = nullptr;  ///< row by row, a row for each y; none: not asked
  KernelAxis x, y;
  double stride = 0.0;
};

/// Noise from one jammer at one radar.
struct KernelJammer {
  double place_m[3], velocity_m_s[3];  ///< east, north, up, at the begin of the sweep
  double over_noise_m2;  ///< power density over that of the radar's own noise, in its beam: so much over
                         ///< range squared
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
  kLookTable,        ///< where its detection table begins
  kLookShape,        ///< of the fluctuation drawn here: 0 none, 1 exponential, 2 gamma of two
  kLookBlocksPerNs,  ///< a new draw of it so often; 0: at every look
  // What happens.
  kLookTime,   ///< whole nanoseconds after the start of the sweep
  kLookFlags,  ///< sum of LookFlag
  kLookRange,
  kLookEast,
  kLookNorth,
  kLookUp,
  kLookLnSnr,  ///< of one pulse, against noise, clutter and jamming, as it fluctuates
  kLookPd,
  kLookRowCount
};

enum LookFlag : int { kLineOfSight = 1, kInCoverage = 2, kDetected = 4 };

/// All that a look depends on besides the platform.
struct LookConstants {
  KernelFrame frame{};
  bool moves = false;  ///< the radar is carried: `frame` is where it is at the start of the sweep
  double way[3][3]{};  ///< and then it goes on by velocity, and factors of the time's square and cube

  // The sweep: azimuth at its start, rate, length; the azimuths repeat every `spacing`. Rate 0: everybody at
  // the start.
  double beam_begin_rad = 0.0, beam_rate_rad_s = 0.0, beam_spacing_rad = 0.0, sweep_ns = 0.0;
  double begin_since_start_ns = 0.0;

  // Heights of places near the site: |p|^2 = square (1 + q) with small q.
  double radius_m = 0.0, inverse_square = 0.0;
  // Horizon (earth/horizon.hpp) and coverage; sines of apparent elevations.
  double ground_hae_m = 0.0, antenna_agl_m = 0.0, antenna_leg_m = 0.0, two_k_radius_m = 0.0,
         mean_radius_m = 0.0;
  double bending_rad_m = 0.0;  ///< apparent less geometric elevation, for each metre of ground range
  double range_min_m = 0.0, range_max_m = 0.0, sine_min = 0.0, sine_max = 0.0;

  // Signal: ln S/N = ln_constant + ln rcs - 4 ln R + what the tables take.
  double ln_constant = 0.0;
  KernelTable pattern;             ///< two ways, by the sine of the apparent elevation
  KernelTable scan;                ///< two ways, by the cosine off the array's normal
  double normal[kArrayMost][3]{};  ///< of each array, east, north, up
  double ln_array[kArrayMost]{};   ///< two ways, of each array against the strongest
  int arrays = 1;                  ///< the one that sees best looks
  KernelGrid path;                 ///< two ways, by the ground range and the sine of the apparent elevation
  bool path_by_height = false;     ///< no: by how far it is to the horizon of what is seen, and by its height
  double path_leg_m = 0.0, path_two_k_radius_m = 0.0;  ///< of that horizon, as the two above
  bool masks = false;                                  ///< nothing comes from behind the horizon

  // Interference, over noise.
  KernelTable clutter;           ///< of the ground in the middle of the beam, before the filter, by range
  double clutter_range_m = 0.0;  ///< there is none beyond
  double ground_sine_per_m = 0.0, ground_sine_m = 0.0;  ///< sine of the elevation of the ground: -a / R - b R
  double beam_per_sine2 = 0.0,
         ln_sidelobe2 = 0.0;  ///< two-way beam over elevation: -beam_per_sine2 d^2, or floor
  double improvement = 0.0, inverse_minimum_velocity2 = 0.0, blind_velocity_m_s = 0.0;
  const KernelJammer* jammers = nullptr;
  std::size_t jammer_count = 0;
  double beam_azimuth_per_sine2 = 0.0, beam_elevation_per_sine2 = 0.0, sidelobe = 0.0;  ///< one way

  // Detection.
  const double* tables = nullptr;  ///< samples of detection tables, one after the other
  double pd_least = 0.0;

  // Luck.
  std::uint64_t key = 0, ordinal = 0;
};

/// What is seen of each platform of the batch, and is it detected?
struct LookTask {
  const LookConstants* constants;
  double* rows;  ///< kLookRowCount rows of `stride`
  std::size_t stride;
  const std::uint64_t *detection_stream, *fluctuation_stream;
  std::size_t padded;  ///< looks, a multiple of eight
};

/// Rows of what is measured of those detected.
enum MeasuredRow : int {
  kMeasuredEast,  ///< in: where it is, and its strength
  kMeasuredNorth,
  kMeasuredUp,
  kMeasuredLnSnr,
  kMeasuredTrueAzimuth,  ///< out
  kMeasuredTrueElevation,
  kMeasuredRange,
  kMeasuredAzimuth,
  kMeasuredElevation,
  kMeasuredRangeSd,
  kMeasuredAzimuthSd,
  kMeasuredElevationSd,
  kMeasuredSnr,
  kMeasuredRowCount
};

/// How well is it measured: squared sds at 1 / (2 N SNR) = 1, and squared floors.
struct MeasureConstants {
  double pulses, snr_least;
  double range_square, azimuth_square, elevation_square;
  double range_floor_square, azimuth_floor_square, elevation_floor_square;
  double noise_scale;
};

/// What does the radar measure of each echo of the batch?
struct MeasureTask {
  const MeasureConstants* constants;
  double* rows;  ///< kMeasuredRowCount rows of `stride`
  std::size_t stride;
  const std::uint64_t* noise_stream;
  std::uint64_t key, ordinal;
  std::size_t padded;
};

}  // namespace cupola
