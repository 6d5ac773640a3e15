#include "study/sampling.hpp"

#include <numeric>
#include <utility>

#include "core/check.hpp"
#include "study/sobol_sequence.hpp"

namespace cupola {

namespace {

/// 0 .. count - 1 in an order that is as likely as any (Fisher and Yates).
std::vector<std::size_t> shuffled(std::size_t count, Draws& draws) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), 0);
  for (std::size_t i = count; i > 1; --i)
    std::swap(order[i - 1], order[static_cast<std::size_t>(draws.uniform() * static_cast<double>(i))]);
  return order;
}

}  // namespace

UnitPoints latin_hypercube(std::size_t count, std::span<const std::uint64_t> names, ReplicateKey key) {
  UnitPoints points(count, std::vector<double>(names.size()));
  // Strata in the order drawn, one to a point, and a place inside each.
  for (std::size_t k = 0; k < names.size(); ++k) {
    Draws draws(key, stream_key(Purpose::parameter, name_key("latin hypercube"), names[k]), 0);
    const std::vector<std::size_t> strata = shuffled(count, draws);
    for (std::size_t i = 0; i < count; ++i)
      points[i][k] = (static_cast<double>(strata[i]) + draws.uniform()) / static_cast<double>(count);
  }
  return points;
}

UnitPoints sobol_points(std::size_t count, std::size_t inputs, ReplicateKey key) {
  SobolSequence sequence(inputs, key);
  UnitPoints points;
  for (std::size_t i = 0; i < count; ++i) points.push_back(sequence.next());
  return points;
}

UnitPoints morris_trajectories(std::size_t trajectories, std::size_t inputs, ReplicateKey key) {
  constexpr double kStep = 1.0 / (kMorrisLevels - 1);
  UnitPoints points;
  for (std::size_t t = 0; t < trajectories; ++t) {
    Draws draws(key, stream_key(Purpose::parameter, name_key("morris")), t);
    std::vector<std::size_t> level;
    for (std::size_t k = 0; k < inputs; ++k)
      level.push_back(static_cast<std::size_t>(draws.uniform() * kMorrisLevels));
    const auto add = [&] {
      points.emplace_back();
      for (const std::size_t l : level) points.back().push_back(static_cast<double>(l) * kStep);
    };
    add();
    for (const std::size_t k : shuffled(inputs, draws)) {
      level[k] = (level[k] + kMorrisLevels / 2) % kMorrisLevels;
      add();
    }
  }
  return points;
}

UnitPoints saltelli_points(std::size_t rows, std::size_t inputs, ReplicateKey key) {
  CUPOLA_CHECK(2 * inputs <= kSobolDimensions);
  SobolSequence sequence(2 * inputs, key);
  UnitPoints points;
  for (std::size_t row = 0; row < rows; ++row) {
    const std::vector<double> both = sequence.next();
    const auto half = both.begin() + static_cast<std::ptrdiff_t>(inputs);
    const std::vector<double> a(both.begin(), half), b(half, both.end());
    points.push_back(a);
    for (std::size_t k = 0; k < inputs; ++k) {
      points.push_back(a);
      points.back()[k] = b[k];
    }
    points.push_back(b);
  }
  return points;
}

UnitPoints tornado_points(std::size_t inputs) {
  UnitPoints points;
  for (std::size_t k = 0; k < inputs; ++k)
    for (const double end : {0.0, 1.0}) {
      points.emplace_back(inputs, kAtBest);
      points.back()[k] = end;
    }
  return points;
}

}  // namespace cupola
