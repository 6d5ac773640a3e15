#include "command/assignment.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "core/random.hpp"

namespace cupola {
namespace {

/// `p[i][j]`: unit i at target j. Every unit has one channel and one round.
struct Instance {
  std::vector<double> values;
  std::vector<std::vector<double>> p;
};

std::vector<ShotOption> options_of(const Instance& instance) {
  std::vector<ShotOption> options;
  for (std::uint32_t i = 0; i < instance.p.size(); ++i)
    for (std::uint32_t j = 0; j < instance.values.size(); ++j)
      options.push_back({j, i, 0, instance.p[i][j], 10.0});
  return options;
}

double surviving_value(const Instance& instance, const std::vector<int>& target_of_unit) {
  std::vector<double> left = instance.values;
  for (std::size_t i = 0; i < target_of_unit.size(); ++i)
    if (target_of_unit[i] >= 0) {
      const auto j = static_cast<std::size_t>(target_of_unit[i]);
      left[j] *= 1.0 - instance.p[i][j];
    }
  double sum = 0.0;
  for (const double v : left) sum += v;
  return sum;
}

double planned_value(const Instance& instance, int shots_per_target, bool search) {
  std::vector<UnitSupply> supply(instance.p.size(), UnitSupply{1, 1, {1}});
  const std::vector<ShotOption> options = options_of(instance);
  GreedyAssignment greedy;
  greedy.search(search);
  std::vector<int> target_of_unit(instance.p.size(), -1);
  for (const std::uint32_t i : greedy.solve(instance.values, options, supply, {1, shots_per_target}))
    target_of_unit[options[i].unit] = static_cast<int>(options[i].target);
  return surviving_value(instance, target_of_unit);
}

double greedy_value(const Instance& instance, int shots_per_target) {
  return planned_value(instance, shots_per_target, false);
}
double searched_value(const Instance& instance, int shots_per_target) {
  return planned_value(instance, shots_per_target, true);
}

double optimum(const Instance& instance) {
  std::vector<int> choice(instance.p.size(), 0);
  double best = 1e300;
  const std::function<void(std::size_t)> search = [&](std::size_t unit) {
    if (unit == choice.size()) {
      best = std::min(best, surviving_value(instance, choice));
      return;
    }
    for (int j = 0; j < static_cast<int>(instance.values.size()); ++j) {
      choice[unit] = j;
      search(unit + 1);
    }
  };
  search(0);
  return best;
}

TEST(Assignment, TheWorkedExampleWhereGreedIsBad) {
  const Instance instance{{1.0, 1.0}, {{0.6, 0.59}, {0.58, 0.1}}};
  EXPECT_NEAR(optimum(instance), 0.83, 1e-12);
  EXPECT_NEAR(greedy_value(instance, 2), 1.168, 1e-12);
  EXPECT_NEAR(searched_value(instance, 2), 0.83, 1e-12);
  EXPECT_NEAR(greedy_value(instance, 1), 0.4 + 0.9,
              1e-12);  // each gets one: the last of them is left the worst
  EXPECT_NEAR(searched_value(instance, 1), 0.83, 1e-12);
}

Instance random_instance(Draws& draws, int units, int targets) {
  Instance instance;
  for (int j = 0; j < targets; ++j) instance.values.push_back(1.0 + 9.0 * draws.uniform());
  for (int i = 0; i < units; ++i) {
    instance.p.emplace_back();
    for (int j = 0; j < targets; ++j) instance.p.back().push_back(0.1 + 0.8 * draws.uniform());
  }
  return instance;
}

/// By how much of the value that can be saved each falls short, over random problems.
struct Shortfall {
  double mean = 0.0, p95 = 0.0, most = 0.0, exact = 0.0;
};
Shortfall shortfall(std::vector<double> losses) {
  Shortfall s;
  std::sort(losses.begin(), losses.end());
  const double n = static_cast<double>(losses.size());
  for (const double l : losses) {
    s.mean += l / n;
    s.exact += (l < 1e-9) / n;
  }
  s.p95 = losses[losses.size() * 95 / 100];
  s.most = losses.back();
  return s;
}

/// M32: greedy loses 1.2 % on the mean, 5.2 % in one of twenty, 13 % at the worst, and is right in 48 of a hundred.
/// The reference prints neither its law of random problems nor how many it drew; here they are 1 000 with values of 1
/// to 10 and kill probabilities of .1 to .9, evenly, and the worst of them loses 14 %. The search takes most of it away.
TEST(Assignment, LosesWhatGreedLosesAndTheSearchFarLess) {
  Draws draws(ReplicateKey::of(5, 0), stream_key(Purpose::parameter, name_key("six at four")), 0);
  std::vector<double> greedy, searched;
  for (int trial = 0; trial < 1000; ++trial) {
    const Instance instance = random_instance(draws, 6, 4);
    double all = 0.0;
    for (const double v : instance.values) all += v;
    const double least = optimum(instance);
    greedy.push_back((greedy_value(instance, 6) - least) / (all - least));
    searched.push_back((searched_value(instance, 6) - least) / (all - least));
    EXPECT_LE(searched.back(), greedy.back() + 1e-12);
    EXPECT_GE(searched.back(), -1e-12);
  }
  const Shortfall g = shortfall(greedy), s = shortfall(searched);
  EXPECT_NEAR(g.mean, 0.012, 0.002);
  EXPECT_NEAR(g.p95, 0.052, 0.010);
  EXPECT_NEAR(g.most, 0.13, 0.03);
  EXPECT_NEAR(g.exact, 0.48, 0.05);
  EXPECT_LE(s.mean, 0.004);
  EXPECT_LE(s.p95, 0.027);
  EXPECT_GE(s.exact, 0.80);
  RecordProperty("greedy_most", std::to_string(g.most));
  RecordProperty("searched_exact", std::to_string(s.exact));
  RecordProperty("searched_mean", std::to_string(s.mean));
}

/// One shot at each target, several weapons, channels and stocks: what the search takes stays within them, and is never
/// worse than greed.
TEST(Assignment, TheSearchKeepsToWhatThereIs) {
  Draws draws(ReplicateKey::of(6, 0), stream_key(Purpose::parameter, name_key("limits")), 0);
  int mended = 0;
  for (int trial = 0; trial < 300; ++trial) {
    std::vector<double> values;
    std::vector<ShotOption> options;
    for (std::uint32_t j = 0; j < 8; ++j) {
      values.push_back(1.0 + draws.uniform());
      for (std::uint32_t u = 0; u < 3; ++u)
        for (std::uint32_t w = 0; w < 2; ++w) {
          const double take = draws.uniform();
          const double p = draws.uniform();
          if (take < 0.6) options.push_back({j, u, w, p, 10.0, w == 0 ? 1 : 0});
        }
    }
    const std::vector<UnitSupply> all(3, UnitSupply{3, 5, {4, 2}});
    double saved[2];
    for (const bool search : {false, true}) {
      std::vector<UnitSupply> supply = all;
      GreedyAssignment assignment;
      assignment.search(search);
      std::vector<int> shots(8, 0);
      double sum = 0.0;
      const std::vector<std::uint32_t>& taken = assignment.solve(values, options, supply, {2, 1});
      for (std::size_t shot = 0; shot < taken.size(); ++shot) {
        const ShotOption& o = options[taken[shot]];
        ++shots[o.target];
        EXPECT_GE(assignment.rounds_of(shot), 1);
        // Rounds kill independently of each other: half the shot leaves the root of what the whole shot leaves.
        const double whole_misses = 1.0 - o.kill_probability;
        sum += values[o.target] *
               (1.0 - (assignment.rounds_of(shot) == 2 ? whole_misses : std::sqrt(whole_misses)));
      }
      EXPECT_LE(*std::max_element(shots.begin(), shots.end()), 1);
      for (const UnitSupply& s : supply) {
        EXPECT_GE(s.target_channels, 0);
        EXPECT_GE(s.missile_channels, 0);
        EXPECT_GE(s.rounds[0], 1);
        EXPECT_GE(s.rounds[1], 0);
      }
      saved[search] = sum;
    }
    EXPECT_GE(saved[1], saved[0] - 1e-9);
    mended += saved[1] > saved[0] + 1e-9;
  }
  EXPECT_GT(mended, 30);
}

TEST(Assignment, IsOptimalWhereAllUnitsAreAlikeAtATarget) {
  Draws draws(ReplicateKey::of(1, 0), stream_key(Purpose::parameter, name_key("alike")), 0);
  for (int trial = 0; trial < 200; ++trial) {
    Instance instance;
    std::vector<double> p;
    for (int j = 0; j < 4; ++j) {
      const double value = draws.uniform();
      const double kill = draws.uniform();
      instance.values.push_back(value);
      p.push_back(kill);
    }
    instance.p.assign(6, p);
    EXPECT_NEAR(greedy_value(instance, 6), optimum(instance), 1e-12);
  }
}

TEST(Assignment, SavesAtLeastHalfOfWhatCanBeSaved) {
  Draws draws(ReplicateKey::of(2, 0), stream_key(Purpose::parameter, name_key("any")), 0);
  for (int trial = 0; trial < 300; ++trial) {
    Instance instance;
    double total = 0.0;
    for (int j = 0; j < 4; ++j) {
      instance.values.push_back(draws.uniform());
      total += instance.values.back();
    }
    for (int i = 0; i < 5; ++i) {
      instance.p.emplace_back();
      for (int j = 0; j < 4; ++j) instance.p.back().push_back(draws.uniform());
    }
    EXPECT_GE(total - greedy_value(instance, 5), 0.5 * (total - optimum(instance)) - 1e-12);
  }
}

/// RULES 16: ten shooters, ten targets, Pk .8, perfectly shared.
TEST(Assignment, PerfectSharingKillsEight) {
  const Instance instance{std::vector<double>(10, 1.0),
                          std::vector<std::vector<double>>(10, std::vector<double>(10, 0.8))};
  EXPECT_NEAR(10.0 - greedy_value(instance, 10), 8.0, 1e-12);
  EXPECT_NEAR(10.0 - greedy_value(instance, 1), 8.0, 1e-12);
}

TEST(Assignment, KeepsToChannelsRoundsAndReserve) {
  std::vector<ShotOption> options;
  for (std::uint32_t j = 0; j < 6; ++j) options.push_back({j, 0, 0, 0.8, 10.0 + j, 3});
  const std::vector<double> values(6, 1.0);
  GreedyAssignment greedy;
  std::vector<UnitSupply> supply = {{4, 100, {100}}};
  EXPECT_EQ(greedy.solve(values, options, supply, {2, 1}).size(), 4u);
  EXPECT_EQ(supply[0].target_channels, 0);
  EXPECT_EQ(supply[0].missile_channels, 92);
  supply = {{10, 3, {100}}};
  EXPECT_EQ(greedy.solve(values, options, supply, {2, 1}).size(), 2u);  // the second with one round
  EXPECT_EQ(supply[0].missile_channels, 0);
  supply = {{10, 100, {6}}};
  EXPECT_EQ(greedy.solve(values, options, supply, {2, 1}).size(), 2u);
  EXPECT_EQ(supply[0].rounds[0], 3);  // the reserve
}

/// Four rounds, one of them kept, two in a shot: two for the first target, one for the second.
TEST(Assignment, AShotHasTheRoundsThatTheOthersLeave) {
  const std::vector<ShotOption> options = {{0, 0, 0, 0.96, 10.0, 1, true, 2},
                                           {1, 0, 0, 0.96, 20.0, 1, true, 2}};
  std::vector<UnitSupply> supply = {{4, 8, {4}}};
  GreedyAssignment greedy;
  ASSERT_EQ(greedy.solve({1.0, 1.0}, options, supply, {1, 1}).size(), 2u);
  EXPECT_EQ(greedy.rounds_of(0), 2);
  EXPECT_EQ(greedy.rounds_of(1), 1);
  EXPECT_DOUBLE_EQ(greedy.kill_probability_of(0), 0.96);
  EXPECT_NEAR(greedy.kill_probability_of(1), 0.8, 1e-12);
  EXPECT_EQ(supply[0].rounds[0], 1);
}

/// The one round that a unit has left is not worth what its two would have been: another unit has the better shot.
TEST(Assignment, AShotCutShortCountsForLess) {
  for (const bool search : {false, true}) {
    std::vector<ShotOption> options;
    for (std::uint32_t j = 0; j < 2; ++j) {
      options.push_back({j, 0, 0, 0.96, 10.0, 0, true, 2});
      options.push_back({j, 1, 0, 0.9, 10.0, 0, true, 2});
    }
    std::vector<UnitSupply> supply = {{4, 8, {3}}, {4, 8, {2}}};
    GreedyAssignment assignment;
    assignment.search(search);
    const std::vector<std::uint32_t>& taken = assignment.solve({1.0, 1.0}, options, supply, {1, 1});
    ASSERT_EQ(taken.size(), 2u);
    EXPECT_NE(options[taken[0]].unit, options[taken[1]].unit);
    EXPECT_EQ(supply[0].rounds[0], 1);
    EXPECT_EQ(supply[1].rounds[0], 0);
  }
}

TEST(Assignment, TiesDoNotDependOnTheOrderOfOptions) {
  std::vector<ShotOption> options;
  for (std::uint32_t i = 0; i < 3; ++i)
    for (std::uint32_t j = 0; j < 3; ++j) options.push_back({j, i, 0, 0.7, 20.0});
  const std::vector<double> values(3, 1.0);
  GreedyAssignment greedy;
  const auto pairs = [&](const std::vector<ShotOption>& given) {
    std::vector<UnitSupply> supply(3, UnitSupply{1, 1, {1}});
    std::vector<std::pair<std::uint32_t, std::uint32_t>> taken;
    for (const std::uint32_t k : greedy.solve(values, given, supply, {1, 1}))
      taken.emplace_back(given[k].unit, given[k].target);
    return taken;
  };
  const auto forward = pairs(options);
  EXPECT_EQ(pairs({options.rbegin(), options.rend()}), forward);
  EXPECT_EQ(forward.front(), (std::pair<std::uint32_t, std::uint32_t>{0, 0}));
}

TEST(Assignment, AmongEqualsTheEarlierInterceptIsTaken) {
  const std::vector<ShotOption> options = {{0, 0, 0, 0.7, 40.0}, {0, 1, 0, 0.7, 20.0}};
  std::vector<UnitSupply> supply(2, UnitSupply{1, 1, {1}});
  GreedyAssignment greedy;
  const auto& taken = greedy.solve({1.0}, options, supply, {1, 1});
  ASSERT_EQ(taken.size(), 1u);
  EXPECT_EQ(options[taken[0]].unit, 1u);
}

/// Two rounds are asked for and one is left: with rounds of one fate that one is worth as much as both.
TEST(Assignment, a_salvo_cut_short_keeps_its_common_cause) {
  ShotOption option{0, 0, 0, 0.7, 10.0};
  option.rounds = 2;
  option.kill_of_one = 0.7;
  option.common_cause = 1.0;
  std::vector<UnitSupply> supply{{1, 2, {1}}};
  GreedyAssignment greedy;
  ASSERT_EQ(greedy.solve({1.0}, {option}, supply, {2, 1}).size(), 1u);
  EXPECT_EQ(greedy.rounds_of(0), 1);
  EXPECT_NEAR(greedy.kill_probability_of(0), 0.7, 1e-12);
}

}  // namespace
}  // namespace cupola
