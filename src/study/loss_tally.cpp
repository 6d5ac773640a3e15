#include "study/loss_tally.hpp"

#include <algorithm>
#include <tuple>

namespace cupola {

LossTally::LossTally(const Scenario& scenario) {
  std::vector<bool> struck(scenario.assets.size(), false);
  for (const Platform& p : scenario.platforms) {
    if (!p.strikes()) continue;
    if (p.objective.valid()) struck[p.objective.index()] = true;
    const bool known = std::any_of(elements_.begin(), elements_.end(),
                                   [&p](const Element& e) { return e.what == p.element; });
    if (p.element.valid() && !known) elements_.push_back({p.element});
  }
  std::sort(elements_.begin(), elements_.end(), [](const Element& a, const Element& b) {
    return std::tie(a.what.kind, a.what.id) < std::tie(b.what.kind, b.what.id);
  });
  for (std::uint32_t i = 0; i < struck.size(); ++i)
    if (struck[i]) assets_.push_back({AssetId{i}, 0, {}});
  for (std::size_t w = 0; w < scenario.weapons_true.size(); ++w) {
    double stored = 0.0;
    for (const FireUnitSite& unit : scenario.fire_units)
      stored += unit.loads * rounds_of_a_load(scenario, unit, w);
    rounds_.push_back({double(rounds_at_start(scenario, w)), stored, {}, {}});
  }
}

void LossTally::add(const ReplicateResult& r) {
  ++replicates_;
  for (Asset& asset : assets_) {
    const AssetRow& row = r.assets[asset.id.index()];
    asset.survived += row.survived();
    asset.left.add(row.left);
  }
  for (Element& e : elements_) e.works += std::find(r.lost.begin(), r.lost.end(), e.what) == r.lost.end();
  for (std::size_t w = 0; w < rounds_.size(); ++w) {
    rounds_[w].stored.add(r.rounds_stored[w]);
    rounds_[w].destroyed.add(r.rounds_destroyed[w]);
  }
}

std::vector<LossTally::AssetLine> LossTally::assets() const {
  std::vector<AssetLine> lines;
  for (const Asset& a : assets_)
    lines.push_back({a.id, wilson(a.survived, replicates_), bounded_mean_interval(a.left, 0.0, 1.0)});
  return lines;
}

std::vector<LossTally::ElementLine> LossTally::elements() const {
  std::vector<ElementLine> lines;
  for (const Element& e : elements_) lines.push_back({e.what, wilson(e.works, replicates_)});
  return lines;
}

std::vector<LossTally::RoundLine> LossTally::rounds() const {
  std::vector<RoundLine> lines;
  for (std::uint32_t w = 0; w < rounds_.size(); ++w) {
    const Rounds& r = rounds_[w];
    if (r.stored.mean + r.destroyed.mean > 0.0)
      lines.push_back({WeaponTypeId{w}, bounded_mean_interval(r.stored, 0.0, r.most_stored),
                       bounded_mean_interval(r.destroyed, 0.0, r.most)});
  }
  return lines;
}

}  // namespace cupola
