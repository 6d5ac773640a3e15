#include "tracking/imm_bank.hpp"

#include <gtest/gtest.h>

#include "tracking/tests/imm_scene.hpp"

namespace cupola::testing {
namespace {

constexpr double kR2[3] = {1e4, 2e3, 2.5e3};

/// Slots alike: begun at one place, moved on by one more plot, and predicted to the time of the next.
ImmBank<2> predicted_bank(std::size_t slots) {
  ImmBank<2> bank(plane_model());
  bank.make_room(slots);
  const double z[2] = {0.0, 0.0}, next[2] = {900.0, 100.0};
  for (std::size_t slot = 0; slot < slots; ++slot) bank.start(slot, z, kR2, 250.0, 100.0);
  bank.predict(std::vector<double>(bank.slots(), 4.0));
  for (std::size_t slot = 0; slot < slots; ++slot) bank.measure(slot, next, kR2);
  bank.update();
  bank.predict(std::vector<double>(bank.slots(), 4.0));
  return bank;
}

/// Of what a half-sure measurement leaves: mean and second moment lie between those of a hit and of a miss.
TEST(ImmBank, MixesAHitWithAMissByItsProbability) {
  constexpr double kProbability = 0.3;
  ImmBank<2> bank = predicted_bank(3);
  const double z[2] = {2000.0, 400.0};
  bank.measure(0, z, kR2);
  bank.measure(1, z, kR2, kProbability);
  bank.update();
  const ImmBank<2>::Merged miss = bank.merge_predicted(1);
  const auto second = [](const auto& field, int i, int j) {
    return field(5 + ImmShape<2>::at(i, j)) + field(i) * field(j);
  };
  const auto of_miss = [&](int i) { return miss[static_cast<std::size_t>(i)]; };
  const auto of_hit = [&](int i) { return bank.updated(0, i); };
  const auto of_mixed = [&](int i) { return bank.updated(1, i); };
  for (int i = 0; i < 5; ++i) {
    const double mean = kProbability * of_hit(i) + (1.0 - kProbability) * of_miss(i);
    EXPECT_NEAR(of_mixed(i), mean, 1e-9 * (1.0 + std::fabs(mean))) << i;
    for (int j = i; j < 5; ++j) {
      const double moment =
          kProbability * second(of_hit, i, j) + (1.0 - kProbability) * second(of_miss, i, j);
      EXPECT_NEAR(second(of_mixed, i, j), moment, 1e-9 * (1.0 + std::fabs(moment))) << i << j;
    }
  }
  double sum = 0.0;
  for (int k = 0; k < bank.model().modes; ++k) {
    sum += bank.weight(1, k);
    EXPECT_NEAR(bank.weight(1, k),
                kProbability * bank.weight(0, k) + (1.0 - kProbability) * bank.predicted_weight(1, k), 1e-12);
  }
  EXPECT_NEAR(sum, 1.0, 1e-8);
  EXPECT_GT(std::fabs(of_hit(0) - of_miss(0)), 50.0);  // else nothing was mixed
}

/// The modes' own states, together, are what is said of all.
TEST(ImmBank, MixesEachModeAsItMixesAll) {
  ImmBank<2> bank = predicted_bank(1);
  const double z[2] = {2000.0, 400.0};
  bank.measure(0, z, kR2, 0.6);
  bank.update();
  bank.predict(std::vector<double>(bank.slots(), 0.0));
  const ImmBank<2>::Merged again = bank.merge_predicted(0);
  for (int i = 0; i < ImmShape<2>::kGauss; ++i) {
    const double told = bank.updated(0, i);
    EXPECT_NEAR(again[static_cast<std::size_t>(i)], told, 1e-6 * (1.0 + std::fabs(told))) << i;
  }
}

TEST(ImmBank, CopiesATrackOntoAnother) {
  ImmBank<2> bank = predicted_bank(12);
  const double z[2] = {2100.0, -300.0};
  bank.measure(1, z, kR2, 1.0, 4.0);
  bank.update();
  bank.predict(std::vector<double>(bank.slots(), 4.0));
  ASSERT_NE(bank.updated(1, 0), bank.updated(10, 0));
  bank.copy(1, 10);
  for (int i = 0; i < ImmShape<2>::kGauss; ++i) EXPECT_EQ(bank.updated(10, i), bank.updated(1, i));
  EXPECT_EQ(bank.merge_predicted(10), bank.merge_predicted(1));
  EXPECT_NE(bank.updated(9, 0), bank.updated(1, 0));
  // What the original was last measured with goes along: a late plot says the same of both.
  const double late[2] = {1900.0, -250.0};
  bank.measure_late(1, late, kR2, -2.0);
  bank.measure_late(10, late, kR2, -2.0);
  for (int i = 0; i < ImmShape<2>::kGauss; ++i) EXPECT_EQ(bank.updated(10, i), bank.updated(1, i));
}

}  // namespace
}  // namespace cupola::testing
