// Radars out of line: what they cost a picture, what estimating the errors wins back, and what posts make of each
// other's tracks.

#include <gtest/gtest.h>

#include <cmath>

#include "chain/estimates.hpp"
#include "command/post.hpp"
#include "command/track_belief.hpp"
#include "engine/inbox.hpp"
#include "engine/plan.hpp"
#include "record/point_sets.hpp"
#include "support/lay_down.hpp"
#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;

constexpr double kDuration_s = 420.0, kSettled_s = 240.0;
constexpr std::uint64_t kReplicates = 20;

/// Where the radars stand, how well they know their north, what the posts do about it.
struct Case {
  bool one_post = true;  // both radars report to it; else each has a post, the eastern one below the western
  bool shared = true;    // else the eastern radar, or post, is out of touch
  double azimuth_sd_deg = 1.0;
  RegistrationPolicy policy = RegistrationPolicy::none;
};

/// Two radars 60 km apart, and ten raiders, 13 km and more from each other, that both see.
Scenario lay_down(const Case& c) {
  LayDown l{LayDown::Empty{}};
  Scenario& s = l.scenario;
  s.duration = Duration::seconds(kDuration_s);
  l.add_asset("town", LayDown::place(0.0, 0.0));
  const PostId east = l.add_post("east", LayDown::place(0.0, 30.0));
  const PostId west = l.add_post("west", LayDown::place(0.0, -30.0));
  for (PostSite& post : s.posts) post.doctrine.registration = c.policy;
  if (!c.one_post && c.shared) {
    s.posts[east.index()].superior = west;
    Link link;
    link.a = east;
    link.b = west;
    link.latency_s = 0.1;
    link.takes_time = true;
    s.links.push_back(link);
  }
  for (int i = 0; i < 10; ++i) {
    const double height_m = 9000.0 + 300.0 * i;
    l.add_flight(numbered("raider", i), LayDown::place(170.0 + 9.0 * (i % 3), -90.0 + 20.0 * i, height_m),
                 LayDown::place(20.0, -60.0 + 13.0 * i, height_m), 240.0);
  }
  for (const auto& [name, km, post] :
       {std::tuple{"east/radar", 30.0, c.one_post && c.shared ? west : east}, {"west/radar", -30.0, west}}) {
    RadarType type = LayDown::radar(name, ScanKind::rotating);
    type.azimuth_floor_rad = type.elevation_floor_rad = 0.1 * kDegree;
    type.range_floor_m = 50.0;
    type.registration.azimuth_rad = c.azimuth_sd_deg * kDegree;
    l.add_radar(name, LayDown::place(0.0, km), type, post);
  }
  return s;
}

/// Plays a replicate, then the posts alone on what they heard: `look(post, time)` after each decision.
template <class LookAt>
void watch_posts(const Scenario& scenario, std::uint64_t replicate, const LookAt& look) {
  const auto plan = make_plan(scenario);
  Log log(names_of(*plan), scenario.start, false);
  std::vector<InboxEntry> inbox;
  std::vector<Envelope> sent;
  play_and_tap(*plan, 1, replicate, log, inbox, sent);
  std::vector<Post> posts;
  for (const OrderOfBattle& own : plan->orders_of_battle) posts.emplace_back(own);
  for (const InboxEntry& entry : inbox) {
    Post& post = posts[entry.post.index()];
    if (!entry.decide) {
      post.receive(entry.time, entry.message);
    } else {
      post.decide(entry.time, sent);
      look(entry.post, post, entry.time);
    }
  }
}

Vec3 extrapolated(const Track& track, Time now) {
  return track.p_ecef_m + (now - track.time).seconds() * track.v_ecef_m_s;
}

struct Pictures {
  Sample gospa_m;  ///< cut off at 6 km
  Sample beliefs;  ///< for each raider
};

/// What the western post believes, mean over the time once things have settled.
Pictures pictures(const Case& c) {
  const Scenario s = lay_down(c);
  Pictures all;
  for (std::uint64_t r = 0; r < kReplicates; ++r) {
    PointSets sets(6000.0, 2.0);
    double gospa_m = 0.0, beliefs = 0.0;
    int looks = 0;
    watch_posts(s, r, [&](PostId id, const Post& post, Time now) {
      if (s.posts[id.index()].name != "west" || now < s.start + Duration::seconds(kSettled_s)) return;
      std::vector<Vec3> truths, believed;
      for (const Platform& p : s.platforms) truths.push_back(p.path.at(now).p_ecef_m);
      for (const TrackBelief& b : post.beliefs())
        if (!b.gone) believed.push_back(extrapolated(b.track, now));
      gospa_m += sets.compare(truths, believed).gospa_m;
      beliefs += static_cast<double>(believed.size()) / static_cast<double>(truths.size());
      ++looks;
    });
    all.gospa_m.add(gospa_m / looks);
    all.beliefs.add(beliefs / looks);
  }
  return all;
}

/// Paired: the same luck in both.
double lower_end(const Sample& worse, const Sample& better) {
  Sample difference;
  for (std::size_t i = 0; i < worse.values.size(); ++i) difference.add(worse.values[i] - better.values[i]);
  return difference.mean() - 2.093 * difference.standard_error();  // Student, 19 degrees of freedom
}

void note(const char* what, const Pictures& p) {
  std::printf("%-34s GOSPA %6.0f +- %4.0f m, beliefs for each raider %.3f +- %.3f\n", what, p.gospa_m.mean(),
              2.093 * p.gospa_m.standard_error(), p.beliefs.mean(), 2.093 * p.beliefs.standard_error());
}

/// One post with two radars: sharing plots out of line is worse than doing without, until the errors are known.
TEST(Registration, ASecondRadarOutOfLineHarmsAPostUntilItEstimatesTheErrors) {
  const Pictures alone = pictures({true, false, 1.0, RegistrationPolicy::none});
  const Pictures ghosts = pictures({true, true, 1.0, RegistrationPolicy::none});
  const Pictures allowed = pictures({true, true, 1.0, RegistrationPolicy::allowed_for});
  const Pictures estimated = pictures({true, true, 1.0, RegistrationPolicy::estimated});
  const Pictures aligned = pictures({true, true, 0.0, RegistrationPolicy::none});
  note("one radar, 1 degree", alone);
  note("two, plots at their word", ghosts);
  note("two, allowed for", allowed);
  note("two, estimated", estimated);
  note("two, aligned", aligned);
  EXPECT_GT(lower_end(ghosts.gospa_m, alone.gospa_m), 0.0);
  EXPECT_GT(lower_end(ghosts.beliefs, alone.beliefs), 0.3);
  EXPECT_GT(lower_end(alone.gospa_m, estimated.gospa_m), 0.0);
  EXPECT_GT(lower_end(allowed.gospa_m, estimated.gospa_m), 0.0);
  EXPECT_LT(estimated.gospa_m.mean(), 1.1 * aligned.gospa_m.mean());
  EXPECT_NEAR(estimated.beliefs.mean(), 1.0, 0.01);
  EXPECT_NEAR(aligned.beliefs.mean(), 1.0, 0.01);
}

/// Two posts with a radar each: neither can estimate anything, but to allow for the errors is enough to know one
/// target from two, and each knows what the other does not.
TEST(Registration, APictureSharedAtItsWordIsWorseThanStandingAloneAndBetterWhereErrorsAreAllowedFor) {
  const Pictures alone = pictures({false, false, 1.0, RegistrationPolicy::none});
  const Pictures ghosts = pictures({false, true, 1.0, RegistrationPolicy::none});
  const Pictures allowed = pictures({false, true, 1.0, RegistrationPolicy::estimated});
  const Pictures aligned_alone = pictures({false, false, 0.0, RegistrationPolicy::none});
  const Pictures aligned = pictures({false, true, 0.0, RegistrationPolicy::none});
  note("alone, 1 degree", alone);
  note("shared, at their word", ghosts);
  note("shared, allowed for and estimated", allowed);
  note("alone, aligned", aligned_alone);
  note("shared, aligned", aligned);
  EXPECT_GT(lower_end(ghosts.gospa_m, alone.gospa_m), 0.0);
  EXPECT_GT(lower_end(ghosts.beliefs, alone.beliefs), 0.3);
  EXPECT_GT(lower_end(alone.gospa_m, allowed.gospa_m), 0.0);
  EXPECT_NEAR(allowed.beliefs.mean(), 1.0, 0.02);
  EXPECT_GT(lower_end(aligned_alone.gospa_m, aligned.gospa_m), 0.0);  // fusion, nobody out of line
}

/// The errors that a post claims to make in its estimates are those that it makes.
TEST(Registration, WhatIsEstimatedIsAsFarOffAsIsClaimed) {
  const Scenario s = lay_down({true, true, 1.0, RegistrationPolicy::estimated});
  const auto plan = make_plan(s);
  Sample squares;
  for (std::uint64_t r = 0; r < 40; ++r) {
    Log log(names_of(*plan), s.start, true);
    play(*plan, 1, r, log);
    double sum = 0.0;
    for (std::size_t radar = 0; radar < 2; ++radar) {
      const RegistrationRow *truth = nullptr, *last = nullptr;
      for (const RegistrationRow& row : log.registrations)
        if (row.radar.index() == radar) (row.post.valid() ? last : truth) = &row;
      ASSERT_TRUE(truth != nullptr && last != nullptr);
      EXPECT_LT(last->azimuth_sd_rad, 0.02 * kDegree);
      const double e = (last->azimuth_rad - truth->azimuth_rad) / last->azimuth_sd_rad;
      sum += 0.5 * e * e;
    }
    squares.add(sum);
  }
  std::printf("azimuth errors squared over what is claimed: %.2f +- %.2f\n", squares.mean(),
              2.02 * squares.standard_error());
  // Places between two plots share a little luck, and echoes err a little more than radars claim.
  EXPECT_LT(squares.mean() - 3.0 * squares.standard_error(), 1.5);
  EXPECT_GT(squares.mean(), 0.4);
}

TEST(Registration, PostsKnowHowWellRadarsAreAlignedAndNotWhatWasDrawn) {
  Scenario s = lay_down({true, true, 1.0, RegistrationPolicy::estimated});
  for (RadarSite& radar : s.radars) radar.type.registration.azimuth_rad = 3.0 * kDegree;  // truth alone
  const auto plan = make_plan(s);
  for (const OrderOfBattle& own : plan->orders_of_battle)
    for (const KnownRadar& radar : own.radars)
      EXPECT_EQ(radar.book.registration_sd.azimuth_rad, 1.0 * kDegree);
}

/// A radar's error is its own: it stays when others come, and when the policy changes.
TEST(Registration, TheDrawIsPairedAcrossAlternatives) {
  const auto drawn = [](const Case& c, std::size_t radar) {
    const Scenario s = lay_down(c);
    const auto plan = make_plan(s);
    Log log(names_of(*plan), s.start, true);
    play(*plan, 1, 3, log);
    for (const RegistrationRow& row : log.registrations)
      if (!row.post.valid() && row.radar.index() == radar) return row.azimuth_rad;
    return 0.0;
  };
  const double first = drawn({true, true, 1.0, RegistrationPolicy::none}, 0);
  EXPECT_NE(first, 0.0);
  EXPECT_EQ(drawn({false, true, 1.0, RegistrationPolicy::estimated}, 0), first);
  EXPECT_NEAR(drawn({true, true, 0.5, RegistrationPolicy::none}, 0), 0.5 * first, 1e-12);
  EXPECT_NE(drawn({true, true, 1.0, RegistrationPolicy::none}, 1), first);
}

/// In a shipped scenario: what is believed with the help of others lies nearer to the truth than it would.
TEST(Registration, FusedBeliefsLieNearerToTheTruth) {
  const Scenario s = shipped_scenario("04-two-fire-units-sixty");
  Sample ratio;
  for (std::uint64_t r = 0; r < 6; ++r) {
    double by_itself_m = 0.0, fused_m = 0.0;
    watch_posts(s, r, [&](PostId, const Post& post, Time now) {
      for (const TrackBelief& b : post.beliefs()) {
        if (b.gone || !b.fused) continue;
        const Vec3 own = extrapolated(b.base_track(), now);
        double least_m = 5e3;
        Vec3 truth;
        for (const Platform& p : s.platforms) {
          if (now < p.path.begin() || now > p.path.end()) continue;
          const Vec3 there = p.path.at(now).p_ecef_m;
          if (norm(there - own) < least_m) least_m = norm(there - own), truth = there;
        }
        if (least_m == 5e3) continue;
        by_itself_m += least_m;
        fused_m += norm(extrapolated(b.track, now) - truth);
      }
    });
    ratio.add(fused_m / by_itself_m);
  }
  std::printf("error of fused beliefs over that by themselves: %.2f +- %.2f\n", ratio.mean(),
              2.571 * ratio.standard_error());
  EXPECT_LT(ratio.mean() + 2.571 * ratio.standard_error(), 1.0);
}

}  // namespace
}  // namespace cupola
