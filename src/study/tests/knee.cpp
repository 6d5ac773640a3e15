#include "study/knee.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/random.hpp"

namespace cupola {
namespace {

using Curve = std::function<double(std::size_t)>;

/// Replicates that hold or not, with a probability by size: under the same luck at all sizes, or each its own.
class Played {
 public:
  Played(const Curve& curve, std::size_t sizes, std::uint64_t seed, bool same_luck)
      : curve_(curve), seed_(seed), same_luck_(same_luck), values_(sizes) {}
  Knee seek(const KneeQuestion& question) {
    KneeData data;
    std::vector<std::uint64_t> done(values_.size(), 0);
    data.values = [&](std::size_t size) {
      return std::span<const std::optional<double>>(values_[size]).first(done[size]);
    };
    data.interval = [](std::size_t, const Moments& m, double confidence) {
      return wilson(static_cast<std::uint64_t>(std::lround(m.mean * double(m.count))), m.count, confidence);
    };
    for (;;) {
      const Knee knee = seek_knee(question, data);
      if (!knee.wanted) return knee;
      EXPECT_GT(knee.wanted->replicates, done[knee.wanted->size]);
      EXPECT_LE(knee.wanted->replicates, question.replicates);
      play(knee.wanted->size);
      played += knee.wanted->replicates - done[knee.wanted->size];
      done[knee.wanted->size] = knee.wanted->replicates;
    }
  }
  std::uint64_t played = 0;

 private:
  static constexpr int kMost = 1600;
  void play(std::size_t size) {
    Draws draws(ReplicateKey::of(seed_, 1), stream_key(Purpose::parameter, same_luck_ ? 0 : size + 1), 0);
    while (values_[size].size() < kMost) values_[size].push_back(draws.uniform() < curve_(size) ? 1.0 : 0.0);
  }
  const Curve curve_;
  const std::uint64_t seed_;
  const bool same_luck_;
  std::vector<std::vector<std::optional<double>>> values_;
};

double logistic(double x) { return 1.0 / (1.0 + std::exp(-x)); }

std::size_t root(const Curve& curve, std::size_t sizes, double level) {
  for (std::size_t size = 0; size < sizes; ++size)
    if (curve(size) > level) return size;
  return sizes;
}

/// The interval holds the known root in at least 95 % of many searches: steep and flat curves, a plateau at the level
/// itself, a root at either end and beyond, the same luck at all sizes and not.
TEST(Knee, IntervalHoldsTheRootAsOftenAsItSays) {
  struct Row {
    const char* name;
    Curve curve;
    double level;
  };
  const Row rows[] = {
      {"steep", [](std::size_t n) { return logistic((double(n) - 23.4) / 1.5); }, 0.3},
      {"flat", [](std::size_t n) { return logistic((double(n) - 40.0) / 12.0); }, 0.2},
      {"at the level for long", [](std::size_t n) { return n < 10   ? 0.02
                                                           : n < 40 ? 0.1
                                                                    : 0.5; }, 0.1},
      {"first", [](std::size_t n) { return 0.5 + 0.001 * double(n); }, 0.4},
      {"never", [](std::size_t n) { return 0.05 + 0.0005 * double(n); }, 0.1},
      {"last", [](std::size_t n) { return n < 60 ? 0.1 : 0.2; }, 0.15}};
  constexpr std::size_t kSizes = 61;
  constexpr int kSearches = 400;
  for (const Row& row : rows)
    for (const bool same_luck : {true, false}) {
      const std::size_t truth = root(row.curve, kSizes, row.level);
      int held = 0;
      std::uint64_t played = 0;
      double off = 0.0, width = 0.0;
      for (int i = 0; i < kSearches; ++i) {
        Played p(row.curve, kSizes, static_cast<std::uint64_t>(i), same_luck);
        const Knee knee = p.seek({kSizes, row.level, false, 1600});
        EXPECT_LE(knee.low, knee.high);
        held += knee.low <= truth && truth <= knee.high;
        off += double(knee.estimate) - double(truth);
        width += double(knee.high - knee.low);
        played += p.played;
      }
      std::printf(
          "%-22s %s luck: root %2zu, held %5.1f %%, mean error %5.2f, mean width %5.2f, played %6.0f\n",
          row.name, same_luck ? "same" : "own ", truth, 100.0 * held / kSearches, off / kSearches,
          width / kSearches, double(played) / kSearches);
      EXPECT_GE(held, 0.95 * kSearches) << row.name;
    }
}

TEST(Knee, SaysThatItIsNotReached) {
  Played p([](std::size_t n) { return 0.01 * double(n > 5); }, 61, 1, true);
  const Knee knee = p.seek({61, 0.1, false, 400});
  EXPECT_EQ(knee.estimate, 61u);
  EXPECT_EQ(knee.low, 61u);
  EXPECT_EQ(knee.high, 61u);
  EXPECT_LE(p.played, 400u * 6u) << "no more sizes than a bisection has steps";
}

TEST(Knee, SeeksWhereAMeasureFalls) {
  Played p([](std::size_t n) { return n < 17 ? 0.9 : 0.2; }, 30, 1, true);
  const Knee knee = p.seek({30, 0.5, true, 400});
  EXPECT_EQ(knee.estimate, 17u);
  EXPECT_EQ(knee.low, 17u);
  EXPECT_EQ(knee.high, 17u);
}

TEST(Knee, TellsAResponseThatTurns) {
  const auto turns = [](std::size_t n) { return n == 15 ? 0.6 : n > 15 ? 0.3 : 0.1; };
  Played p(turns, 31, 1, true);
  const Knee knee = p.seek({31, 0.4, false, 400});
  EXPECT_FALSE(knee.fall) << "what was visited rises";
  const auto falls = [](std::size_t n) { return n == 15 ? 0.3 : n > 15 ? 0.15 : 0.1; };
  Played q(falls, 31, 1, true);
  const Knee other = q.seek({31, 0.4, false, 800});
  ASSERT_TRUE(other.fall);
  EXPECT_EQ(other.fall->from, 15u);
  EXPECT_LT(other.fall->difference.high, 0.0);
  // Where it rises it is hardly ever said to fall.
  int said = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Played rising([](std::size_t n) { return 0.1 + 0.001 * double(n); }, 31, seed, false);
    said += rising.seek({31, 0.12, false, 800}).fall.has_value();
  }
  EXPECT_LE(said, 6);
}

}  // namespace
}  // namespace cupola
