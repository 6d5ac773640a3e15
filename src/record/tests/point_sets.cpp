#include "record/point_sets.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <numeric>

#include "core/random.hpp"
#include "core/tests/reference_data.hpp"

namespace cupola {
namespace {

using Points = std::vector<Vec3>;

Points points_of(const nlohmann::json& list) {
  Points points;
  for (const auto& p : list) points.push_back({p[0], p[1], p.size() > 2 ? p[2].get<double>() : 0.0});
  return points;
}

/// Both metrics by their definitions: every permutation of the larger set.
SetDistance by_enumeration(Points truths, Points estimates, double c, double p) {
  const bool swapped = truths.size() > estimates.size();
  if (swapped) std::swap(truths, estimates);
  const double n = static_cast<double>(truths.size()), m = static_cast<double>(estimates.size());
  std::vector<std::size_t> order(estimates.size());
  std::iota(order.begin(), order.end(), 0);
  double least_ospa = INFINITY, least_gospa = INFINITY;
  do {
    double sum = 0.0;
    for (std::size_t i = 0; i < truths.size(); ++i)
      sum += std::pow(std::min(c, norm(truths[i] - estimates[order[i]])), p);
    least_ospa = std::min(least_ospa, sum + std::pow(c, p) * (m - n));
    least_gospa = std::min(least_gospa, sum + std::pow(c, p) / 2.0 * (m - n));
  } while (std::next_permutation(order.begin(), order.end()));
  SetDistance distance;
  distance.ospa_m = m > 0.0 ? std::pow(least_ospa / m, 1.0 / p) : 0.0;
  distance.gospa_m = std::pow(least_gospa, 1.0 / p);
  return distance;
}

TEST(PointSets, equal_the_authors_values) {
  CUPOLA_REFERENCE_FILE(path, "tracking/gospa_ospa/shared_100.json");
  std::ifstream file(path);
  const nlohmann::json pairs = nlohmann::json::parse(file);
  ASSERT_EQ(pairs.size(), 100u);
  for (const auto& pair : pairs) {
    ASSERT_EQ(pair["alpha"], 2);
    PointSets sets(pair["c"], pair["p"]);
    const SetDistance got = sets.compare(points_of(pair["truth"]), points_of(pair["estimate"]));
    const auto near = [&](double value, const char* name) {
      const double wanted = pair[name];
      EXPECT_NEAR(value, wanted, 1e-9 * std::max(1.0, wanted)) << name << " of " << pair["id"];
    };
    near(got.gospa_m, "gospa");
    near(got.localisation_m_p, "gospa_localisation_p");
    near(got.ospa_m, "ospa");
    EXPECT_EQ(got.missed, pair["gospa_missed"].get<int>()) << pair["id"];
    EXPECT_EQ(got.spurious, pair["gospa_false"].get<int>()) << pair["id"];
  }
}

TEST(PointSets, equal_their_definitions) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    Draws draw(ReplicateKey::of(1, 0), stream_key(Purpose::parameter, name_key("point sets")), round);
    const auto set = [&draw] {
      const double size = draw.uniform();
      Points points(static_cast<std::size_t>(size * 7.0));
      for (Vec3& p : points) {
        p.x = 100.0 * draw.uniform();
        p.y = 100.0 * draw.uniform();
        p.z = 100.0 * draw.uniform();
      }
      return points;
    };
    const Points truths = set(), estimates = set();
    for (const double p : {1.0, 1.5, 2.0, 3.0}) {
      PointSets sets(40.0, p);
      const SetDistance got = sets.compare(truths, estimates),
                        want = by_enumeration(truths, estimates, 40.0, p);
      EXPECT_NEAR(got.ospa_m, want.ospa_m, 1e-9 * 40.0);
      EXPECT_NEAR(got.gospa_m, want.gospa_m, 1e-9 * 100.0);
    }
  }
}

TEST(PointSets, are_nothing_apart_when_both_are_empty) {
  const SetDistance none = PointSets(1000.0, 2.0).compare({}, {});
  EXPECT_EQ(none.ospa_m, 0.0);
  EXPECT_EQ(none.gospa_m, 0.0);
}

TEST(PointSets, pay_for_what_is_missed_and_what_is_false) {
  PointSets sets(1000.0, 2.0);
  const Points truths = {{0, 0, 0}, {5000, 0, 0}}, estimates = {{300, 400, 0}, {9000, 0, 0}, {-9000, 0, 0}};
  const SetDistance got = sets.compare(truths, estimates);
  EXPECT_EQ(got.pairs, 1);
  EXPECT_EQ(got.missed, 1);
  EXPECT_EQ(got.spurious, 2);
  EXPECT_DOUBLE_EQ(got.localisation_m_p, 250000.0);
  EXPECT_DOUBLE_EQ(got.gospa_m, std::sqrt(250000.0 + 1.5e6));
  EXPECT_DOUBLE_EQ(got.ospa_m, std::sqrt((250000.0 + 2e6) / 3.0));
  EXPECT_EQ(sets.estimate_of_truth()[0], 0);
  EXPECT_EQ(sets.estimate_of_truth()[1], Assignment::kAlone);
}

TEST(PointSets, take_a_point_at_the_cut_off_for_absent) {
  const Points truths = {{0, 0, 0}}, estimates = {{1000, 0, 0}};
  const SetDistance got = PointSets(1000.0, 1.0).compare(truths, estimates);
  EXPECT_EQ(got.pairs, 0);
  EXPECT_DOUBLE_EQ(got.ospa_m, 1000.0);
  EXPECT_DOUBLE_EQ(got.gospa_m, 1000.0);
}

TEST(PointSets, refuse_crowds_that_would_fill_the_memory) {
  const Points crowd(5000), apart = [] {
    Points points;
    for (int i = 0; i < 5000; ++i) points.push_back({1e4 * i, 0, 0});
    return points;
  }();
  PointSets sets(1000.0, 2.0);
  EXPECT_FALSE(sets.can_compare(crowd, crowd));
  EXPECT_TRUE(sets.can_compare(apart, apart));
  EXPECT_EQ(sets.compare(apart, apart).pairs, 5000);
}

}  // namespace
}  // namespace cupola
