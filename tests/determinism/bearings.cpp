// What posts make of bearings is made of bearings alone: the same orders with the truth removed, and from
// whoever else sends the same noise.

#include <gtest/gtest.h>

#include "determinism/message_bits.hpp"
#include "engine/inbox.hpp"
#include "engine/plan.hpp"
#include "support/jammed.hpp"
#include "support/listening.hpp"
#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;

/// The watch under a superior, to which it reports its tracks.
Scenario reported_watch() {
  LayDown l = jammed_watch(2);
  l.add_superior("superior", LayDown::place(-20.0, 0.0));
  return l.scenario;
}

struct Tapped {
  std::vector<InboxEntry> inbox;
  std::vector<Envelope> sent;
};

Tapped tapped(const Scenario& scenario) {
  const auto plan = make_plan(scenario);
  Tapped t;
  Log log(names_of(*plan), scenario_of(*plan).start, false);
  play_and_tap(*plan, 1, 0, log, t.inbox, t.sent);
  return t;
}

void expect_same(const std::vector<Envelope>& a, const std::vector<Envelope>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) ASSERT_TRUE(MessageBits(a[i]) == MessageBits(b[i])) << i;
}

std::size_t tracks_told(const std::vector<Envelope>& sent) {
  std::size_t n = 0;
  for (const Envelope& e : sent) n += std::holds_alternative<Track>(e.body);
  return n;
}

TEST(Replay, of_bearings_needs_no_truth) {
  const Scenario scenario = reported_watch();
  const Tapped live = tapped(scenario);
  EXPECT_GT(tracks_told(live.sent), 50u);
  Scenario empty = scenario;
  empty.platforms.clear();
  for (RadarSite& radar : empty.radars) radar.type.receiver.strobe_over_noise = 1e5;
  expect_same(replay_posts(*make_plan(empty), 1, 0, live.inbox), live.sent);
}

TEST(Replay, of_a_chain_that_listens_needs_no_truth) {
  const Scenario scenario = scenario_from_text(listening_defence());
  const Tapped live = tapped(scenario);
  EXPECT_GT(tracks_told(live.sent), 50u);
  Scenario empty = scenario;
  empty.platforms.clear();
  for (PassiveSite& passive : empty.passives) {
    passive.type.azimuth_accuracy_rad.value = 1.0;
    passive.type.availability.value = 0.0;
  }
  expect_same(replay_posts(*make_plan(empty), 1, 0, live.inbox), live.sent);
}

TEST(Blind, to_whoever_jams) {
  Scenario scenario = reported_watch();
  scenario.platforms[0].truthful_reply = false;
  const Tapped before = tapped(scenario);
  Platform& jammer = scenario.platforms[0];
  jammer.side = Side::neutral;
  jammer.type.name = "something else";
  jammer.type.target_class = TargetClass::airliner;
  jammer.type.speed_max_m_s.value *= 2.0;
  expect_same(tapped(scenario).sent, before.sent);
  jammer.type.jammer.erp_w.value *= 0.001;  // but not to the noise
  const std::vector<Envelope> weaker = tapped(scenario).sent;
  bool same = weaker.size() == before.sent.size();
  for (std::size_t i = 0; same && i < weaker.size(); ++i)
    same = MessageBits(weaker[i]) == MessageBits(before.sent[i]);
  EXPECT_FALSE(same);
}

}  // namespace
}  // namespace cupola
