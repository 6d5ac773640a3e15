// Who is taken for whom: beliefs are as often right as they say, and a battery that is cut off and hears no
// replies shoots at more of its own.

#include <gtest/gtest.h>

#include <map>

#include "chain/estimates.hpp"
#include "engine/plan.hpp"
#include "study/many.hpp"
#include "support/lay_down.hpp"
#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;

/// 200 aircraft in the shares of the prior, who behave and answer in the shares of the likelihoods: of hostiles
/// 70 % fly fast and low, of friends 10 %, of neutrals 5 %; of friends 70 % answer, of others none.
LayDown as_the_tables_say() {
  LayDown l{LayDown::Empty{}};
  Scenario& s = l.scenario;
  s.duration = Duration::seconds(50.0);
  Doctrine d = LayDown::doctrine();
  d.prior_friend = 0.4;
  d.prior_neutral = d.prior_hostile = 0.3;
  d.reply_missing_friend = 0.3;
  d.behaviours = {{"fast low", 0.1, 0.05, 0.7}, {"other", 0.9, 0.95, 0.3}};
  d.hostile_at = 0.85;
  d.neutral_at = 0.5;
  d.weapons_control = WeaponsControl::hold;
  s.doctrine_true = s.doctrine_believed = d;
  l.add_asset("town", LayDown::place(400.0, 0.0));
  const PostId post = l.add_post("post", LayDown::place(0.0, 0.0));
  l.add_fire_unit("unit", LayDown::place(0.0, 0.0), {}, 0, post);
  RadarType type = LayDown::radar("turner", ScanKind::rotating);
  type.interrogator = Interrogator::national;
  l.add_radar("watch", LayDown::place(0.0, 0.0), type, post);

  int i = 0;
  const auto fly = [&](Side side, int count, double height_m) {
    for (int k = 0; k < count; ++k, ++i) {
      const double north_km = 14.0 + 3.0 * (i / 20), east_km = 3.0 * (i % 20) - 28.5;
      Platform& p = l.add_flight(numbered("flight", i), LayDown::place(north_km, east_km, height_m),
                                 LayDown::place(north_km - 20.0, east_km, height_m), 200.0);
      p.side = side;
      p.truthful_reply = false;
      p.objective_time = kNever;
      p.type.transponder = side == Side::friendly ? Transponder::national : Transponder::none;
    }
  };
  for (const auto& [side, low, high] :
       {std::tuple{Side::hostile, 42, 18}, {Side::friendly, 8, 72}, {Side::neutral, 3, 57}}) {
    fly(side, low, 1000.0);
    fly(side, high, 4000.0);
  }
  return l;
}

TEST(Identity, beliefs_are_as_often_right_as_they_say) {
  const auto plan = make_plan(as_the_tables_say().scenario);
  const Scenario& s = scenario_of(*plan);
  std::map<Category, Sample> off;  // share of hostiles less the share believed in, by replicate
  std::map<Category, double> believed, counted;
  for (std::uint64_t replicate = 0; replicate < 60; ++replicate) {
    Log log(names_of(*plan), s.start, true);
    play(*plan, 1, replicate, log);
    std::map<TrackNumber, DecisionRow> last;
    for (const DecisionRow& row : log.decisions) last.insert_or_assign(row.track, row);
    std::map<Category, std::array<double, 3>> sums;  // believed, hostile, all
    for (const auto& [track, row] : last) {
      if (!row.shadow.valid()) continue;
      auto& [belief, hostile, all] = sums[row.category];
      belief += row.hostile_probability;
      hostile += s.platforms[row.shadow.index()].side == Side::hostile;
      all += 1.0;
    }
    for (const auto& [category, sum] : sums) {
      off[category].add((sum[1] - sum[0]) / 200.0);
      believed[category] += sum[0];
      counted[category] += sum[2];
    }
  }
  // Silent and fast low: .21 / (.21 + .4 * .3 * .1 + .3 * .05); silent and otherwise: .09 / (.09 + .108 + .285).
  EXPECT_NEAR(believed[Category::hostile] / counted[Category::hostile], 0.21 / 0.237, 0.01);
  EXPECT_NEAR(believed[Category::neutral] / counted[Category::neutral], 0.09 / 0.483, 0.01);
  for (const Category category : {Category::hostile, Category::neutral, Category::friendly}) {
    EXPECT_GT(counted[category], 60 * 30.0);
    EXPECT_TRUE(mean_within(off[category], 0.0, 4.0)) << int(category);
  }
}

enum class Connection { connected, cut_off };

std::string battery(Connection connection, const std::string& iff, const std::string& of_battery = "") {
  std::string text = text_of(source_path("scenarios/08-cut-off-battery.yaml"));
  const auto change = [&text](const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    text.replace(at, text.find('\n', at) + 1 - at, to);
  };
  change("iff: national  ", "iff: " + iff + "\n");
  if (!of_battery.empty())
    change("    facing: 260 deg", "    facing: 260 deg\n    iff: " + of_battery + "\n");
  if (connection == Connection::cut_off) {
    change("    superior: Murted", "");
    change("links:", "");
    change("  - {between:", "");
  }
  return text;
}

/// Friends engaged in each of the replicates, under the same seeds.
std::vector<double> friends_engaged(const std::string& text) {
  const Scenario scenario = scenario_from_text(text);
  std::vector<double> engaged;
  for (const ReplicateResult& r : play_many(*make_plan(scenario), 7, 24, 1).replicates) {
    EXPECT_EQ(r.friends.passes, 6u);
    engaged.push_back(r.friends.engaged);
  }
  return engaged;
}

Sample difference(const std::vector<double>& a, const std::vector<double>& b) {
  Sample apart;
  for (std::size_t i = 0; i < a.size(); ++i) apart.add(a[i] - b[i]);
  return apart;
}

TEST(Identity, a_battery_cut_off_that_hears_no_friends_engages_more_of_them) {
  const std::vector<double> connected = friends_engaged(battery(Connection::connected, "national")),
                            cut_off = friends_engaged(battery(Connection::cut_off, "national")),
                            hearing = friends_engaged(battery(Connection::cut_off, "national", "national")),
                            deaf = friends_engaged(battery(Connection::connected, "none"));
  constexpr double kT = 2.069;  // Student, 23 degrees of freedom, 95 %
  const Sample cost = difference(cut_off, connected), worth = difference(cut_off, hearing),
               reply = difference(deaf, connected);
  EXPECT_GT(cost.mean() - kT * cost.standard_error(), 0.0) << cost.mean();
  EXPECT_GT(worth.mean() - kT * worth.standard_error(), 0.0) << worth.mean();
  EXPECT_GT(reply.mean() - kT * reply.standard_error(), 0.0) << reply.mean();
}

}  // namespace
}  // namespace cupola
