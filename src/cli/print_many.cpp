#include "cli/print_many.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/print_run.hpp"
#include "cli/run_header.hpp"
#include "cli/version.hpp"
#include "study/interval.hpp"

namespace cupola {

namespace {

/// Mean over replicates of one number a replicate, with its t interval.
template <class Of>
Interval mean_of(const Many& many, Of of) {
  std::vector<double> values;
  for (const ReplicateResult& r : many.replicates) values.push_back(of(r));
  return mean_interval(values.data(), values.size());
}

/// Share of replicates for which something holds, with its Wilson interval.
template <class Holds>
Interval share_of(const Many& many, Holds holds) {
  std::uint64_t n = 0;
  for (const ReplicateResult& r : many.replicates) n += holds(r);
  return wilson(n, many.replicates.size());
}

double leakage(const ReplicateResult& r) { return r.hostiles > 0 ? double(r.leaked) / r.hostiles : 0.0; }

struct Line {
  std::string key, text;
  Interval interval;
};

std::vector<Line> estimates(const Plan& plan, const Many& many) {
  std::vector<Line> lines = {
      {"leakage", "leakage (mean share of hostiles that get through)", mean_of(many, leakage)},
      {"p_no_leaker", "P(no leaker)", share_of(many, [](const ReplicateResult& r) { return r.leaked == 0; })},
      {"leaked", "leakers", mean_of(many, [](const ReplicateResult& r) { return double(r.leaked); })},
      {"killed", "killed", mean_of(many, [](const ReplicateResult& r) { return double(r.killed); })},
      {"p_friend_hit", "P(a friend is hit)",
       share_of(many, [](const ReplicateResult& r) { return r.friends_hit > 0; })},
      {"p_neutral_hit", "P(a neutral is hit)",
       share_of(many, [](const ReplicateResult& r) { return r.neutrals_hit > 0; })}};
  const Scenario& s = scenario_of(plan);
  for (std::size_t w = 0; w < s.weapons_true.size(); ++w)
    lines.push_back({"fired " + s.weapons_true[w].name, s.weapons_true[w].name + " fired",
                     mean_of(many, [w](const ReplicateResult& r) { return double(r.rounds_fired[w]); })});
  return lines;
}

Ledger sum_of_ledgers(const Many& many) {
  Ledger sum;
  for (const ReplicateResult& r : many.replicates) {
    for (int i = 0; i < kThreatCauseCount; ++i) sum.threats[i] += r.ledger.threats[i];
    for (int i = 0; i < kRoundCauseCount; ++i) sum.rounds[i] += r.ledger.rounds[i];
  }
  return sum;
}

template <class Cause>
Interval mean_of_cause(const Many& many, Cause cause) {
  return mean_of(many, [cause](const ReplicateResult& r) {
    if constexpr (std::is_same_v<Cause, ThreatCause>)
      return double(r.ledger.threats[static_cast<int>(cause)]);
    else
      return double(r.ledger.rounds[static_cast<int>(cause)]);
  });
}

template <class Cause, std::size_t N>
std::string ledger_rows(const Many& many, const std::array<std::uint32_t, N>& sums) {
  std::string text;
  for (std::size_t i = 0; i < N; ++i) {
    if (sums[i] == 0) continue;
    const Interval mean = mean_of_cause(many, static_cast<Cause>(i));
    // Counts cannot be negative, whatever a symmetric interval says.
    text += fmt::format("    {:>8.2g}  [{:.2g}, {:.2g}]  {}\n", mean.estimate, std::max(0.0, mean.low),
                        mean.high, name_of(static_cast<Cause>(i)));
  }
  return text;
}

}  // namespace

std::string many_as_text(const Plan& plan, std::uint64_t seed, std::uint64_t asked, const Many& many) {
  const Scenario& s = scenario_of(plan);
  std::string text = fmt::format("{}\n\nReplicates: asked {}, done {}, failed 0\n\nIn play (figures: {})\n",
                                 s.name, asked, many.replicates.size(), name_of(s.figures));
  for (const std::string& line : s.in_play) text += "  " + line + "\n";
  text += fmt::format(
      "  {} figures: {} asserted, {} derived, {} assumed\n\nEstimates, 95 % intervals over replicates "
      "(shares: Wilson; means: Student)\n",
      s.status_counts.asserted + s.status_counts.derived + s.status_counts.assumed, s.status_counts.asserted,
      s.status_counts.derived, s.status_counts.assumed);
  for (const Line& line : estimates(plan, many))
    text += fmt::format("  {:<52} {:>8.2g}  [{:.2g}, {:.2g}]\n", line.text, line.interval.estimate,
                        line.interval.low, line.interval.high);
  const Ledger sum = sum_of_ledgers(many);
  text += "\nLedger, mean a replicate: primary cause by precedence, not proof of causation\n  threats\n";
  text +=
      ledger_rows<ThreatCause>(many, sum.threats) + "  rounds\n" + ledger_rows<RoundCause>(many, sum.rounds);
  text += fmt::format(
      "  precedence: {}\n\nThe bands cover luck alone, not the intervals of the inputs and not errors of the "
      "model.\n{}\n"
      "seed {}  digest {}\n",
      precedence_text(), wording(), seed, many.digest);
  return text;
}

std::string many_as_json(const Plan& plan, std::uint64_t seed, std::uint64_t asked, const Many& many) {
  const Scenario& s = scenario_of(plan);
  nlohmann::ordered_json j;
  j["version"] = version();
  j["scenario"] = s.name;
  j["seed"] = seed;
  j["digest"] = many.digest;
  j["replicates"] = {{"asked", asked}, {"done", many.replicates.size()}, {"failed", 0}};
  j["figures"] = {{"mode", name_of(s.figures)},
                  {"asserted", s.status_counts.asserted},
                  {"derived", s.status_counts.derived},
                  {"assumed", s.status_counts.assumed}};
  for (const Line& line : estimates(plan, many))
    j["estimates"][line.key] = {
        {"estimate", line.interval.estimate}, {"low", line.interval.low}, {"high", line.interval.high}};
  const Ledger sum = sum_of_ledgers(many);
  for (int i = 0; i < kThreatCauseCount; ++i)
    j["ledger"]["threats"][std::string(name_of(static_cast<ThreatCause>(i)))] = sum.threats[i];
  for (int i = 0; i < kRoundCauseCount; ++i)
    j["ledger"]["rounds"][std::string(name_of(static_cast<RoundCause>(i)))] = sum.rounds[i];
  return j.dump(2) + "\n";
}

}  // namespace cupola
