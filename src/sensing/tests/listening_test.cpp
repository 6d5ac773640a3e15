#include "sensing/listening.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sensing/tests/scene.hpp"

namespace cupola {
namespace {

using testing::at;
using testing::radians;
using testing::recorded;
using testing::Scene;

PassiveType station_type() {
  PassiveType type;
  type.name = "station";
  type.frequency_low_hz = 1e9;
  type.frequency_high_hz = 18e9;
  type.bandwidth_hz = 50e6;
  type.reference_range_m = 200e3;
  type.reference_eirp_w = 1e6;
  type.reference_frequency_hz = 10e9;
  type.fading = std::pow(10.0, 0.4);  // 4 dB
  type.azimuth_accuracy_rad = radians(0.5);
  type.update_period_s = 5.0;
  type.field_width_rad = radians(360.0);
  type.availability = 1.0;
  return type;
}

/// The station stands where radars of the scenes do, and is number 0: there are no radars.
struct Station {
  explicit Station(Scene& scene, const PassiveType& type = station_type()) : scenario(scene.scenario) {
    PassiveSite site;
    site.id = RadarId{0};
    site.name = "station";
    site.type = type;
    site.antenna = testing::kSite;
    site.antenna_agl_m = testing::kSite.height_hae_m - scenario.earth.ground_hae_m;
    site.schedule = {{testing::kStart, Readiness::ready}};
    scenario.passives = {site};
  }

  /// Bearings of so many periods; counts of platforms.
  std::vector<Bearing> listen(std::uint32_t periods, std::uint64_t replicate = 1) {
    World world(scenario, ReplicateKey::of(11, replicate));
    Sensing sensing(scenario, ReplicateKey::of(11, replicate));
    LookResult result;
    std::vector<Bearing> all;
    for (std::uint32_t n = 0; n < periods; ++n) {
      sensing.listen(world, RadarId{0}, n, at(5.0 * n), at(5.0 * (n + 1)), result);
      EXPECT_EQ(result.batch.bearings.size(), result.bearing_truth.size());
      for (const PlotTruth& truth : result.bearing_truth) ++counts[truth.platform.value];
      all.insert(all.end(), result.batch.bearings.begin(), result.batch.bearings.end());
    }
    return all;
  }

  Scenario& scenario;
  std::array<int, 8> counts{};
};

void give_emitter(Platform& platform, double eirp_w, double frequency_hz = 10e9, double duty = 1.0) {
  platform.type.emitter.eirp_w = recorded(eirp_w);
  platform.type.emitter.frequency_hz = recorded(frequency_hz);
  platform.type.emitter.duty = recorded(duty);
}

// S = EIRP (lambda / 4 pi R)^2 against the same of the reference, by hand.
TEST(Listening, follows_the_one_way_radio_equation) {
  const PassiveType type = station_type();
  const auto received = [](double eirp_w, double frequency_hz, double range_m) {
    return eirp_w * std::pow(299792458.0 / frequency_hz / (4.0 * M_PI * range_m), 2);
  };
  for (const double eirp_w : {200.0, 1e6})
    for (const double frequency_hz : {1.09e9, 10e9})
      for (const double range_m : {50e3, 400e3})
        EXPECT_NEAR(over_threshold(type, eirp_w, frequency_hz, range_m) /
                        (received(eirp_w, frequency_hz, range_m) / received(1e6, 10e9, 200e3)),
                    1.0, 1e-12);
}

TEST(Listening, hears_the_reference_half_the_time_and_others_by_the_normal_law) {
  for (const double margin_db : {-4.0, 0.0, 4.0, 8.0}) {
    Scene scene;
    give_emitter(scene.add_still("target", 200e3, 30.0, 3.0), 1e6 * std::pow(10.0, margin_db / 10.0));
    Station station(scene);
    const int periods = 700;
    int heard = 0;
    for (std::uint64_t replicate = 0; replicate < 6; ++replicate)
      heard += static_cast<int>(station.listen(periods, replicate).size());
    const double expected = 0.5 * std::erfc(-margin_db / 4.0 / std::sqrt(2.0)), n = 6.0 * periods;
    EXPECT_NEAR(heard / n, expected, 4.0 * std::sqrt(expected * (1.0 - expected) / n)) << margin_db;
  }
}

TEST(Listening, measures_azimuth_with_the_declared_error_and_elevation_where_declared) {
  Scene scene;
  give_emitter(scene.add_still("target", 100e3, 30.0, 10.0), 1e9);
  for (const bool elevation : {false, true}) {
    PassiveType type = station_type();
    if (elevation) type.elevation_accuracy_rad = recorded(radians(1.0));
    Station station(scene, type);
    double azimuth2 = 0.0, elevation2 = 0.0, n = 0.0;
    for (std::uint64_t replicate = 0; replicate < 4; ++replicate)
      for (const Bearing& b : station.listen(700, replicate)) {
        EXPECT_NEAR(b.azimuth_sd_rad, radians(0.5) / std::cos(radians(10.0)), 1e-6);
        azimuth2 += std::pow((b.azimuth_rad - radians(30.0)) / b.azimuth_sd_rad, 2);
        EXPECT_EQ(b.has_elevation, elevation);
        if (elevation) elevation2 += std::pow((b.elevation_rad - radians(10.0)) / b.elevation_sd_rad, 2);
        n += 1.0;
      }
    EXPECT_GT(n, 2700.0);
    EXPECT_NEAR(azimuth2, n, 4.0 * std::sqrt(2.0 * n));
    EXPECT_NEAR(elevation2, elevation ? n : 0.0, 4.0 * std::sqrt(2.0 * n));
  }
}

TEST(Listening, hears_only_who_radiates_in_band_in_sight_and_in_the_field) {
  Scene scene;
  give_emitter(scene.add_still("a heard", 100e3, 10.0, 3.0), 1e9);
  scene.add_still("b quiet", 100e3, 20.0, 3.0);
  give_emitter(scene.add_still("c silent", 100e3, 30.0, 3.0), 1e9);
  scene.scenario.platforms.back().silent = true;
  give_emitter(scene.add_still("d other band", 100e3, 40.0, 3.0), 1e9, 30e9);
  give_emitter(scene.add_still("e below the horizon", 300e3, 50.0, -1.5), 1e12);
  give_emitter(scene.add_still("f behind", 100e3, 190.0, 3.0), 1e9);
  give_emitter(scene.add_still("g now and then", 100e3, 60.0, 3.0), 1e9, 10e9, 0.25);
  PassiveType type = station_type();
  type.field_width_rad = radians(240.0);
  Station station(scene, type);
  station.scenario.passives[0].field_centre_rad = radians(10.0);
  station.listen(700);
  EXPECT_EQ(station.counts[0], 700);
  for (const int i : {1, 2, 3, 4, 5}) EXPECT_EQ(station.counts[static_cast<std::size_t>(i)], 0) << i;
  EXPECT_NEAR(station.counts[6], 175.0, 4.0 * std::sqrt(700.0 * 0.25 * 0.75));
}

TEST(Listening, hears_a_jammer_while_it_is_on_by_its_share_of_the_noise) {
  Scene scene;
  Platform& jammer = scene.add_still("jammer", 200e3, 30.0, 3.0);
  jammer.type.jammer.erp_w = recorded(1e3);
  jammer.type.jammer.bandwidth_hz = 500e6;
  jammer.type.jammer.frequency_low_hz = 2e9;
  jammer.type.jammer.frequency_high_hz = 4e9;
  jammer.jams = {{at(0.0), at(1000.0)}};
  PassiveType type = station_type();
  type.fading = 1.0;                                                // nothing fades: heard or not
  const double margin = 1e3 * 0.1 / 1e6 * std::pow(10e9 / 3e9, 2);  // a tenth of the noise, at 3 GHz
  for (const double least : {0.9, 1.1}) {
    type.reference_eirp_w = 1e6 * margin * least;
    Station station(scene, type);
    station.listen(400);
    EXPECT_EQ(station.counts[0], least < 1.0 ? 199 : 0);  // until 1000 s; that period's end is past it
  }
}

TEST(Listening, falls_silent_with_its_readiness) {
  Scene scene;
  give_emitter(scene.add_still("target", 100e3, 30.0, 3.0), 1e9);
  Station station(scene);
  World world(station.scenario, ReplicateKey::of(11, 1));
  Sensing sensing(station.scenario, ReplicateKey::of(11, 1));
  LookResult result;
  sensing.listen(world, RadarId{0}, 0, at(0.0), at(5.0), result);
  EXPECT_TRUE(result.radiated);
  EXPECT_EQ(result.batch.bearings.size(), 1u);
  world.set_readiness(RadarId{0}, Readiness::off, at(5.0));
  sensing.listen(world, RadarId{0}, 1, at(5.0), at(10.0), result);
  EXPECT_FALSE(result.radiated);
  EXPECT_TRUE(result.batch.bearings.empty());
}

/// M40: a radar that is switched off gives nobody away.
TEST(Listening, hears_a_carried_radar_only_while_it_radiates_and_a_transponder_all_the_same) {
  Scene scene;
  give_emitter(scene.add_still("eye", 100e3, 30.0, 3.0), 1e9);
  scene.add_radar("eye/radar", testing::search_radar()).carrier = PlatformId{0};
  Station station(scene);
  station.scenario.passives[0].id = RadarId{1};
  for (const EmitterKind kind : {EmitterKind::unknown, EmitterKind::civil_transponder}) {
    station.scenario.platforms[0].type.emitter.kind = kind;
    World world(station.scenario, ReplicateKey::of(11, 1));
    Sensing sensing(station.scenario, ReplicateKey::of(11, 1));
    LookResult result;
    std::uint32_t number = 0;
    for (const Readiness state : {Readiness::ready, Readiness::standby, Readiness::ready, Readiness::off}) {
      const double from_s = 5.0 * number;
      world.set_readiness(RadarId{0}, state, at(from_s));
      sensing.listen(world, RadarId{1}, number++, at(from_s), at(from_s + 5.0), result);
      const bool heard = state == Readiness::ready || kind == EmitterKind::civil_transponder;
      EXPECT_EQ(result.batch.bearings.size(), heard ? 1u : 0u) << number;
    }
  }
}

/// What is told of a look keeps nothing of the look before: a station on the ground is not where an aircraft was.
TEST(Listening, stands_where_it_is_after_the_look_of_a_carried_radar) {
  Scene scene;
  scene.add_still("eye", 100e3, 30.0, 3.0);
  scene.add_radar("eye/radar", testing::search_radar()).carrier = PlatformId{0};
  Station station(scene);
  station.scenario.passives[0].id = RadarId{1};
  World world(station.scenario, ReplicateKey::of(11, 1));
  Sensing sensing(station.scenario, ReplicateKey::of(11, 1));
  LookResult result;
  sensing.slice(world, RadarId{0}, 0, at(0.0), at(0.625), result);
  EXPECT_TRUE(result.batch.moves);
  EXPECT_GT(norm(result.batch.p_radar_ecef_m), 6e6);
  sensing.listen(world, RadarId{1}, 0, at(0.0), at(5.0), result);
  EXPECT_FALSE(result.batch.moves);
  EXPECT_EQ(norm(result.batch.p_radar_ecef_m), 0.0);
}

// Luck is of the pair: another listener or emitter shifts nobody's.
TEST(Listening, draws_the_same_whoever_else_is_there) {
  Scene scene;
  give_emitter(scene.add_still("target", 200e3, 30.0, 3.0), 1e6);
  Scene crowded = scene;
  give_emitter(crowded.add_still("another", 150e3, 130.0, 3.0), 1e6);
  const std::vector<Bearing> alone = Station(scene).listen(100);
  std::vector<double> azimuths;
  for (const Bearing& b : Station(crowded).listen(100))
    if (b.azimuth_rad < radians(80.0)) azimuths.push_back(b.azimuth_rad);
  ASSERT_EQ(azimuths.size(), alone.size());
  for (std::size_t i = 0; i < alone.size(); ++i) EXPECT_EQ(azimuths[i], alone[i].azimuth_rad);
}

TEST(Listening, names_the_kind_of_an_emitter_as_often_as_it_recognises_it) {
  Scene scene;
  Platform& fighter = scene.add_still("fighter", 20e3, 30.0, 3.0);
  fighter.type.emitter.frequency_hz = recorded(10e9);
  fighter.type.emitter.eirp_w = recorded(1e6);
  fighter.type.emitter.duty = recorded(1.0);
  fighter.type.emitter.kind = EmitterKind::foreign_fighter_radar;
  PassiveType type = station_type();
  const auto named = [&](double recognition) {
    type.recognition = recognition;
    int right = 0, wrong = 0;
    const std::vector<Bearing> all = Station(scene, type).listen(2000);
    for (const Bearing& b : all) {
      right += b.emitter == EmitterName::foreign_fighter_radar;
      wrong += b.emitter != EmitterName::foreign_fighter_radar && b.emitter != EmitterName::none;
    }
    EXPECT_EQ(wrong, 0);
    return static_cast<double>(right) / static_cast<double>(all.size());
  };
  EXPECT_EQ(named(0.0), 0.0);
  EXPECT_NEAR(named(0.7), 0.7, 3 * 0.0105);
  EXPECT_EQ(named(1.0), 1.0);
}

}  // namespace
}  // namespace cupola
