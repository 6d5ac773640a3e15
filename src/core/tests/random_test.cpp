#include "core/random.hpp"

#include <Random123/philox.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include "core/math.hpp"
#include "core/philox.hpp"
#include "core/tests/mpfr_oracle.hpp"

namespace cupola {
namespace {

struct Words {
  std::uint32_t w[4];
  bool operator==(const Words&) const = default;
};

Words philox_words(const Words& c, std::uint32_t k0, std::uint32_t k1) {
  const std::uint64_t key = k0 | std::uint64_t{k1} << 32, stream = c.w[0] | std::uint64_t{c.w[1]} << 32;
  const std::uint64_t ordinal = c.w[2] | std::uint64_t{c.w[3] & 0xffffu} << 32, block = c.w[3] >> 16;
  const auto r = lanes::philox<double>(key, stream, ordinal, block);
  const auto low = [](std::uint64_t x) { return static_cast<std::uint32_t>(x); };
  return {{low(r.first), low(r.first >> 32), low(r.second), low(r.second >> 32)}};
}

// kat_vectors of Random123: philox4x32 10.
TEST(Philox, KnownAnswers) {
  EXPECT_EQ(philox_words({{0, 0, 0, 0}}, 0, 0), (Words{{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}}));
  EXPECT_EQ(philox_words({{~0u, ~0u, ~0u, ~0u}}, ~0u, ~0u),
            (Words{{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}}));
  EXPECT_EQ(philox_words({{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}}, 0xa4093822, 0x299f31d0),
            (Words{{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}}));
}

TEST(Philox, IsThatOfRandom123) {
  testing::Points points(3);
  for (int i = 0; i < 100000; ++i) {
    const std::uint64_t a = points.bits(), b = points.bits(), k = points.bits();
    const auto low = [](std::uint64_t x) { return static_cast<std::uint32_t>(x); };
    const auto high = [](std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32); };
    const r123::Philox4x32 theirs;
    const auto r = theirs({{low(a), high(a), low(b), high(b)}}, {{low(k), high(k)}});
    ASSERT_EQ(philox_words({{low(a), high(a), low(b), high(b)}}, low(k), high(k)),
              (Words{{r[0], r[1], r[2], r[3]}}));
  }
}

// Values that must never change: stored studies are replayed by them.
TEST(Random, GoldenValues) {
  EXPECT_EQ(ReplicateKey::of(0, 0).value, 0u);
  EXPECT_EQ(ReplicateKey::of(1, 0).value, 0x7ab40e090f363a7du);
  EXPECT_EQ(ReplicateKey::of(1, 1).value, 0xbfef8030ddc2d772u);
  EXPECT_EQ(name_key(""), 0x2d06800538d394c2u);  // XXH3's own value for no bytes
  EXPECT_EQ(name_key("north"), 0x6d559929597eddfeu);
  EXPECT_EQ(stream_key(Purpose::detection, name_key("north"), name_key("threat-1")), 0x68741d18e388c470u);
  Draws d(ReplicateKey::of(1, 1), stream_key(Purpose::kill, name_key("threat-1")), 3);
  EXPECT_EQ(d.bits(), 0x00eeaea1fcb9ad29u);
  EXPECT_EQ(d.uniform(), 0x1.e0b460227e8dep-2);
  EXPECT_EQ(d.normal(), -0x1.e1daae5c42dbdp-1);
  EXPECT_EQ(d.exponential(), 0x1.7085ea62a959dp-3);
  EXPECT_EQ(d.poisson(20.0), 17);
}

TEST(Random, EqualArgumentsEqualDrawsAndNoOthers) {
  const ReplicateKey key = ReplicateKey::of(1, 2);
  std::set<std::uint64_t> seen;
  for (std::uint64_t stream = 0; stream < 20; ++stream)
    for (std::uint64_t ordinal = 0; ordinal < 20; ++ordinal) {
      Draws a(key, stream, ordinal), b(key, stream, ordinal);
      for (int i = 0; i < 7; ++i) {
        const std::uint64_t bits = a.bits();
        EXPECT_EQ(bits, b.bits());
        EXPECT_TRUE(seen.insert(bits).second);
      }
    }
}

TEST(Random, KeysDiffer) {
  std::set<std::uint64_t> seen;
  for (std::uint64_t seed = 0; seed < 300; ++seed)
    for (std::uint64_t replicate = 0; replicate < 300; ++replicate)
      EXPECT_TRUE(seen.insert(ReplicateKey::of(seed, replicate).value).second);
  EXPECT_NE(stream_key(Purpose::kill, 1, 2), stream_key(Purpose::kill, 2, 1));
  EXPECT_NE(stream_key(Purpose::kill, 1), stream_key(Purpose::detection, 1));
}

TEST(Random, UniformsAreOddMultiples) {
  EXPECT_EQ(lanes::open_uniform<double>(std::uint64_t{0}), 0x1p-53);
  EXPECT_EQ(lanes::open_uniform<double>(~std::uint64_t{0}), 1.0 - 0x1p-53);
  EXPECT_EQ(lanes::open_uniform<double>(std::uint64_t{1} << 63), 0.5 + 0x1p-53);
}

std::vector<double> sample(int count, double (*draw)(Draws&)) {
  std::vector<double> values;
  for (int i = 0; i < count; ++i) {
    Draws d(ReplicateKey::of(42, 0), stream_key(Purpose::parameter, 1), static_cast<std::uint64_t>(i));
    values.push_back(draw(d));
  }
  return values;
}

/// The Kolmogorov-Smirnov distance times the root of the sample size: above 1.95 once in a thousand times.
double kolmogorov(std::vector<double> values, double (*distribution)(double)) {
  std::sort(values.begin(), values.end());
  const double n = static_cast<double>(values.size());
  double worst = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double f = distribution(values[i]), rank = static_cast<double>(i);
    worst = std::fmax(worst, std::fmax(f - rank / n, (rank + 1.0) / n - f));
  }
  return worst * std::sqrt(n);
}

constexpr int kSample = 200000;

TEST(Random, DistributionsFit) {
  EXPECT_LT(kolmogorov(sample(kSample, [](Draws& d) { return d.uniform(); }), [](double x) { return x; }),
            1.95);
  EXPECT_LT(kolmogorov(sample(kSample, [](Draws& d) { return d.normal(); }),
                       [](double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }),
            1.95);
  EXPECT_LT(kolmogorov(sample(kSample, [](Draws& d) { return d.exponential(); }),
                       [](double x) { return -std::expm1(-x); }),
            1.95);
}

// Chi-square over the counts, each bin with at least five expected.
double poisson_misfit(double mean) {
  std::vector<int> seen(1200, 0);
  for (int i = 0; i < kSample; ++i) {
    Draws d(ReplicateKey::of(7, 1), 99, static_cast<std::uint64_t>(i));
    ++seen[static_cast<std::size_t>(d.poisson(mean))];
  }
  double chi2 = 0.0, bins = 0.0;
  for (std::size_t k = 0; k < seen.size(); ++k) {
    const double expected = kSample * std::exp(static_cast<double>(k) * std::log(mean) - mean -
                                               std::lgamma(static_cast<double>(k) + 1.0));
    if (expected < 5.0) continue;
    chi2 += (seen[k] - expected) * (seen[k] - expected) / expected;
    bins += 1.0;
  }
  return (chi2 - bins) / std::sqrt(2.0 * bins);
}

TEST(Random, PoissonFits) {
  for (const double mean : {0.05, 1.0, 7.3, 60.0, 500.0})
    EXPECT_LT(std::fabs(poisson_misfit(mean)), 4.0) << mean;
}

TEST(Random, PoissonOfNothingIsNothing) {
  Draws d(ReplicateKey::of(7, 1), 1, 1);
  EXPECT_EQ(d.poisson(0.0), 0);
}

// Neighbours in every coordinate of the counter are uncorrelated: |r| sqrt(n) above 4 once in 16 000 times.
TEST(Random, NeighboursAreIndependent) {
  const auto value = [](std::uint64_t replicate, std::uint64_t stream, std::uint64_t ordinal, int skip) {
    Draws d(ReplicateKey::of(5, replicate), stream, ordinal);
    for (int i = 0; i < skip; ++i) d.uniform();
    return d.uniform() - 0.5;
  };
  double r[4] = {};
  for (std::uint64_t i = 0; i < kSample; ++i) {
    const double here = value(1, 7, i, 0);
    r[0] += here * value(1, 7, i + 1, 0);
    r[1] += here * value(1, 7, i, 1);
    r[2] += here * value(1, 8, i, 0);
    r[3] += here * value(2, 7, i, 0);
  }
  for (const double sum : r) EXPECT_LT(std::fabs(12.0 * sum / std::sqrt(double{kSample})), 4.0);
}

}  // namespace
}  // namespace cupola
