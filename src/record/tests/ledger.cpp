#include "record/ledger.hpp"

#include <gtest/gtest.h>

#include <set>

#include "core/random.hpp"

namespace cupola {
namespace {

constexpr Duration seconds(double s) { return Duration::seconds(s); }
constexpr Time at(double s) { return Time{0} + seconds(s); }

/// A leaker for which every link worked until the shots, none of which were taken.
ThreatFacts tracked_leaker() {
  ThreatFacts f;
  f.leaked = f.in_zone = f.loaded = true;
  f.first_useful_launch = at(40);
  f.last_useful_launch = at(100);
  f.reaction = Duration::seconds(10);
  f.looks = f.detections = 20;
  f.looks_enough = true;
  f.first_look = f.first_detection = at(5);
  f.first_track = at(20);
  f.last_tracked = at(120);
  f.first_engageable = at(30);
  f.engageable = seconds(60);
  return f;
}

TEST(PrimaryCause, names_the_one_link_that_failed) {
  ThreatFacts f = tracked_leaker();
  EXPECT_EQ(primary_cause(f), ThreatCause::no_time);

  f = tracked_leaker();
  f.no_channel = seconds(1);
  EXPECT_EQ(primary_cause(f), ThreatCause::no_channel);

  f = tracked_leaker();
  f.no_round = seconds(1);
  EXPECT_EQ(primary_cause(f), ThreatCause::no_round);

  f = tracked_leaker();
  f.not_ready = seconds(1);
  EXPECT_EQ(primary_cause(f), ThreatCause::not_ready);

  f = tracked_leaker();
  f.loaded = false;
  EXPECT_EQ(primary_cause(f), ThreatCause::no_round);

  f = tracked_leaker();
  f.orders = f.orders_lost = 2;
  EXPECT_EQ(primary_cause(f), ThreatCause::link_loss);
  f.orders = 3;  // one arrived
  EXPECT_EQ(primary_cause(f), ThreatCause::no_time);

  f = tracked_leaker();
  f.reports = 100;
  f.reports_lost = 10;
  EXPECT_EQ(primary_cause(f), ThreatCause::no_time);
  f.reports_lost = 50;
  EXPECT_EQ(primary_cause(f), ThreatCause::link_loss);

  f = tracked_leaker();
  f.unit_unheard = true;
  EXPECT_EQ(primary_cause(f), ThreatCause::link_loss);

  f = tracked_leaker();
  f.first_engageable = kNever;
  f.held = seconds(60);
  EXPECT_EQ(primary_cause(f), ThreatCause::held_by_rule);

  f = tracked_leaker();
  f.first_engageable = kNever;
  f.not_an_enemy = seconds(60);
  f.engageable = {};
  EXPECT_EQ(primary_cause(f), ThreatCause::wrong_identity);
  f.no_threat = seconds(10);
  EXPECT_EQ(primary_cause(f), ThreatCause::held_by_rule);
  f.engageable = seconds(1);
  EXPECT_EQ(primary_cause(f), ThreatCause::no_time);

  f = tracked_leaker();
  f.first_engageable = kNever;
  f.last_tracked = f.last_tracked_in_time = f.last_look_in_time = at(40);
  EXPECT_EQ(primary_cause(f), ThreatCause::track_lost);
  f.last_masked_in_time = at(80);
  EXPECT_EQ(primary_cause(f), ThreatCause::masked);
  f.last_off_in_time = at(60);
  EXPECT_EQ(primary_cause(f), ThreatCause::not_ready);
  f.last_look_in_time = at(50);
  f.first_engageable = at(30);
  EXPECT_EQ(primary_cause(f), ThreatCause::track_lost);

  f = tracked_leaker();  // lost, and found again when it was too late
  f.last_tracked_in_time = f.last_look_in_time = at(40);
  f.track_ended_in_time = at(48);
  f.last_masked_in_time = at(85);
  EXPECT_EQ(primary_cause(f), ThreatCause::masked);
  f.last_tracked_in_time = at(80);
  EXPECT_EQ(primary_cause(f), ThreatCause::no_time);

  f = tracked_leaker();
  f.first_track = f.last_tracked = f.first_engageable = kNever;
  EXPECT_EQ(primary_cause(f), ThreatCause::seen_late);
  f.alone_in_time = 3;
  f.merged_in_time = 2;
  EXPECT_EQ(primary_cause(f), ThreatCause::seen_late);
  f.merged_in_time = 4;
  EXPECT_EQ(primary_cause(f), ThreatCause::merged);
  f.merged_in_time = 2;
  f.plots_enough = true;  // and a track that was another's took them
  EXPECT_EQ(primary_cause(f), ThreatCause::track_lost);
  f.plots_enough = f.looks_enough = false;  // had it been seen apart, there would have been looks enough
  EXPECT_EQ(primary_cause(f), ThreatCause::merged);

  f = tracked_leaker();
  f.first_track = f.last_tracked = f.first_engageable = f.first_look = f.first_detection = kNever;
  f.looks = f.detections = 0;
  f.looks_enough = false;
  f.looks_off = 5;
  f.first_off = at(5);
  EXPECT_EQ(primary_cause(f), ThreatCause::not_ready);

  f.looks_off = 0;
  f.first_off = kNever;
  EXPECT_EQ(primary_cause(f), ThreatCause::no_time);
  f.looks_masked = 9;
  EXPECT_EQ(primary_cause(f), ThreatCause::masked);

  f.last_useful_launch = kNever;
  EXPECT_EQ(primary_cause(f), ThreatCause::masked);
  f.in_zone = false;
  EXPECT_EQ(primary_cause(f), ThreatCause::never_in_zone);

  f = tracked_leaker();
  f.rounds = 2;
  EXPECT_EQ(primary_cause(f), ThreatCause::shots_missed);
  f.believed_killed = true;
  EXPECT_EQ(primary_cause(f), ThreatCause::believed_killed);
}

TEST(PrimaryCause, of_what_was_wanting_names_what_was_wanting_longest) {
  ThreatFacts f = tracked_leaker();
  f.not_ready = seconds(37);
  f.no_round = seconds(3);
  f.no_channel = seconds(5);
  f.held = seconds(50);  // that was over in time
  EXPECT_EQ(primary_cause(f), ThreatCause::not_ready);
  for (const ThreatCause cause :
       {ThreatCause::not_ready, ThreatCause::no_round, ThreatCause::no_channel, ThreatCause::held_by_rule})
    EXPECT_TRUE(contributing_causes(f) >> static_cast<unsigned>(cause) & 1u);
  f.no_round = seconds(38);
  EXPECT_EQ(primary_cause(f), ThreatCause::no_round);
  f.no_channel = seconds(39);
  EXPECT_EQ(primary_cause(f), ThreatCause::no_channel);
}

TEST(PrimaryCause, counts_decisions_while_they_could_lead_to_a_launch_of_use) {
  const ThreatFacts f = tracked_leaker();  // launches of use from 40 to 100 s, reaction 10 s
  EXPECT_EQ(decisions_of_use(f, at(0), at(200)), seconds(60));
  EXPECT_EQ(decisions_of_use(f, at(0), at(31)), seconds(1));
  EXPECT_EQ(decisions_of_use(f, at(88), at(95)), seconds(2));
  EXPECT_EQ(decisions_of_use(f, at(0), at(20)), Duration{});
  EXPECT_EQ(decisions_of_use(f, at(91), at(200)), Duration{});
  EXPECT_EQ(decisions_of_use(ThreatFacts{}, at(0), at(200)), Duration{});
}

TEST(PrimaryCause, flags_what_stood_against_it_in_time_only) {
  ThreatFacts f = tracked_leaker();
  f.looks_off = f.looks_masked = f.merged_plots = 5;  // while it was tracked, or too late
  const std::uint32_t flags = contributing_causes(f);
  EXPECT_EQ(flags, 1u << static_cast<unsigned>(ThreatCause::no_time));
}

TEST(PrimaryCause, tells_fates_that_are_no_leak) {
  ThreatFacts f;
  EXPECT_EQ(primary_cause(f), ThreatCause::unresolved);
  f.turned_away = true;
  EXPECT_EQ(primary_cause(f), ThreatCause::turned_away);
  f.killed = true;
  EXPECT_EQ(primary_cause(f), ThreatCause::killed);
}

/// Facts of every sort, drawn at random: no leaker is without a cause, none has a fate's name, the ledger
/// sums to all.
TEST(Ledger, sums_to_the_whole_on_random_facts) {
  Ledger ledger;
  std::set<ThreatCause> seen;
  std::uint32_t leakers = 0;
  constexpr std::uint32_t count = 20000;
  for (std::uint32_t i = 0; i < count; ++i) {
    Draws draws(ReplicateKey::of(1, 0), stream_key(Purpose::parameter, 1), i);
    const auto flip = [&draws] { return draws.uniform() < 0.4; };
    const auto maybe = [&draws] { return draws.uniform() < 0.3 ? kNever : at(200.0 * draws.uniform()); };
    ThreatFacts f;
    f.leaked = draws.uniform() < 0.8;
    f.killed = !f.leaked && flip();
    f.turned_away = !f.leaked && !f.killed && flip();
    f.in_zone = !flip();
    f.last_useful_launch = f.in_zone ? maybe() : kNever;
    f.reaction = Duration::seconds(10);
    f.looks_masked = flip();
    f.merged_in_time = flip();
    f.first_look = maybe();
    f.first_off = maybe();
    f.first_track = maybe();
    f.last_tracked = f.last_tracked_in_time = f.first_track == kNever ? kNever : maybe();
    f.first_engageable = maybe();
    f.swapped = flip();
    f.loaded = !f.in_zone || draws.uniform() < 0.9;
    const auto spell = [&draws](double p) {
      const double chance = draws.uniform(), length_s = draws.uniform();
      return chance < p ? seconds(length_s) : Duration{};
    };
    f.no_channel = spell(0.1);
    f.no_round = spell(0.1);
    f.not_ready = spell(0.1);
    f.held = spell(0.1);
    f.no_threat = spell(0.2);
    f.not_an_enemy = spell(0.5);
    f.engageable = f.no_channel + f.no_round + f.not_ready + spell(0.5);
    f.looks_enough = flip();
    f.orders_lost = f.orders = draws.uniform() < 0.1;
    f.rounds = draws.uniform() < 0.2;
    f.believed_killed = draws.uniform() < 0.1;
    const ThreatCause cause = primary_cause(f);
    ledger.add(cause);
    seen.insert(cause);
    leakers += f.leaked;
    EXPECT_EQ(f.leaked, cause > ThreatCause::unresolved);
    EXPECT_TRUE(contributing_causes(f) >> static_cast<unsigned>(cause) & 1u);
  }
  EXPECT_EQ(ledger.threat_total(), count);
  EXPECT_EQ(ledger.leakers(), leakers);
  EXPECT_EQ(seen.size(), static_cast<std::size_t>(kThreatCauseCount));
}

}  // namespace
}  // namespace cupola
