#pragma once

#include "core/math.hpp"

namespace cupola {

/// Is a track a target's? By the score of its looks: ln of the probability of what was seen if it is, against that
/// if all was false.
/// Model      sequential probability ratio test (Wald 1947; Blackman and Popoli 1999, section 6.2): a tentative track
///            is firm from ln((1 - beta) / alpha) on, and given up below ln(beta / (1 - alpha)); a firm one ends when
///            its score falls by ln(1 / lost) from its highest (Page 1954). A look adds ln(1 - Pd Pg + sum of Pd times
///            the plots' likelihoods over the density of false and new ones); the first plot adds nothing
/// Holds for  Pd and density of false plots that are what they are said to be
/// Accurate   alpha' <= alpha / (1 - beta), beta' <= beta / (1 - alpha)
/// Random     none
/// Checked by tests/track_score.cpp, tests/detection_initiation.cpp
struct ScoreRule {
  double confirm = 0.0, reject = 0.0, fall = 0.0;

  static ScoreRule of(double false_track, double missed_track, double lost_track) {
    return {math::log((1.0 - missed_track) / false_track), math::log(missed_track / (1.0 - false_track)),
            -math::log(lost_track)};
  }
};

struct TrackScore {
  double now = 0.0, highest = 0.0;

  void take(double log_ratio) {
    now += log_ratio;
    highest = now > highest ? now : highest;
  }
  bool is_firm(const ScoreRule& rule) const { return now >= rule.confirm; }
  bool is_over(const ScoreRule& rule, bool firm) const {
    return firm ? now <= highest - rule.fall : now <= rule.reject;
  }
};

}  // namespace cupola
