#include "sensing/jamming.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sensing/radar_equation.hpp"
#include "sensing/tests/scene.hpp"

namespace cupola {
namespace {

using testing::at;
using testing::recorded;
using testing::Scene;

constexpr RadarId kRadar{0};

RadarType with_receiver() {
  RadarType type = testing::search_radar();
  type.frequency_hz = 3e9;
  type.receiver.gain = recorded(6310.0);
  type.receiver.noise_temperature_k = 600.0;
  type.pattern.sidelobe = recorded(1e-4);
  return type;
}

void add_jammer(Platform& platform, double erp_w) {
  platform.type.jammer.erp_w = recorded(erp_w);
  platform.type.jammer.bandwidth_hz = 100e6;
  platform.type.jammer.frequency_low_hz = 2e9;
  platform.type.jammer.frequency_high_hz = 4e9;
}

/// Share of looks in which the platform is detected.
double share_detected(const Scene& scene, PlatformId platform) {
  testing::Replay replay(scene.scenario, 3);
  replay.turn_slices(kRadar, 0, 16 * 200);
  int looks = 0, detected = 0;
  for (const LookTruth& look : replay.looks)
    if (look.platform == platform) {
      ++looks;
      detected += look.detected;
    }
  return detected / static_cast<double>(looks);
}

TEST(Jamming, is_noise_of_the_density_that_arrives) {
  Scene scene;
  scene.add_radar("radar", with_receiver());
  add_jammer(scene.add_still("jammer", 200e3, 30.0, 2.5), 1000.0);
  const World world(scene.scenario, ReplicateKey::of(1, 0));
  RadarModel radar(scene.scenario, scene.scenario.radars[0], ReplicateKey::of(1, 0));
  Jamming jamming(scene.scenario);
  jamming.felt_by(radar, world, at(5.0));
  ASSERT_EQ(radar.constants.jammer_count, 1u);
  const double lost = std::exp(0.5 * radar.ln_path(enu_from_polar({200e3, M_PI / 6, testing::radians(2.5)})));
  const KernelJammer& felt = radar.constants.jammers[0];
  EXPECT_NEAR(felt.over_noise_m2[0] / 4e10 / (jamming_over_noise(with_receiver(), 1e-5, 200e3) * lost), 1.0,
              1e-9);
  EXPECT_GT(lost, 0.5);
  EXPECT_NEAR(felt.place_m[0], 200e3 * std::sin(M_PI / 6) * std::cos(testing::radians(2.5)), 1e-3);
}

TEST(Jamming, reaches_only_those_who_hear_it_while_it_is_on_and_in_sight) {
  Scene scene;
  scene.add_radar("radar", with_receiver());
  RadarType deaf = with_receiver();
  deaf.frequency_hz = 10e9;
  scene.add_radar("other band", deaf);
  Platform& jammer = scene.add_still("jammer", 200e3, 30.0, 2.5);
  add_jammer(jammer, 1000.0);
  jammer.jams = {{at(10.0), at(20.0)}};
  add_jammer(scene.add_still("below the horizon", 300e3, 60.0, -1.5), 1000.0);
  const World world(scene.scenario, ReplicateKey::of(1, 0));
  Jamming jamming(scene.scenario);
  const auto strongest = [&](std::size_t site, double t_s) {
    RadarModel radar(scene.scenario, scene.scenario.radars[site], ReplicateKey::of(1, 0));
    jamming.felt_by(radar, world, at(t_s));
    double most = 0.0;
    for (std::size_t i = 0; i < radar.constants.jammer_count; ++i)
      most = std::max(most, radar.constants.jammers[i].over_noise_m2[0] / 4e10);
    return most;
  };
  EXPECT_GT(strongest(0, 15.0), 100.0);
  EXPECT_LT(strongest(0, 5.0), 1e-6);  // only the one that the earth hides
  EXPECT_LT(strongest(0, 20.0), 1e-6);
  EXPECT_EQ(strongest(1, 15.0), 0.0);
}

TEST(Jamming, screens_its_neighbours_and_itself_until_they_burn_through) {
  Scene scene;
  scene.add_radar("radar", with_receiver());
  const auto add_three = [](Scene& to, bool jams) {
    if (jams) add_jammer(to.add_still("jammer", 150e3, 30.0, 2.5), 100.0);
    to.add_still("near it", 150e3, 30.3, 2.5);
    to.add_still("elsewhere", 150e3, 120.0, 2.5);
    to.add_still("close", 8e3, 30.0, 2.5);
  };
  Scene quiet = scene;
  add_three(quiet, false);
  add_three(scene, true);
  EXPECT_GT(share_detected(quiet, PlatformId{0}), 0.9);
  EXPECT_LT(share_detected(scene, PlatformId{1}), 0.1);
  EXPECT_GT(share_detected(scene, PlatformId{2}), 0.9);  // 40 dB down in the side lobes
  EXPECT_GT(share_detected(scene, PlatformId{3}), 0.9);  // range to the fourth beats range squared
  EXPECT_LT(share_detected(scene, PlatformId{0}), 0.1);
}

/// One that crosses the sector in a long frame screens itself all the way.
TEST(Jamming, goes_along_with_its_target_during_a_frame) {
  Scene scene;
  RadarType type = testing::guidance_radar();
  type.frequency_hz = 3e9;
  type.search_frame_s = 8.0;
  type.receiver = with_receiver().receiver;
  type.pattern.sidelobe = recorded(1e-4);
  scene.add_radar("radar", type);
  add_jammer(scene.add("crossing", {-12e3, 50e3, 3e3}, {300.0, 0.0, 0.0}, 0.0, 80.0), 100.0);
  int looks = 0, detected = 0;
  for (std::uint64_t replicate = 0; replicate < 40; ++replicate) {
    testing::Replay replay(scene.scenario, replicate);
    replay.frames(kRadar, 0, 8);
    for (const LookTruth& look : replay.looks) {
      ++looks;
      detected += look.detected;
    }
  }
  EXPECT_GT(looks, 200);
  EXPECT_LT(detected, 0.3 * looks);
}

}  // namespace
}  // namespace cupola
