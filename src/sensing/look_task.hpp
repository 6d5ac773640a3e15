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

/// An axis of a grid: even up to a knee, and even with other steps above it; even throughout where
/// `per_above` is 0.
struct KernelAxis {
  double first = 0.0, per = 0.0, knee = 0.0, knee_at = 0.0, per_above = 0.0;
  double last = 0.0;  ///< index of the last sample
  constexpr bool operator==(const KernelAxis&) const = default;
};

/// A function of two variables, straight lines between its samples, its edges beyond.
struct KernelGrid {
  /// Row by row, a row for each y but the last, each sample with the one above it (kernel_grid.hpp); none:
  /// not asked.
  const float* samples = nullptr;
  KernelAxis x, y;
  double stride = 0.0;  ///< in samples
};

/// Two functions on one grid: samples of both side by side, row by row.
struct KernelTwinGrid {
  const float* samples = nullptr;  ///< none: not asked
  KernelAxis x, y;
  double stride = 0.0;  ///< in samples
};

/// Noise from one jammer at one radar.
struct KernelJammer {
  double place_m[3], velocity_m_s[3];  ///< east, north, up, at the begin of the sweep
  /// Power density over that of the radar's own noise, in the beam of each array: so much over range squared.
  double over_noise_m2[kArrayMost];
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
  kLookRcsTable,     ///< where its table of cross-section begins, instead of the three; below 0: it has none
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
  kLookSnr,  ///< of one pulse, against noise, clutter and jamming, as it fluctuates
  kLookPd,
  // Between the steps.
  kLookQuarters,  ///< direction in quarters of a turn
  kLookTooLow,    ///< by how much it is below what terrain lets through, m
  kLookEdge,      ///< of terrain before it, for each metre that it is too low
  kLookInverse,
  kLookAgl,
  kLookGround,  ///< range along the ground
  kLookSine,    ///< of the apparent elevation
  kLookRadial,
  kLookLnRcs,
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
  KernelGrid rcs;                  ///< ln m2 by azimuth and elevation in the body frame, table after table
  KernelTable pattern;             ///< two ways, by the sine of the apparent elevation
  KernelTable scan;                ///< two ways, by the cosine off the array's normal
  double normal[kArrayMost][3]{};  ///< of each array, east, north, up
  double ln_array[kArrayMost]{};   ///< two ways, of each array against the strongest
  int arrays = 1;                  ///< the one that sees best looks
  KernelGrid path;                 ///< two ways, by the ground range and the sine of the apparent elevation
  bool path_by_height = false;     ///< no: by how far it is to the horizon of what is seen, and by its height
  double path_leg_m = 0.0, path_two_k_radius_m = 0.0;  ///< of that horizon, as the two above
  bool masks = false;                                  ///< nothing comes from behind the horizon

  // Terrain, by the ground range and the direction in quarters of a turn (earth/sight_map.hpp).
  /// Least height seen, m above the ellipsoid; of the edge before the target, for each metre that it is too
  /// low. None: the smooth earth.
  KernelTwinGrid sight;
  KernelTable knife;        ///< two ways, by the parameter of the knife edge
  KernelGrid bulge;         ///< of `path`, on its places, what the earth takes: it counts where that is more
  double bulge_sine = 0.0;  ///< it takes nothing from this sine on
  double edge_scale = 0.0;  ///< sqrt(2 / wavelength)
  double edge_clear = 0.0;  ///< an edge this far below the line, for each metre of range, takes nothing

  // Interference, over noise. Over terrain `clutter` is that of ground seen square on.
  /// By ground range and direction: ln of the sine of grazing, sine of the elevation. None: smooth earth.
  KernelTwinGrid ground;
  double ln_roughness = 0.0;     ///< of 4 pi rms / wavelength: ground grazed lower than one over that fades
  KernelTable clutter;           ///< of the ground in the middle of the beam, before the filter, by range
  double clutter_range_m = 0.0;  ///< there is none beyond
  double ground_sine_per_m = 0.0, ground_sine_m = 0.0;  ///< sine of the elevation of the ground: -a / R - b R
  double beam_per_sine2 = 0.0,
         ln_sidelobe2 = 0.0;  ///< two-way beam over elevation: -beam_per_sine2 d^2, or floor
  double improvement = 0.0, inverse_minimum_velocity2 = 0.0, blind_velocity_m_s = 0.0;
  KernelTable rain;  ///< of rain that fills the beam, before the filter, by range; none: no rain
  double rain_top_agl_m = 0.0, rain_beam_rad = 0.0;  ///< beamwidth up; 0: a fan
  double rain_kept = 1.0;                            ///< after the filter over before
  const KernelJammer* jammers = nullptr;
  std::size_t jammer_count = 0;
  double beam_azimuth_per_sine2 = 0.0, beam_elevation_per_sine2 = 0.0, sidelobe = 0.0;  ///< one way

  // Detection.
  const float* tables = nullptr;  ///< samples of detection tables, one after the other
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
  std::size_t count;  ///< looks; the rows are good up to the next multiple of eight
};

/// Rows of what is measured of those detected.
enum MeasuredRow : int {
  kMeasuredEast,  ///< in: where it is, and its strength
  kMeasuredNorth,
  kMeasuredUp,
  kMeasuredStrength,
  kMeasuredSpan,         ///< of the body, m
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
  double pulses = 1.0, snr_least = 0.0;
  double range_square = 0.0, azimuth_square = 0.0, elevation_square = 0.0;
  double range_floor_square = 0.0, azimuth_floor_square = 0.0, elevation_floor_square = 0.0;
  double noise_scale = 1.0;

  // What throws the true error farther than the radar claims (radar_model.hpp).
  bool wanders = false;
  double glint_square = 0.0;  ///< in spans over range
  double image_square = 0.0;  ///< elevation, over a mirror; falling with squares of the angle between target
                              ///< and image and of the grazing angle:
  double image_per_square = 0.0, rough_per_square = 0.0;
  double antenna_agl_m = 0.0, drop_per_m = 0.0;  ///< the ground falls away with the square of the range
};

/// What does the radar measure of each echo of the batch?
struct MeasureTask {
  const MeasureConstants* constants;
  double* rows;  ///< kMeasuredRowCount rows of `stride`
  std::size_t stride;
  const std::uint64_t* noise_stream;
  std::uint64_t key, ordinal;
  std::size_t count;  ///< echoes; the rows are good up to the next multiple of eight
};

}  // namespace cupola
