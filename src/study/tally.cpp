#include "study/tally.hpp"

#include <algorithm>
#include <cmath>

namespace cupola {

namespace {

using Result = ReplicateResult;

double hostiles_of(const Scenario& scenario) {
  return static_cast<double>(std::count_if(scenario.platforms.begin(), scenario.platforms.end(),
                                           [](const Platform& p) { return p.side == Side::hostile; }));
}

}  // namespace

Tally::Tally(const Scenario& scenario) : exposure_(scenario), losses_(scenario), cost_(scenario) {
  const double hostiles = hostiles_of(scenario);
  double rounds = 0.0;
  for (std::size_t w = 0; w < scenario.weapons_true.size(); ++w) rounds += rounds_at_start(scenario, w);
  count_outcomes(hostiles);
  count_set_out(scenario, hostiles);
  count_wrong(scenario, Side::friendly);
  count_wrong(scenario, Side::neutral);
  count_rounds(scenario);
  count_causes(hostiles, rounds);
  count_readiness(scenario);
}

void Tally::count(Part part, const std::string& key, const std::string& text, double most,
                  std::function<double(const Result&)> of) {
  quantities_.push_back({part, key, text, false, most, std::move(of), {}});
}

void Tally::event(const std::string& key, const std::string& text, std::function<bool(const Result&)> holds) {
  quantities_.push_back(
      {Part::outcome, key, text, true, 1.0, [holds](const Result& r) { return holds(r) ? 1.0 : 0.0; }, {}});
}

/// Where somebody may never set out: shares are of those that do.
void Tally::count_set_out(const Scenario& scenario, double hostiles) {
  if (std::none_of(scenario.platforms.begin(), scenario.platforms.end(),
                   [](const Platform& p) { return p.carrier.valid(); }))
    return;
  count(Part::outcome, "hostiles", "hostiles that set out", hostiles,
        [](const Result& r) { return double(r.hostiles); });
  count(Part::outcome, "never_set_out", "never set out, their carrier being dead", hostiles,
        [](const Result& r) {
          return double(std::count(r.fates.begin(), r.fates.end(), Fate::never_set_out));
        });
}

void Tally::count_outcomes(double hostiles) {
  const Part p = Part::outcome;
  count(p, "leakage", "leakage (mean share of hostiles that get through)", 1.0,
        [](const Result& r) { return r.hostiles > 0 ? double(r.leaked) / r.hostiles : 0.0; });
  event("p_no_leaker", "P(no leaker)", [](const Result& r) { return r.leaked == 0; });
  count(p, "leaked", "leakers", hostiles, [](const Result& r) { return double(r.leaked); });
  count(p, "killed", "killed", hostiles, [](const Result& r) { return double(r.killed); });
  count(p, "turned_away", "turned away", hostiles, [](const Result& r) { return double(r.turned_away); });
  count(p, "unresolved", "unresolved: still on their way at the end", hostiles,
        [](const Result& r) { return double(r.unresolved); });
  event("p_friend_hit", "P(a friend is hit)", [](const Result& r) { return r.friends_hit > 0; });
  event("p_neutral_hit", "P(a neutral is hit)", [](const Result& r) { return r.neutrals_hit > 0; });
}

/// Friends or neutrals taken under fire: nothing to count where none fly.
void Tally::count_wrong(const Scenario& scenario, Side side) {
  const bool friends = side == Side::friendly;
  const auto of = [friends](const Result& r) -> const WrongEngagements& {
    return friends ? r.friends : r.neutrals;
  };
  const Time begin = scenario.start, end = begin + scenario.duration;
  double passes = 0.0, hours = 0.0;
  for (const Platform& p : scenario.platforms) {
    const Time from = std::max(p.path.begin(), begin), until = std::min(p.path.end(), end);
    if (p.side != side || until <= from) continue;
    passes += 1.0;
    hours += (until - from).seconds() / 3600.0;
  }
  if (passes == 0.0) return;
  const std::string key = friends ? "friends_engaged" : "neutrals_engaged";
  const std::string text = friends ? "friends wrongly engaged" : "neutrals wrongly engaged";
  const Part p = Part::wrong;
  count(p, key, text + ", of " + std::to_string(static_cast<int>(passes)), passes,
        [of](const Result& r) { return double(of(r).engaged); });
  count(p, key + "_per_pass", text + " per pass", 1.0, [of](const Result& r) { return of(r).per_pass(); });
  count(p, key + "_per_flight_hour", text + " per flight hour", passes / hours,
        [of](const Result& r) { return of(r).per_flight_hour(); });
}

void Tally::count_rounds(const Scenario& scenario) {
  for (std::size_t w = 0; w < scenario.weapons_true.size(); ++w) {
    const std::string& name = scenario.weapons_true[w].name;
    count(Part::rounds_fired, name, name + " fired", rounds_at_start(scenario, w),
          [w](const Result& r) { return double(r.rounds_fired[w]); });
  }
}

void Tally::count_causes(double hostiles, double rounds) {
  for (std::size_t i = 0; i < kThreatCauseCount; ++i) {
    const std::string name(name_of(static_cast<ThreatCause>(i)));
    count(Part::threats, name, name, hostiles, [i](const Result& r) { return double(r.ledger.threats[i]); });
  }
  for (std::size_t i = 0; i < kRoundCauseCount; ++i) {
    const std::string name(name_of(static_cast<RoundCause>(i)));
    count(Part::rounds, name, name, rounds, [i](const Result& r) { return double(r.ledger.rounds[i]); });
  }
}

/// Of what is not simply ready, moves, or may fail, the share of the time that it was.
void Tally::count_readiness(const Scenario& scenario) {
  const auto add = [&](const auto& site, bool moves) {
    const bool simple = !moves && site.activation == kNoActivation && !site.duty.given() &&
                        scenario.failing.empty() && site.schedule.size() < 2;
    if (simple) return;
    const std::size_t i = site.id.index();
    count(Part::ready, site.name, site.name, 1.0, [i](const Result& r) { return r.ready_share[i]; });
  };
  for (const RadarSite& radar : scenario.radars) add(radar, radar.station.moves());
  for (const PassiveSite& passive : scenario.passives) add(passive, false);
}

void Tally::add(const Result& result) {
  ++replicates_;
  exposure_.add(result);
  losses_.add(result);
  cost_.add(result);
  for (Quantity& q : quantities_) q.moments.add(q.of(result));
}

std::vector<Tally::Line> Tally::lines() const {
  std::vector<Line> lines;
  for (const Quantity& q : quantities_) {
    const double n = static_cast<double>(q.moments.count);
    const Interval interval =
        q.is_event ? wilson(static_cast<std::uint64_t>(std::floor(q.moments.mean * n + 0.5)), q.moments.count)
                   : bounded_mean_interval(q.moments, 0.0, q.most);
    lines.push_back({q.part, q.key, q.text, q.moments.mean > 0.0, interval});
  }
  return lines;
}

double Tally::unresolved() const {
  for (const Quantity& q : quantities_)
    if (q.key == "unresolved" && q.part == Part::outcome) return q.moments.mean;
  return 0.0;
}

}  // namespace cupola
