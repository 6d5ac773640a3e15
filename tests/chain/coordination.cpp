// Ten shooters with one round each at ten targets, Pk 0.8 (RULES 16): 8.0 kills where they share one
// picture, 5.66 where each picks at random, 1.0 where all rank the targets alike.

#include <gtest/gtest.h>

#include <cmath>

#include "chain/estimates.hpp"
#include "study/many.hpp"
#include "support/lay_down.hpp"

namespace cupola {
namespace {

using namespace testing;

constexpr int kMany = 10, kReplicates = 300;
constexpr double kPk = 0.8;

enum class Command { one_post, superior, alone };

/// Some fire units in one place. Each has one round and can follow one target.
LayDown shooters(Command command, int count, double pk) {
  LayDown l{LayDown::Empty{}};
  l.kill_with(pk);
  l.change_weapons([](InterceptorType& w) {
    w.range_max_m = 40e3;
    w.handover_time_s = 20.0;
    w.handover_basket_m = 300.0;
  });
  const Geodetic here = LayDown::place(0.0, 0.0);
  l.add_asset("town", here);
  const PostId post = command == Command::one_post ? l.add_post("post", here) : PostId{};
  for (int i = 0; i < count; ++i) {
    const FireUnitId unit = l.add_fire_unit(numbered("unit", i), here, {{WeaponTypeId{0}, 1}}, 1, post);
    l.scenario.fire_units[unit.index()].target_channels = 1;
  }
  if (command == Command::superior) l.add_superior("superior", here);
  l.change_radars([](RadarType& r) {
    r.search_frame_s = 1.0;
    r.track_interval_s = 1.0;
  });
  return l;
}

LayDown ten_shooters(Command command) { return shooters(command, kMany, kPk); }

/// One behind the other and measured exactly: the first is the most urgent one for everybody.
void add_column(LayDown& l, int count = kMany, double apart_km = 2.0) {
  l.change_radars([](RadarType& r) {
    r.range_floor_m = r.range_resolution_m = 1.0;
    r.azimuth_floor_rad = r.elevation_floor_rad = 1e-5;
  });
  for (int i = 0; i < count; ++i)
    l.add_raider(numbered("raider", i), 22.0 + apart_km * i, 0.0, 4000.0 + 200.0 * i, 250.0);
}

/// From all sides at once, equally far: only the errors of each radar's own tracks make one more urgent than
/// another.
void add_ring(LayDown& l) {
  for (int i = 0; i < kMany; ++i) {
    const double azimuth_rad = 2.0 * math::kPi * (i + 0.5) / kMany;
    l.add_raider(numbered("raider", i), 22.0 * math::cos(azimuth_rad), 22.0 * math::sin(azimuth_rad), 5000.0,
                 250.0);
  }
}

struct Kills {
  Sample kills, rounds;
};

Kills play_ten(LayDown& l, int replicates = kReplicates) {
  l.scenario.duration = Duration::seconds(55.0);
  Kills kills;
  for (const ReplicateResult& r : play_many(*make_plan(l.scenario), 1, replicates, 1).replicates) {
    kills.kills.add(r.killed);
    kills.rounds.add(r.rounds_fired[0]);
  }
  return kills;
}

void expect_a_target_each(LayDown& l) {
  const Kills k = play_ten(l);
  EXPECT_EQ(k.rounds.mean(), double(kMany));
  EXPECT_TRUE(mean_within(k.kills, kPk * kMany, 3.0));
}

TEST(Coordination, shooters_of_one_post_take_a_target_each) {
  LayDown l = ten_shooters(Command::one_post);
  add_ring(l);
  expect_a_target_each(l);
}

TEST(Coordination, shooters_of_ten_posts_under_one_take_a_target_each) {
  LayDown l = ten_shooters(Command::superior);
  add_column(l);
  expect_a_target_each(l);
}

TEST(Coordination, shooters_on_their_own_who_rank_alike_all_take_the_same_target) {
  LayDown l = ten_shooters(Command::alone);
  add_column(l);
  const Kills k = play_ten(l);
  EXPECT_EQ(k.rounds.mean(), double(kMany));
  EXPECT_EQ(k.kills.mean(), 1.0);  // all ten miss once in ten million times
}

TEST(Coordination, shooters_on_their_own_who_cannot_tell_the_targets_apart_choose_as_if_at_random) {
  LayDown l = ten_shooters(Command::alone);
  add_ring(l);
  const Kills k = play_ten(l);
  EXPECT_EQ(k.rounds.mean(), double(kMany));
  const double random_choice = kMany * (1.0 - std::pow(1.0 - kPk / kMany, kMany));
  EXPECT_TRUE(mean_within(k.kills, random_choice, 3.0));
}

/// The rule as doctrine: whoever is about, each draws lots. Expected m (1 - (1 - Pk / m)^n) of m targets and n
/// shooters.
TEST(Coordination, shooters_on_their_own_who_choose_by_lot_kill_as_many_as_independent_choice) {
  struct Row {
    int shooters, targets;
    double pk, kills;
  };
  for (const Row& row : {Row{10, 10, 0.8, 5.656}, Row{20, 10, 0.8, 8.113}, Row{10, 10, 1.0, 6.513},
                         Row{12, 6, 0.7, 4.646}, Row{36, 36, 0.8, 19.97}, Row{36, 24, 0.6, 24 - 9.647}}) {
    LayDown l = shooters(Command::alone, row.shooters, row.pk);
    add_column(l, row.targets, row.targets > 20 ? 0.5 : 2.0);
    l.change_doctrines([](Doctrine& d) { d.command.target_choice = TargetChoice::at_random; });
    const Kills k = play_ten(l, row.targets > 20 ? 50 : 150);
    EXPECT_EQ(k.rounds.mean(), double(row.shooters));
    EXPECT_TRUE(mean_within(k.kills, row.kills, 3.0)) << row.shooters << " at " << row.targets;
  }
}

/// The other end of the same rows: m (1 - (1 - Pk)^(n / m)) where nobody is shot at without need; where n / m is no
/// whole number, some get one shot more. Also 32 rounds on 24 targets, of which 3.52 come through (V9).
TEST(Coordination, shooters_of_one_post_kill_as_many_as_perfect_sharing) {
  struct Row {
    int shooters, targets;
    double pk, kills;
  };
  for (const Row& row :
       {Row{10, 10, 0.8, 8.0}, Row{20, 10, 0.8, 9.6}, Row{10, 10, 1.0, 10.0}, Row{12, 6, 0.7, 5.46},
        Row{36, 36, 0.8, 28.8}, Row{36, 24, 0.6, 24 - 6.72}, Row{32, 24, 0.8, 24 - 3.52}}) {
    const int each = row.shooters / row.targets, with_one_more = row.shooters % row.targets;
    LayDown l = shooters(Command::one_post, row.targets, row.pk);
    for (LauncherSite& launcher : l.scenario.launchers)
      launcher.load = {{WeaponTypeId{0}, each + (int(launcher.id.value) < with_one_more)}};
    l.change_doctrines([=](Doctrine& d) { d.salvo = each + (with_one_more > 0); });
    add_column(l, row.targets, row.targets > 20 ? 0.5 : 2.0);
    const Kills k = play_ten(l, row.targets > 20 ? 50 : 150);
    EXPECT_EQ(k.rounds.mean(), double(row.shooters));
    if (row.pk < 1.0) {
      EXPECT_TRUE(mean_within(k.kills, row.kills, 3.0)) << row.shooters << " at " << row.targets;
    } else {
      EXPECT_EQ(k.kills.mean(), row.kills);
    }
  }
}

/// Ten posts under one, with the links as a case says.
template <class Change>
Kills play_linked(const Change& change) {
  LayDown l = ten_shooters(Command::superior);
  add_column(l);
  change(l.scenario);
  return play_ten(l, 100);
}

TEST(Coordination, whatever_the_net_kills_lie_between_the_ends) {
  const auto between = [](const Kills& k) {
    EXPECT_GE(k.kills.mean(), 1.0);
    EXPECT_LE(k.kills.mean(), kPk * kMany + 3.0 * k.kills.standard_error());
    return k.kills.mean();
  };
  const double lossy = between(play_linked([](Scenario& s) {
    for (Link& link : s.links) link.loss = 0.5;
  }));
  const double late = between(play_linked([](Scenario& s) {
    for (Link& link : s.links) {
      link.latency_s = 6.0;
      link.takes_time = true;
      link.shares.tell_pause_s = 2.0;
    }
  }));
  // Half of them on their own: they all take the first, the others share the rest and the first.
  const double half = between(play_linked([](Scenario& s) {
    for (std::size_t i = 0; i < 5; ++i) s.posts[i].doctrine.command.mode = CommandMode::autonomous;
  }));
  EXPECT_GT(lossy, 1.0);
  EXPECT_GT(late, 1.0);
  EXPECT_GT(half, 1.0);
  EXPECT_LT(half, kPk * kMany);
}

TEST(Coordination, decentralised_posts_without_a_common_picture_rank_alike) {
  const Kills k = play_linked([](Scenario& s) {
    for (PostSite& post : s.posts) post.doctrine.command.mode = CommandMode::decentralised;
  });
  EXPECT_EQ(k.kills.mean(), 1.0);
}

}  // namespace
}  // namespace cupola
