#pragma once

#include <vector>

#include "command/fire_control.hpp"
#include "command/order_of_battle.hpp"
#include "command/picture.hpp"
#include "messages/envelope.hpp"

namespace cupola {

/// What a post tells its superior: its own tracks when they have news, launches, and how its fire units
/// stand; and what it tells posts below that decide for themselves: its picture.
///
/// Tracks go up once their identification is past the first questions, and once more, unconfirmed, when they
/// are lost; each as the own radars have it and with the own finding on identity only, so that no post hears its own
/// words again. Channels
/// and stock go up every second and at every change, the radar at every change. The picture goes down with what
/// this post has found itself, or was told of a track that only another has: its category, which stands above the
/// finding of who is told and is made without that one's own word, and what was heard. What a post has found itself
/// never comes back to it as an order.
class Reporting {
 public:
  explicit Reporting(const OrderOfBattle& own);  ///< which must outlive it
  explicit Reporting(OrderOfBattle&&) = delete;

  /// Each round that left, under the number the target had in the superior's order.
  void report_launches(Time now, const FireControl& fire_control, std::vector<Envelope>& out) const;
  void report(Time now, Picture& picture, const FireControl& fire_control, std::vector<Envelope>& out);
  /// To posts below that decide for themselves: every belief, with its category and what it is made of.
  void tell_below(Time now, Picture& picture, std::vector<Envelope>& out) const;

 private:
  /// What was last told of one fire unit.
  struct Told {
    Time when;
    int target_channels_free = -1, missile_channels_free = -1;
    std::vector<int> stock;  // by weapon type
    bool up = true;
    double sector_centre_rad = 0.0;
    Time until;
    double crew_delay_s = 0.0;
    bool launchers_up = true;
  };
  void report_tracks(Time now, Picture& picture, std::vector<Envelope>& out) const;
  void report_unit(std::size_t unit, Time now, const FireControl& fire_control, std::vector<Envelope>& out);
  void report_radar(std::size_t unit, Time now, const FireControl& fire_control, std::vector<Envelope>& out);
  template <class Body>
  void send(Time now, PostId post, const Body& body, std::vector<Envelope>& out) const;

  const OrderOfBattle& own_;
  std::vector<Told> told_;          // by own fire unit
  std::vector<PostId> told_below_;  // they get the picture
};

}  // namespace cupola
