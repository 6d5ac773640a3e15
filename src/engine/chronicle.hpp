#pragma once

#include <optional>
#include <vector>

#include "command/post.hpp"
#include "engine/bearing_shadow.hpp"
#include "engine/exposure_book.hpp"
#include "engine/plan.hpp"
#include "engine/shadow.hpp"
#include "engine/standings.hpp"
#include "messages/envelope.hpp"
#include "record/ledger.hpp"
#include "record/log.hpp"
#include "record/wrong_engagements.hpp"
#include "sensing/sensing.hpp"
#include "weapons/weapons.hpp"

namespace cupola {

/// Reads both sides of a replicate as it goes and takes it down: rows for the log, facts for the ledger.
/// Nothing reads it while the replicate runs.
class Chronicle {
 public:
  Chronicle(const Plan& plan, Log& log);

  /// How soon, after a firm track, the quickest of the crews of this replicate may launch.
  void crews_react_in(Duration reaction);
  /// What a radar adds to all that it measures, all through.
  void misaligned(RadarId radar, const Misalignment& error);
  /// `end`: of the look they belong to; what was seen is known then.
  void looks(const std::vector<LookTruth>& looks, Time end);
  void exposed(const std::vector<ExposedLook>& looks) { exposure_.looks(looks); }
  void plots(const PlotBatch& batch, const std::vector<PlotTruth>& truth);
  /// The post has worked a batch into its picture.
  void tracks(PostId post, const Tracker& tracker, const PlotBatch& batch,
              const std::vector<PlotTruth>& truth);
  void bearings(const PlotBatch& batch, const std::vector<PlotTruth>& truth);
  /// The same of a batch with bearings, after tracks().
  void bearing_tracks(PostId post, const Tracker& tracker, const PlotBatch& batch,
                      const std::vector<PlotTruth>& truth);
  /// The post's tracker has just worked a batch, or looked what has not been heard of for too long.
  void tracks_dropped(PostId post, Time now, const Tracker& tracker);
  /// What the post makes of radars out of line: now and then, and when all is over.
  void alignment(PostId post, Time now, const Alignment& alignment, bool last = false);
  void decisions(PostId post, Time now, const std::vector<Decision>& decisions);
  void sent(const Envelope& envelope, bool lost);
  void launched(const Round& round);
  void round_position(const Round& round);
  void readiness(const ReadinessRow& row) { log_->add(row); }
  void moves(const MoveRow& row) { log_->add(row); }
  void round_ended(const Round& round);
  void killed(PlatformId platform, Time t);
  void leaked(PlatformId platform, Time t);
  void never_set_out(PlatformId platform);
  void struck(const StrikeRow& row);
  void silenced(PostId post, Time t);  ///< it says nothing any more
  /// Settles who is neither dead nor through, and adds every outcome row.
  void finish(Time end);

  /// Whose track a round was fired at.
  PlatformId intended(InterceptorId round) const { return intended_[round.index()]; }
  const Ledger& ledger() const { return ledger_; }
  const std::vector<ThreatFacts>& facts() const { return facts_; }  ///< by PlatformId
  const std::vector<Fate>& fates() const { return fates_; }         ///< by PlatformId
  const ExposureBook& exposure() const { return exposure_; }
  const std::vector<AssetRow>& assets() const { return assets_; }  ///< by AssetId
  WrongEngagements wrong_engagements(Side side) const;

 private:
  const Platform& platform(PlatformId id) const { return plan_->scenario.platforms[id.index()]; }
  ThreatFacts* facts_of(PlatformId id) { return id.valid() ? &facts_[id.index()] : nullptr; }
  void updated(PostId post, const TrackState& state, PlatformId by, Time seen, const PlotBatch& batch);
  void detected(ThreatFacts& facts, const LookTruth& look, bool in_time);
  void order(const Envelope& envelope, const Order& order, bool lost);
  void assessment(const Assessment& assessment, Time sent);
  void report(const Track& track, bool lost);
  void heartbeat(PostId from, Time now, bool lost);
  RoundCause cause_of(const Round& round, PlatformId intended) const;
  void truth_rows(Time end);

  /// The last looks of a radar that a platform was in the coverage of, the newest in the lowest bit.
  struct LastLooks {
    std::uint64_t may_see = 0;  ///< nothing stood between, and nobody else's plot had it in it
    std::uint64_t plots = 0;    ///< it had a plot of its own
  };
  LastLooks& looks_of(const LookTruth& look) {
    return last_looks_[look.radar.index() * facts_.size() + look.platform.index()];
  }
  void count_towards_a_track(ThreatFacts& facts, const LookTruth& look, Time end);
  void no_longer(const std::optional<Standings::Said>& said, Time now);  ///< it has had its time
  void no_longer(PlatformId who, Time now);                              ///< of all posts

  const Plan* plan_;
  Log* log_;
  std::vector<ThreatFacts> facts_;
  std::vector<Fate> fates_;
  std::vector<Time> fate_times_;
  std::vector<bool> settled_;
  Standings standings_;
  std::vector<LastLooks> last_looks_;  // by RadarId, then PlatformId
  struct Initiation {
    int hits, looks;
  };
  std::vector<Initiation> initiation_;  // by RadarId: what its post asks of a new track
  std::vector<Time> aligned_;           // by PostId: when what it makes of its radars was last taken down
  std::vector<Time> heard_;             // by PostId: when the post above last heard of its fire units
  Shadow shadow_;                       // of all posts: a track number names its post
  BearingShadow bearing_shadow_;
  ExposureBook exposure_;
  std::vector<PlatformId> intended_;  // by InterceptorId
  std::vector<AssetRow> assets_;      // by AssetId
  Ledger ledger_;
};

}  // namespace cupola
