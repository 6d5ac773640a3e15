#include "weapons/kill_importance.hpp"

#include <algorithm>

namespace cupola {

namespace {

/// A draw that holds below `probability`, made to hold as often as `factor` times that: luck under the changed law.
double changed(double luck, double probability, double factor) {
  const double least = factor * probability;
  if (luck < least) return luck / factor;
  return probability + (luck - least) * (1.0 - probability) / (1.0 - least);
}

/// Likelihood of such luck under the changed law over that under the true one.
double likelihood_ratio(double luck, double probability, double factor) {
  return luck < probability ? factor : (1.0 - factor * probability) / (1.0 - probability);
}

}  // namespace

KillImportance::KillImportance(const Scenario& scenario, ReplicateKey key)
    : factor_(scenario.kill_importance) {
  if (!used()) return;
  targets_.resize(scenario.platforms.size());
  std::vector<PlatformId> hostiles;
  for (const Platform& platform : scenario.platforms)
    if (platform.side == Side::hostile) hostiles.push_back(platform.id);
  hostiles_ = hostiles.size();
  Draws draws(key, stream_key(Purpose::choice, name_key("kill importance")), 0);
  const auto choice = static_cast<std::size_t>(draws.uniform() * static_cast<double>(hostiles_ + 1));
  if (choice < hostiles_) chosen_ = hostiles[choice];
}

/// What the shared draw of this salvo is held against, from its first use on.
double KillImportance::reference(Target& target, const SalvoShot& shot, double probability,
                                 bool& first) const {
  const auto known = std::find_if(target.shared.begin(), target.shared.end(),
                                  [&](const auto& one) { return one.first == shot.salvo; });
  first = known == target.shared.end();
  if (!first) return known->second;
  target.shared.emplace_back(shot.salvo, probability);
  return probability;
}

bool KillImportance::draw(ReplicateKey key, const Platform& platform, const SalvoShot& shot,
                          double probability) {
  const KillLuck drawn = kill_luck(key, platform.name, shot);
  Target& target = targets_[platform.id.index()];
  bool first = true;
  const double at = drawn.shared ? reference(target, shot, probability, first) : probability;
  const double luck = platform.id == chosen_ ? changed(drawn.luck, at, factor_) : drawn.luck;
  if (first && platform.side == Side::hostile) target.ratio *= likelihood_ratio(luck, at, factor_);
  return luck < probability;
}

double KillImportance::weight() const {
  if (!used()) return 1.0;
  double sum = 1.0;
  for (const Target& target : targets_) sum += target.ratio;
  // Those of other sides have a ratio of 1 and are no choice.
  sum -= static_cast<double>(targets_.size() - hostiles_);
  return static_cast<double>(hostiles_ + 1) / sum;
}

}  // namespace cupola
