// From the order to the first launch: constant stages of the reaction add up, to the nanosecond, and count once.

#include <gtest/gtest.h>

#include <map>

#include "chain/arrivals.hpp"
#include "chain/ledger_defence.hpp"

namespace cupola {
namespace {

using namespace testing;

/// Fixed: `value` with a reason.
Figure stage(double value_s) {
  Figure f(value_s);
  f.low = f.high = value_s;
  f.reason = "for a test";
  return f;
}

/// Two raiders in reach from the start, so that each is ordered as soon as it is taken for hostile.
LayDown raid_in_reach(bool commanded) {
  LayDown l = defence();
  if (commanded) {
    const Geodetic there = LayDown::place(-10.0, 0.0);
    const PostId above = l.add_superior("superior", there);
    l.add_radar("watch", there, LayDown::radar("watch", ScanKind::rotating), above);
  }
  for (int i = 0; i < 2; ++i) l.add_raider(numbered("raider", i), 25.0, 4.0 * i - 2.0, 5000.0, 100.0);
  l.scenario.duration = Duration::seconds(120.0);
  return l;
}

/// From the first order to engage each raider to the launch at it.
std::map<PlatformId, Duration> order_to_launch(const LayDown& l) {
  const auto plan = make_plan(l.scenario);
  Log log(names_of(*plan), scenario_of(*plan).start, true);
  play(*plan, 1, 0, log);
  std::map<PlatformId, Time> ordered = first_orders(log);
  std::map<PlatformId, Duration> took;
  for (const ShotRow& row : log.shots)
    if (ordered.contains(row.shadow)) took.emplace(row.shadow, row.time - ordered[row.shadow]);
  return took;
}

void expect_each(const std::map<PlatformId, Duration>& took, Duration expected) {
  EXPECT_EQ(took.size(), 2u);
  for (const auto& [raider, duration] : took) EXPECT_EQ(duration, expected) << duration.seconds();
}

TEST(ReactionChain, constant_stages_add_up_exactly) {
  LayDown l = raid_in_reach(false);
  l.change_doctrines([](Doctrine& d) { d.reaction_time_s = 12.0; });
  expect_each(order_to_launch(l), Duration{12'000'000'000});
  l.change_doctrines(
      [](Doctrine& d) { d.fire.reaction = {stage(1.5), stage(4.0), stage(2.25), stage(3.0)}; });
  expect_each(order_to_launch(l), Duration{10'750'000'000});
}

/// The one who is ordered reacts when the order comes, not before and not twice.
TEST(ReactionChain, constant_stages_add_up_to_the_time_an_order_travels) {
  LayDown l = raid_in_reach(true);
  l.change_doctrines(
      [](Doctrine& d) { d.fire.reaction = {stage(1.5), stage(4.0), stage(2.25), stage(3.0)}; });
  for (const double latency_s : {0.1, 0.35}) {
    for (Link& link : l.scenario.links) link.latency_s = latency_s;
    expect_each(order_to_launch(l), Duration{10'750'000'000} + Duration::seconds(latency_s));
  }
}

}  // namespace
}  // namespace cupola
