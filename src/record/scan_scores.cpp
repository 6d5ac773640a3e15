#include "record/scan_scores.hpp"

#include <algorithm>
#include <map>

#include "core/check.hpp"
#include "core/math.hpp"

namespace cupola {
namespace {

void list_positions(std::span<const ScoredState> states, std::vector<Vec3>& points) {
  points.clear();
  for (const ScoredState& state : states) points.push_back(state.position_m);
}

class Scorer {
 public:
  Scorer(const ScanStates& truth, const ScanStates& tracks, const ScoreRules& rules)
      : truth_(truth),
        tracks_(tracks),
        ospa_(rules.cutoff_m, rules.ospa_order),
        gospa_(rules.cutoff_m, rules.gospa_order),
        last_track_(static_cast<std::size_t>(truth.whos), -1) {
    CUPOLA_CHECK(truth.scans() == tracks.scans());
    scores_.truth_of_state.assign(tracks.states.size(), -1);
  }

  ScanScores score() {
    for (std::size_t k = 0; k < truth_.scans(); ++k)
      if (!score_scan(k)) {
        ScanScores none;
        none.refused = truth_.times[k];
        return none;
      }
    take_means();
    take_purity();
    return std::move(scores_);
  }

 private:
  bool score_scan(std::size_t k) {
    list_positions(truth_.at(k), true_points_);
    list_positions(tracks_.at(k), track_points_);
    if (!gospa_.can_compare(true_points_, track_points_)) return false;
    const SetDistance distance = gospa_.compare(true_points_, track_points_);
    ScanScore score;
    score.time = truth_.times[k];
    score.truths = static_cast<int>(true_points_.size());
    score.tracks = static_cast<int>(track_points_.size());
    score.gospa_m = distance.gospa_m;
    score.localisation_m_p = distance.localisation_m_p;
    score.missed = distance.missed;
    score.spurious = distance.spurious;
    score.ospa_m =
        ospa_.order() == gospa_.order() ? distance.ospa_m : ospa_.compare(true_points_, track_points_).ospa_m;
    score.switches = note_pairs(k);
    pairs_ += distance.pairs;
    scores_.scans.push_back(score);
    return true;
  }

  /// Keeps who is on whom; returns how many truths changed their track.
  int note_pairs(std::size_t k) {
    const std::span<const ScoredState> truths = truth_.at(k), tracks = tracks_.at(k);
    int switches = 0;
    for (std::size_t i = 0; i < truths.size(); ++i) {
      const int pair = gospa_.estimate_of_truth()[i];
      if (pair == Assignment::kAlone) continue;
      const auto j = static_cast<std::size_t>(pair);
      scores_.truth_of_state[tracks_.begin[k] + j] = truths[i].who;
      std::int32_t& last = last_track_[static_cast<std::size_t>(truths[i].who)];
      if (last >= 0 && last != tracks[j].who) {
        scores_.switches.push_back({k, truths[i].who, last, tracks[j].who});
        ++switches;
      }
      last = tracks[j].who;
    }
    return switches;
  }

  void take_means() {
    const auto n = static_cast<double>(scores_.scans.size());
    if (scores_.scans.empty()) return;
    for (const ScanScore& scan : scores_.scans) {
      scores_.ospa_m += scan.ospa_m / n;
      scores_.gospa_m += scan.gospa_m / n;
      scores_.localisation_m_p += scan.localisation_m_p / n;
      scores_.truths += scan.truths / n;
      scores_.tracks += scan.tracks / n;
      scores_.missed += scan.missed / n;
      scores_.spurious += scan.spurious / n;
    }
    const double mean_p = pairs_ > 0 ? scores_.localisation_m_p * n / static_cast<double>(pairs_) : 0.0;
    scores_.localisation_m = mean_p > 0.0 ? math::pow(mean_p, 1.0 / gospa_.order()) : 0.0;
  }

  void take_purity() {
    std::map<std::int32_t, std::map<std::int32_t, int>> scans_on;  // by track, by truth; -1: on none
    for (std::size_t i = 0; i < tracks_.states.size(); ++i)
      ++scans_on[tracks_.states[i].who][scores_.truth_of_state[i]];
    long long life = 0, on_any = 0, on_majority = 0;
    for (const auto& [track, truths] : scans_on) {
      int most = 0;
      for (const auto& [truth, scans] : truths) {
        life += scans;
        if (truth < 0) continue;
        on_any += scans;
        most = std::max(most, scans);
      }
      on_majority += most;
      ++scores_.tracks_in_all;
      scores_.tracks_never_on_a_truth += most == 0 ? 1 : 0;
    }
    if (on_any > 0) scores_.purity = static_cast<double>(on_majority) / static_cast<double>(on_any);
    if (life > 0) scores_.purity_of_life = static_cast<double>(on_majority) / static_cast<double>(life);
  }

  const ScanStates &truth_, &tracks_;
  PointSets ospa_, gospa_;
  std::vector<Vec3> true_points_, track_points_;
  std::vector<std::int32_t> last_track_;  // by truth
  long long pairs_ = 0;
  ScanScores scores_;
};

}  // namespace

ScanScores score_scans(const ScanStates& truth, const ScanStates& tracks, const ScoreRules& rules) {
  return Scorer(truth, tracks, rules).score();
}

}  // namespace cupola
