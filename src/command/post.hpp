#pragma once

#include <memory>
#include <vector>

#include "command/order_of_battle.hpp"
#include "messages/envelope.hpp"

namespace cupola {

/// Why a post did, or did not, have a track engaged at this decision.
enum class DecisionVerdict : std::uint8_t {
  not_engageable,   ///< identity does not allow it
  held,             ///< weapons hold, a corridor, or too little chance of a kill forbids it
  no_threat,        ///< engageable, but threatens nothing
  out_of_reach,     ///< no intercept possible yet (it may come)
  no_time,          ///< no intercept possible any more
  no_channel,       ///< all channels that could be used for it are taken
  no_round,         ///< a round that is gone could still reach it, none that is left can
  waiting,          ///< ordered, or handed back a moment ago, or its fire unit is out of touch
  engaged,          ///< a round has left for it
  believed_killed,  ///< assessed so
  shots_taken,      ///< as many shots taken as the doctrine allows at one target, and believed alive
  array_elsewhere,  ///< a channel is free, but the guidance radar is needed where it faces
  radar_off         ///< the guidance radar that it would need does not radiate
};

/// One line of a post's decision book; only changes are kept.
struct Decision {
  TrackNumber track = 0;
  Category category = Category::unknown;
  double hostile_probability = 0.0;
  DecisionVerdict verdict = DecisionVerdict::not_engageable;
};

struct TrackBelief;

/// One command post: its picture and what it makes of it. Identification, threat evaluation, assignment to
/// fire units and, for its own fire units, the conduct of fire; the alert, where its radars wait for a warning. Sees messages only; the same messages give
/// the same orders, bit for bit.
class Post {
 public:
  /// `own` must outlive it; replicates share one. `luck`: of its crews and its lots, from which no other draw can be
  /// worked out.
  explicit Post(const OrderOfBattle& own, ReplicateKey luck = {});
  explicit Post(OrderOfBattle&&, ReplicateKey = {}) = delete;
  ~Post();
  Post(Post&&) noexcept;

  void receive(Time now, const Message& message);
  /// The first half of a round of decisions, for a post whose superior hears it without delay: what has become
  /// of its engagements, told before the superior decides. decide() at the same instant is the other half.
  void take_stock(Time now, std::vector<Envelope>& out);
  /// One round of decisions; appends what is to be sent.
  void decide(Time now, std::vector<Envelope>& out);

  const Tracker& tracker() const;
  /// In order of track number, as of the last call of decide().
  const std::vector<TrackBelief>& beliefs() const;
  /// Changes since the last call of decide().
  const std::vector<Decision>& decisions() const;
  /// Of its own fire unit of this number in the order of battle, as it reckons.
  int target_channels_free(std::size_t own_unit) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cupola
