#pragma once

#include <vector>

#include "command/behaviour.hpp"
#include "command/emitter_book.hpp"
#include "command/identification.hpp"
#include "command/order_of_battle.hpp"
#include "command/own_radars.hpp"
#include "command/remote_tracks.hpp"
#include "command/track_belief.hpp"
#include "command/track_numbers.hpp"
#include "messages/plot.hpp"
#include "tracking/tracker.hpp"

namespace cupola {

/// A target that goes on under another number.
struct Renaming {
  TrackNumber from = 0, to = 0;
};

/// What one post believes is in the air: its own tracks and those that others tell it of, identified.
///
/// A belief begins with a firm track and ends with it. While a fire unit has the target, its belief outlives
/// the track, and a firm new track at the place where the target should be takes it over with its number.
class Picture {
 public:
  explicit Picture(const OrderOfBattle& own);  ///< which must outlive it
  explicit Picture(OrderOfBattle&&) = delete;

  void receive(const PlotBatch& batch) {
    own_radars_.take(batch);
    tracker_.process(batch);
    if (!batch.bearings.empty()) emitters_.take(batch.bearings, tracker_.bearing_uses());
  }
  void receive(const Track& track, const std::vector<TrackOrigin>& origins = {});

  /// Brings the beliefs up to the tracks as they stand.
  void update(Time now);

  std::vector<TrackBelief>& beliefs() { return beliefs_; }  ///< in order of number
  const std::vector<TrackBelief>& beliefs() const { return beliefs_; }
  TrackBelief* find(TrackNumber number);
  const TrackBelief* find(TrackNumber number) const;
  /// The same for who asks for it again and again, and keeps the row where it was found last.
  TrackBelief* find(TrackNumber number, std::size_t& row);
  const TrackBelief* find(TrackNumber number, std::size_t& row) const;

  /// The own track of the object that another post, or this one, knows by `number`; 0: none.
  TrackNumber own_track_of(TrackNumber number) const;
  const RemoteTrack* told(TrackNumber number) const { return remote_.find(number); }

  /// What an own track is taken for without the word of `post`: for that one to be told.
  Category found_without(PostId post, const TrackBelief& belief) const;

  const std::vector<Renaming>& renamings() const { return renamings_; }  ///< of the last update
  const Tracker& tracker() const { return tracker_; }

 private:
  void walk_own_tracks();
  void walk_remote_tracks();
  bool made_of_the_same(const Track& told) const;
  void fuse_told();
  void note_finding(const Track& told, TrackBelief& belief) const;
  void hear(const RemoteTrack& told, TrackBelief& own) const;
  void weigh_words();
  void take_over_lost_targets();
  void merge_fresh();
  bool has_room() const { return beliefs_.size() + fresh_.size() < capacity_; }

  void claim_no_less(Track& track) const;
  void learn(TrackBelief& belief, const TrackState& state) const;
  void learn(TrackBelief& belief, const RemoteTrack& told) const;
  void estimate(TrackBelief& belief, const IffTally& tally, EmitterName emitter) const;
  void hand_over(TrackBelief& from, TrackBelief& to);

  const OrderOfBattle& own_;
  std::size_t capacity_;
  bool interrogates_, knows_flights_;
  BehaviourReader behaviour_;
  Identifier identifier_;
  OwnRadars own_radars_;
  Tracker tracker_;
  EmitterBook emitters_;
  RemoteTracks remote_;
  std::vector<TrackBelief> beliefs_, fresh_;
  TrackNumbers numbers_;  // of beliefs_
  std::vector<Renaming> renamings_;
  /// Beliefs and what another post told of the same target, in the order of what was told.
  struct Shared {
    TrackBelief* belief;
    const RemoteTrack* told;
  };
  std::vector<Shared> shared_;
};

}  // namespace cupola
