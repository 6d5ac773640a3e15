#pragma once

#include <vector>

#include "command/order_of_battle.hpp"
#include "messages/envelope.hpp"

namespace cupola {

/// What of all that a post has for another goes over a link that does not carry everything?
/// Model      LinkSharing of the link. What is not shared is left out. A track that may not be told yet waits,
///            and is told as it is known when its turn comes, with the time it was known for: first what was
///            never told, then what was told the longest ago, then by number; that a track was lost is told
///            only of one that was told. Lines of a fire unit's state wait likewise. Orders, ends and launches
///            wait for nothing
/// Random     none
/// Checked by tests/telling.cpp
class Telling {
 public:
  explicit Telling(const OrderOfBattle& own);

  /// Goes through what was appended behind the first `before`.
  void sift(Time now, std::size_t before, std::vector<Envelope>& out);

 private:
  struct HeldTrack {
    FusedTrack told;
    bool news = false, heard = false;  ///< not told as it is; told ever
    Time when;                         ///< last told
  };
  struct HeldStatus {
    Status status;
    bool news = false, told = false;
    Time when;
  };
  /// One link that does not carry everything.
  struct Teller {
    KnownLink link;
    std::vector<HeldTrack> tracks;  // in order of number
    std::vector<HeldStatus> lines;  // by kind, unit, radar; of stock by weapon
    bool spoken = false;
    Time spoken_at;
  };

  bool passes(Teller& teller, Envelope& envelope);
  bool passes(Teller& teller, Track& track, const std::vector<TrackOrigin>& origins);
  bool keep(Teller& teller, const FusedTrack& told) const;
  bool keep(Teller& teller, const Status& status) const;
  void tell_tracks(Teller& teller, Time now, std::vector<Envelope>& out);
  void tell_lines(Teller& teller, Time now, std::vector<Envelope>& out);
  template <class Body>
  void send(const Teller& teller, Time now, const Body& body, std::vector<Envelope>& out) const;

  PostId self_, superior_;
  std::vector<Teller> tellers_;
};

}  // namespace cupola
