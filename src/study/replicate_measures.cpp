#include "study/replicate_measures.hpp"

#include <algorithm>
#include <cctype>

#include "scenario/rounds_at_start.hpp"
#include "study/exposure_measures.hpp"
#include "study/more_measures.hpp"

namespace cupola {

namespace {

using Result = ReplicateResult;
using Part = MeasurePart;

double hostiles_of(const Scenario& scenario) {
  return static_cast<double>(std::count_if(scenario.platforms.begin(), scenario.platforms.end(),
                                           [](const Platform& p) { return p.side == Side::hostile; }));
}

class Lister {
 public:
  explicit Lister(const Scenario& scenario) : scenario_(scenario), hostiles_(hostiles_of(scenario)) {}
  std::vector<ReplicateMeasure> list();

 private:
  void count(Part part, const std::string& key, const std::string& text, double most,
             std::function<double(const Result&)> of) {
    all_.push_back({part, key, text, false, most, std::move(of)});
  }
  void event(const std::string& key, const std::string& text, std::function<bool(const Result&)> holds) {
    all_.push_back(
        {Part::outcome, key, text, true, 1.0, [holds](const Result& r) { return holds(r) ? 1.0 : 0.0; }});
  }
  void count_outcomes();
  void count_set_out();
  void count_wrong(Side side);
  void count_rounds();
  void count_causes();
  void count_readiness();

  const Scenario& scenario_;
  const double hostiles_;
  std::vector<ReplicateMeasure> all_;
};

std::vector<ReplicateMeasure> Lister::list() {
  count_outcomes();
  count_set_out();
  count_wrong(Side::friendly);
  count_wrong(Side::neutral);
  count_rounds();
  count_causes();
  count_readiness();
  add_exposure_measures(scenario_, all_);
  constexpr const char* kGroups[] = {"outcomes",     "wrong engagements", "rounds fired", "threat causes",
                                     "round causes", "readiness",         "exposure"};
  for (ReplicateMeasure& measure : all_) measure.group = kGroups[static_cast<std::size_t>(measure.part)];
  add_threat_measures(scenario_, all_);
  add_milestone_measures(scenario_, all_);
  add_resource_measures(scenario_, all_);
  return std::move(all_);
}

/// Where somebody may never set out: shares are of those that do.
void Lister::count_set_out() {
  if (std::none_of(scenario_.platforms.begin(), scenario_.platforms.end(),
                   [](const Platform& p) { return p.carrier.valid(); }))
    return;
  count(Part::outcome, "hostiles", "hostiles that set out", hostiles_,
        [](const Result& r) { return double(r.hostiles); });
  count(Part::outcome, "never_set_out", "never set out, their carrier being dead", hostiles_,
        [](const Result& r) {
          return double(std::count(r.fates.begin(), r.fates.end(), Fate::never_set_out));
        });
}

void Lister::count_outcomes() {
  const Part p = Part::outcome;
  count(p, "leakage", "leakage (mean share of hostiles that get through)", 1.0,
        [](const Result& r) { return r.hostiles > 0 ? double(r.leaked) / r.hostiles : 0.0; });
  event("p_no_leaker", "P(no leaker)", [](const Result& r) { return r.leaked == 0; });
  count(p, "leaked", "leakers", hostiles_, [](const Result& r) { return double(r.leaked); });
  count(p, "killed", "killed", hostiles_, [](const Result& r) { return double(r.killed); });
  count(p, "turned_away", "turned away", hostiles_, [](const Result& r) { return double(r.turned_away); });
  count(p, "unresolved", "unresolved: still on their way at the end", hostiles_,
        [](const Result& r) { return double(r.unresolved); });
  event("p_friend_hit", "P(a friend is hit)", [](const Result& r) { return r.friends_hit > 0; });
  event("p_neutral_hit", "P(a neutral is hit)", [](const Result& r) { return r.neutrals_hit > 0; });
}

/// Friends or neutrals taken under fire: nothing to count where none fly.
void Lister::count_wrong(Side side) {
  const bool friends = side == Side::friendly;
  const auto of = [friends](const Result& r) -> const WrongEngagements& {
    return friends ? r.friends : r.neutrals;
  };
  const Time begin = scenario_.start, end = begin + scenario_.duration;
  double passes = 0.0, hours = 0.0;
  for (const Platform& p : scenario_.platforms) {
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

void Lister::count_rounds() {
  for (std::size_t w = 0; w < scenario_.weapons_true.size(); ++w) {
    const std::string& name = scenario_.weapons_true[w].name;
    count(Part::rounds_fired, name, name + " fired", rounds_at_start(scenario_, w),
          [w](const Result& r) { return double(r.rounds_fired[w]); });
  }
}

void Lister::count_causes() {
  double rounds = 0.0;
  for (std::size_t w = 0; w < scenario_.weapons_true.size(); ++w) rounds += rounds_at_start(scenario_, w);
  for (std::size_t i = 0; i < kThreatCauseCount; ++i) {
    const std::string name(name_of(static_cast<ThreatCause>(i)));
    count(Part::threats, name, name, hostiles_, [i](const Result& r) { return double(r.ledger.threats[i]); });
  }
  for (std::size_t i = 0; i < kRoundCauseCount; ++i) {
    const std::string name(name_of(static_cast<RoundCause>(i)));
    count(Part::rounds, name, name, rounds, [i](const Result& r) { return double(r.ledger.rounds[i]); });
  }
}

/// Of what is not simply ready, moves, or may fail, the share of the time that it was.
void Lister::count_readiness() {
  const auto add = [&](const auto& site, bool moves) {
    const bool simple = !moves && site.activation == kNoActivation && !site.duty.given() &&
                        scenario_.failing.empty() && site.schedule.size() < 2;
    if (simple) return;
    const std::size_t i = site.id.index();
    count(Part::ready, site.name, site.name, 1.0, [i](const Result& r) { return r.ready_share[i]; });
  };
  for (const RadarSite& radar : scenario_.radars) add(radar, radar.station.moves());
  for (const PassiveSite& passive : scenario_.passives) add(passive, false);
}

}  // namespace

std::vector<ReplicateMeasure> measures_of(const Scenario& scenario) { return Lister(scenario).list(); }

std::vector<std::string> columns_of(const std::vector<std::string>& words,
                                    const std::vector<std::vector<ReplicateMeasure>>& measures,
                                    const std::vector<std::vector<RatioMeasure>>& ratios) {
  std::vector<std::string> columns;
  const auto add = [&columns](const std::string& column) {
    if (std::find(columns.begin(), columns.end(), column) == columns.end()) columns.push_back(column);
  };
  for (const std::string& word : words) {
    const std::size_t before = columns.size();
    for (const auto& of_point : measures)
      for (const ReplicateMeasure& measure : of_point)
        if (measure.group == word) add(column_name(measure));
    for (const auto& of_point : ratios)
      for (const RatioMeasure& ratio : of_point)
        if (ratio.group == word) add(ratio.column);
    if (columns.size() == before) add(word);
  }
  return columns;
}

std::string column_name(const ReplicateMeasure& measure) {
  constexpr const char* kBefore[] = {"",        "",       "rounds_fired_", "threats_",
                                     "rounds_", "ready_", "exposure_",     ""};
  static_assert(std::size(kBefore) == kMeasurePartCount);
  std::string name = kBefore[static_cast<std::size_t>(measure.part)] + measure.key;
  for (char& c : name)
    c = std::isalnum(static_cast<unsigned char>(c))
            ? static_cast<char>(std::tolower(static_cast<unsigned char>(c)))
            : '_';
  return name;
}

}  // namespace cupola
