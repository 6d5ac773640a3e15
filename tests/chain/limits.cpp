// The chain with perfect links: what must come out is known before a line of it is run.

#include <gtest/gtest.h>

#include <cmath>

#include "study/many.hpp"
#include "support/lay_down.hpp"
#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;

std::string numbered(const char* stem, int i) {
  char name[32];
  std::snprintf(name, sizeof name, "%s-%04d", stem, i);
  return name;
}

/// Raiders side by side, 3 km apart, all at once.
LayDown abreast(int count) {
  LayDown l;
  for (int i = 0; i < count; ++i) l.add_raider(numbered("raider", i), 80.0, 3.0 * (i - count / 2), 5000.0 + 10.0 * i, 250.0);
  return l;
}

TEST(Limits, without_a_defence_everything_leaks) {
  LayDown l = abreast(20);
  l.scenario.radars.clear();
  l.scenario.radars_believed.clear();
  l.scenario.posts.clear();
  l.scenario.fire_units.clear();
  l.scenario.launchers.clear();
  const ReplicateResult r = play_one(*make_plan(l.scenario));
  EXPECT_EQ(r.leaked, 20u);
  EXPECT_EQ(r.ledger.threats[static_cast<int>(ThreatCause::never_in_zone)], 20u);
}

TEST(Limits, with_certain_kills_and_enough_of_everything_nothing_leaks) {
  LayDown l = abreast(20);
  for (Figure& pk : l.scenario.weapons_true[0].kill_probability) pk = 1.0;
  const Many many = play_many(*make_plan(l.scenario), 1, 5, 1);
  for (const ReplicateResult& r : many.replicates) {
    EXPECT_EQ(r.leaked, 0u);
    EXPECT_EQ(r.killed, 20u);
  }
}

}  // namespace
}  // namespace cupola
