#include "study/many.hpp"

#include <gtest/gtest.h>

#include <atomic>

#include "catalogue/load.hpp"
#include "core/problem.hpp"
#include "scenario/load.hpp"
#include "study/tally.hpp"

namespace cupola {
namespace {

std::shared_ptr<const Plan> small_plan() {
  Catalogue catalogue;
  Scenario scenario;
  Problems problems;
  EXPECT_TRUE(load_catalogue(default_catalogue_folder(), catalogue, problems)) << problems.text();
  EXPECT_TRUE(load_scenario(default_catalogue_folder() + "/../scenarios/02-one-fire-unit-one-target.yaml",
                            catalogue, scenario, problems))
      << problems.text();
  return make_plan(scenario);
}

TEST(Series, hands_results_on_in_index_order_whoever_finishes_first) {
  const auto plan = small_plan();
  std::vector<std::uint64_t> order;
  Listener listener;
  listener.take = [&order](const ReplicateResult& r) { order.push_back(r.replicate); };
  const Series series = play_series(*plan, 1, 9, 4, listener);
  EXPECT_EQ(order, (std::vector<std::uint64_t>{0, 1, 2, 3, 4, 5, 6, 7, 8}));
  EXPECT_EQ(series.done, 9u);
  EXPECT_FALSE(series.interrupted);
  EXPECT_EQ(series.digest, play_many(*plan, 1, 9, 1).digest);
}

// Nothing is laid by for replicates that are not played: this many would not fit into any memory.
TEST(Series, stops_after_the_unbroken_run_and_needs_no_memory_for_the_rest) {
  const auto plan = small_plan();
  std::atomic<std::uint64_t> taken{0};
  Listener listener;
  listener.take = [&taken](const ReplicateResult&) { ++taken; };
  listener.stop = [&taken] { return taken >= 3; };
  const Series series = play_series(*plan, 1, std::uint64_t{1} << 60, 2, listener);
  EXPECT_TRUE(series.interrupted);
  EXPECT_EQ(series.done, taken.load());
  EXPECT_GE(series.done, 3u);
  // While the machine holds one worker up, the other plays on: it may be many milliseconds, but never nearly all.
  EXPECT_LE(series.done, 1000u);
  EXPECT_EQ(series.digest, play_many(*plan, 1, series.done, 1).digest);
}

TEST(Tally, has_an_interval_of_some_width_for_whatever_can_vary) {
  const auto plan = small_plan();
  Tally tally(scenario_of(*plan));
  for (const ReplicateResult& r : play_many(*plan, 1, 5, 1).replicates) tally.add(r);
  EXPECT_EQ(tally.replicates(), 5u);
  int threats = 0;
  for (const Tally::Line& line : tally.lines()) {
    EXPECT_LE(line.interval.low, line.interval.estimate) << line.key;
    EXPECT_GE(line.interval.high, line.interval.estimate) << line.key;
    if (line.group != "rare") {
      EXPECT_GE(line.interval.low, 0.0) << line.key;
    }
    EXPECT_LT(line.interval.low, line.interval.high) << line.key;
    threats += line.part == Tally::Part::threats;
  }
  EXPECT_EQ(threats, kThreatCauseCount);
}

}  // namespace
}  // namespace cupola
