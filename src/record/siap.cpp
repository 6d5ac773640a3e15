#include "record/siap.hpp"

#include <algorithm>
#include <cmath>

namespace cupola {
namespace {

using Spans = std::vector<ScanSpan>;

double duration_s(const ScanStates& scans, const ScanSpan& span) {
  return (scans.times[span.last] - scans.times[span.first]).seconds();
}

bool holds(const Spans& spans, std::size_t scan) {
  return std::any_of(spans.begin(), spans.end(),
                     [scan](const ScanSpan& s) { return s.first <= scan && scan <= s.last; });
}

/// What is summed over the scans.
class Sums {
 public:
  Sums(const ScanStates& truth, const ScanStates& tracks, const std::vector<TrackOfTruth>& pairs)
      : truth_(truth),
        tracks_(tracks),
        truth_has_(truth.states.size(), 0),
        track_is_(tracks.states.size(), 0) {
    for (const TrackOfTruth& pair : pairs)
      for (const ScanSpan& span : pair.spans)
        for (std::size_t k = span.first; k <= span.last; ++k) add(pair, k);
  }

  void put_into(Siap& siap) const {
    const auto sum = [](const std::vector<char>& flags) {
      return static_cast<double>(std::count(flags.begin(), flags.end(), 1));
    };
    const double truths = static_cast<double>(truth_has_.size()), tracked = sum(truth_has_);
    const double tracks = static_cast<double>(track_is_.size()), associated = sum(track_is_);
    if (truths > 0.0) siap.completeness = tracked / truths;
    if (tracked > 0.0) siap.ambiguity = associated / tracked;
    if (tracks > 0.0) siap.spuriousness = (tracks - associated) / tracks;
    if (associated > 0.0) siap.position_accuracy_m = position_m_ / associated;
    if (associated > 0.0) siap.velocity_accuracy_m_s = velocity_m_s_ / associated;
  }

 private:
  void add(const TrackOfTruth& pair, std::size_t k) {
    const ScoredState* of_truth = truth_.find(k, pair.truth);
    const ScoredState* of_track = tracks_.find(k, pair.track);
    if (!of_truth || !of_track) return;
    truth_has_[static_cast<std::size_t>(of_truth - truth_.states.data())] = 1;
    track_is_[static_cast<std::size_t>(of_track - tracks_.states.data())] = 1;
    position_m_ += norm(of_track->position_m - of_truth->position_m);
    velocity_m_s_ += norm(of_track->velocity_m_s - of_truth->velocity_m_s);
  }

  const ScanStates &truth_, &tracks_;
  std::vector<char> truth_has_, track_is_;  // by state
  double position_m_ = 0.0, velocity_m_s_ = 0.0;
};

/// One truth's life, and the tracks that were of it.
struct Life {
  std::vector<std::size_t> scans;  // in which it has a state
  std::vector<const TrackOfTruth*> tracks;
};

std::vector<Life> lives_of(const ScanStates& truth, const std::vector<TrackOfTruth>& pairs) {
  std::vector<Life> lives(static_cast<std::size_t>(truth.whos));
  for (std::size_t k = 0; k < truth.scans(); ++k)
    for (const ScoredState& state : truth.at(k))
      lives[static_cast<std::size_t>(state.who)].scans.push_back(k);
  for (const TrackOfTruth& pair : pairs) lives[static_cast<std::size_t>(pair.truth)].tracks.push_back(&pair);
  return lives;
}

/// How long any track was of this truth.
double time_tracked_s(const ScanStates& truth, const Life& life) {
  double sum_s = 0.0;
  for (std::size_t i = 1; i < life.scans.size(); ++i) {
    const std::size_t a = life.scans[i - 1], b = life.scans[i];
    const bool tracked = std::any_of(life.tracks.begin(), life.tracks.end(), [&](const TrackOfTruth* pair) {
      return std::any_of(pair->spans.begin(), pair->spans.end(),
                         [&](const ScanSpan& s) { return s.first <= a && b <= s.last; });
    });
    if (tracked) sum_s += duration_s(truth, {a, b});
  }
  return sum_s;
}

/// The fewest tracks by which this truth could be followed as long as any track was of it (see the header for
/// the manner of counting).
int tracks_needed(const Life& life) {
  std::vector<const TrackOfTruth*> latest_first = life.tracks;
  std::stable_sort(latest_first.begin(), latest_first.end(),
                   [](const TrackOfTruth* a, const TrackOfTruth* b) {
                     return a->spans.back().last > b->spans.back().last;
                   });
  int needed = 0;
  for (std::size_t i = 0; i < life.scans.size();) {
    const std::size_t scan = life.scans[i];
    const auto pair = std::find_if(latest_first.begin(), latest_first.end(),
                                   [scan](const TrackOfTruth* p) { return holds(p->spans, scan); });
    if (pair == latest_first.end()) {
      ++i;
      continue;
    }
    ++needed;
    const Spans& spans = (*pair)->spans;
    const auto span = std::find_if(spans.begin(), spans.end(),
                                   [scan](const ScanSpan& s) { return s.first <= scan && scan <= s.last; });
    const auto end =
        std::find(life.scans.begin() + static_cast<std::ptrdiff_t>(i) + 1, life.scans.end(), span->last);
    if (end == life.scans.end()) break;
    i = static_cast<std::size_t>(end - life.scans.begin()) + 1;
  }
  return needed;
}

double longest_s(const ScanStates& truth, const Life& life) {
  double longest = 0.0;
  for (const TrackOfTruth* pair : life.tracks) {
    double sum_s = 0.0;
    for (const ScanSpan& span : pair->spans) sum_s += duration_s(truth, span);
    longest = std::max(longest, sum_s);
  }
  return longest;
}

}  // namespace

Siap siap(const ScanStates& truth, const ScanStates& tracks, const std::vector<TrackOfTruth>& pairs) {
  Siap siap;
  Sums(truth, tracks, pairs).put_into(siap);
  double changes = 0.0, tracked_s = 0.0, longest_sum_s = 0.0, life_s = 0.0;
  for (const Life& life : lives_of(truth, pairs)) {
    if (life.scans.empty()) continue;
    if (const int needed = tracks_needed(life); needed > 0) changes += needed - 1;
    tracked_s += time_tracked_s(truth, life);
    longest_sum_s += longest_s(truth, life);
    life_s += duration_s(truth, {life.scans.front(), life.scans.back()});
  }
  if (tracked_s > 0.0) siap.track_changes_per_s = changes / tracked_s;
  if (life_s > 0.0) siap.longest_segment = longest_sum_s / life_s;
  return siap;
}

}  // namespace cupola
