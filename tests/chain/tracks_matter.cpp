// What is wrong with a track is paid for at the end of the chain: a radar out of line costs kills.

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace cupola
