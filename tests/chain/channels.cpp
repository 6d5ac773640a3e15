// Fire channels are a loss system: Poisson arrivals, nobody waits, and what share is turned away is Erlang's
// B for any law of the holding time. To half a point: the chain beside a bare loss system on the same
// arrivals, the bare system beside the formula.

#include <gtest/gtest.h>

#include "chain/arrivals.hpp"
#include "chain/estimates.hpp"
#include "chain/table.hpp"
#include "core/tests/reference_data.hpp"
#include "support/lay_down.hpp"
#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;

constexpr double kSpeed_m_s = 100.0, kEnd_km = 5.0;

/// Raiders appear on a ring and fly inwards, each from another side, so that the flight of every round is as
/// long. They are at their release line a little after the last engagement could be over.
LayDown ring(const Case& c, double reaction_s, const std::vector<double>& arrivals_s) {
  LayDown l{LayDown::Empty{}};
  Scenario& s = l.scenario;
  l.kill_with(1.0);
  l.change_weapons([](InterceptorType& w) {
    w.range_min_m = 1e3;
    w.boost_time_s = 4.0;
    w.sustain_time_s = 0.5;
    w.handover_time_s = 20.0;
    w.handover_basket_m = 200.0;
  });
  l.add_asset("town", LayDown::place(0.0, 0.0));
  l.add_fire_unit("unit", LayDown::place(0.0, 0.0), {{WeaponTypeId{0}, 100000}}, 1);
  s.fire_units[0].target_channels = c.channels;
  s.posts[0].type.decision_period_s = c.period_s;
  l.change_radars([&](RadarType& r) {
    r.search_frame_s = 1e6;  // it only follows what it is told to
    r.track_interval_s = c.period_s;
  });
  RadarType watch = LayDown::radar("watch", ScanKind::rotating);
  watch.rotation_period_s = 2.0;
  l.add_radar("watch", LayDown::place(0.0, 0.0), watch, PostId{0});
  l.change_doctrines([=](Doctrine& d) {
    d.wait_for_channel = false;
    d.reaction_time_s = reaction_s;
  });

  const double life_s = c.holding_s + 14.0, from_km = kEnd_km + 1e-3 * kSpeed_m_s * life_s;
  double azimuth_rad = 0.0;
  for (std::size_t i = 0; i < arrivals_s.size(); ++i) {
    const double north = math::cos(azimuth_rad), east = math::sin(azimuth_rad);
    l.add_flight(numbered("raider", static_cast<int>(i)),
                 LayDown::place(from_km * north, from_km * east, 5000.0),
                 LayDown::place(kEnd_km * north, kEnd_km * east, 5000.0), kSpeed_m_s, arrivals_s[i]);
    azimuth_rad += kGoldenAngle_deg * kDegree;
  }
  s.duration = Duration::seconds(arrivals_s.back() + life_s + 5.0);
  return l;
}

/// The reaction time that makes up the rest of the holding time: the round ends half a period before it is
/// over.
double fitting_reaction_s(const Case& c) {
  double reaction_s = c.holding_s - 8.0;
  for (int i = 0; i < 3; ++i) {
    const auto plan = make_plan(ring(c, reaction_s, {0.0}).scenario);
    Log log(names_of(*plan), scenario_of(*plan).start, true);
    play(*plan, 1, 0, log);
    const Holding held = holding(log);
    EXPECT_EQ(held.to_round_end_s.values.size(), 1u);
    reaction_s += c.holding_s - 0.5 * c.period_s - held.to_round_end_s.mean();
  }
  return reaction_s;
}

/// How many of the measured arrivals a bare loss system of fixed holding times turns away.
std::uint64_t lost_by_bare_system(const Case& c, const Arrivals& arrivals) {
  std::vector<double> free_at_s(static_cast<std::size_t>(c.channels),
                                0.0);  // in turn: who began first ends first
  std::size_t next = 0;
  std::uint64_t lost = 0;
  for (std::size_t i = 0; i < arrivals.at_s.size(); ++i) {
    if (free_at_s[next] > arrivals.at_s[i]) {
      lost += i >= arrivals.warm_up;
      continue;
    }
    free_at_s[next] = arrivals.at_s[i] + c.holding_s;
    next = (next + 1) % free_at_s.size();
  }
  return lost;
}

/// The bare system is itself held to Erlang's formula, over as many arrivals as that takes.
void expect_bare_system_is_erlang(const Case& c, double p_blocked, std::uint64_t row) {
  constexpr std::uint64_t kReplicates = 20, kFirst = 1000;  // none of the arrivals of the chain
  Sample share;
  std::uint64_t lost = 0, measured = 0;
  for (std::uint64_t k = 0; k < kReplicates; ++k) {
    const Arrivals arrivals = draw_arrivals(c, 10'000.0 / c.arrivals_per_s, row, kFirst + k);
    const std::uint64_t lost_here = lost_by_bare_system(c, arrivals),
                        here = arrivals.at_s.size() - arrivals.warm_up;
    share.add(static_cast<double>(lost_here) / static_cast<double>(here));
    lost += lost_here;
    measured += here;
  }
  EXPECT_LE(share.standard_error(), 0.002);
  const bool rare = p_blocked * static_cast<double>(measured) < 20.0;
  EXPECT_TRUE(rare ? count_within(lost, measured, p_blocked, 4.0) : mean_within(share, p_blocked, 4.0));
}

/// Of all rows together.
struct Whole {
  std::uint64_t hostiles = 0, leaked_otherwise = 0;
  double measured = 0.0, excess = 0.0;
};

void expect_erlang(const Case& c, double p_blocked, std::uint64_t row, Whole& whole) {
  constexpr std::uint64_t kReplicates = 20;
  const double measured_s = std::max(40.0 / c.arrivals_per_s, 120.0);
  const double reaction_s = fitting_reaction_s(c);
  // Blocked beyond what a bare loss system blocks of the same arrivals, whose share is Erlang's: so the luck
  // of the arrivals, which is most of it, counts on both sides.
  Sample excess;
  std::uint64_t blocked = 0, arrived = 0;
  for (std::uint64_t k = 0; k < kReplicates; ++k) {
    const Arrivals arrivals = draw_arrivals(c, measured_s, row, k);
    if (arrivals.at_s.size() == arrivals.warm_up) continue;
    const auto plan = make_plan(ring(c, reaction_s, arrivals.at_s).scenario);
    Log log(names_of(*plan), scenario_of(*plan).start, k == 0);
    const ReplicateResult r = play(*plan, row, k, log);
    if (k == 0) {
      EXPECT_NEAR(holding(log).to_release_s.mean(), c.holding_s, 0.01 * c.holding_s);
    }

    EXPECT_EQ(r.killed + r.leaked, r.hostiles);
    whole.hostiles += r.hostiles;
    whole.leaked_otherwise += r.leaked - r.ledger.threats[static_cast<std::size_t>(ThreatCause::no_channel)];
    std::uint64_t lost = 0;
    for (std::size_t i = arrivals.warm_up; i < r.facts.size(); ++i) lost += r.facts[i].rounds == 0;
    const std::uint64_t measured = r.facts.size() - arrivals.warm_up;
    excess.add(static_cast<double>(lost) - static_cast<double>(lost_by_bare_system(c, arrivals)));
    blocked += lost;
    arrived += measured;
  }
  // Rare losses may all lie in one replicate, or in none: then the binomial's own error counts.
  const double n = static_cast<double>(arrived), replicates = static_cast<double>(excess.values.size());
  const double variance = n * p_blocked * (1.0 - p_blocked);
  double error = excess.standard_error();
  if (variance < 10.0) error = std::max(error, std::sqrt(variance) / replicates);
  whole.measured += n;
  whole.excess += excess.mean() * replicates;
  EXPECT_LE(error * replicates / n, 0.005);
  EXPECT_LE(std::fabs(excess.mean()), 4.0 * error)
      << blocked << " of " << arrived << " blocked, expected " << p_blocked;
  if (n * p_blocked < 0.05) {
    EXPECT_TRUE(count_within(blocked, arrived, p_blocked, 4.0));
  }
}

TEST(Channels, turn_away_as_many_as_erlang_says_in_every_row_of_the_reference) {
  CUPOLA_REFERENCE_FILE(path, "outcomes/erlang_b_channels.csv");
  const std::vector<TableRow> rows = read_table(path);
  ASSERT_EQ(rows.size(), 60u);
  std::uint64_t number_of_row = 0;
  Whole whole;
  for (const TableRow& row : rows) {
    SCOPED_TRACE("row " + row.at("case"));
    Case c{number(row, "arrivals_per_min") / 60.0, number(row, "engagement_time_s"),
           static_cast<int>(number(row, "channels"))};
    c.period_s = c.arrivals_per_s < 0.15 ? 1.0 : 0.5;
    expect_erlang(c, number(row, "p_blocked"), ++number_of_row, whole);
    expect_bare_system_is_erlang(c, number(row, "p_blocked"), number_of_row);
  }
  // Who was not fired at found no channel. Nobody else comes through but one in ten thousand, whose track
  // breaks in the middle of the reaction time: what goes on under a new number begins to wait anew.
  EXPECT_GT(whole.hostiles, 50000u);
  EXPECT_LE(whole.leaked_otherwise, whole.hostiles / 10000);
  // What no single row can show: decisions once a period let a few more or fewer through.
  EXPECT_LE(std::fabs(whole.excess), 0.005 * whole.measured);
  RecordProperty("excess_share", std::to_string(whole.excess / whole.measured));
}

/// Erlang's B at the loads and channels of the worked examples.
TEST(Channels, turn_away_as_many_as_the_worked_examples_say) {
  struct Row {
    int channels;
    double load, p_blocked;
  };
  std::uint64_t number_of_row = 1000;
  Whole whole;
  for (const Row& row : {Row{1, 1.0, 0.5}, Row{2, 1.0, 0.2}, Row{4, 3.0, 0.206107}, Row{6, 4.0, 0.1172},
                         Row{6, 6.0, 0.264922}, Row{6, 8.0, 0.3898}, Row{6, 12.0, 0.556089},
                         Row{10, 8.0, 0.1217}, Row{10, 10.0, 0.2146}, Row{30, 25.0, 0.0526}}) {
    SCOPED_TRACE(std::to_string(row.channels) + " channels, load " + std::to_string(row.load));
    Case c{row.load / 45.0, 45.0, row.channels};
    c.period_s = c.arrivals_per_s < 0.15 ? 1.0 : 0.5;
    expect_erlang(c, row.p_blocked, ++number_of_row, whole);
    expect_bare_system_is_erlang(c, row.p_blocked, number_of_row);
  }
}

}  // namespace
}  // namespace cupola
