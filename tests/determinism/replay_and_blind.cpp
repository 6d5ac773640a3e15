// Perception never sees truth: the posts alone, on what they were given, give the same orders; and what is
// not sensed changes no order.

#include <gtest/gtest.h>

#include "engine/inbox.hpp"
#include "engine/plan.hpp"
#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;

/// An order as plain numbers, for comparison to the bit.
std::vector<double> numbers_of(const Envelope& envelope) {
  std::vector<double> n = {double(envelope.sent.ns), double(envelope.from.id), double(envelope.to.id),
                           double(envelope.body.index())};
  const auto add = [&n](auto... values) { (n.push_back(double(values)), ...); };
  if (const auto* o = std::get_if<Order>(&envelope.body))
    add(int(o->kind), o->number, o->fire_unit.value, o->track.number, o->weapon.value, o->rounds,
        o->launch_time.ns, o->launcher.value, o->aim_ecef_m.x, o->aim_ecef_m.y, o->aim_ecef_m.z,
        o->time_of_flight_s);
  if (const auto* u = std::get_if<Uplink>(&envelope.body))
    add(u->interceptor.value, u->p_ecef_m.x, u->p_ecef_m.y, u->p_ecef_m.z, u->v_ecef_m_s.x);
  if (const auto* c = std::get_if<Cue>(&envelope.body))
    add(c->track, c->p_ecef_m.x, c->p_ecef_m.y, c->p_ecef_m.z, c->cancel);
  if (const auto* e = std::get_if<EmissionOrder>(&envelope.body))
    add(e->radar.value, e->radiate, e->turn, e->sector_centre_rad);
  if (const auto* a = std::get_if<Assessment>(&envelope.body)) add(a->track, int(a->verdict), a->time.ns);
  return n;
}

struct Tapped {
  std::vector<InboxEntry> inbox;
  std::vector<Envelope> sent;
};

Tapped tapped(const Plan& plan) {
  Tapped t;
  Log log(names_of(plan), scenario_of(plan).start, false);
  play_and_tap(plan, 1, 0, log, t.inbox, t.sent);
  return t;
}

void expect_same(const std::vector<Envelope>& a, const std::vector<Envelope>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) ASSERT_EQ(numbers_of(a[i]), numbers_of(b[i])) << "message " << i;
}

TEST(Replay, posts_alone_give_the_same_orders_with_the_raid_removed) {
  Scenario scenario = shipped_scenario("03-murted-mixed-raid");
  const Tapped live = tapped(*make_plan(scenario));
  ASSERT_GT(live.sent.size(), 100u);
  scenario.platforms.clear();
  expect_same(replay_posts(*make_plan(scenario), live.inbox), live.sent);
}

/// Orders of the same raid after a change that no sensor can see.
template <class Change>
void expect_blind_to(Change change) {
  const Tapped before = tapped(*make_plan(shipped_scenario("03-murted-mixed-raid")));
  Scenario changed = shipped_scenario("03-murted-mixed-raid");
  change(changed);
  expect_same(tapped(*make_plan(changed)).sent, before.sent);
}

TEST(Blind, to_the_side_of_a_silent_platform) {
  int turned = 0;
  expect_blind_to([&turned](Scenario& s) {
    for (Platform& p : s.platforms)
      if (p.side == Side::hostile && p.type.target_class == TargetClass::cruise_missile) {
        p.side = Side::neutral;  // its transponder stays what it was: none
        ++turned;
      }
  });
  EXPECT_GT(turned, 0);
}

TEST(Blind, to_the_name_of_the_type) {
  expect_blind_to([](Scenario& s) {
    for (Platform& p : s.platforms) p.type.name = "something else";
  });
}

TEST(Blind, to_the_worth_of_an_objective_that_only_the_raid_knows) {
  expect_blind_to([](Scenario& s) {
    for (Platform& p : s.platforms) p.group = "another group";
  });
}

TEST(Blind, to_a_value_that_shows_in_no_echo) {
  expect_blind_to([](Scenario& s) {
    for (Platform& p : s.platforms) {
      p.type.speed_max_m_s.value *= 2.0;
      p.type.ballistic_coefficient_kg_m2.value *= 2.0;  // its path is already thrown
      p.objective_range_m += 1.0;
    }
  });
}

// The other way round: what is sensed does change orders, or the tests above could not fail.
TEST(Blind, but_not_to_the_echo) {
  const Tapped before = tapped(*make_plan(shipped_scenario("03-murted-mixed-raid")));
  Scenario changed = shipped_scenario("03-murted-mixed-raid");
  for (Platform& p : changed.platforms)
    for (RcsByAspect& rcs : p.type.rcs) rcs.front_m2.value *= 0.1;
  const Tapped after = tapped(*make_plan(changed));
  bool differ = after.sent.size() != before.sent.size();
  for (std::size_t i = 0; !differ && i < after.sent.size(); ++i)
    differ = numbers_of(after.sent[i]) != numbers_of(before.sent[i]);
  EXPECT_TRUE(differ);
}

}  // namespace
}  // namespace cupola
