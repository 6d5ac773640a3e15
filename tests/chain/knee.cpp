// The search for a knee on the whole chain, where the answer is known in closed form (saturation.cpp).

#include "study/knee.hpp"

#include <gtest/gtest.h>

#include "chain/saturation_raid.hpp"

namespace cupola {
namespace {

using namespace testing;

constexpr int kFrom = 4, kTo = 40, kPasses = 3, kChannels = 6;

/// Of 6 channels and three passes: as many raiders get through as the formula says, so it also says from how many on
/// more than that share does.
int closed_form(double level) {
  for (int raiders = kFrom; raiders <= kTo; ++raiders)
    if (left_after(raiders, kChannels, kPasses) / raiders > level) return raiders;
  return kTo + 1;
}

class ChainKnee : public ::testing::Test {
 protected:
  Knee seek(double level, std::uint64_t replicates, std::uint64_t seed) {
    shares_.assign(kTo - kFrom + 1, {});
    KneeData data;
    data.values = [this](std::size_t size) { return std::span<const std::optional<double>>(shares_[size]); };
    data.interval = [](std::size_t, const Moments& m, double confidence) {
      return bounded_mean_interval(m, 0.0, 1.0, confidence);
    };
    const double window_s = (kPasses + 0.5) * engagement_s();
    for (;;) {
      const Knee knee = seek_knee({shares_.size(), level, false, replicates}, data);
      if (!knee.wanted) return knee;
      const int raiders = kFrom + static_cast<int>(knee.wanted->size);
      std::vector<std::optional<double>>& shares = shares_[knee.wanted->size];
      const auto plan = make_plan(raid_from_all_sides(raiders, kChannels, 1000, kPasses, window_s).scenario);
      Listener listener;
      listener.take = [&](const ReplicateResult& r) { shares.push_back(double(r.leaked) / r.hostiles); };
      play_series(*plan, seed, knee.wanted->replicates - shares.size(), 1, listener, shares.size());
    }
  }
  std::vector<std::vector<std::optional<double>>> shares_;
};

TEST_F(ChainKnee, IsWhereTheClosedFormHasIt) {
  for (const double level : {0.1, 0.3}) {
    const int truth = closed_form(level);
    const Knee knee = seek(level, 400, 11);
    const auto raiders = [](std::size_t size) { return kFrom + static_cast<int>(size); };
    std::printf("share %.2f: closed form %d, found %d [%d, %d], %zu sizes played\n", level, truth,
                raiders(knee.estimate), raiders(knee.low), raiders(knee.high), knee.visited.size());
    EXPECT_LE(raiders(knee.low), truth);
    EXPECT_GE(raiders(knee.high), truth);
    EXPECT_LE(knee.high - knee.low, 3u);
    EXPECT_NEAR(raiders(knee.estimate), truth, 1.0);
    EXPECT_FALSE(knee.fall);
  }
}

TEST_F(ChainKnee, IsNotReachedWhereTheClosedFormDoesNotReachIt) {
  ASSERT_EQ(closed_form(0.8), kTo + 1);
  const Knee knee = seek(0.8, 100, 11);
  EXPECT_EQ(knee.low, shares_.size());
}

}  // namespace
}  // namespace cupola
