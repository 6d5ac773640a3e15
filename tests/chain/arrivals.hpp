#pragma once

#include <map>
#include <vector>

#include "chain/estimates.hpp"
#include "command/post.hpp"
#include "core/random.hpp"
#include "support/lay_down.hpp"
#include "support/scenarios.hpp"

namespace cupola::testing {

inline constexpr double kGoldenAngle_deg = 137.50776405;  ///< from one raider's side to the next one's

/// Raiders at random against fire channels, and how finely it is played: the defence decides once a period, which a holding
/// time is a whole number of.
struct Case {
  double arrivals_per_s = 0.0, holding_s = 0.0;
  int channels = 0;
  double period_s = 0.5;
};

/// When each raider was first ordered to be engaged.
inline std::map<PlatformId, Time> first_orders(const Log& log) {
  std::map<PlatformId, Time> ordered;
  for (const DecisionRow& d : log.decisions)
    if (static_cast<DecisionVerdict>(d.verdict) == DecisionVerdict::waiting)
      ordered.emplace(d.shadow, d.time);
  return ordered;
}

/// From the order to the end of each round, and to the decision that gave the channel back.
struct Holding {
  Sample to_round_end_s, to_release_s;
};

inline Holding holding(const Log& log) {
  Holding held;
  std::map<PlatformId, Time> ordered = first_orders(log);
  for (const DecisionRow& d : log.decisions)
    if (static_cast<DecisionVerdict>(d.verdict) == DecisionVerdict::believed_killed &&
        ordered.contains(d.shadow))
      held.to_release_s.add((d.time - ordered[d.shadow]).seconds());
  for (const RoundRow& r : log.rounds)
    if (ordered.contains(r.engaged)) held.to_round_end_s.add((r.time - ordered[r.engaged]).seconds());
  return held;
}

/// Arrivals up to the end of the measured time. It begins at a moment of its own in each replicate: fixed
/// holding times would else keep step with it.
struct Arrivals {
  std::vector<double> at_s;
  std::size_t warm_up = 0;  ///< of them
};

inline Arrivals draw_arrivals(const Case& c, double measured_s, std::uint64_t row, std::uint64_t replicate,
                              double warm_up_holdings = 2.0) {
  const std::uint64_t stream = stream_key(Purpose::traffic, name_key("arrivals"));
  Draws offset(ReplicateKey::of(row, replicate), stream, 0),
      gaps(ReplicateKey::of(row, replicate), stream, 1);
  const double begin_s = (warm_up_holdings + offset.uniform()) * c.holding_s;
  Arrivals arrivals;
  double t_s = 0.0;
  while ((t_s += gaps.exponential() / c.arrivals_per_s) < begin_s + measured_s) {
    arrivals.at_s.push_back(t_s);
    arrivals.warm_up += t_s < begin_s;
  }
  return arrivals;
}

}  // namespace cupola::testing
