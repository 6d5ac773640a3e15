// The two ends of command and control (M44): posts joined without delay or loss give the orders of one big
// battery; posts without links, over places apart, give what each would alone.

#include <gtest/gtest.h>

#include <map>

#include "determinism/message_bits.hpp"
#include "engine/inbox.hpp"
#include "engine/plan.hpp"
#include "messages/track_number.hpp"
#include "support/lay_down.hpp"

namespace cupola {
namespace {

using namespace testing;

constexpr int kUnits = 4;

enum class Joined { one_battery, superior_first, superior_last };

void add_unit(LayDown& l, int i, const Geodetic& at, PostId post) {
  const FireUnitId unit = l.add_fire_unit(numbered("unit", i), at, {{WeaponTypeId{0}, 2}}, 3, post);
  l.scenario.fire_units[unit.index()].target_channels = 2;
  l.scenario.fire_units[unit.index()].missile_channels = 4;
}

/// Fire units of one place, sector and missile, with a surveillance radar: under one post, or each under its
/// own with a superior that they share everything with at once.
LayDown battery(Joined joined) {
  LayDown l{LayDown::Empty{}};
  l.scenario.duration = Duration::seconds(240.0);
  l.scenario.internal_latency_s = 0.0;
  l.kill_with(0.6);
  const Geodetic here = LayDown::place(0.0, 0.0);
  l.add_asset("town", here);
  PostId above;
  if (joined != Joined::superior_last) above = l.add_post("battery", here);
  for (int i = 0; i < kUnits; ++i) add_unit(l, i, here, joined == Joined::one_battery ? above : PostId{});
  if (joined == Joined::superior_last) above = l.add_post("zz battery", here);
  l.add_radar("watch", here, LayDown::radar("turn", ScanKind::rotating), above);
  for (PostSite& post : l.scenario.posts) {
    if (post.id == above) continue;
    post.superior = above;
    Link link;
    link.a = std::min(post.id, above);
    link.b = std::max(post.id, above);
    link.shares.plots = true;
    link.shares.tracks = false;  // everybody makes the same of the plots
    l.scenario.links.push_back(link);
  }
  for (int i = 0; i < 12; ++i)
    l.add_raider(numbered("raider", i), 60.0 + 3.0 * (i % 5), 7.0 * (i - 6), 3000.0 + 150.0 * i, 250.0,
                 4.0 * i);
  l.change_doctrines([](Doctrine& d) {
    d.reaction_time_s = 9.0;
    d.salvo = 2;
    d.shots_most = 2;
  });
  return l;
}

struct Played {
  std::vector<Envelope> sent;
  ReplicateResult result;
};

Played played(const Scenario& scenario, std::uint64_t replicate) {
  Played p;
  const auto plan = make_plan(scenario);
  Log log(names_of(*plan), plan->scenario.start, false);
  std::vector<InboxEntry> inbox;
  p.result = play_and_tap(*plan, 1, replicate, log, inbox, p.sent);
  return p;
}

/// An order without the names of posts: who sent it, and the sender's own counting.
Envelope nameless(Envelope e) {
  e.from = {};
  const auto bare = [](TrackNumber& number) { number &= (TrackNumber{1} << 56) - 1; };
  if (auto* cue = std::get_if<Cue>(&e.body)) bare(cue->track);
  if (auto* order = std::get_if<Order>(&e.body)) {
    order->from = order->track.owner = {};
    order->number = order->salvo = 0;  // each post counts its own orders
    bare(order->track.number);
    order->origins.clear();
  }
  return e;
}

/// What each radar, fire unit and round is told, in order.
std::map<Address, std::vector<MessageBits>> orders_to_equipment(const std::vector<Envelope>& sent) {
  std::map<Address, std::vector<MessageBits>> orders;
  for (const Envelope& e : sent)
    if (e.to.kind != AddressKind::post) orders[e.to].emplace_back(nameless(e));
  return orders;
}

std::size_t launches(const std::vector<Envelope>& sent) {
  return static_cast<std::size_t>(std::count_if(
      sent.begin(), sent.end(), [](const Envelope& e) { return e.to.kind == AddressKind::fire_unit; }));
}

TEST(OneBigBattery, perfect_links_and_central_command_give_its_orders_bit_for_bit) {
  for (std::uint64_t replicate = 0; replicate < 5; ++replicate) {
    const Played one = played(battery(Joined::one_battery).scenario, replicate);
    EXPECT_GT(launches(one.sent), 20u);
    const auto expected = orders_to_equipment(one.sent);
    for (const Joined joined : {Joined::superior_first, Joined::superior_last}) {
      const Played many = played(battery(joined).scenario, replicate);
      EXPECT_EQ(launches(many.sent), launches(one.sent));
      EXPECT_TRUE(orders_to_equipment(many.sent) == expected);
      EXPECT_EQ(many.result.killed, one.result.killed);
    }
  }
}

/// The same with a delay is not the same: the comparison can fail.
TEST(OneBigBattery, a_delay_shows) {
  LayDown late = battery(Joined::superior_first);
  for (Link& link : late.scenario.links) {
    link.latency_s = 3.0;
    link.takes_time = true;
  }
  const Played one = played(battery(Joined::one_battery).scenario, 0), many = played(late.scenario, 0);
  EXPECT_FALSE(orders_to_equipment(many.sent) == orders_to_equipment(one.sent));
}

/// Three places 400 km apart, each with a fire unit, a town and a raid of its own; of them those that are
/// `there`. With `above` a superior that no link leads to.
LayDown places_apart(const std::vector<int>& there, bool above) {
  LayDown l{LayDown::Empty{}};
  l.scenario.duration = Duration::seconds(240.0);
  const auto place = [](int i) { return LayDown::place(0.0, 400.0 * i); };
  for (int i = 0; i < 3; ++i) l.add_asset(numbered("town", i), place(i));
  for (const int i : there) {
    add_unit(l, i, place(i), {});
    for (int k = 0; k < 3; ++k) {
      const Geodetic from = LayDown::place(50.0 + 2.0 * k, 400.0 * i + 9.0 * k, 3000.0 + 150.0 * k);
      Geodetic to = place(i);
      to.height_hae_m = from.height_hae_m;
      l.add_flight(numbered("raider", 10 * i + k), from, to, 250.0).objective =
          AssetId{static_cast<std::uint32_t>(i)};
    }
  }
  l.change_radars([](RadarType& r) { r.instrumented_range_m = 120e3; });
  if (above) {
    const PostId top = l.add_post("zz above", place(1));
    for (PostSite& post : l.scenario.posts) {
      if (post.id == top) continue;
      post.superior = top;
      post.doctrine.command.mode = CommandMode::autonomous;
    }
  }
  return l;
}

/// What goes to radars and fire units, by the names of both ends, ids and numbers given by the lay-down apart.
std::map<std::string, std::vector<MessageBits>> orders_by_name(const Scenario& s,
                                                               const std::vector<Envelope>& sent) {
  std::map<std::string, std::vector<MessageBits>> orders;
  for (const Envelope& original : sent) {
    if (original.to.kind != AddressKind::radar && original.to.kind != AddressKind::fire_unit) continue;
    Envelope e = nameless(original);
    std::string name = e.to.kind == AddressKind::radar ? s.radars[e.to.id].name : s.fire_units[e.to.id].name;
    e.to = {};
    if (auto* order = std::get_if<Order>(&e.body)) {
      name = s.launchers[order->launcher.index()].name;
      order->fire_unit = {};
      order->launcher = {};
      order->track.number &= kTrackNumberWithoutNames;
    }
    if (auto* cue = std::get_if<Cue>(&e.body)) {
      cue->radar = {};
      cue->track &= kTrackNumberWithoutNames;
    }
    if (auto* turn = std::get_if<EmissionOrder>(&e.body)) turn->radar = {};
    orders[name].emplace_back(e);
  }
  return orders;
}

TEST(OneBigBattery, without_links_and_over_places_apart_each_fights_as_if_alone) {
  for (std::uint64_t replicate = 0; replicate < 3; ++replicate) {
    std::map<std::string, std::vector<MessageBits>> alone;
    std::size_t fired = 0;
    for (int i = 0; i < 3; ++i) {
      const Scenario one = places_apart({i}, false).scenario;
      const Played p = played(one, replicate);
      fired += launches(p.sent);
      alone.merge(orders_by_name(one, p.sent));
    }
    EXPECT_GE(fired, 9u);
    for (const bool above : {false, true}) {
      const Scenario all = places_apart({0, 1, 2}, above).scenario;
      EXPECT_TRUE(orders_by_name(all, played(all, replicate).sent) == alone) << above;
    }
  }
}

/// A fire unit's post under the command post of its set, that under a sector's: orders go down, and word of
/// the fire units comes up, through the one between.
TEST(OneBigBattery, orders_reach_posts_two_steps_below_through_the_one_between) {
  LayDown l{LayDown::Empty{}};
  l.scenario.duration = Duration::seconds(240.0);
  l.kill_with(1.0);
  const Geodetic here = LayDown::place(0.0, 0.0);
  l.add_asset("town", here);
  for (int i = 0; i < 2; ++i) add_unit(l, i, here, {});
  const PostId between = l.add_post("y set", here), top = l.add_post("z sector", here);
  l.add_radar("watch", here, LayDown::radar("turn", ScanKind::rotating), between);
  const auto join = [&](PostId below, PostId above) {
    l.scenario.posts[below.index()].superior = above;
    Link link;
    link.a = below;
    link.b = above;
    link.latency_s = 0.3;
    link.takes_time = true;
    l.scenario.links.push_back(link);
  };
  for (std::uint32_t i = 0; i < 2; ++i) join(PostId{i}, between);
  join(between, top);
  for (int i = 0; i < 4; ++i) l.add_raider(numbered("raider", i), 60.0, 5.0 * i, 3000.0, 250.0);
  const Played p = played(l.scenario, 0);
  int ordered = 0;
  for (const Envelope& e : p.sent)
    if (const auto* order = std::get_if<Order>(&e.body); order && order->kind == OrderKind::engage) {
      EXPECT_EQ(order->from, top);
      ++ordered;
    }
  EXPECT_GE(ordered, 4);
  EXPECT_EQ(p.result.killed, 4);
}

}  // namespace
}  // namespace cupola
