#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "command/track_belief.hpp"
#include "command/track_numbers.hpp"
#include "messages/fused_track.hpp"

namespace cupola {

/// A track as another post last told it.
struct RemoteTrack {
  TrackNumber same_as = 0;           ///< the own (or earlier told) track of the same object; 0: none
  TrackNumber was_same_as = 0;       ///< the last one that there was
  std::size_t place = 0;             ///< where `same_as` stood among the own beliefs when last asked for
  Time compared;                     ///< with its partner, last
  bool fresh = false;                ///< told since the last correlation
  bool news = false;                 ///< told between the last correlation and the one before
  Track track;                       ///< last: what walks over all look at stands close to its number
  std::vector<TrackOrigin> origins;  ///< what it is made of; empty: of itself alone
};

/// The tracks of other posts, and which own tracks they are.
/// Model      nearest neighbour by statistical distance at the time told; a track answers to at most one
///            track of each other post; a pair once made is kept while it holds, of which it is asked every
///            five seconds. The gate is wide (chi-square 60): taking one target for two costs two shots, and that a post tells of two where another sees
///            one is still found. Own beliefs stand for it without what was told of them: an echo would
///            always fit. What is told to be lost, or not told again within 30 s, is forgotten; where
///            tracks are told in turn, not within the time that two turns take of all that its teller has told
/// Random     none; in order of track number
/// Checked by tests/remote_tracks.cpp
class RemoteTracks {
 public:
  /// `pause_s`: between two tracks told over a link that carries one at a time; 0: they come as there is news.
  explicit RemoteTracks(double pause_s = 0.0);

  void receive(const Track& track, const std::vector<TrackOrigin>& origins = {});
  /// Finds the partners among the own tracks (`own`, in order of number), else among what other posts told.
  void correlate(Time now, const std::vector<TrackBelief>& own);

  const RemoteTrack* find(TrackNumber number) const;
  const std::vector<RemoteTrack>& all() const { return tracks_; }  ///< in order of number

 private:
  bool taken(TrackNumber number, PostId owner, TrackNumber except) const;
  const Track* partner(RemoteTrack& told, const std::vector<TrackBelief>& own) const;
  TrackNumber nearest(const Track& track, const std::vector<TrackBelief>& own) const;

  /// How many tracks of each post there are.
  std::vector<std::pair<PostId, int>> tellers() const;

  Duration pause_;
  std::vector<RemoteTrack> tracks_;
  TrackNumbers numbers_;  // of tracks_
};

namespace detail {
/// distance_at of two that are `apart_m` then, `dt` seconds after the believed one's own time.
double distance_nearby(const Track& believed, const Track& other, double dt, const Vec3& apart_m,
                       double gate);
}  // namespace detail

/// Squared statistical distance of a believed track from another at that one's time; negative: not the same. Most
/// pairs are much too far apart, which is told at once.
inline double distance_at(const Track& believed, const Track& other, double gate) {
  constexpr double kNearby_m = 20'000.0;
  const double dt = (other.time - believed.time).seconds();
  const Vec3 apart_m = believed.p_ecef_m + dt * believed.v_ecef_m_s - other.p_ecef_m;
  if (dot(apart_m, apart_m) > kNearby_m * kNearby_m) return -1.0;
  return detail::distance_nearby(believed, other, dt, apart_m, gate);
}

}  // namespace cupola
