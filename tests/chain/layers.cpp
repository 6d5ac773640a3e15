// Layers one behind the other: who gets through them all is binomial.

#include <gtest/gtest.h>

#include <algorithm>

#include "chain/estimates.hpp"
#include "chain/table.hpp"
#include "core/tests/reference_data.hpp"
#include "study/many.hpp"
#include "support/lay_down.hpp"

namespace cupola {
namespace {

using namespace testing;

/// One row of the reference: attackers, and by layer the kill probability of a shot and the shots at each
/// attacker.
struct Case {
  int attackers = 0;
  std::vector<double> kill_probability;
  std::vector<int> shots;
};

InterceptorType short_arrow(int layer, double kill_probability) {
  InterceptorType w = LayDown::weapon(numbered("arrow", layer));
  for (Figure& pk : w.kill_probability) pk = kill_probability;
  w.range_min_m = 1e3;
  w.range_max_m = 8e3;
  w.boost_time_s = 4.0;
  w.sustain_time_s = 0.5;
  w.handover_time_s = 20.0;
  w.handover_basket_m = 100.0;
  return w;
}

/// Fire units 20 km apart that see 9.5 km far and shoot 8 km, each on its own; a curtain of raiders flies
/// over all of them.
LayDown layers(const Case& c) {
  constexpr double kApart_km = 20.0, kMargin_km = 10.0, kSpeed_m_s = 250.0;
  constexpr int kColumns = 12;
  LayDown l{LayDown::Empty{}};
  Scenario& s = l.scenario;
  const int count = static_cast<int>(c.shots.size());
  s.weapons_true.clear();
  for (int i = 0; i < count; ++i)
    s.weapons_true.push_back(short_arrow(i, c.kill_probability[std::size_t(i)]));
  s.weapons_believed = s.weapons_true;
  l.add_asset("town", LayDown::place(-20.0, 0.0));
  s.assets[0].radius_m = 20e3;
  for (int i = 0; i < count; ++i) {
    const Geodetic at = LayDown::place(kApart_km * (count - 1 - i), 0.0);
    const FireUnitId unit =
        l.add_fire_unit(numbered("layer", i), at, {{WeaponTypeId{std::uint32_t(i)}, 500}}, 4);
    PostSite& post = s.posts[s.fire_units[unit.index()].post.index()];
    post.type.decision_period_s = 1.0;
    post.doctrine.salvo = c.shots[std::size_t(i)];
    post.doctrine.salvo_spacing_s = 0.5;
  }
  l.change_radars([](RadarType& r) {
    r.search_frame_s = r.track_interval_s = 1.0;
    r.instrumented_range_m = 9.5e3;
    r.minimum_range_m = 100.0;
    r.elevation_max_rad = 89.9 * kDegree;
  });

  const double begin_km = kApart_km * (count - 1) + kMargin_km, end_km = -kMargin_km;
  s.duration = Duration::seconds((begin_km - end_km) * 1000.0 / kSpeed_m_s + 3.0);
  for (int i = 0; i < c.attackers; ++i) {
    const double east_km = 0.7 * (i % kColumns) - 0.35 * (std::min(kColumns, c.attackers) - 1);
    const double height_m = 2500.0 + 500.0 * (i / kColumns);
    l.add_flight(numbered("raider", i), LayDown::place(begin_km, east_km, height_m),
                 LayDown::place(end_km, east_km, height_m), kSpeed_m_s);
  }
  return l;
}

struct Leaks {
  Sample leakers;
  std::vector<Sample> rounds;  // by layer
  std::uint64_t none = 0, three_or_more = 0;
};

Leaks play_case(const Case& c, std::uint64_t seed, std::uint64_t replicates) {
  Leaks leaks;
  leaks.rounds.resize(c.shots.size());
  for (const ReplicateResult& r : play_many(*make_plan(layers(c).scenario), seed, replicates, 1).replicates) {
    EXPECT_EQ(r.leaked + r.killed, r.hostiles);
    leaks.leakers.add(r.leaked);
    leaks.none += r.leaked == 0;
    leaks.three_or_more += r.leaked >= 3;
    for (std::size_t i = 0; i < leaks.rounds.size(); ++i) leaks.rounds[i].add(r.rounds_fired[i]);
  }
  return leaks;
}

/// Every layer shoots at all that come through to it, and only at these.
void expect_rounds(const Case& c, const Leaks& leaks) {
  double coming = c.attackers;
  for (std::size_t i = 0; i < c.shots.size(); ++i) {
    const double expected = coming * c.shots[i];
    if (i == 0)
      EXPECT_EQ(leaks.rounds[i].mean(), expected);
    else
      EXPECT_TRUE(mean_within(leaks.rounds[i], expected, 4.0)) << "layer " << i;
    for (int shot = 0; shot < c.shots[i]; ++shot) coming *= 1.0 - c.kill_probability[i];
  }
}

TEST(Layers, leak_as_the_binomial_says_in_every_row_of_the_reference) {
  CUPOLA_REFERENCE_FILE(path, "outcomes/layered_binomial.csv");
  const std::vector<TableRow> rows = read_table(path);
  ASSERT_EQ(rows.size(), 32u);
  std::uint64_t seed = 0;
  for (const TableRow& row : rows) {
    SCOPED_TRACE("row " + row.at("case"));
    Case c{static_cast<int>(number(row, "attackers")), numbers(row, "layer_pk_per_shot"), {}};
    for (const double shots : numbers(row, "shots_per_layer")) c.shots.push_back(static_cast<int>(shots));
    const std::uint64_t replicates = std::clamp(1800 / c.attackers, 40, 400);
    const Leaks leaks = play_case(c, ++seed, replicates);

    // The sum over replicates is a binomial count of its own.
    const double n = static_cast<double>(replicates), leaked = leaks.leakers.mean() * n;
    const double mean_error = std::sqrt(number(row, "var_leakers") / n);
    EXPECT_NEAR(leaks.leakers.mean(), number(row, "mean_leakers"), 4.0 * mean_error);
    EXPECT_TRUE(count_within(static_cast<std::uint64_t>(leaked + 0.5),
                             replicates * std::uint64_t(c.attackers), number(row, "p_leak_single"), 4.0));
    EXPECT_TRUE(count_within(leaks.none, replicates, number(row, "p_zero_leakers"), 4.0));
    EXPECT_TRUE(count_within(leaks.three_or_more, replicates, number(row, "p_at_least_3_leakers"), 4.0));
    expect_rounds(c, leaks);
  }
}

}  // namespace
}  // namespace cupola
