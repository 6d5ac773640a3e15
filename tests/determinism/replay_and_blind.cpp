// Perception never sees truth: the posts alone, on what they were given, give the same orders; and what is
// not sensed changes no order.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "determinism/message_bits.hpp"
#include "engine/inbox.hpp"
#include "engine/plan.hpp"
#include "flight/route.hpp"
#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;

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

Tapped tapped(const Scenario& scenario) { return tapped(*make_plan(scenario)); }

/// The first message in which they differ; -1: none.
int first_difference(const std::vector<Envelope>& a, const std::vector<Envelope>& b) {
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
    if (MessageBits(a[i]) != MessageBits(b[i])) return static_cast<int>(i);
  return a.size() == b.size() ? -1 : static_cast<int>(std::min(a.size(), b.size()));
}

/// Crews that take their time by stages, each drawn, and choose their targets by lot.
Scenario with_chance_in_its_crews(Scenario scenario) {
  for (PostSite& post : scenario.posts) {
    Figure& decide = post.doctrine.fire.reaction.decide_s;
    decide = Figure(6.0);
    decide.low = 2.0;
    decide.high = 20.0;
    decide.distribution = Distribution::triangular;
    decide.reason = "for a test";
    post.doctrine.command.target_choice = TargetChoice::at_random;
  }
  scenario.name += ", with chance in its crews";
  return scenario;
}

/// One fire unit among friends and neutrals; two under one post; the same with crews of chance; one with a
/// radar in the air; three posts whose links lose messages.
const std::vector<Scenario>& scenarios() {
  static const std::vector<Scenario> all = {
      shipped_scenario("03-murted-mixed-raid"), shipped_scenario("04-two-fire-units-sixty"),
      with_chance_in_its_crews(shipped_scenario("04-two-fire-units-sixty")),
      shipped_scenario("06-aew-over-murted"), scenario_from_text(mixed_raid_on_linked_defences())};
  return all;
}

template <class Body>
std::size_t count(const std::vector<Envelope>& sent) {
  return static_cast<std::size_t>(std::count_if(
      sent.begin(), sent.end(), [](const Envelope& e) { return std::holds_alternative<Body>(e.body); }));
}

/// All that is true and not believed: without the raid, and with other values in what the defence has.
Scenario without_truth(Scenario scenario) {
  scenario.platforms.clear();
  for (RadarSite& radar : scenario.radars) {
    radar.type.reference_range_m.value *= 0.1;
    radar.type.false_plots_per_scan.value += 50.0;
    radar.type.availability.value = 0.0;
    radar.schedule = {{scenario.start, Readiness::off}};
  }
  for (InterceptorType& weapon : scenario.weapons_true) {
    for (Figure& pk : weapon.kill_probability) pk = 0.0;
    weapon.reliability.value = 0.0;
    weapon.launch_mass_kg.value *= 2.0;
  }
  scenario.doctrine_true.reply_missing_friend.value = 1.0;
  for (Link& link : scenario.links) link.loss = 1.0;
  return scenario;
}

TEST(Replay, posts_alone_give_the_same_orders_with_the_truth_removed) {
  for (const Scenario& scenario : scenarios()) {
    SCOPED_TRACE(scenario.name + ", posts: " + std::to_string(scenario.posts.size()));
    const Tapped live = tapped(scenario);
    EXPECT_GT(count<Order>(live.sent), 10u);
    EXPECT_GT(count<Track>(live.sent), 100u);
    EXPECT_GT(count<Status>(live.sent), 100u);
    const std::vector<Envelope> again = replay_posts(*make_plan(without_truth(scenario)), 1, 0, live.inbox);
    EXPECT_EQ(first_difference(again, live.sent), -1);
  }
}

/// The links of the third scenario do lose messages, or it would stand there for nothing.
TEST(Replay, is_of_posts_that_do_not_hear_everything) {
  const Tapped live = tapped(scenarios().back());
  std::size_t to_posts = 0, heard = 0;
  for (const Envelope& e : live.sent) to_posts += e.to.kind == AddressKind::post;
  for (const InboxEntry& entry : live.inbox)
    heard += !entry.decide && (std::holds_alternative<Track>(entry.message) ||
                               std::holds_alternative<Assessment>(entry.message));
  EXPECT_GT(heard, 100u);
  EXPECT_LT(heard, count<Track>(live.sent) + count<Assessment>(live.sent));
  EXPECT_GT(to_posts, 0u);
}

/// Orders of the same raid after a change that no sensor can see. Both sides are prepared first, where a
/// model would else let the change be felt through a hit or a reply.
template <class Prepare, class Change>
void expect_blind_to(const Prepare& prepare, const Change& change) {
  for (Scenario scenario : scenarios()) {
    SCOPED_TRACE(scenario.name + ", posts: " + std::to_string(scenario.posts.size()));
    prepare(scenario);
    const Tapped before = tapped(scenario);
    change(scenario);
    EXPECT_EQ(first_difference(tapped(scenario).sent, before.sent), -1);
  }
}

template <class Change>
void expect_blind_to(const Change& change) {
  expect_blind_to([](Scenario&) {}, change);
}

/// Nobody answers an interrogator, neither rightly nor falsely.
void silence_all(Scenario& s) {
  for (Platform& p : s.platforms) p.type.transponder = Transponder::none;
  s.doctrine_true.reply_false_hostile = 0.0;
}

TEST(Blind, to_the_side_of_whoever_is_silent) {
  std::array<int, 3> turned{};
  expect_blind_to(silence_all, [&turned](Scenario& s) {
    for (Platform& p : s.platforms) {
      ++turned[static_cast<std::size_t>(p.side)];
      p.side = static_cast<Side>((static_cast<int>(p.side) + 1) % 3);
    }
  });
  for (const int n : turned) EXPECT_GT(n, 10);
}

TEST(Blind, to_the_class_of_a_target) {
  // What it is decides how well a round kills it: here all alike.
  const auto prepare = [](Scenario& s) {
    for (InterceptorType& weapon : s.weapons_true)
      for (Figure& pk : weapon.kill_probability) pk = 0.6;
  };
  expect_blind_to(prepare, [](Scenario& s) {
    for (Platform& p : s.platforms)
      p.type.target_class =
          static_cast<TargetClass>((static_cast<int>(p.type.target_class) + 1) % kTargetClassCount);
  });
}

TEST(Blind, to_the_name_of_the_type_and_to_the_group) {
  expect_blind_to([](Scenario& s) {
    for (Platform& p : s.platforms) {
      p.type.name = "something else";
      p.group = "another group";
    }
  });
}

TEST(Blind, to_what_a_hostile_is_after) {
  expect_blind_to([](Scenario& s) {
    for (Platform& p : s.platforms) {
      if (p.objective.valid())
        p.objective = AssetId{(p.objective.value + 1) % static_cast<std::uint32_t>(s.assets.size())};
      p.objective_range_m += 1.0;
    }
  });
}

TEST(Blind, to_a_value_that_shows_in_no_echo) {
  std::array<bool, kBandCount> looked{};
  for (const Scenario& s : scenarios())
    for (const RadarSite& radar : s.radars) looked[static_cast<std::size_t>(radar.type.band)] = true;
  EXPECT_EQ(std::count(looked.begin(), looked.end(), false), 4);
  expect_blind_to([&looked](Scenario& s) {
    for (Platform& p : s.platforms) {
      p.type.speed_max_m_s.value *= 2.0;
      p.type.ballistic_coefficient_kg_m2.value *= 2.0;  // its path is already thrown
      for (std::size_t band = 0; band < looked.size(); ++band)
        if (!looked[band]) p.type.rcs[band].front_m2.value *= 100.0;
    }
  });
}

/// A platform beyond every horizon may be anything.
TEST(Blind, to_everything_about_what_is_never_in_view) {
  const auto add_far = [](Scenario& s, Side side, TargetClass what, double rcs_m2) {
    Platform far = s.platforms.front();
    far.name = "zzzz far away";
    far.id = PlatformId{static_cast<std::uint32_t>(s.platforms.size())};
    far.side = side;
    far.type.target_class = what;
    far.type.swerling = side == Side::hostile ? 1 : 3;
    for (RcsByAspect& rcs : far.type.rcs) rcs.front_m2 = rcs.side_m2 = rcs.rear_m2 = rcs_m2;
    const Route route =
        fly_route(s.start, {{Geodetic{-0.7, 1.7, 10e3}, 230.0}, {Geodetic{-0.7, 1.9, 10e3}, 230.0}}, {});
    EXPECT_EQ(route.fault, RouteFault::none);
    far.path = route.path;
    far.objective_time = kNever;
    s.platforms.push_back(far);
  };
  for (Scenario scenario : scenarios()) {
    SCOPED_TRACE(scenario.name + ", posts: " + std::to_string(scenario.posts.size()));
    Scenario one = scenario, other = scenario;
    add_far(one, Side::hostile, TargetClass::cruise_missile, 0.1);
    add_far(other, Side::friendly, TargetClass::airliner, 1000.0);
    const Tapped before = tapped(scenario);
    EXPECT_EQ(first_difference(tapped(one).sent, before.sent), -1);
    EXPECT_EQ(first_difference(tapped(other).sent, before.sent), -1);
  }
}

/// What a link loses, or when it is out or jammed, shows in messages that do not arrive, and in nothing before.
TEST(Blind, to_links_that_fail_after_the_last_message) {
  std::size_t links = 0;
  expect_blind_to([&links](Scenario& s) {
    links += s.links.size();
    const Time end = s.start + s.duration;
    for (Link& link : s.links) {
      link.outages.emplace_back(end + Duration::seconds(1), end + Duration::seconds(9));
      LinkJamming jamming;
      jamming.from = end + Duration::seconds(1);
      jamming.loss = 1.0;
      link.jamming.push_back(jamming);
      if (link.loss == 0.0) link.loss = 1e-15;  // no draw falls below
      if (link.mtbf_s == 0.0) link.mtbf_s = 1e9, link.mttr_s = 1e-9;
    }
  });
  EXPECT_GT(links, 3u);
}

// The other way round: what is sensed does change orders, or the tests above could not fail.
template <class Change>
void expect_felt(const Change& change, std::size_t in_so_many = scenarios().size()) {
  std::size_t felt = 0;
  for (Scenario scenario : scenarios()) {
    const Tapped before = tapped(scenario);
    change(scenario);
    felt += first_difference(tapped(scenario).sent, before.sent) != -1;
  }
  EXPECT_GE(felt, in_so_many);
}

TEST(Blind, but_not_to_the_echo) {
  expect_felt([](Scenario& s) {
    for (Platform& p : s.platforms)
      for (RcsByAspect& rcs : p.type.rcs) rcs.front_m2.value *= 0.1;
  });
}

TEST(Blind, nor_to_a_reply) {
  expect_felt([](Scenario& s) {
    for (Platform& p : s.platforms) p.truthful_reply = true;
  });
}

/// Where channels and rounds suffice for all that comes at once, worth decides nothing.
TEST(Blind, nor_to_the_worth_of_what_is_defended) {
  const auto turned = [](Scenario& s) {
    for (Asset& asset : s.assets) asset.value = 4.0 - asset.value;
  };
  expect_felt(turned, scenarios().size() - 1);
}

}  // namespace
}  // namespace cupola
