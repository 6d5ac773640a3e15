#pragma once

#include <optional>
#include <vector>

#include "command/engagement.hpp"
#include "command/launcher_book.hpp"
#include "command/order_of_battle.hpp"
#include "command/picture.hpp"
#include "command/sector_keeping.hpp"
#include "command/threat.hpp"
#include "flight/intercept_point.hpp"
#include "messages/envelope.hpp"

namespace cupola {

/// The end of an engagement, for whoever ordered it.
struct EngagementEnd {
  Assessment assessment;
  PostId ordered_by;
  std::uint32_t order_number = 0;
  TrackNumber own = 0;
};

/// How does a fire unit carry out its orders to engage?
///
/// The conduct of fire of a post's own fire units. Each decision: first assess() (evidence, ends, channels
/// given back), then new orders, then conduct() (sector, cues, launches, uplinks).
///
/// Model      per engagement: turn the sector if needed and free; cue the guidance radar; own firm track =
///            two hits of the guidance radar, the last one recent; no launch by it before it holds the target as
///            well as the doctrine asks (firing_track.hpp); reaction time from the order (or from the
///            release of the track, where the post orders itself); salvo with its spacing from the launcher
///            that is ready first, each round only if a predicted intercept lies in the zone, in view and
///            outside the keep-out; uplinks to semi-active rounds from the own firm track only (RULES 15), to
///            active ones from the own, else the told track; after the last round's end the evidence of the
///            guidance radar decides, without it the track: hit again since then means alive, silence where
///            that radar looked since then believed killed, no look not killed; shoot again while the doctrine
///            has another salvo and the store more than the order's reserve; salvos whose rounds the unit knows
///            to have lost their guidance before hand-over are left out where the doctrine says so
/// Holds for  channels: a target channel from order to end of assessment, a missile channel from launch order
///            to the round's end. Where the doctrine has `remote_data: fire`, active rounds leave without the
///            own radar as soon as the told track is surer than their hand-over basket is wide; that the teller
///            has lost it behind the last intercept counts as killed there
/// Random     the stages of each reaction (reaction.hpp), where the doctrine has any
/// Checked by tests/fire_control.cpp, tests/fire_rules.cpp, tests/post.cpp
class FireControl {
 public:
  explicit FireControl(const OrderOfBattle& own, ReplicateKey luck = {});  ///< `own` must outlive it
  explicit FireControl(OrderOfBattle&&, ReplicateKey = {}) = delete;

  void set_weapons_control(WeaponsControl state) { weapons_control_ = state; }
  void take_order(Time now, const Order& order, Time reaction_from);
  void take_status(const Status& status);
  void take_plots(const PlotBatch& batch, const std::vector<TrackNumber>& plot_tracks);

  /// After each update of the picture.
  void follow_renamings(const Picture& picture);
  void assess(Time now, Picture& picture);
  void conduct(Time now, Picture& picture, std::uint32_t& order_number, std::vector<Envelope>& out);

  /// Engagements that ended, and rounds that left, since forget_news().
  const std::vector<EngagementEnd>& ended() const { return ended_; }
  const std::vector<GuidedRound>& left() const { return left_; }
  void forget_news();

  const std::vector<Engagement>& engagements() const { return engagements_; }
  const Engagement* engagement(std::uint32_t key) const;
  const std::vector<GuidedRound>& rounds() const { return rounds_; }
  std::size_t unit_count() const { return units_.size(); }
  const KnownFireUnit& unit(std::size_t unit) const { return units_[unit].known; }
  int target_channels_free(std::size_t unit) const;
  int missile_channels_free(std::size_t unit) const;
  int stock(std::size_t unit, WeaponTypeId weapon) const { return units_[unit].launchers.stock(weapon); }
  const SectorKeeping& sector(std::size_t unit) const { return units_[unit].sector; }
  /// Its guidance radar is up, and one of its launchers at least works.
  bool can_fire(std::size_t unit) const {
    return units_[unit].sector.up() && units_[unit].launchers.any_works();
  }
  bool launchers_up(std::size_t unit) const { return units_[unit].launchers.any_works(); }
  double crew_delay_s(std::size_t unit) const { return units_[unit].crew_delay_s; }

 private:
  /// What launch_window.hpp asks beside the target.
  struct LaunchQuestion {
    ReachOf reach;
    double delay_s, left_s;
  };

  struct Unit {
    const KnownFireUnit& known;
    LauncherBook launchers;
    SectorKeeping sector;
    double crew_delay_s = 0.0;
    std::uint64_t engagements = 0;  // so far
  };
  struct StaleCue {
    RadarId radar;
    TrackNumber track;
  };

  // fire_control.cpp: what comes in, and what is left.
  void accept(Time now, const Order& order, Time reaction_from);
  void cease(Time now, const Order& order, Engagement* known);
  bool answered_before(const Order& order);
  void tell(const EngagementEnd& end);
  void note_launch(const Status& status);
  void fail_launch(std::size_t round);
  Engagement* live(std::uint32_t key);
  void finish(Engagement& e, Verdict verdict, Time now);

  bool covers(const PlotBatch& batch, const Engagement& e) const;
  double to_this_unit_s(const Engagement& e) const;
  double to_what_it_threatens_s(const Engagement& e) const;
  bool crosses(const PlotBatch& batch, const Engagement& e) const;

  // fire_control_assess.cpp: what has become of the targets.
  void follow(Engagement& e, Time now, Picture& picture);
  void foresee(Engagement& e) const;
  bool taken_by_another(const Engagement& e, TrackNumber own) const;
  void assess(Engagement& e, Time now, const Picture& picture);
  void predict_ends(Engagement& e, Time now);
  bool salvo_over(const Engagement& e, Time now) const;
  bool led_nowhere(const Engagement& e) const;
  void shoot_again_or_stop(Engagement& e, Time now);
  std::optional<Verdict> why_hopeless(const Engagement& e, Time now) const;
  void tidy(Time now);

  // fire_control_conduct.cpp: what is done about them.
  void keep_sector(std::size_t unit, Time now, std::vector<Envelope>& out);
  void cue(Engagement& e, Time now, const Picture& picture, std::vector<Envelope>& out);
  void cancel_cues(Time now, std::vector<Envelope>& out);
  void fire(Engagement& e, Time now, std::uint32_t& order_number, std::vector<Envelope>& out);
  void make_the_last_chance_count(Engagement& e, Time now) const;
  bool launch_next(Engagement& e, Time now, std::uint32_t& order_number, std::vector<Envelope>& out);
  void order_launch(Engagement& e, const LauncherBook::Choice& choice, const InterceptPoint& point,
                    std::uint32_t number, Time now, std::vector<Envelope>& out);
  void uplink(Time now, std::vector<Envelope>& out);

  // Both.
  ReachOf reach_of(const Engagement& e, const GuidanceLimits& limits) const;
  ReachTarget target_of(const Engagement& e, Time now) const;
  LaunchQuestion launch_of(const Engagement& e, Time now, double not_before_s) const;
  LaunchWindow window_of(const Engagement& e, const ReachTarget& target, Time now) const;
  bool has_window(const Engagement& e, Time now, double not_before_s = 0.0) const;
  int rounds_to_spare(const Engagement& e) const;
  bool has_rounds_flying(const Engagement& e) const;
  bool held_well_enough(const Engagement& e, Time now) const;
  bool told_well_enough(const Engagement& e, Time now) const;

  const OrderOfBattle& own_;
  ReplicateKey luck_;
  WeaponsControl weapons_control_;
  ThreatEvaluation threat_;
  Duration period_;
  std::vector<Unit> units_;
  std::vector<Engagement> engagements_;      // in order of key
  std::vector<GuidedRound> rounds_;          // in order of launch order
  std::vector<EngagementEnd> ended_, told_;  // told_: the last ends, to answer a repeated order
  std::vector<GuidedRound> left_;
  std::vector<StaleCue> stale_cues_;
  std::uint32_t next_key_ = 1;
};

}  // namespace cupola
