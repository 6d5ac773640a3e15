#include "study/probability_floor.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenario/rounds_at_start.hpp"
#include "scenario/scenario.hpp"

namespace cupola {

std::string floor_words(const ProbabilityFloor& floor, const Interval& probability) {
  const std::string words = fmt::format("below the floor of {:.2g}", floor.value);
  return probability.high < floor.value ? words : fmt::format("{}  [0, {:.2g}]", words, probability.high);
}

ProbabilityFloor probability_floor(const Scenario& scenario, const Figure* declared) {
  if (declared != nullptr && declared->has_record()) return {declared->value, "declared by the study"};
  double most = 0.0;
  for (std::size_t w = 0; w < scenario.weapons_true.size(); ++w) {
    const InterceptorType& weapon = scenario.weapons_true[w];
    if (rounds_at_start(scenario, w) <= 0.0) continue;
    for (const Platform& p : scenario.platforms) {
      if (p.side != Side::hostile) continue;
      const double kill = weapon.kill_probability[static_cast<std::size_t>(p.type.target_class)];
      most = std::max(most, weapon.common_cause * (1.0 - kill));
    }
  }
  if (most > 0.0) return {most, "what the common cause of salvos implies"};
  return {kAssumedFloor, "assumed, as no common cause is declared"};
}

}  // namespace cupola
