// What is wrong with a track is paid for at the end of the chain: a radar out of line costs kills, and where the tracker
// exchanges two targets the round meets the other one.

#include <gtest/gtest.h>

#include <algorithm>

#include "chain/estimates.hpp"
#include "study/many.hpp"
#include "support/lay_down.hpp"
#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;

constexpr std::uint64_t kReplicates = 40;
constexpr double kStudent = 2.023;  // 39 degrees of freedom, 95 % both ways

/// A fire unit that shoots on what a radar 200 km behind the raid says, its own being off: the basket of its rounds is
/// 1.5 km wide, and 1 degree at 200 km is 3.5 km.
LayDown led_from_afar(double azimuth_sd_deg) {
  LayDown l{LayDown::Empty{}};
  Scenario& s = l.scenario;
  s.duration = Duration::seconds(360.0);
  l.change_weapons([](InterceptorType& w) { w.handover_basket_m = 1500.0; });
  l.kill_with(1.0);
  l.add_asset("town", LayDown::place(0.0, 0.0));
  const FireUnitId unit = l.add_fire_unit("unit", LayDown::place(0.0, 0.0), {{WeaponTypeId{0}, 20}}, 1);
  const RadarId own = s.fire_units[unit.index()].guidance;
  s.radars[own.index()].schedule = {{s.start, Readiness::off}};
  RadarType far = LayDown::radar("watch", ScanKind::rotating);
  far.reference_range_m = 600e3;
  far.registration.azimuth_rad = azimuth_sd_deg * kDegree;
  l.add_radar("watch", LayDown::place(-140.0, 0.0), far, s.fire_units[unit.index()].post);
  l.change_doctrines([](Doctrine& d) {
    d.command.remote_data = RemoteData::fire;
    d.registration = RegistrationPolicy::none;
  });
  for (int i = 0; i < 6; ++i) l.add_raider(numbered("raider", i), 85.0, 10.0 * i - 25.0, 9000.0, 250.0);
  return l;
}

TEST(TracksMatter, a_radar_one_degree_out_of_line_at_200_km_costs_kills) {
  const auto in_line = play_many(*make_plan(led_from_afar(0.0).scenario), 1, kReplicates, 1).replicates;
  const auto out_of_line = play_many(*make_plan(led_from_afar(1.0).scenario), 1, kReplicates, 1).replicates;
  Sample kills, baskets_missed, kills_in_line;
  for (std::size_t k = 0; k < kReplicates; ++k) {
    const auto missed = [](const ReplicateResult& r) {
      return static_cast<double>(r.ledger.rounds[std::size_t(RoundCause::handover_missed)]);
    };
    kills_in_line.add(in_line[k].killed);
    kills.add(double(in_line[k].killed) - double(out_of_line[k].killed));
    baskets_missed.add(missed(out_of_line[k]) - missed(in_line[k]));
  }
  std::printf(
      "1 degree at 200 km: %.2f +- %.2f kills fewer of %.2f, %.2f +- %.2f more rounds without anybody in "
      "the basket\n",
      kills.mean(), kStudent * kills.standard_error(), kills_in_line.mean(), baskets_missed.mean(),
      kStudent * baskets_missed.standard_error());
  EXPECT_GT(kills_in_line.mean(), 5.0);
  EXPECT_GT(kills.mean() - kStudent * kills.standard_error(), 0.0);
  // It is the basket that they are missing from, and nothing else.
  EXPECT_GT(baskets_missed.mean() - kStudent * baskets_missed.standard_error(), 0.0);
}

/// A raider and a friend whose ways seem to cross: they come together on crossing courses at one time and height, and
/// part as if each had gone on where the other does. What a radar that cannot tell them apart takes for the straight
/// way is the exchange.
LayDown crossing(double beam_deg, double error_deg, double every_s) {
  LayDown l{LayDown::Empty{}};
  Scenario& s = l.scenario;
  s.duration = Duration::seconds(270.0);
  l.change_weapons([](InterceptorType& w) { w.handover_basket_m = 1500.0; });
  l.kill_with(1.0);
  l.add_asset("town", LayDown::place(0.0, 8.25));
  l.add_fire_unit("unit", LayDown::place(0.0, 0.0), {{WeaponTypeId{0}, 1}}, 1);
  l.change_radars([&](RadarType& r) {
    r.azimuth_beamwidth_rad = r.elevation_beamwidth_rad = beam_deg * kDegree;
    r.azimuth_floor_rad = r.elevation_floor_rad = error_deg * kDegree;
    r.range_resolution_m = 150.0;
    r.range_floor_m = 50.0;
    r.search_frame_s = r.track_interval_s = every_s;
  });
  // Launched just before they meet, there after they have parted.
  l.change_doctrines([](Doctrine& d) { d.reaction_time_s = 95.0; });
  const auto fly = [&](const char* name, double side) -> Platform& {
    const Geodetic from = LayDown::place(70.0, 6.0 * side, 6000.0),
                   near = LayDown::place(42.0, 0.3 * side, 6000.0),
                   to = LayDown::place(2.0, 6.0 * side, 6000.0);
    Platform& p = l.add_flight(name, from, to, 250.0);
    const Route route = fly_route(s.start, {{from, 250.0}, {near, 250.0}, {to, 250.0}}, {});
    EXPECT_EQ(route.fault, RouteFault::none);
    p.path = route.path;
    p.objective_time = route.path.end();
    p.truthful_reply = false;
    return p;
  };
  Platform& own = fly("friend", 1.0);
  own.side = Side::friendly;
  own.objective_time = kNever;
  fly("raider", -1.0);  // makes for the town until they meet
  return l;
}

/// Of a raider and of a friend, which flew as the track went on at this time?
bool follows_friend(const Scenario& s, const TrackRow& row) {
  const auto away_m = [&](const Platform& p) { return norm(p.path.at(row.time).p_ecef_m - row.p_ecef_m); };
  return away_m(s.platforms[0]) < away_m(s.platforms[1]);
}

/// Rounds fired at the track of the raider, by whom that track followed last and whom they met.
struct Meetings {
  int kept_right = 0, kept_wrong = 0, exchanged_right = 0, exchanged_wrong = 0, nobody = 0;

  int kept() const { return kept_right + kept_wrong; }
  int exchanged() const { return exchanged_right + exchanged_wrong; }
};

Meetings meetings_of(const LayDown& l, std::uint64_t replicates) {
  const auto plan = make_plan(l.scenario);
  const Scenario& s = scenario_of(*plan);
  const Time before_they_meet = s.start + Duration::seconds(90.0);
  Meetings m;
  for (std::uint64_t k = 0; k < replicates; ++k) {
    Log log(names_of(*plan), s.start, true);
    play(*plan, 1, k, log);
    for (const ShotRow& shot : log.shots) {
      const auto end = std::find_if(log.rounds.begin(), log.rounds.end(),
                                    [&](const RoundRow& r) { return r.round == shot.round; });
      const TrackRow *early = nullptr, *late = nullptr;
      for (const TrackRow& row : log.tracks) {
        if (row.track != shot.track || row.dropped || end == log.rounds.end() || row.time > end->time)
          continue;
        if (row.time < before_they_meet) early = &row;
        late = &row;
      }
      // One that followed the friend from the start is a wrong identity, another matter.
      if (!early || follows_friend(s, *early)) continue;
      if (!end->engaged.valid()) {
        ++m.nobody;
        continue;
      }
      const bool wrong = end->engaged == PlatformId{0};
      ++(follows_friend(s, *late) ? (wrong ? m.exchanged_wrong : m.exchanged_right)
                                  : (wrong ? m.kept_wrong : m.kept_right));
    }
  }
  return m;
}

TEST(TracksMatter, where_tracks_are_exchanged_the_round_meets_the_wrong_one) {
  const Meetings blurred = meetings_of(crossing(1.0, 0.4, 4.0), 200),
                 sharp = meetings_of(crossing(0.1, 0.01, 0.5), 40);
  for (const Meetings& m : {blurred, sharp})
    std::printf("track kept: %d right, %d wrong; exchanged: %d right, %d wrong; nobody met: %d\n",
                m.kept_right, m.kept_wrong, m.exchanged_right, m.exchanged_wrong, m.nobody);
}

}  // namespace
}  // namespace cupola
