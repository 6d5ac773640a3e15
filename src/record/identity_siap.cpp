#include "record/identity_siap.hpp"

namespace cupola {
namespace {

/// What the tracks of one truth call it in one scan.
struct Calls {
  int tracks = 0, silent = 0, right = 0;
};

/// By truth: what it is.
std::vector<std::int32_t> identities_of(const ScanStates& truth) {
  std::vector<std::int32_t> identities(static_cast<std::size_t>(truth.whos), -1);
  for (const ScoredState& state : truth.states)
    identities[static_cast<std::size_t>(state.who)] = state.identity;
  return identities;
}

/// By state of the truth: what it was called.
std::vector<Calls> calls_of(const ScanStates& truth, const ScanStates& tracks,
                            const std::vector<TrackOfTruth>& pairs) {
  const std::vector<std::int32_t> identities = identities_of(truth);
  std::vector<Calls> calls(truth.states.size());
  for (const TrackOfTruth& pair : pairs)
    for (const ScanSpan& span : pair.spans)
      for (std::size_t k = span.first; k <= span.last; ++k) {
        const ScoredState* of_truth = truth.find(k, pair.truth);
        const ScoredState* of_track = tracks.find(k, pair.track);
        if (!of_truth || !of_track) continue;
        Calls& call = calls[static_cast<std::size_t>(of_truth - truth.states.data())];
        ++call.tracks;
        if (of_track->identity < 0)
          ++call.silent;
        else if (of_track->identity == identities[static_cast<std::size_t>(pair.truth)])
          ++call.right;
      }
  return calls;
}

}  // namespace

IdentitySiap identity_siap(const ScanStates& truth, const ScanStates& tracks,
                           const std::vector<TrackOfTruth>& pairs) {
  double tracked = 0.0, silent = 0.0, right = 0.0, wrong = 0.0;
  for (const Calls& call : calls_of(truth, tracks, pairs)) {
    if (call.tracks == 0) continue;
    tracked += 1.0;
    if (call.silent == call.tracks)
      silent += 1.0;
    else if (call.right == call.tracks)
      right += 1.0;
    else if (call.silent == 0 && call.right == 0)
      wrong += 1.0;
  }
  if (tracked == 0.0) return {};
  return {(tracked - silent) / tracked, right / tracked, (tracked - silent - right - wrong) / tracked};
}

}  // namespace cupola
