// Sensitivities of functions whose indices are known in closed form, and against SALib's (sensitivity_tables.csv).

#include <cmath>
#include <numbers>

#include "study/elementary_effects.hpp"
#include "study/sensitivity.hpp"
#include "study/sobol_indices.hpp"
#include "study/tests/sensitivity_tables.hpp"

namespace cupola {
namespace {

const ReplicateKey kLuck = ReplicateKey::of(5, 0);
using Point = std::vector<double>;

/// One value a point, or several with luck: some that all points share, some of each point's own.
template <class Function>
DrawTable played(const UnitPoints& points, const Function& f, std::size_t replicates = 1, double luck = 0.0,
                 double rest = 0.0) {
  DrawTable table;
  for (std::size_t i = 0; i < points.size(); ++i) {
    table.emplace_back();
    for (std::size_t j = 0; j < replicates; ++j) {
      Draws shared(kLuck, stream_key(Purpose::parameter, 1), j);
      Draws own(kLuck, stream_key(Purpose::parameter, 2, i), j);
      const double of_all = luck * shared.normal();
      const double of_own = rest * own.normal();
      table.back().push_back(f(points[i]) + of_all + of_own);
    }
  }
  return table;
}

double ishigami(const Point& u) {
  const auto x = [&](std::size_t i) { return std::numbers::pi * (2.0 * u[i] - 1.0); };
  return std::sin(x(0)) + 7.0 * std::sin(x(1)) * std::sin(x(1)) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}
constexpr double kIshigamiFirst[] = {0.313905, 0.442411, 0.0},
                 kIshigamiTotal[] = {0.557589, 0.442411, 0.243684};

constexpr double kG[] = {0.0, 1.0, 4.5, 9.0, 99.0};
double g_function(const Point& u) {
  double product = 1.0;
  for (std::size_t i = 0; i < u.size(); ++i) product *= (std::abs(4.0 * u[i] - 2.0) + kG[i]) / (1.0 + kG[i]);
  return product;
}

TEST(SobolIndices, of_ishigamis_function) {
  const std::vector<SobolIndices> indices =
      sobol_indices(played(saltelli_points(1024, 3, kLuck), ishigami), 3, kLuck);
  for (std::size_t k = 0; k < 3; ++k) {
    EXPECT_NEAR(indices[k].first.estimate, kIshigamiFirst[k], 0.03) << k;
    EXPECT_NEAR(indices[k].total.estimate, kIshigamiTotal[k], 0.03) << k;
    EXPECT_LE(indices[k].total.low, kIshigamiTotal[k]) << k;
    EXPECT_GE(indices[k].total.high, kIshigamiTotal[k]) << k;
  }
}

TEST(SobolIndices, of_sobols_g_function) {
  const std::vector<SobolIndices> indices =
      sobol_indices(played(saltelli_points(1024, 5, kLuck), g_function), 5, kLuck);
  double whole = 1.0;
  const auto part = [](std::size_t i) { return 1.0 / (3.0 * (1.0 + kG[i]) * (1.0 + kG[i])); };
  for (std::size_t i = 0; i < 5; ++i) whole *= 1.0 + part(i);
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_NEAR(indices[i].first.estimate, part(i) / (whole - 1.0), 0.02) << i;
    EXPECT_NEAR(indices[i].total.estimate, part(i) * whole / (1.0 + part(i)) / (whole - 1.0), 0.02) << i;
  }
}

// As much luck in a mean as inputs move it (variance 13.8): left in, every total index would be far too large.
TEST(SobolIndices, luck_is_taken_out) {
  const UnitPoints points = saltelli_points(1024, 3, kLuck);
  const DrawTable table = played(points, ishigami, 8, 20.0, 8.0);
  const std::vector<SobolIndices> indices = sobol_indices(table, 3, kLuck);
  DrawTable means;
  for (const double mean : means_of(table)) means.push_back({mean});
  const std::vector<SobolIndices> left_in = sobol_indices(means, 3, kLuck);
  for (std::size_t k = 0; k < 3; ++k) {
    EXPECT_NEAR(indices[k].first.estimate, kIshigamiFirst[k], 0.06) << k;
    EXPECT_NEAR(indices[k].total.estimate, kIshigamiTotal[k], 0.06) << k;
  }
  EXPECT_GT(left_in[2].total.estimate, 0.4);
}

TEST(SobolIndices, of_what_does_not_vary_are_nothing) {
  const std::vector<SobolIndices> indices =
      sobol_indices(played(saltelli_points(16, 2, kLuck), [](const Point&) { return 3.0; }), 2, kLuck);
  EXPECT_EQ(indices[0].first.estimate, 0.0);
  EXPECT_EQ(indices[1].total.estimate, 0.0);
}

TEST(SobolIndices, are_salibs) {
  for (const TableRow& row : table_rows("sobol indices")) {
    const auto inputs = static_cast<std::size_t>(row.numbers[0]);
    DrawTable table;
    for (std::size_t i = 1; i < row.numbers.size(); ++i) table.push_back({row.numbers[i]});
    const std::vector<SobolIndices> indices = sobol_indices(table, inputs, kLuck);
    for (std::size_t k = 0; k < inputs; ++k) {
      EXPECT_NEAR(indices[k].first.estimate, row.told[k], 1e-9);
      EXPECT_NEAR(indices[k].total.estimate, row.told[inputs + k], 1e-9);
    }
  }
}

TEST(ElementaryEffects, of_a_linear_function_are_its_coefficients) {
  const auto linear = [](const Point& u) { return 7.0 + 3.0 * u[0] - 2.0 * u[1]; };
  const UnitPoints points = morris_trajectories(10, 3, kLuck);
  const std::vector<ElementaryEffects> effects = elementary_effects(points, played(points, linear), kLuck);
  constexpr double kSlopes[] = {3.0, -2.0, 0.0};
  for (std::size_t k = 0; k < 3; ++k) {
    EXPECT_NEAR(effects[k].mean.estimate, kSlopes[k], 1e-12);
    EXPECT_NEAR(effects[k].mean_size.estimate, std::abs(kSlopes[k]), 1e-12);
    EXPECT_NEAR(effects[k].spread, 0.0, 1e-7);
  }
}

/// The function of Morris (1991, section 4), its small coefficients as in Saltelli et al. (2004).
double morris_function(const Point& u) {
  std::vector<double> w;
  for (std::size_t i = 0; i < 20; ++i)
    w.push_back(i == 2 || i == 4 || i == 6 ? 2.0 * (1.1 * u[i] / (u[i] + 0.1) - 0.5) : 2.0 * (u[i] - 0.5));
  const auto sign = [](std::size_t power) { return power % 2 == 0 ? 1.0 : -1.0; };
  double y = 0.0;
  for (std::size_t i = 0; i < 20; ++i) {
    y += (i < 10 ? 20.0 : sign(i + 1)) * w[i];
    for (std::size_t j = i + 1; j < 20; ++j) {
      y += (j < 6 ? -15.0 : sign(i + j + 2)) * w[i] * w[j];
      for (std::size_t l = j + 1; l < 5; ++l) {
        y += -10.0 * w[i] * w[j] * w[l];
        for (std::size_t s = l + 1; s < 4; ++s) y += 5.0 * w[i] * w[j] * w[l] * w[s];
      }
    }
  }
  return y;
}

// His figure 1: the first ten matter, 8 to 10 in a straight line with an effect of 40 or so, 1 to 7 not.
TEST(ElementaryEffects, screen_the_function_of_morris) {
  const UnitPoints points = morris_trajectories(100, 20, kLuck);
  const std::vector<ElementaryEffects> effects =
      elementary_effects(points, played(points, morris_function), kLuck);
  for (std::size_t k = 0; k < 10; ++k)
    for (std::size_t other = 10; other < 20; ++other)
      EXPECT_GT(effects[k].mean_size.estimate, 2.0 * effects[other].mean_size.estimate) << k << " " << other;
  // 40 and what the small coefficients add, as w of inputs 3, 5 and 7 has the mean 0.401 on these levels.
  for (std::size_t k = 7; k < 10; ++k) EXPECT_NEAR(effects[k].mean.estimate, k == 8 ? 42.4 : 37.6, 2.6) << k;
  for (std::size_t straight = 7; straight < 10; ++straight)
    for (std::size_t k = 0; k < 7; ++k) EXPECT_GT(effects[k].spread, 2.0 * effects[straight].spread) << k;
}

TEST(ElementaryEffects, are_salibs) {
  for (const TableRow& row : table_rows("elementary effects")) {
    const auto inputs = static_cast<std::size_t>(row.numbers[0]);
    UnitPoints points;
    DrawTable table;
    for (std::size_t at = 1; at < row.numbers.size(); at += inputs + 1) {
      const auto first = row.numbers.begin() + static_cast<std::ptrdiff_t>(at);
      points.emplace_back(first, first + static_cast<std::ptrdiff_t>(inputs));
      table.push_back({row.numbers[at + inputs]});
    }
    const std::vector<ElementaryEffects> effects = elementary_effects(points, table, kLuck);
    for (std::size_t k = 0; k < inputs; ++k) {
      EXPECT_NEAR(effects[k].mean.estimate, row.told[k], 1e-9);
      EXPECT_NEAR(effects[k].mean_size.estimate, row.told[inputs + k], 1e-9);
      EXPECT_NEAR(effects[k].spread, row.told[2 * inputs + k], 1e-9);
    }
  }
}

// Luck of 2 in each value of ten replicates adds sqrt(2 * 4 / 10) / (2/3) to an effect, and is found again.
TEST(ElementaryEffects, luck_is_told_and_taken_out_of_the_spread) {
  const UnitPoints points = morris_trajectories(200, 2, kLuck);
  const DrawTable table = played(points, [](const Point& u) { return 3.0 * u[0]; }, 10, 50.0, 2.0);
  const std::vector<ElementaryEffects> effects = elementary_effects(points, table, kLuck);
  for (std::size_t k = 0; k < 2; ++k) {
    EXPECT_NEAR(effects[k].noise, std::sqrt(0.8) * 1.5, 0.1);
    EXPECT_LT(effects[k].spread, 0.6);
  }
  EXPECT_NEAR(effects[0].mean.estimate, 3.0, 0.4);
}

TEST(RankCorrelation, is_scipys) {
  for (const TableRow& row : table_rows("rank correlation")) {
    const auto half = row.numbers.begin() + static_cast<std::ptrdiff_t>(row.numbers.size() / 2);
    const Interval r = rank_correlation({row.numbers.begin(), half}, {half, row.numbers.end()});
    EXPECT_NEAR(r.estimate, row.told[0], 1e-12);
    EXPECT_LT(r.low, r.estimate);
    EXPECT_GT(r.high, r.estimate);
  }
}

// Fieller's interval about a true rank correlation of 6 / pi asin(r / 2) of normal pairs.
TEST(RankCorrelation, its_interval_covers) {
  constexpr int kSamples = 2000;
  const double truth = 6.0 / std::numbers::pi * std::asin(0.6 / 2.0);
  int covered = 0;
  for (std::uint64_t s = 0; s < kSamples; ++s) {
    Draws draws(ReplicateKey::of(9, s), stream_key(Purpose::parameter, 3), 0);
    std::vector<double> x, y;
    for (int i = 0; i < 40; ++i) {
      x.push_back(draws.normal());
      y.push_back(0.6 * x.back() + 0.8 * draws.normal());
    }
    const Interval r = rank_correlation(x, y);
    covered += r.low <= truth && truth <= r.high;
  }
  EXPECT_NEAR(covered / double{kSamples}, 0.95, 0.015);
}

}  // namespace
}  // namespace cupola
