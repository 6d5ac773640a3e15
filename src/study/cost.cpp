#include "study/cost.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

#include "study/loss_tally.hpp"

namespace cupola {

CostTally::CostTally(const Scenario& scenario) {
  for (std::size_t w = 0; w < scenario.weapons_true.size(); ++w) {
    const double stock = rounds_at_start(scenario, w);
    const InterceptorType& weapon = scenario.weapons_true[w];
    round_rows_.push_back(row_of(CostKind::rounds, weapon.name, weapon.price, stock));
    destroyed_rows_.push_back(row_of(CostKind::own_losses, weapon.name, weapon.price, 0.0));
  }
  add_elements(scenario);
  for (const Platform& platform : scenario.platforms) {
    const bool hostile = platform.side == Side::hostile;
    platform_rows_.emplace_back();
    if (hostile || platform.side == Side::friendly)
      platform_rows_.back() = row_of(hostile ? CostKind::killed : CostKind::own_losses, platform.type.name,
                                     platform.type.price, 1.0);
  }
}

/// What somebody strikes may be lost once, a launcher with all that was ever on it.
void CostTally::add_elements(const Scenario& scenario) {
  const auto struck = [&scenario](GroundTargetKind kind, std::uint32_t id) {
    return std::any_of(scenario.platforms.begin(), scenario.platforms.end(),
                       [&](const Platform& p) { return p.strikes() && p.element == GroundTarget{kind, id}; });
  };
  const auto element = [&](GroundTargetKind kind, std::uint32_t id, const std::string& name,
                           const Price& price) {
    return row_of(CostKind::own_losses, name, price, struck(kind, id) ? 1.0 : 0.0);
  };
  for (const RadarSite& radar : scenario.radars)
    radar_rows_.push_back(
        element(GroundTargetKind::radar, radar.id.value, radar.type.name, radar.type.price));
  for (const PassiveSite& passive : scenario.passives)
    radar_rows_.push_back(element(GroundTargetKind::radar, passive.id.value, passive.type.name, {}));
  for (const PostSite& post : scenario.posts)
    post_rows_.push_back(element(GroundTargetKind::post, post.id.value, post.type.name, {}));
  for (const LauncherSite& launcher : scenario.launchers) {
    launcher_rows_.push_back(
        element(GroundTargetKind::launcher, launcher.id.value, launcher.type.name, launcher.type.price));
    if (!struck(GroundTargetKind::launcher, launcher.id.value)) continue;
    const int loads = 1 + scenario.fire_units[launcher.fire_unit.index()].loads;
    for (const auto& [weapon, rounds] : launcher.load)
      rows_[destroyed_rows_[weapon.index()]].most += static_cast<double>(loads * rounds);
  }
}

/// A type that a group of the raid sees otherwise has a row of its own.
std::size_t CostTally::row_of(CostKind kind, const std::string& name, const Price& price, double most) {
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    CostRow& row = rows_[i];
    const bool same_price = row.price.given() == price.given() && row.price.usd.value == price.usd.value &&
                            row.price.year == price.year;
    if (row.kind != kind || row.name != name || !same_price) continue;
    row.most += most;
    return i;
  }
  rows_.push_back({kind, name, price, 0.0, most});
  return rows_.size() - 1;
}

/// Calls `count` with a row and how many of it there were.
template <class Count>
void CostTally::each(const ReplicateResult& result, const Count& count) const {
  for (std::size_t w = 0; w < round_rows_.size(); ++w) count(round_rows_[w], result.rounds_fired[w]);
  for (std::size_t p = 0; p < platform_rows_.size(); ++p)
    if (platform_rows_[p] && result.fates[p] == Fate::killed) count(*platform_rows_[p], 1.0);
  for (std::size_t w = 0; w < destroyed_rows_.size(); ++w)
    count(destroyed_rows_[w], result.rounds_destroyed[w]);
  for (const GroundTarget& lost : result.lost) {
    if (lost.kind == GroundTargetKind::radar) count(radar_rows_[lost.id], 1.0);
    if (lost.kind == GroundTargetKind::launcher) count(launcher_rows_[lost.id], 1.0);
    if (lost.kind == GroundTargetKind::post) count(post_rows_[lost.id], 1.0);
  }
}

CostTally::Money CostTally::usd_of(const ReplicateResult& result) const {
  Money usd{};
  each(result, [&](std::size_t row, double number) {
    const CostRow& r = rows_[row];
    if (r.price.given()) usd[static_cast<std::size_t>(r.kind)] += number * r.price.usd;
  });
  return usd;
}

CostTally::Money CostTally::most_usd() const {
  Money usd{};
  for (const CostRow& row : rows_)
    if (row.price.given()) usd[static_cast<std::size_t>(row.kind)] += row.most * row.price.usd;
  return usd;
}

bool CostTally::all_priced(CostKind kind) const {
  return std::none_of(rows_.begin(), rows_.end(), [kind](const CostRow& row) {
    return row.kind == kind && row.most > 0.0 && !row.price.given();
  });
}

void CostTally::add(const ReplicateResult& result) {
  each(result, [this](std::size_t row, double number) { rows_[row].count += number; });
  const Money usd = usd_of(result);
  for (std::size_t kind = 0; kind < usd.size(); ++kind) money_[kind].add(usd[kind]);
  pairs_.add(usd[static_cast<std::size_t>(CostKind::killed)],
             usd[static_cast<std::size_t>(CostKind::rounds)]);
}

std::vector<CostRow> CostTally::rows() const {
  std::vector<CostRow> rows;
  for (const CostRow& row : rows_) {
    if (row.count <= 0.0) continue;
    rows.push_back(row);
    rows.back().count /= static_cast<double>(replicates());
  }
  std::stable_sort(rows.begin(), rows.end(), [](const CostRow& a, const CostRow& b) {
    return std::tie(a.kind, a.name) < std::tie(b.kind, b.name);
  });
  return rows;
}

MoneySpan CostTally::span(CostKind kind) const {
  MoneySpan span;
  for (const CostRow& row : rows()) {
    if (row.kind != kind || !row.price.given()) continue;
    span.usd += row.count * row.price.usd;
    span.low_usd += row.count * row.price.usd.low;
    span.high_usd += row.count * row.price.usd.high;
  }
  return span;
}

Interval CostTally::money(CostKind kind) const {
  const auto k = static_cast<std::size_t>(kind);
  return bounded_mean_interval(money_[k], 0.0, most_usd()[k]);
}

std::vector<std::string> CostTally::missing(CostKind kind) const {
  std::vector<std::string> names;
  for (const CostRow& row : rows())
    if (row.kind == kind && !row.price.given()) names.push_back(row.name);
  return names;
}

std::optional<Interval> CostTally::exchange_ratio() const {
  if (!missing(CostKind::rounds).empty() && !missing(CostKind::killed).empty()) return std::nullopt;
  return ratio_of_means(pairs_);
}

std::optional<Interval> CostTally::exchange_over_prices() const {
  const MoneySpan rounds = span(CostKind::rounds), killed = span(CostKind::killed);
  if (killed.usd <= 0.0) return std::nullopt;
  const double most =
      killed.low_usd > 0.0 ? rounds.high_usd / killed.low_usd : std::numeric_limits<double>::infinity();
  return Interval{rounds.usd / killed.usd, rounds.low_usd / killed.high_usd, most};
}

}  // namespace cupola
