#include "cli/print_run.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/run_header.hpp"
#include "cli/timeline.hpp"
#include "cli/version.hpp"

namespace cupola {

namespace {

std::string ledger_as_text(const Ledger& ledger) {
  std::string text = "Ledger: primary cause by precedence, not proof of causation\n  threats\n";
  for (int i = 0; i < kThreatCauseCount; ++i)
    if (ledger.threats[i] > 0)
      text += fmt::format("    {:>4}  {}\n", ledger.threats[i], name_of(static_cast<ThreatCause>(i)));
  text += fmt::format("    {:>4}  in all\n  rounds\n", ledger.threat_total());
  for (int i = 0; i < kRoundCauseCount; ++i)
    if (ledger.rounds[i] > 0)
      text += fmt::format("    {:>4}  {}\n", ledger.rounds[i], name_of(static_cast<RoundCause>(i)));
  text += fmt::format("    {:>4}  in all\n", ledger.round_total());
  return text + fmt::format("  precedence: {}\n", precedence_text());
}

std::string rounds_as_text(const Scenario& scenario, const ReplicateResult& r) {
  std::string text;
  for (std::size_t w = 0; w < r.rounds_fired.size(); ++w)
    if (r.rounds_fired[w] + r.rounds_left[w] > 0)
      text += fmt::format("  {:<10} {:>3} fired, {:>3} left\n", scenario.weapons_true[w].name,
                          r.rounds_fired[w], r.rounds_left[w]);
  return text;
}

}  // namespace

std::string wording() {
  return "In this model, with these inputs. Not in it: no point defence, no fighters, no deception jamming "
         "beyond declared\n"
         "false tracks. Analysis and education; not predictive of real combat.\n";
}

std::string run_as_text(const Plan& plan, std::uint64_t seed, const ReplicateResult& r, const Log& log,
                        const std::string& run_file) {
  const Scenario& s = scenario_of(plan);
  std::string text = fmt::format("{}\n\nIn play (figures: {})\n", s.name, name_of(s.figures));
  for (const std::string& line : s.in_play) text += "  " + line + "\n";
  text += fmt::format("  {} figures: {} asserted, {} derived, {} assumed\n\nTimeline\n",
                      s.status_counts.asserted + s.status_counts.derived + s.status_counts.assumed,
                      s.status_counts.asserted, s.status_counts.derived, s.status_counts.assumed);
  for (const std::string& line : timeline(names_of(plan), s.start, log)) text += "  " + line + "\n";
  text += fmt::format("\nOutcome: of {} hostiles {} killed, {} got through, {} turned away, {} unresolved\n",
                      r.hostiles, r.killed, r.leaked, r.turned_away, r.unresolved);
  text +=
      fmt::format("  own and neutral aircraft hit: {} friends, {} neutrals\n", r.friends_hit, r.neutrals_hit);
  text += rounds_as_text(s, r) + "\n" + ledger_as_text(r.ledger);
  text += fmt::format("\nOne run is one draw, not an estimate: --replicates 200 gives intervals.\n{}\n",
                      wording());
  text += fmt::format("seed {}  replicate {}  digest {}\n", seed, r.replicate, r.digest);
  if (!run_file.empty()) text += fmt::format("run file {}\n", run_file);
  return text;
}

std::string run_as_json(const Plan& plan, std::uint64_t seed, const ReplicateResult& r,
                        const std::string& run_file) {
  const Scenario& s = scenario_of(plan);
  nlohmann::ordered_json j;
  j["version"] = version();
  j["scenario"] = s.name;
  j["seed"] = seed;
  j["replicate"] = r.replicate;
  j["digest"] = r.digest;
  j["figures"] = {{"mode", name_of(s.figures)},
                  {"asserted", s.status_counts.asserted},
                  {"derived", s.status_counts.derived},
                  {"assumed", s.status_counts.assumed}};
  j["hostiles"] = r.hostiles;
  j["killed"] = r.killed;
  j["leaked"] = r.leaked;
  j["turned_away"] = r.turned_away;
  j["unresolved"] = r.unresolved;
  j["friends_hit"] = r.friends_hit;
  j["neutrals_hit"] = r.neutrals_hit;
  for (std::size_t w = 0; w < r.rounds_fired.size(); ++w)
    j["rounds"][s.weapons_true[w].name] = {{"fired", r.rounds_fired[w]}, {"left", r.rounds_left[w]}};
  for (int i = 0; i < kThreatCauseCount; ++i)
    j["ledger"]["threats"][std::string(name_of(static_cast<ThreatCause>(i)))] = r.ledger.threats[i];
  for (int i = 0; i < kRoundCauseCount; ++i)
    j["ledger"]["rounds"][std::string(name_of(static_cast<RoundCause>(i)))] = r.ledger.rounds[i];
  j["in_play"] = s.in_play;
  j["is_one_draw"] = true;
  if (!run_file.empty()) j["run_file"] = run_file;
  return j.dump(2) + "\n";
}

}  // namespace cupola
