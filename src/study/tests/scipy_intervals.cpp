// Every interval against SciPy's, from a table that tools/scipy_intervals.py wrote.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "study/bootstrap.hpp"
#include "study/paired.hpp"
#include "study/quantile_interval.hpp"

namespace cupola {
namespace {

struct Case {
  std::string what;
  Interval told;
  std::vector<double> numbers;
};

std::vector<Case> cases_of(const std::string& what) {
  std::ifstream file(CUPOLA_SOURCE_DIR "/src/study/tests/scipy_intervals.csv");
  std::vector<Case> cases;
  for (std::string line; std::getline(file, line);) {
    std::istringstream cells(line);
    Case one;
    std::string cell;
    std::getline(cells, one.what, ',');
    if (one.what != what) continue;
    for (double* end : {&one.told.estimate, &one.told.low, &one.told.high}) {
      std::getline(cells, cell, ',');
      *end = std::stod(cell);
    }
    for (double number; cells >> number;) one.numbers.push_back(number);
    cases.push_back(one);
  }
  EXPECT_FALSE(cases.empty()) << what;
  return cases;
}

/// To 1e-9 of the larger of 1 and the value.
void expect_same(double got, double told, const std::string& of) {
  if (std::isinf(told))
    EXPECT_EQ(got, told) << of;
  else
    EXPECT_NEAR(got, told, 1e-9 * std::max(1.0, std::abs(told))) << of;
}

void expect_same(const Interval& got, const Case& of) {
  expect_same(got.estimate, of.told.estimate, of.what + " estimate");
  expect_same(got.low, of.told.low, of.what + " low");
  expect_same(got.high, of.told.high, of.what + " high");
}

std::uint64_t whole(double number) { return static_cast<std::uint64_t>(number); }

TEST(AsSciPy, wilson) {
  for (const Case& c : cases_of("wilson"))
    expect_same(wilson(whole(c.numbers[1]), whole(c.numbers[2]), c.numbers[0]), c);
}

TEST(AsSciPy, clopper_pearson) {
  for (const Case& c : cases_of("clopper_pearson"))
    expect_same(clopper_pearson(whole(c.numbers[1]), whole(c.numbers[2]), c.numbers[0]), c);
}

TEST(AsSciPy, student) {
  for (const Case& c : cases_of("student_t"))
    expect_same(student_t(whole(c.numbers[0]), 0.95), c.told.estimate, "t");
}

TEST(AsSciPy, mean) {
  for (const Case& c : cases_of("mean")) {
    Moments moments;
    for (const double value : c.numbers) moments.add(value);
    expect_same(mean_interval(moments), c);
  }
}

TEST(AsSciPy, mcnemar) {
  for (const Case& c : cases_of("mcnemar"))
    expect_same(mcnemar({0, whole(c.numbers[0]), whole(c.numbers[1]), 5}), c.told.estimate, "p");
}

TEST(AsSciPy, quantile) {
  for (const Case& c : cases_of("quantile"))
    expect_same(quantile_interval(std::span(c.numbers).subspan(1), c.numbers[0]), c);
}

TEST(AsSciPy, bca_of_the_same_resamples) {
  for (const Case& c : cases_of("bca")) {
    const auto n = static_cast<std::size_t>(c.numbers[0]);
    const std::span<const double> all(c.numbers), values = all.subspan(1, n), resampled = all.subspan(1 + n);
    std::vector<double> weights(n, 1.0), jackknife;
    const Statistic mean = weighted_mean(values);
    for (std::size_t i = 0; i < n; ++i) {
      weights[i] = 0.0;
      jackknife.push_back(mean(weights));
      weights[i] = 1.0;
    }
    expect_same(bca_of_resamples(mean(weights), resampled, jackknife), c);
  }
}

}  // namespace
}  // namespace cupola
