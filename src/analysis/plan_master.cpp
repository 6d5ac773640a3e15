#include "analysis/plan_master.hpp"

#include <algorithm>
#include <coin/ClpSimplex.hpp>

namespace cupola {

namespace {
constexpr int kPivotsBetweenQuestions = 500;
constexpr double kDualTolerance = 1e-9, kValuePerTarget = 100.0;
}  // namespace

PlanMaster::PlanMaster(const WeaponTargetProblem& problem)
    : weapons_(problem.weapons),
      targets_(problem.targets),
      units_(problem.units),
      unit_prices_(static_cast<std::size_t>(problem.weapons)),
      target_prices_(static_cast<std::size_t>(problem.targets)) {}

PlanMaster::~PlanMaster() = default;

void PlanMaster::take(const PlanColumns& columns) {
  std::vector<int> start{0}, row;
  std::vector<double> element, cost;
  for (std::size_t c = taken_; c < columns.size(); ++c) {
    for (const PlannedShots& s : columns.shots(c)) {
      row.push_back(s.weapon);
      element.push_back(s.count);
    }
    row.push_back(weapons_ + columns.target(c));
    element.push_back(1.0);
    start.push_back(static_cast<int>(row.size()));
  }
  if (!lp_) set_rows(columns);
  for (std::size_t c = taken_; c < columns.size(); ++c) cost.push_back(scale_ * columns.value(c));
  const auto count = static_cast<int>(cost.size());
  lp_->addColumns(count, nullptr, nullptr, cost.data(), start.data(), row.data(), element.data());
  if (taken_ == 0) begin();
  taken_ = columns.size();
}

/// CLP's tolerances are absolute: the plan's value becomes kValuePerTarget for each target.
void PlanMaster::set_rows(const PlanColumns& columns) {
  double value = 0.0;
  for (int j = 0; j < targets_; ++j) value += columns.value(static_cast<std::size_t>(j));
  scale_ = value > 0.0 ? kValuePerTarget * targets_ / value : 1.0;
  lp_ = std::make_unique<ClpSimplex>();
  lp_->setLogLevel(0);
  lp_->setDualTolerance(kDualTolerance);
  lp_->resize(weapons_ + targets_, 0);
  for (int i = 0; i < weapons_; ++i) lp_->setRowBounds(i, -COIN_DBL_MAX, units_);
  for (int j = 0; j < targets_; ++j) lp_->setRowBounds(weapons_ + j, 1.0, 1.0);
}

/// The plan is the first basis: one column a target, and what is left of every weapon.
void PlanMaster::begin() {
  lp_->createStatus();
  for (int i = 0; i < weapons_; ++i) lp_->setRowStatus(i, ClpSimplex::basic);
  for (int j = 0; j < targets_; ++j) {
    lp_->setRowStatus(weapons_ + j, ClpSimplex::isFixed);
    lp_->setColumnStatus(j, ClpSimplex::basic);
  }
}

void PlanMaster::allow(std::size_t column, bool is_allowed) {
  lp_->setColumnBounds(static_cast<int>(column), 0.0, is_allowed ? COIN_DBL_MAX : 0.0);
}

bool PlanMaster::solve(const std::function<bool()>& go_on) { return run(false, go_on); }
bool PlanMaster::solve_again(const std::function<bool()>& go_on) { return run(true, go_on); }

bool PlanMaster::run(bool dual, const std::function<bool()>& go_on) {
  do {
    lp_->setNumberIterations(0);
    lp_->setMaximumIterations(kPivotsBetweenQuestions);
    dual ? lp_->dual(0, 3) : lp_->primal(0, 3);
  } while (lp_->status() == 3 && go_on());
  if (lp_->status() != 0) return false;
  const double* price = lp_->dualRowSolution();
  for (int i = 0; i < weapons_; ++i)
    unit_prices_[static_cast<std::size_t>(i)] = std::max(0.0, -price[i]) / scale_;
  for (int j = 0; j < targets_; ++j)
    target_prices_[static_cast<std::size_t>(j)] = price[weapons_ + j] / scale_;
  return true;
}

double PlanMaster::share(std::size_t column) const { return lp_->primalColumnSolution()[column]; }

}  // namespace cupola
