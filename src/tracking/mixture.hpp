#pragma once

#include <cstddef>

#include "messages/track.hpp"
#include "tracking/imm_task.hpp"

namespace cupola {

// A mixture is what the interacting multiple model filter of a run holds of one track in the earth-fixed
// frame: the numbers of one lane of a block (ImmShape<3>), one behind the other.

/// Of them, and a little room, so that rows of four numbers do not straddle two mixtures.
std::size_t mixture_size(const ImmModel& model);

/// Every mode at the track's state, with its share of the time; turns at the rate with which they begin.
void start_mixture(const ImmModel& model, const Track& track, double* mixture);

/// What all modes together say.
void read_merged(const ImmModel& model, const double* mixture, Track& track);

/// How far from where all modes together expect a track may one mode expect it, and how sure is that mode?
/// Model      bounds for any mode t seconds on, mixed anew with the others or not: its position lies within
///            offset(t) = o0 + o1 t + o2 t^2 of that of all modes, and the trace of its covariance is at most
///            sd(t)^2 + q t^3 with sd(t) = s0 + s1 t + s2 t^2 and q that of noise_density(). An arc of rate w
///            leaves the straight by at most v w t^2 / 2; traces of sums by Cauchy and Schwarz
/// Checked by tests/gating.cpp
struct MixtureReach {
  double s0_m = 0.0, s1_m_s = 0.0, s2_m_s2 = 0.0;
  double o0_m = 0.0, o1_m_s = 0.0, o2_m_s2 = 0.0;
};
MixtureReach reach_of(const ImmModel& model, const double* mixture);
/// Of the most restless mode: the trace of its noise is q t^3.
double noise_density_m2_s3(const ImmModel& model);

}  // namespace cupola
