#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "catalogue/price.hpp"
#include "engine/replicate.hpp"
#include "study/ratio.hpp"

namespace cupola {

/// What money is counted for.
enum class CostKind : std::uint8_t { rounds, killed, own_losses };
inline constexpr int kCostKindCount = 3;

/// So many of one type, and what one of them costs.
struct CostRow {
  CostKind kind = CostKind::rounds;
  std::string name;
  Price price;
  double count = 0.0;  ///< mean a replicate
  double most = 0.0;   ///< that there are
};

/// Money at central prices, and with all prices at the ends of their intervals.
struct MoneySpan {
  double usd = 0.0, low_usd = 0.0, high_usd = 0.0;
};

/// What did the rounds, the hostiles killed and the own losses cost: aircraft, elements of the defence, rounds that
/// went with their launchers?
/// Model      count times price, by type; a type without a price counts nothing and is named. Rounds count when
///            fired, whatever they were fired at. Nothing is adjusted from one year's money to another's
/// Leaves out damage to what is defended, crews, fuel, what was not fired
/// Random     none
/// Checked by tests/cost.cpp
class CostTally {
 public:
  explicit CostTally(const Scenario& scenario);
  void add(const ReplicateResult& result);

  /// What one replicate cost, by CostKind, at central prices; and the most that it can.
  using Money = std::array<double, kCostKindCount>;
  Money usd_of(const ReplicateResult& result) const;
  Money most_usd() const;
  /// Whether all that there may be any of has a price.
  bool all_priced(CostKind kind) const;

  std::uint64_t replicates() const { return pairs_.count; }
  /// Types of which there was any, in the order of kinds and names.
  std::vector<CostRow> rows() const;
  /// Of all that has a price, at mean counts.
  MoneySpan span(CostKind kind) const;
  /// Mean over replicates at central prices: bounded_mean_interval.
  Interval money(CostKind kind) const;
  /// `long-range drone` of which there was any, and no price.
  std::vector<std::string> missing(CostKind kind) const;

  /// Money for rounds over the value of the hostiles killed: ratio of means, for luck alone. None as ratio_of_means
  /// says, or where prices are missing on both sides. Where they are missing for rounds only, the truth is at least
  /// that; for hostiles only, at most.
  std::optional<Interval> exchange_ratio() const;
  /// The same at mean counts, with the prices at the ends that make it least and most; `high` may be infinite.
  std::optional<Interval> exchange_over_prices() const;

 private:
  void add_elements(const Scenario& scenario);
  template <class Count>
  void each(const ReplicateResult& result, const Count& count) const;
  std::size_t row_of(CostKind kind, const std::string& name, const Price& price, double most);

  std::vector<CostRow> rows_;                                        ///< `count` is a sum until asked for
  std::vector<std::size_t> round_rows_;                              ///< by WeaponTypeId
  std::vector<std::optional<std::size_t>> platform_rows_;            ///< by PlatformId: neutrals have none
  std::vector<std::size_t> destroyed_rows_;                          ///< of rounds, by WeaponTypeId
  std::vector<std::size_t> radar_rows_, launcher_rows_, post_rows_;  ///< by id; radars with passive sensors
  Moments money_[kCostKindCount];
  JointMoments pairs_;  ///< x: value killed, y: rounds
};

}  // namespace cupola
