#pragma once

#include <cstddef>
#include <cstdint>

#include "sensing/look_task.hpp"

// What the hot kernels share with the rest of the room: plain arrays and constants, so that nothing of a wide
// type, and no inline function, crosses between files built for different processors.

namespace cupola {

/// Cubics of all platforms (world/segment_lanes.hpp), a multiple of eight of them.
struct CubicArrays {
  const double* begin_ns;         ///< since the scenario's start
  const double* coefficient[12];  ///< a, b, c, d; x, y, z of each
};

/// Which platforms are asked for: eight at a time, n standing for 8 n to 8 n + 7; rising.
struct Eights {
  const std::uint32_t* n;
  std::size_t count;
};

/// In which direction does a radar have the platforms at one instant, and how far over the ground?
/// Returns    in `azimuth_rad`: [-pi, pi]; nothing is written for those not asked for
struct AzimuthTask {
  CubicArrays cubics;
  KernelFrame frame;
  double t_ns;  ///< since the scenario's start
  Eights eights;
  double *azimuth_rad, *ground_m;
};

/// Azimuths of all platforms and of the beam at one instant.
struct BeamAzimuths {
  const double* azimuth_rad;
  double beam_rad;
};

/// Which platforms did the beam pass between two instants? Those whose phase, the fraction of
/// (azimuth - beam) x scale, wrapped. And how long can the beam not pass them, if it turns on at its rate?
struct CrossingTask {
  BeamAzimuths begin, end;
  double scale;  ///< 1 / rad, faces / 2 pi
  Eights eights;
  std::size_t count;
  double least;                             ///< smallest rise of the phase that is a wrap
  double beam_rad_s;                        ///< how fast the beam turns
  const double *ground_m, *most_speed_m_s;  ///< by platform: how far at the end, and never faster than this
  double* free_ns;                          ///< out, by platform asked for: after the end of the sweep
  std::uint32_t* index;                     ///< out, rising
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
  Eights eights;
  std::size_t count;
  const DwellBeam* beams;
  std::size_t beam_count;
  std::uint32_t* index;  ///< out, rising
};

/// What does a batch of detection tables say?
struct ProbabilityTask {
  const float* tables;
  const double *first, *snr;  ///< where each table begins, and what is asked of it
  double* probability;        ///< out
  std::size_t padded;         ///< a multiple of eight
};

/// The kernels built for one instruction set; all give the same bits.
struct Kernels {
  const char* name;
  void (*azimuth)(const AzimuthTask&);
  std::size_t (*crossings)(const CrossingTask&);
  std::size_t (*dwell)(const DwellTask&);
  void (*look)(const LookTask&);
  void (*measure)(const MeasureTask&);
  void (*probability)(const ProbabilityTask&);
};

const Kernels& kernels_scalar();
const Kernels& kernels_v3();
const Kernels& kernels_v4();  ///< only where kernels_v4_run()

bool kernels_v4_run();  ///< does this processor have AVX-512?

/// The widest that this processor runs, or what the environment's CUPOLA_KERNELS names (scalar, v3, v4);
/// chosen once.
const Kernels& kernels();

/// One number from a grid: the same as in the look kernel.
double looked_up(const KernelGrid& grid, double x, double y);

/// The detection table read for one number: the same as in the look kernel.
double table_probability(const float* samples, double snr);

}  // namespace cupola
