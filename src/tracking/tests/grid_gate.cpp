#include "tracking/grid_gate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/tests/linear_congruence.hpp"

namespace cupola {
namespace {

using testing::LinearCongruence;

struct Columns {
  std::vector<double> x_m, y_m, z_m;
  void add(double x, double y, double z) { x_m.push_back(x), y_m.push_back(y), z_m.push_back(z); }
  GatePoints in(int axes) const {
    return {x_m, y_m, axes == 3 ? std::span<const double>(z_m) : std::span<const double>()};
  }
};

struct Scene {
  Columns tracks, plots;
  std::vector<double> radius_m;
};

/// Positions anywhere in a box of that width about `centre`, so that cells lie on both sides of zero.
Scene random_scene(LinearCongruence& draws, int tracks, int plots, double width_m, double radius_m) {
  Scene scene;
  const auto at = [&] { return width_m * (draws.uniform() - 0.5); };
  const auto add = [&](Columns& to, int count) {
    for (int i = 0; i < count; ++i) {
      const double x = at();
      const double y = at();
      const double z = at();
      to.add(x, y, z);
    }
  };
  add(scene.tracks, tracks);
  add(scene.plots, plots);
  for (int i = 0; i < tracks; ++i) scene.radius_m.push_back(radius_m * draws.in(0.2, 3.0));
  return scene;
}

std::vector<GatePair> all_pairs(const Scene& scene, int axes) {
  std::vector<GatePair> pairs;
  for (std::size_t t = 0; t < scene.radius_m.size(); ++t)
    for (std::size_t p = 0; p < scene.plots.x_m.size(); ++p) {
      const double dx = scene.plots.x_m[p] - scene.tracks.x_m[t];
      const double dy = scene.plots.y_m[p] - scene.tracks.y_m[t];
      const double dz = axes == 3 ? scene.plots.z_m[p] - scene.tracks.z_m[t] : 0.0;
      if (dx * dx + dy * dy + dz * dz <= scene.radius_m[t] * scene.radius_m[t])
        pairs.push_back({static_cast<std::int32_t>(t), static_cast<std::int32_t>(p)});
    }
  return pairs;
}

std::vector<GatePair> found(GridGate& gate, const Scene& scene, int axes) {
  const auto pairs = gate.find(scene.tracks.in(axes), scene.radius_m, scene.plots.in(axes));
  return {pairs.begin(), pairs.end()};
}

TEST(GridGate, FindsWhatTryingAllFinds) {
  GridGate gate;
  for (int i = 0; i < 400; ++i) {
    LinearCongruence draws(i);
    const int tracks = draws.below(60), plots = draws.below(200);
    const double width_m = draws.uniform() * 1e5, share = draws.uniform();
    const double radius_m = share * draws.uniform() * width_m;
    const Scene scene = random_scene(draws, tracks, plots, width_m, radius_m);
    for (const int axes : {2, 3}) {
      ASSERT_EQ(found(gate, scene, axes), all_pairs(scene, axes)) << i;
      EXPECT_EQ(gate.crowded(), 0);
    }
  }
}

/// Whole metres and whole radii: many plots exactly on the edge, which counts as within.
TEST(GridGate, CountsTheEdgeIn) {
  GridGate gate;
  Scene scene;
  for (int x = -20; x <= 20; ++x)
    for (int y = -20; y <= 20; ++y) scene.plots.add(x, y, 0.0);
  for (int i = -5; i <= 5; ++i) {
    scene.tracks.add(i, 2 * i, 0.0);
    scene.radius_m.push_back(std::abs(i));
  }
  const auto pairs = found(gate, scene, 2);
  EXPECT_EQ(pairs, all_pairs(scene, 2));
  EXPECT_EQ(std::count_if(pairs.begin(), pairs.end(), [](const GatePair& p) { return p.track == 5; }), 1);
  EXPECT_EQ(std::count_if(pairs.begin(), pairs.end(), [](const GatePair& p) { return p.track == 0; }), 81);
}

/// One plot on the far side of the world must not make the cells useless, nor one gate as wide as that.
TEST(GridGate, BearsOutliers) {
  GridGate gate;
  LinearCongruence draws(1000);
  Scene scene = random_scene(draws, 300, 3000, 4e5, 2e3);
  scene.plots.add(9e12, -9e12, 1e12);
  scene.tracks.add(-7e12, 7e12, 0.0);
  scene.radius_m.push_back(1.0);
  scene.tracks.add(0.0, 0.0, 0.0);
  scene.radius_m.push_back(1e13);
  gate = GridGate({5000, 5000});
  EXPECT_EQ(found(gate, scene, 2), all_pairs(scene, 2));
  EXPECT_EQ(found(gate, scene, 3), all_pairs(scene, 3));
  EXPECT_EQ(gate.crowded(), 0);
}

TEST(GridGate, KeepsTheNearest) {
  GridGate gate({1000, 5});
  Scene scene;
  for (int i = 0; i < 100; ++i) scene.plots.add((i * 37) % 100 - 50.0, 0.25, 0.0);
  scene.tracks.add(0.0, 0.0, 0.0);
  scene.radius_m.push_back(1e3);
  const auto pairs = found(gate, scene, 2);
  EXPECT_EQ(gate.crowded(), 1);
  ASSERT_EQ(pairs.size(), 5u);
  EXPECT_TRUE(std::is_sorted(pairs.begin(), pairs.end(),
                             [](const GatePair& a, const GatePair& b) { return a.plot < b.plot; }));
  for (const GatePair& pair : pairs) EXPECT_LE(std::fabs(scene.plots.x_m[pair.plot]), 2.0);
}

/// A hundred thousand plots in one gate: it narrows until it has seen enough. All in one place: a share.
TEST(GridGate, BoundsItsWork) {
  GridGate gate({1024, 64});
  LinearCongruence draws(1001);
  Scene spread = random_scene(draws, 50, 100000, 1e4, 0.0);
  for (double& radius : spread.radius_m) radius = 2e4;
  const auto some = found(gate, spread, 2);
  EXPECT_EQ(gate.crowded(), 50);
  EXPECT_GE(some.size(), 50u * 60u);
  // The nearest ones: within four times the radius that holds 64 of that density.
  for (const GatePair& pair : some) {
    const double dx = spread.plots.x_m[pair.plot] - spread.tracks.x_m[pair.track];
    const double dy = spread.plots.y_m[pair.plot] - spread.tracks.y_m[pair.track];
    EXPECT_LT(dx * dx + dy * dy, 4.0 * 64.0 * 1e8 / 1e5);
  }

  Scene heap;
  for (int i = 0; i < 100000; ++i) heap.plots.add(3.0, 4.0, 0.0);
  for (int i = 0; i < 50; ++i) {
    heap.tracks.add(0.0, 0.0, 0.0);
    heap.radius_m.push_back(10.0);
  }
  EXPECT_EQ(found(gate, heap, 3).size(), 50u * 64u);
  EXPECT_EQ(gate.crowded(), 50);
}

TEST(GridGate, SmallCases) {
  GridGate gate;
  Scene scene;
  EXPECT_TRUE(found(gate, scene, 2).empty());
  scene.plots.add(1.0, 1.0, 1.0);
  EXPECT_TRUE(found(gate, scene, 3).empty());
  scene.tracks.add(1.0, 1.0, 1.0);
  scene.radius_m.push_back(0.0);
  EXPECT_EQ(found(gate, scene, 3), (std::vector<GatePair>{{0, 0}}));
}

TEST(GridGateDeathTest, RefusesWhatIsNoPlace) {
  GridGate gate;
  Scene scene;
  scene.plots.add(NAN, 0.0, 0.0);
  EXPECT_EXIT(found(gate, scene, 2), ::testing::ExitedWithCode(70), "kFarthest_m");
  Scene other;
  other.tracks.add(0.0, 0.0, 0.0);
  other.radius_m.push_back(-1.0);
  EXPECT_EXIT(found(gate, other, 2), ::testing::ExitedWithCode(70), "radius >= 0");
}

}  // namespace
}  // namespace cupola
