#include <algorithm>
#include <map>

#include "core/check.hpp"
#include "record/siap.hpp"

namespace cupola {
namespace {

constexpr std::int32_t kNobody = -1;

/// By state of the tracks: the truth nearest to it within the threshold, or kNobody.
std::vector<std::int32_t> nearest_truths(const ScanStates& truth, const ScanStates& tracks,
                                         double threshold_m) {
  std::vector<std::int32_t> nearest(tracks.states.size(), kNobody);
  std::vector<const ScoredState*> by_x;
  for (std::size_t k = 0; k < tracks.scans(); ++k) {
    by_x.clear();
    for (const ScoredState& state : truth.at(k)) by_x.push_back(&state);
    std::sort(by_x.begin(), by_x.end(),
              [](const auto* a, const auto* b) { return a->position_m.x < b->position_m.x; });
    for (std::size_t i = tracks.begin[k]; i < tracks.begin[k + 1]; ++i) {
      const Vec3& p_m = tracks.states[i].position_m;
      double least_m = threshold_m;
      auto near = std::lower_bound(by_x.begin(), by_x.end(), p_m.x - threshold_m,
                                   [](const auto* s, double x) { return s->position_m.x < x; });
      for (; near != by_x.end() && (*near)->position_m.x <= p_m.x + threshold_m; ++near) {
        const double distance_m = norm(p_m - (*near)->position_m);
        const bool tie = distance_m == least_m && nearest[i] > (*near)->who;
        if (distance_m >= least_m && !tie) continue;
        least_m = distance_m;
        nearest[i] = (*near)->who;
      }
    }
  }
  return nearest;
}

/// One track's way from truth to truth, scan by scan.
class Follower {
 public:
  using Found = std::map<std::int32_t, std::vector<ScanSpan>>;  // by truth

  explicit Follower(const SiapRules& rules) : rules_(rules) {}

  void see(std::size_t scan, std::int32_t nearest) {
    if (current_ == kNobody)
      look_for_one(scan, nearest);
    else
      keep_or_end(scan, nearest);
  }
  Found finish() {
    if (current_ != kNobody) found_[current_].push_back(span_);
    return std::move(found_);
  }

 private:
  void look_for_one(std::size_t scan, std::int32_t nearest) {
    if (nearest == kNobody) {
      hits_ = 0;
      candidate_ = kNobody;
    } else if (candidate_ != nearest) {
      begin_candidate(scan, nearest);
    } else {
      ++hits_;
    }
    if (hits_ < rules_.pairs_to_confirm) return;
    current_ = nearest;
    span_ = {since_, scan};
    candidate_ = kNobody;
    hits_ = 0;
  }

  void keep_or_end(std::size_t scan, std::int32_t nearest) {
    if (nearest == current_) {
      misses_ = 0;
      span_.last = scan;
      return;
    }
    ++misses_;
    if (nearest != kNobody && nearest == candidate_)
      ++hits_;
    else
      begin_candidate(scan, nearest);
    if (misses_ < rules_.misses_to_end) return;
    found_[current_].push_back(span_);
    current_ = kNobody;
    if (hits_ < rules_.pairs_to_confirm) return;
    current_ = candidate_;
    span_ = {since_, scan};
  }

  void begin_candidate(std::size_t scan, std::int32_t nearest) {
    candidate_ = nearest;
    since_ = scan;
    hits_ = 1;
  }

  const SiapRules& rules_;
  Found found_;
  std::int32_t current_ = kNobody, candidate_ = kNobody;
  ScanSpan span_;
  std::size_t since_ = 0;
  int hits_ = 0, misses_ = 0;
};

}  // namespace

std::vector<TrackOfTruth> tracks_of_truths(const ScanStates& truth, const ScanStates& tracks,
                                           const SiapRules& rules) {
  CUPOLA_CHECK(rules.threshold_m > 0.0 && rules.pairs_to_confirm >= 2 && rules.misses_to_end >= 1);
  CUPOLA_CHECK(truth.scans() == tracks.scans());
  const std::vector<std::int32_t> nearest = nearest_truths(truth, tracks, rules.threshold_m);
  std::vector<Follower> followers(static_cast<std::size_t>(tracks.whos), Follower(rules));
  for (std::size_t k = 0; k < tracks.scans(); ++k)
    for (std::size_t i = tracks.begin[k]; i < tracks.begin[k + 1]; ++i)
      followers[static_cast<std::size_t>(tracks.states[i].who)].see(k, nearest[i]);

  std::vector<TrackOfTruth> pairs;
  for (std::size_t track = 0; track < followers.size(); ++track)
    for (auto& [of, spans] : followers[track].finish())
      pairs.push_back({of, static_cast<std::int32_t>(track), std::move(spans)});
  std::sort(pairs.begin(), pairs.end(), [](const TrackOfTruth& a, const TrackOfTruth& b) {
    return a.truth != b.truth ? a.truth < b.truth : a.track < b.track;
  });
  return pairs;
}

}  // namespace cupola
