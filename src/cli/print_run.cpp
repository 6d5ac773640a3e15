#include "cli/print_run.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/print_cost.hpp"
#include "cli/print_exposure.hpp"
#include "cli/print_losses.hpp"
#include "cli/run_header.hpp"
#include "cli/terrain_option.hpp"
#include "cli/timeline.hpp"
#include "cli/version.hpp"
#include "cli/words.hpp"

namespace cupola {

namespace {

std::string ledger_as_text(const Ledger& ledger) {
  std::string text = fmt::format("Ledger: {}\n  threats\n", kLedgerTitle);
  for (int i = 0; i < kThreatCauseCount; ++i)
    if (ledger.threats[i] > 0)
      text += fmt::format("    {:>4}  {}\n", ledger.threats[i], name_of(static_cast<ThreatCause>(i)));
  text += fmt::format("    {:>4}  in all\n  rounds\n", ledger.threat_total());
  for (int i = 0; i < kRoundCauseCount; ++i)
    if (ledger.rounds[i] > 0)
      text += fmt::format("    {:>4}  {}\n", ledger.rounds[i], name_of(static_cast<RoundCause>(i)));
  text += fmt::format("    {:>4}  in all\n", ledger.round_total());
  return text + precedence_lines(precedence_text());
}

std::string rounds_as_text(const Scenario& scenario, const ReplicateResult& r) {
  std::string text;
  for (std::size_t w = 0; w < r.rounds_fired.size(); ++w)
    if (r.rounds_fired[w] + r.rounds_left[w] + r.rounds_stored[w] + r.rounds_destroyed[w] > 0)
      text += fmt::format("  {:<10} {:>3} fired, {:>3} left{}\n", scenario.weapons_true[w].name,
                          r.rounds_fired[w], r.rounds_left[w], rounds_elsewhere(r, w));
  return text;
}

/// The radars that were not ready all the time, by the share of it.
std::string ready_as_text(const Plan& plan, const ReplicateResult& r) {
  std::string text;
  for (std::uint32_t i = 0; i < r.ready_share.size(); ++i)
    if (r.ready_share[i] < 1.0)
      text += fmt::format("  {:<28} {:>3.0f} %\n", names_of(plan).radars.name(i), 100.0 * r.ready_share[i]);
  return text.empty() ? text
                      : "\nShare of the time that a radar was ready; all others were all the time\n" + text;
}

CostTally cost_of(const Scenario& scenario, const ReplicateResult& r) {
  CostTally cost(scenario);
  cost.add(r);
  return cost;
}

/// Weapons that went down with their carriers, and who would have come later than the end.
auto never_set_out(const ReplicateResult& r) {
  return std::count(r.fates.begin(), r.fates.end(), Fate::never_set_out);
}

}  // namespace

std::string run_as_text(const Plan& plan, std::uint64_t seed, const ReplicateResult& r, const Log& log,
                        const std::string& run_file) {
  const Scenario& s = scenario_of(plan);
  std::string text = s.name + "\n\n" + in_play_text(s.in_play) + "\nTimeline\n";
  for (const std::string& line : timeline_lines(s.start, timeline(plan, log))) text += "  " + line + "\n";
  text += fmt::format("\nOutcome: of {} hostiles {} killed, {} got through, {} turned away, {} unresolved\n",
                      r.hostiles, r.killed, r.leaked, r.turned_away, r.unresolved);
  if (const auto others = never_set_out(r); others > 0)
    text += fmt::format("  {} more never set out: their carrier was dead, or the end came first\n", others);
  text +=
      fmt::format("  own and neutral aircraft hit: {} friends, {} neutrals\n", r.friends_hit, r.neutrals_hit);
  text += wrong_engagements_as_text(r);
  text += rounds_as_text(s, r) + losses_as_text(plan, r) + ready_as_text(plan, r) +
          exposure_as_text(plan, r) + cost_as_text(cost_of(s, r)) + "\n" + ledger_as_text(r.ledger) + "\n" +
          caveat_lines(true, s.terrain_note.words);
  text += fmt::format("\nseed {}  replicate {}  digest {}\n", seed, r.replicate, r.digest);
  if (!run_file.empty()) text += fmt::format("run file {}\n", run_file);
  return text;
}

nlohmann::ordered_json run_as_json(const Plan& plan, std::uint64_t seed, const ReplicateResult& r,
                                   const Log& log, const std::string& run_file) {
  using Json = nlohmann::ordered_json;
  const Scenario& s = scenario_of(plan);
  Json j = {{"version", version()},
            {"scenario", s.name},
            {"seed", seed},
            {"replicate", r.replicate},
            {"digest", r.digest},
            {"is_one_draw", true},
            {"figures", figures_json(s)},
            {"terrain", terrain_json(s.terrain_note)},
            {"in_play", s.in_play},
            {"warnings", s.warnings},
            {"hostiles", r.hostiles},
            {"killed", r.killed},
            {"leaked", r.leaked},
            {"turned_away", r.turned_away},
            {"unresolved", r.unresolved},
            {"never_set_out", never_set_out(r)},
            {"friends_hit", r.friends_hit},
            {"neutrals_hit", r.neutrals_hit},
            {"iff", iff_word(s)},
            {"wrong_engagements", wrong_engagements_as_json(r)}};
  j["weapons"] = Json::array();
  for (std::size_t w = 0; w < r.rounds_fired.size(); ++w)
    j["weapons"].push_back({{"name", s.weapons_true[w].name},
                            {"fired", r.rounds_fired[w]},
                            {"left", r.rounds_left[w]},
                            {"in_store", r.rounds_stored[w]},
                            {"lost_with_launchers", r.rounds_destroyed[w]}});
  add_losses(j, plan, r);
  j["cost"] = cost_as_json(cost_of(s, r));
  j["ready_share"] = Json::object();
  for (std::uint32_t i = 0; i < r.ready_share.size(); ++i)
    j["ready_share"][names_of(plan).radars.name(i)] = r.ready_share[i];
  j["ledger"] = {{"title", kLedgerTitle}, {"precedence", precedence_text()}};
  for (int i = 0; i < kThreatCauseCount; ++i)
    j["ledger"]["threats"].push_back(
        {{"cause", name_of(static_cast<ThreatCause>(i))}, {"count", r.ledger.threats[i]}});
  for (int i = 0; i < kRoundCauseCount; ++i)
    j["ledger"]["rounds"].push_back(
        {{"cause", name_of(static_cast<RoundCause>(i))}, {"count", r.ledger.rounds[i]}});
  j["timeline"] = Json::array();
  for (const RunMoment& m : run_moments(s.start, timeline(plan, log)))
    j["timeline"].push_back({{"time_s", m.time_s}, {"what", m.what}});
  if (!r.exposed_flights.empty()) j["exposure"] = exposure_as_json(plan, r);
  j["caveats"] = caveats(true, s.terrain_note.words);
  if (!run_file.empty()) j["run_file"] = run_file;
  return j;
}

}  // namespace cupola
