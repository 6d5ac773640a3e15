#include "sensing/cfar.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/random.hpp"
#include "sensing/detection.hpp"
#include "sensing/radar_equation.hpp"
#include "sensing/tests/scene.hpp"

namespace cupola {
namespace {

using testing::recorded;

double db(double ratio) { return 10 * std::log10(ratio); }

TEST(Cfar, keeps_its_false_alarms_and_loses_what_the_oracle_says) {
  const int cells[] = {8, 16, 32};
  const double loss_db[] = {4.269, 2.007, 0.971};  // models.md M7: Pfa 1e-6, Pd 0.9
  for (int i = 0; i < 3; ++i) {
    EXPECT_NEAR(cfar_probability(cells[i], 1e-6, 0.0) / 1e-6, 1.0, 1e-9);
    EXPECT_NEAR(db(cfar_loss(cells[i], 1e-6, 0.9)), loss_db[i], 6e-4);
    const double snr = required_snr(1, 1, 1e-6, 0.9) * cfar_loss(cells[i], 1e-6, 0.9);
    EXPECT_NEAR(cfar_probability(cells[i], 1e-6, snr), 0.9, 1e-9);
  }
  EXPECT_NEAR(cfar_loss(100000, 1e-6, 0.9), 1.0, 1e-3);
  EXPECT_EQ(cfar_loss(16, 1e-6), cfar_loss(16, 1e-6, 0.9));
}

/// Noise and echoes drawn one by one: nothing of the closed forms.
TEST(Cfar, is_what_drawn_cells_do) {
  constexpr int kCells = 16, kTrials = 60000;
  constexpr double kPfa = 1e-3, kSnr = 20.0;
  int passed = 0;
  for (int trial = 0; trial < kTrials; ++trial) {
    Draws draws(ReplicateKey::of(4, 2), 1, static_cast<std::uint64_t>(trial));
    double sum = 0.0;
    for (int i = 0; i < kCells; ++i) sum -= std::log(draws.uniform());
    const double echo = -(1.0 + kSnr) * std::log(draws.uniform());
    passed += echo > cfar_multiplier(kCells, kPfa) * sum / kCells;
  }
  const double pd = cfar_probability(kCells, kPfa, kSnr);
  EXPECT_NEAR(passed / double{kTrials}, pd, 4 * std::sqrt(pd * (1 - pd) / kTrials));
}

TEST(Cfar, a_neighbour_raises_the_threshold_by_his_share_of_the_mean) {
  // Swerling 1, one pulse: exp(-T (1 + others / N) / (1 + S)).
  const double threshold = -std::log(1e-6);
  for (const double snr : {20.0, 100.0, 1000.0})
    for (const double others : {16.0, 160.0, 1600.0}) {
      const double exact = std::exp(-threshold * (1.0 + others / 16) / (1.0 + snr));
      const double seems = masked_snr(snr, others, 16);
      if (seems > 0.0) {
        EXPECT_NEAR(detection_probability(1, 1, 1e-6, seems), exact, 1e-9);
      } else {
        EXPECT_LT(exact, 1.01e-6);
      }
    }
  EXPECT_EQ(masked_snr(50.0, 0.0, 16), 50.0);
}

TEST(Cfar, is_taken_off_the_factors_once_and_off_a_reference_never) {
  RadarType radar = testing::search_radar();
  const double referred = ln_radar_constant(radar);
  radar.cfar.cells = recorded(16);
  EXPECT_EQ(ln_radar_constant(radar), referred);

  radar.equation = RadarEquation::energy;
  radar.frequency_hz = 3e9;
  radar.energy.peak_power_w = recorded(1e5);
  radar.energy.pulse_length_s = 1e-5;
  radar.energy.transmit_gain = 6300.0;
  radar.receiver.gain = recorded(6300.0);
  radar.receiver.noise_temperature_k = 600.0;
  const double with = ln_radar_constant(radar);
  radar.cfar = {};
  EXPECT_NEAR(db(std::exp(ln_radar_constant(radar) - with)), 2.007, 6e-4);
}

}  // namespace
}  // namespace cupola
