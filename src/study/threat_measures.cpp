#include <algorithm>
#include <memory>

#include "catalogue/names.hpp"
#include "scenario/rounds_at_start.hpp"
#include "study/cost.hpp"
#include "study/more_measures.hpp"

namespace cupola {

namespace {

using Result = ReplicateResult;
using Value = std::optional<double>;

/// Threats of which a measure is, by a name that ends its column; all of the raid: without one.
struct Threats {
  std::string name;
  std::shared_ptr<const std::vector<PlatformId>> those;

  std::string key(const std::string& what) const { return name.empty() ? what : what + "_" + name; }
  std::string text(const std::string& what) const { return name.empty() ? what : what + ": " + name; }
  double count() const { return static_cast<double>(those->size()); }
};

bool set_out(const Result& r, PlatformId id) { return r.fates[id.index()] != Fate::never_set_out; }

template <class Of>
double sum(const Threats& threats, const Result& r, const Of& of) {
  double all = 0.0;
  for (const PlatformId id : *threats.those)
    if (set_out(r, id)) all += of(id.index());
  return all;
}

double that_set_out(const Threats& threats, const Result& r) {
  return sum(threats, r, [](std::size_t) { return 1.0; });
}

double with_fate(const Threats& threats, const Result& r, Fate fate) {
  return sum(threats, r, [&](std::size_t i) { return double(r.fates[i] == fate); });
}

template <class Of>
Value mean(const Threats& threats, const Result& r, const Of& of) {
  const double number = that_set_out(threats, r);
  return number > 0.0 ? Value(sum(threats, r, of) / number) : std::nullopt;
}

double rounds_in_all(const Scenario& scenario) {
  double rounds = 0.0;
  for (std::size_t w = 0; w < scenario.weapons_true.size(); ++w) rounds += rounds_at_start(scenario, w);
  return rounds;
}

class Adder {
 public:
  Adder(const Scenario& scenario, Threats threats, std::vector<ReplicateMeasure>& measures)
      : scenario_(scenario),
        threats_(std::move(threats)),
        measures_(measures),
        by_class_(threats_.name.empty() ? "" : " by class") {}

  void add_outcomes() {
    const Threats t = threats_;
    add("leakage", "leakage", "leakage (mean share that gets through)", 1.0, [t](const Result& r) {
      return mean(t, r, [&](std::size_t i) { return double(r.fates[i] == Fate::leaked); });
    });
    add("outcomes", "hostiles", "set out", t.count(), [t](const Result& r) { return that_set_out(t, r); });
    add("outcomes", "leaked", "leakers", t.count(),
        [t](const Result& r) { return with_fate(t, r, Fate::leaked); });
    add("outcomes", "killed", "killed", t.count(),
        [t](const Result& r) { return with_fate(t, r, Fate::killed); });
  }

  void add_shots() {
    const Threats t = threats_;
    const double rounds = rounds_in_all(scenario_), most = scenario_.duration.seconds() / 2.0;
    add("shots", "shots_possible", "shots possible one after the other, a threat", most,
        [t](const Result& r) {
          return mean(t, r, [&](std::size_t i) { return double(r.facts[i].shots_possible); });
        });
    add("shots", "shots_taken", "rounds fired at its tracks, a threat", rounds, [t](const Result& r) {
      return mean(t, r, [&](std::size_t i) { return double(r.facts[i].rounds); });
    });
    add("shots", "rounds_at", "rounds fired at tracks of hostiles", rounds,
        [t](const Result& r) { return sum(t, r, [&](std::size_t i) { return double(r.facts[i].rounds); }); });
  }

  void add_tracks() {
    const Threats t = threats_;
    add("tracks", "track_completeness",
        "share of the time from its first look on that a threat had a firm track", 1.0,
        [t](const Result& r) { return completeness(t, r); });
    add("tracks", "track_swapped", "share of threats a track of which went over to another", 1.0,
        [t](const Result& r) {
          return mean(t, r, [&](std::size_t i) { return double(r.facts[i].swapped); });
        });
  }

 private:
  /// Mean over those that were ever looked at.
  static Value completeness(const Threats& threats, const Result& r) {
    double number = 0.0, shares = 0.0;
    for (const PlatformId id : *threats.those) {
      const ThreatFacts& f = r.facts[id.index()];
      if (!set_out(r, id) || f.first_look == kNever || f.ended <= f.first_look) continue;
      number += 1.0;
      shares += std::min(f.tracked.seconds() / (f.ended - f.first_look).seconds(), 1.0);
    }
    return number > 0.0 ? Value(shares / number) : std::nullopt;
  }

  void add(const std::string& group, const std::string& key, const std::string& text, double most,
           std::function<Value(const Result&)> of) {
    measures_.push_back({MeasurePart::more, threats_.key(key), threats_.text(text), false, most,
                         std::move(of), group + by_class_});
  }

  const Scenario& scenario_;
  const Threats threats_;
  std::vector<ReplicateMeasure>& measures_;
  const std::string by_class_;
};

}  // namespace

std::vector<ThreatClass> threat_classes(const Scenario& scenario) {
  std::vector<ThreatClass> classes;
  for (int i = 0; i < kTargetClassCount; ++i) {
    const auto target_class = static_cast<TargetClass>(i);
    ThreatClass one{names_of(target_class)[static_cast<std::size_t>(i)], {}};
    for (const Platform& p : scenario.platforms)
      if (p.side == Side::hostile && p.type.target_class == target_class) one.those.push_back(p.id);
    if (!one.those.empty()) classes.push_back(std::move(one));
  }
  return classes;
}

void add_threat_measures(const Scenario& scenario, std::vector<ReplicateMeasure>& measures) {
  std::vector<PlatformId> all;
  const std::vector<ThreatClass> classes = threat_classes(scenario);
  for (const ThreatClass& one : classes) {
    all.insert(all.end(), one.those.begin(), one.those.end());
    Adder adder(scenario, {one.name, std::make_shared<const std::vector<PlatformId>>(one.those)}, measures);
    adder.add_outcomes();
    adder.add_shots();
    adder.add_tracks();
  }
  Adder adder(scenario, {"", std::make_shared<const std::vector<PlatformId>>(std::move(all))}, measures);
  adder.add_shots();
  adder.add_tracks();
  measures.push_back({MeasurePart::more, "rounds_fired", "rounds fired, of all types", false,
                      rounds_in_all(scenario),
                      [](const Result& r) {
                        double rounds = 0.0;
                        for (const std::uint32_t fired : r.rounds_fired) rounds += fired;
                        return Value(rounds);
                      },
                      "shots"});
}

std::vector<RatioMeasure> ratios_of(const Scenario& scenario) {
  std::vector<RatioMeasure> ratios;
  const bool number_varies = std::any_of(scenario.platforms.begin(), scenario.platforms.end(),
                                         [](const Platform& p) { return p.carrier.valid(); });
  const std::vector<ThreatClass> classes = threat_classes(scenario);
  const auto column = [](const std::string& key) {
    return column_name({MeasurePart::more, key, "", false, 0.0, {}});
  };
  if (number_varies) {
    ratios.push_back({"leakage", "leakage (mean number that gets through over mean number that sets out)",
                      "leaked", "hostiles", "outcomes"});
    for (const ThreatClass& one : classes)
      ratios.push_back({column("leakage_" + one.name),
                        "leakage (mean number that gets through over mean number that sets out): " + one.name,
                        column("leaked_" + one.name), column("hostiles_" + one.name), "leakage by class"});
  }
  if (classes.empty()) return ratios;
  ratios.push_back({"rounds_per_kill", "rounds fired per hostile killed (ratio of means)", "rounds_fired",
                    "killed", "shots"});
  for (const ThreatClass& one : classes)
    ratios.push_back({column("rounds_per_kill_" + one.name),
                      "rounds fired at its tracks per kill (ratio of means): " + one.name,
                      column("rounds_at_" + one.name), column("killed_" + one.name), "shots by class"});
  const CostTally cost(scenario);
  const bool rounds = cost.all_priced(CostKind::rounds), killed = cost.all_priced(CostKind::killed);
  if (rounds || killed)
    ratios.push_back({"exchange_ratio",
                      std::string("exchange ratio, money for rounds over hostiles killed (ratio of means)") +
                          (rounds && killed ? ""
                           : rounds         ? ", at most"
                                            : ", at least"),
                      "cost_rounds_usd", "cost_killed_usd", "cost"});
  return ratios;
}

}  // namespace cupola
