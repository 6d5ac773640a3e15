#pragma once

#include <cstddef>
#include <vector>

#include "earth/geodetic.hpp"
#include "messages/track.hpp"
#include "tracking/mixture.hpp"
#include "tracking/sector.hpp"
#include "tracking/wide_memory.hpp"

namespace cupola {

/// What the coarse questions need of every track, in columns, so that a loop over all tracks runs in
/// lanes. A slot is a row; the columns are cut into blocks of four rows, so that the numbers of a track lie
/// close together for whoever asks of it alone. Times are seconds after the tracker's epoch.
struct TrackColumns {
  static constexpr std::size_t kRows = 4;
  using Column = double[kRows];
  struct Block {
    Column time_s, px, py, pz, vx, vy, vz, ax, ay, az, speed_m_s;
    Column s0, s1, s2, o0, o1, o2;  ///< MixtureReach
    Column p_sd_m, v_sd_m_s;        ///< by all modes together, roots of traces
  };
  std::vector<Block, WideMemory<Block>> blocks;
  std::size_t size = 0;  ///< slots

  /// A column at a slot, as in at(slot, &TrackColumns::Block::px).
  double at(std::size_t slot, Column Block::* column) const {
    return (blocks[slot / kRows].*column)[slot % kRows];
  }
  void grow(std::size_t slots);
  void copy(std::size_t from, std::size_t to);
  void set(std::size_t slot, double time_s, const Track& track, const Vec3& a_ecef_m_s2,
           const MixtureReach& reach);
};

/// When and where a batch looked.
struct CoveredSpan {
  double middle_s = 0.0, half_length_s = 0.0;
  std::vector<Sector> sectors;  ///< one for each face; none: dedicated dwells, which look at no sector
  bool continues = false;       ///< this slice begins where and when the one before ended
};

/// A track that the look may have met; decided: if it has not met it by now, it has missed it.
struct MetTrack {
  int slot = 0;
  bool decided = false;
};

/// How wide the filter's modes may part, and the gate's chi-square.
struct CoarseRule {
  double noise_density_m2_s3 = 0.0, chi_square = 0.0;
};

/// Which tracks may a look have met, and which has it missed if it did not meet them?
/// Model      those in the sector widened by each track's own uncertainty (a ball that holds the gates of
///            all modes) and by its way during the batch. It is decided a margin later: a track
///            nearer than the margin to the trailing edge waits for the next slice, and a slice that
///            continues another reaches back by the margin; other looks decide only on what lies a
///            margin inside. The margin is the uncertainty by all modes together, at most a quarter of the sector's width. A
///            full circle meets and decides all
/// Returns    slots in rising order
/// Checked by tests/coverage.cpp
void find_met(const TrackColumns& tracks, const CoveredSpan& span, const LocalFrame& radar,
              const CoarseRule& rule, std::vector<MetTrack>& met);

/// The tracks that are asked about a batch, in rising position, as they are at the middle of it.
struct SelectedTracks {
  std::vector<int> position;
  std::vector<double> time_s, x, y, z, vx, vy, vz;  ///< time_s: of their own states
  /// The gate of any mode for a plot of covariance R lies in a ball of the radius squared chi_square
  /// (spread2 + 1.25 tr R), m^2.
  std::vector<double> spread2;

  void clear() { position.clear(); }
  std::size_t size() const { return position.size(); }
  void add(int track, const TrackColumns& tracks, std::size_t slot, const CoveredSpan& span,
           const CoarseRule& rule);
};

}  // namespace cupola
