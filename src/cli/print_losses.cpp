#include "cli/print_losses.hpp"

#include <fmt/format.h>

#include "cli/interval_print.hpp"
#include "scenario/elements.hpp"

namespace cupola {

namespace {

using Json = nlohmann::ordered_json;

std::string counted(std::uint32_t n, const char* what) {
  return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s");
}

}  // namespace

std::string losses_as_text(const Plan& plan, const ReplicateResult& r) {
  const Scenario& s = scenario_of(plan);
  std::string text;
  std::size_t untouched = 0;
  for (const AssetRow& row : r.assets) {
    if (row.strikes == 0) {
      ++untouched;
      continue;
    }
    const std::string end =
        row.survived() ? "survived" : fmt::format("{:.0f} % of its value left", 100.0 * row.left);
    text += fmt::format("  {:<28} {}, {}: {}\n", s.assets[row.asset.index()].name,
                        counted(row.strikes, "strike"), counted(row.hits, "hit"), end);
  }
  if (!text.empty()) {
    text = "\nAssets struck\n" + text;
    if (untouched > 0) text += fmt::format("  not struck: {}\n", untouched);
  }
  std::string lost;
  for (const GroundTarget& element : r.lost) lost += "  " + name_of(s, element) + "\n";
  return text + (lost.empty() ? lost : "\nLost of the defence, in this order\n" + lost);
}

std::string rounds_elsewhere(const ReplicateResult& r, std::size_t weapon) {
  std::string text;
  if (r.rounds_stored[weapon] > 0) text += fmt::format(", {:>3} in store", r.rounds_stored[weapon]);
  if (r.rounds_destroyed[weapon] > 0)
    text += fmt::format(", {:>3} lost with launchers", r.rounds_destroyed[weapon]);
  return text;
}

void add_losses(Json& to, const Plan& plan, const ReplicateResult& r) {
  const Scenario& s = scenario_of(plan);
  to["assets"] = Json::array();
  for (const AssetRow& row : r.assets)
    to["assets"].push_back({{"name", s.assets[row.asset.index()].name},
                            {"value", row.value},
                            {"strikes", row.strikes},
                            {"hits", row.hits},
                            {"left", row.left},
                            {"survived", row.survived()}});
  to["lost"] = Json::array();
  for (const GroundTarget& element : r.lost) to["lost"].push_back(name_of(s, element));
}

std::string losses_as_text(const Plan& plan, const LossTally& tally) {
  const Scenario& s = scenario_of(plan);
  const ProbabilityFloor floor = probability_floor(s);
  std::string text;
  for (const LossTally::AssetLine& line : tally.assets()) {
    const std::string& name = s.assets[line.asset.index()].name;
    text += fmt::format("  {:<52} {}\n", fmt::format("P({} survives)", name),
                        probability_text(line.survives, floor));
    text += fmt::format("  {:<52} {}\n", fmt::format("{}: share of its value left", name),
                        interval_text(line.left));
  }
  for (const LossTally::ElementLine& line : tally.elements())
    text += fmt::format("  {:<52} {}\n", fmt::format("P({} is not hit)", name_of(s, line.element)),
                        probability_text(line.works, floor));
  for (const LossTally::RoundLine& line : tally.rounds()) {
    const std::string& name = s.weapons_true[line.weapon.index()].name;
    if (line.stored.estimate > 0.0)
      text += fmt::format("  {:<52} {}\n", name + " in store at the end", interval_text(line.stored));
    if (line.destroyed.estimate > 0.0)
      text += fmt::format("  {:<52} {}\n", name + " lost with launchers", interval_text(line.destroyed));
  }
  return text.empty() ? text : "\nWhat leakers did\n" + text;
}

void add_losses(Json& to, const Plan& plan, const LossTally& tally) {
  const Scenario& s = scenario_of(plan);
  const ProbabilityFloor floor = probability_floor(s);
  to["assets"] = Json::array();
  for (const LossTally::AssetLine& line : tally.assets())
    to["assets"].push_back({{"name", s.assets[line.asset.index()].name},
                            {"p_survives", probability_json(line.survives, floor)},
                            {"left", interval_json(line.left)}});
  to["elements"] = Json::array();
  for (const LossTally::ElementLine& line : tally.elements())
    to["elements"].push_back(
        {{"name", name_of(s, line.element)}, {"p_not_hit", probability_json(line.works, floor)}});
  to["rounds_elsewhere"] = Json::array();
  for (const LossTally::RoundLine& line : tally.rounds())
    to["rounds_elsewhere"].push_back({{"name", s.weapons_true[line.weapon.index()].name},
                                      {"in_store", interval_json(line.stored)},
                                      {"lost_with_launchers", interval_json(line.destroyed)}});
}

}  // namespace cupola
