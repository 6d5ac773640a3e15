#pragma once

#include <optional>
#include <vector>

#include "command/post.hpp"
#include "engine/chronicle.hpp"
#include "engine/event_queue.hpp"
#include "engine/inbox.hpp"
#include "engine/invariants.hpp"
#include "engine/mailbag.hpp"
#include "engine/plan.hpp"
#include "engine/ready_time.hpp"
#include "engine/saturation_book.hpp"
#include "network/network.hpp"
#include "sensing/sensing.hpp"
#include "weapons/damage.hpp"
#include "weapons/weapons.hpp"
#include "world/world.hpp"

namespace cupola {

/// Where a replicate's traffic with the posts is taken down, if wanted.
struct Tap {
  std::vector<InboxEntry>& inbox;
  std::vector<Envelope>& sent;
};

/// The state of one replicate and what each event does to it. Carries messages between the rooms; decides
/// nothing itself.
class Battle {
 public:
  Battle(const Plan& plan, ReplicateKey key, Log& log, Tap* tap);

  bool next(Event& event);

  void change_readiness(const Event& event);  ///< the world moves: a radar's schedule
  void stand_up(const Event& event);          ///< the world moves: an element stands and warms up
  void keep_duty(const Event& event);         ///< the world moves: a radar on duty, or off
  void fail_or_mend(const Event& event);      ///< the world moves: something breaks down, or is up again
  void arrive(const Event& event);            ///< the world moves: a hostile at its objective
  void finish_reload(const Event& event);     ///< the world moves: a launcher has its load again
  void move(const Event& event);              ///< the world moves: a fire unit changes its place
  void look(const Event& event);              ///< slice, frame or dwells, and the plots sent off
  void listen(const Event& event);            ///< a passive sensor's period, and the bearings sent off
  void deliver(const Event& event);           ///< a message reaches a post, a radar, a fire unit or a round
  void take_stock(const Event& event);        ///< a post says what has become of its engagements
  void decide(const Event& event);            ///< a post decides, and its messages are sent off
  void launch(const Event& event);            ///< a round leaves, or fails to
  void fly(const Event& event);               ///< a round flies on; its end is resolved

  ReplicateResult finish();

 private:
  const Scenario& scenario() const { return plan_->scenario; }
  void schedule_world();
  void schedule_readiness();
  Duration quickest_reaction() const;
  bool can_fire(LauncherId launcher, Time now) const;
  void note_saturation(PostId post, Time now);
  void note_saturation(RadarId radar);
  void schedule_failure(std::size_t part);
  void alert(RadarId radar, Time now);
  /// Makes a change of a radar known: to the record, and to its post.
  template <class Change>
  void change_radar(RadarId radar, Time now, const Change& change) {
    const bool was_up = world_.radar(radar).up();
    ready_time_.take(radar, world_.radar(radar), now);
    change();
    note_change(radar, was_up, now);
    report_radar(radar, now);
  }
  void note_change(RadarId radar, bool was_up, Time now);
  void report_crew(FireUnitId unit, Time now);
  void report_launcher(LauncherId launcher, Time now);
  void report_down_at_start();
  StrikeWay way_of(const Platform& platform, Time now) const;
  void strike(const Platform& platform, Time now);
  void lose(const GroundTarget& element, Time now);
  void begin_reloads(FireUnitId unit, Time now);
  void schedule_moves();
  void order_move(std::uint32_t relocation, Time now);
  void tear_down_once_free(FireUnitId unit, Time now);
  void stand_at_next(std::uint32_t relocation, Time now);
  void report_moved(LauncherId from, LauncherId to, Time now);
  void note_move(std::uint32_t relocation, MoveStep step, Time now, Time until);
  bool is_lost(const GroundTarget& element) const;
  LauncherId where_its_rounds_are(LauncherId launcher) const;
  void schedule_looks();
  void schedule_posts();
  void schedule_next_look(const Event& event);
  void send(Envelope&& envelope);
  void send_outgoing();
  std::optional<Time> dispatch(const Envelope& envelope);
  void share(RadarId radar, Time now);
  enum class Rows { copied, given };
  void hand_on(RadarId radar, PostId post, Time now, Rows rows);
  bool executes(PostId post) const;  ///< its superior hears it without delay
  void receive(PostId post, Time now, const Message& message);
  void obey(RadarId radar, const Message& message, Time now);
  void report_radar(RadarId radar, Time now);
  void report_stock(FireUnitId unit, Time now);
  void guide(const Uplink& uplink, Time now);
  void resolve(const Round& round, const FlightStep& step, Time now);
  void end_of(const Round& round);  ///< taken down; once
  /// Holds what is sent to what no network can undercut.
  void check_arrival(Address from, Address to, Time sent, Time arrival) const {
    const bool posts = from.kind == AddressKind::post && to.kind == AddressKind::post && from.id != to.id;
    CUPOLA_INSIST(broken_by_arrival(sent, arrival, posts ? least_between_posts_ : least_internal_));
  }
  Time slice_border(RadarId radar, std::uint64_t number) const;
  Time listening_border(RadarId passive, std::uint64_t number) const;

  const Plan* plan_;
  Time end_;
  World world_;
  Sensing sensing_;
  Network network_;
  Weapons weapons_;
  ReplicateKey key_;
  Damage damage_;
  std::vector<GroundTarget> lost_;  // elements of the defence
  std::vector<Post> posts_;
  std::vector<std::vector<Cue>> cues_;  // by RadarId, in order of track number
  std::vector<Time> frame_begins_;      // by RadarId: of the search frame under way
  std::vector<std::size_t> served_;     // by RadarId: cues that the last dwells of its busiest array went to
  EventQueue queue_;
  Mailbag mail_;
  Chronicle chronicle_;
  ReadyTime ready_time_;
  SaturationBook saturation_;
  Tap* tap_;
  std::uint64_t mail_ordinal_ = 0, events_ = 0, rounds_ended_ = 0;
  std::vector<bool> round_ended_;  // by InterceptorId
  Duration least_internal_, least_between_posts_;
  // Truth columns of plot batches under way, by sack of mail: kept apart from the batches themselves.
  struct BatchTruth {
    std::vector<PlotTruth> plots, bearings;
  };
  std::vector<BatchTruth> truth_under_way_;
  LookResult look_;
  std::vector<Envelope> outgoing_;
  std::vector<Mailbag::Due> due_;
};

}  // namespace cupola
