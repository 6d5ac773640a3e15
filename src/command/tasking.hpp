#pragma once

#include <algorithm>
#include <array>
#include <vector>

#include "command/assignment.hpp"
#include "command/fire_control.hpp"
#include "command/picture.hpp"
#include "command/shot_options.hpp"
#include "command/threat.hpp"
#include "command/threat_score.hpp"
#include "command/unit_book.hpp"
#include "command/weapons_release.hpp"
#include "messages/envelope.hpp"

namespace cupola {

/// A fire unit not heard of for so long is taken to be out of touch; three times as long as its state is told
/// at the most, where that is longer.
inline constexpr Duration kSilenceOfUnit{10'000'000'000};

/// A target given to a fire unit.
struct Task {
  Order
      order;  ///< as last sent, to engage or to cease; order.track.number stays, whatever number the target has here since
  TrackNumber track = 0;       ///< its number here now
  std::size_t belief_row = 0;  ///< where its belief stood last
  std::size_t unit = 0;        ///< index into the books
  Time ordered, last_sent;
  Time track_sent;  ///< of the newest track the unit was given
  int rounds_left_rail = 0;
  bool called_off = false;
};

/// Who shoots at what: release, threat, assignment, and the tasks under way, for a post that assigns.
///
/// Model      rolling horizon: at each decision the open targets are given to what is free
///            (assignment.hpp), tasks under way are kept until their assessment. A target is given to
///            one fire unit at a time. A fire unit that gave a target up is not asked again for it
///            within 10 s; given up again and again before a round has left, within 20 s, then 40 s. A task is called off before its first launch when its target is not released
///            any more, after it only when the target has answered, or the superior says, that it is no
///            enemy. An order that a fire unit's report shows it does not know of is sent again, and that to cease until it
///            is answered; a unit
///            not heard of for 10 s gets no orders, and what it was given but has not fired at is given
///            to others
/// Random     a lot for each track where the doctrine chooses targets at random; else none, in order of track number
/// Checked by tests/post.cpp, tests/fire_rules.cpp, tests/network_of_posts.cpp
class Tasking {
 public:
  explicit Tasking(const OrderOfBattle& own, ReplicateKey luck = {});

  void set_weapons_control(WeaponsControl state) { weapons_control_ = state; }
  void take_status(const Status& status, Time now);
  /// A round has left its rail, fired at the track of this number in the order.
  void take_launch(FireUnitId unit, TrackNumber ordered);
  void take_end(const Assessment& assessment, Picture& picture);

  /// One round: sets the verdict of every belief, hands own orders to `fire_control`, appends others'
  /// to `out`.
  void decide(Time now, Picture& picture, FireControl& fire_control, std::uint32_t& order_number,
              std::vector<Envelope>& out);

  const std::vector<Task>& tasks() const { return tasks_; }
  /// Does a fire unit have an order for this track?
  bool has(TrackNumber track) const {
    return std::any_of(tasks_.begin(), tasks_.end(), [track](const Task& t) { return t.track == track; });
  }
  /// After each update of the picture.
  void follow_renamings(const Picture& picture);

 private:
  /// A target that could be given to a fire unit at this decision, or cannot for a reason of reach or supply.
  struct OpenCase {
    TrackBelief* belief;
    ShotCase shot;
    bool given = false, turned_away = false;  ///< turned_away: the radar was then needed elsewhere
  };
  /// Where the orders of this decision go.
  struct Outlet {
    FireControl& fire_control;
    std::uint32_t& order_number;
    std::vector<Envelope>& envelopes;
  };

  // tasking.cpp: who gets what.
  void read_books(Time now, const FireControl& fire_control);
  void note_rounds();
  Release release_of(TrackBelief& belief) const;
  bool attacked_by(const TrackBelief& belief) const;
  double worth_of(TrackBelief& belief) const;
  void estimate_threat(TrackBelief& belief) const;
  void estimate_attack(TrackBelief& belief) const;
  void judge(Time now, TrackBelief& belief);
  bool number_in_use(TrackNumber number) const;
  bool look_again(Time now, const TrackBelief& belief) const;
  bool any_array_for(const TrackBelief& belief, Time now) const;
  void assign(Time now, Outlet& outlet);
  bool takes_sector(const ShotOption& option, const TrackBelief& belief, Time now);
  void give(Time now, TrackBelief& belief, const ShotOption& option, int rounds, Outlet& outlet);
  ShotObstacle obstacle_to(std::size_t open) const;
  void close(Time now, std::size_t open, TrackBelief& belief) const;
  void judge_tasks(Picture& picture);

  // tasking_upkeep.cpp: what becomes of it.
  void drop_unheard(Time now, Picture& picture);
  void call_off(Time now, Picture& picture, Outlet& outlet);
  void keep_informed(Time now, const Picture& picture, std::vector<Envelope>& out);
  void repeat_ceases(Time now, std::vector<Envelope>& out);
  void repeat_unknown_orders(Time now, const Picture& picture, std::vector<Envelope>& out);
  void send(Time now, const Task& task, const Message& body, std::vector<Envelope>& out) const;

  const OrderOfBattle& own_;
  ReplicateKey luck_;
  WeaponsControl weapons_control_;
  ThreatEvaluation threat_, attack_;  // on what is defended; on the fire units themselves
  ThreatScore score_;
  ShotOptions shot_options_;
  GreedyAssignment greedy_;
  std::vector<UnitBook> books_;
  std::vector<Task> tasks_;  // in the order given
  bool started_ = false;

  // Of the decision in hand.
  std::vector<UnitNow> units_;
  std::vector<UnitSupply> supply_;
  std::vector<ShotOption> options_;
  std::vector<OpenCase> cases_;
  std::vector<double> values_;
  bool any_channel_ = false;
  std::vector<std::vector<int>>
      rounds_before_;            ///< by unit and weapon type: free to be ordered, at the last decision
  bool any_round_more_ = false;  ///< of some type at some unit, than then
};

}  // namespace cupola
