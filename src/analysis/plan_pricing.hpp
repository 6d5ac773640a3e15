#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/plan_columns.hpp"

namespace cupola {

/// What is best fired at one target if every unit has a price?
/// Model      least V prod (1 - p_i)^x_i + sum price_i x_i over whole x_i up to the units there are: depth first,
///            weapons by price per logarithm of survival, the cheapest taken first; a branch is left when its
///            relaxation (the last weapon taken in part, in closed form) cannot be below what was found
/// Returns    a value that the least is proven not to be below, and the best columns found
/// Holds for  prices of 0, or of at least 1e-100 of the target's value
/// Accurate   to kSlack of itself, rounding included (all terms are positive), where no more than `most_branches` are needed;
///            beyond them a lower value, which still holds
/// Random     none
/// Checked by tests/plan_pricing.cpp
class PlanPricing {
 public:
  static constexpr double kSlack = 1e-11;

  explicit PlanPricing(const WeaponTargetProblem& problem);

  struct Found {
    double price = 0.0;
    std::vector<PlannedShots> shots;  ///< in ascending weapons
  };
  struct Question {
    std::span<const double> unit_prices;
    double below;      ///< only columns of a lower price are of interest
    std::size_t keep;  ///< so many, the cheapest
    int most_branches;
  };
  double price(int target, const Question& question);
  /// By the last call, cheapest first.
  std::span<const Found> found() const { return {found_.data(), count_}; }
  bool cut_short() const { return branches_ >= most_branches_; }

  /// Every column that a plan below a value can hold, whether or not each of its units is worth its price: those of
  /// a price below `below`, in no order. cut_short() where there are more than `keep`, or more branches.
  void list(int target, const Question& question);

 private:
  struct Weapon {
    double per_log, survival, all_survive, log_survival, price;
    int weapon;
  };
  void begin(int target, const Question& question);
  void list_weapons(int target, std::span<const double> unit_prices);
  double relaxation(std::size_t first, int units, double left) const;
  void search(std::size_t first, int units, double left, double paid);
  void keep(double price);

  const WeaponTargetProblem& problem_;
  std::vector<double> log_survival_;  // -ln(1 - p), as kill_probability
  std::vector<Weapon> weapons_;
  std::vector<PlannedShots> taken_;
  std::vector<Found> found_;  // the first count_
  std::size_t count_ = 0, keep_ = 0;
  double below_ = 0.0, least_open_ = 0.0;
  int branches_ = 0, most_branches_ = 0;
  bool all_ = false;  // list() asks
};

}  // namespace cupola
