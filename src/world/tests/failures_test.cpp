#include "world/failures.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace cupola {
namespace {

constexpr Time kStart{1'780'000'000'000'000'000};

FailingPart part(const std::string& name, double up_s, double down_s) {
  FailingPart p;
  p.name = name;
  p.time_between_failures_s = up_s;
  p.repair_time_s = down_s;
  p.exchange_s = down_s / 10.0;
  return p;
}

/// Share of the time up, and how often it broke down, over a stretch from the start.
struct History {
  double up_s = 0.0, all_s = 0.0;
  int failures = 0;
};
History history(const std::vector<FailingPart>& parts, int spares, std::uint64_t replicate,
                double stretch_s) {
  Failures failures(parts, {spares}, ReplicateKey::of(7, replicate), kStart);
  const Time end = kStart + Duration::seconds(stretch_s);
  History h;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    Time now = kStart;
    while (now < end) {
      const Time next = std::min(failures.next_change(i), end);
      const double length_s = (next - now).seconds();
      h.all_s += length_s;
      if (!failures.down(i)) h.up_s += length_s;
      now = next;
      if (now < end) {
        failures.change(i, now);
        h.failures += failures.down(i);
      }
    }
  }
  return h;
}

// MIL-HDBK-338B; recomputed by hand from binomial coefficients.
TEST(Failures, k_of_n_is_that_of_the_handbook) {
  EXPECT_NEAR(steady_availability(900.0, 100.0), 0.9, 1e-15);
  EXPECT_NEAR(k_of_n_availability(1, 2, 0.9), 0.99, 1e-12);
  EXPECT_NEAR(k_of_n_availability(3, 4, 0.9), 0.9477, 1e-12);
  EXPECT_NEAR(k_of_n_availability(6, 8, 0.9), 0.96190821, 1e-8);
  EXPECT_NEAR(k_of_n_availability(0, 3, 0.2), 1.0, 1e-12);
  EXPECT_NEAR(k_of_n_availability(3, 3, 0.5), 0.125, 1e-12);
  EXPECT_EQ(k_of_n_availability(4, 3, 0.9), 0.0);
}

TEST(Failures, starts_as_in_the_long_run) {
  constexpr int kReplicates = 20000;
  int up = 0;
  for (int r = 0; r < kReplicates; ++r)
    up +=
        !Failures({part("radar", 900.0, 100.0)}, {0}, ReplicateKey::of(3, std::uint64_t(r)), kStart).down(0);
  EXPECT_NEAR(double(up) / kReplicates, 0.9, 3.0 * std::sqrt(0.09 / kReplicates));
}

TEST(Failures, starts_up_where_that_is_asked) {
  FailingPart p = part("radar", 100.0, 900.0);
  p.up_at_start = true;
  for (std::uint64_t r = 0; r < 100; ++r)
    EXPECT_FALSE(Failures({p}, {0}, ReplicateKey::of(3, r), kStart).down(0));
}

/// Over a time short beside a cycle the share is A too, which it would not be if all were up at the start.
TEST(Failures, the_share_of_time_up_is_the_same_from_the_first_moment_on) {
  const double stretch_s = 50.0, a = 0.9;
  constexpr int kReplicates = 5000;
  double sum = 0.0, squares = 0.0;
  for (std::uint64_t r = 0; r < kReplicates; ++r) {
    const History h = history({part("radar", 900.0, 100.0)}, 0, r, stretch_s);
    const double share = h.up_s / h.all_s;
    sum += share;
    squares += share * share;
  }
  const double mean = sum / kReplicates, sd = std::sqrt(squares / kReplicates - mean * mean);
  EXPECT_NEAR(mean, a, 3.0 * sd / std::sqrt(double(kReplicates)));
}

/// The variance of the share up over a long time T is 2 A (1-A) / ((1/up + 1/down) T).
TEST(Failures, in_the_long_run_is_up_for_its_share) {
  const double up_s = 900.0, down_s = 100.0, stretch_s = 1e7, a = 0.9;
  const History h = history({part("radar", up_s, down_s)}, 0, 0, stretch_s);
  const double variance = 2.0 * a * (1.0 - a) / ((1.0 / up_s + 1.0 / down_s) * stretch_s);
  EXPECT_NEAR(h.up_s / h.all_s, a, 3.0 * std::sqrt(variance));
  const double expected = stretch_s / (up_s + down_s);
  EXPECT_NEAR(h.failures, expected, 4.0 * std::sqrt(expected));
}

/// Three of four of them, all together, at a moment.
TEST(Failures, redundant_ones_are_up_together_as_the_binomial_law_has_it) {
  constexpr int kReplicates = 20000;
  std::vector<FailingPart> four;
  for (const char* name : {"a", "b", "c", "d"}) four.push_back(part(name, 900.0, 100.0));
  int enough = 0;
  for (int r = 0; r < kReplicates; ++r) {
    const Failures failures(four, {0}, ReplicateKey::of(5, std::uint64_t(r)), kStart);
    int up = 0;
    for (std::size_t i = 0; i < 4; ++i) up += !failures.down(i);
    enough += up >= 3;
  }
  const double p = 0.9477;
  EXPECT_NEAR(double(enough) / kReplicates, p, 3.0 * std::sqrt(p * (1.0 - p) / kReplicates));
}

TEST(Failures, spares_shorten_repair) {
  const std::vector<FailingPart> one = {part("radar", 900.0, 100.0)};
  const History none = history(one, 0, 0, 1e6), plenty = history(one, 50, 0, 1e6);
  EXPECT_NEAR(plenty.up_s / plenty.all_s, 900.0 / 910.0, 0.003);
  EXPECT_LT(none.up_s, plenty.up_s);
  const History single = history(one, 1, 0, 1e6);
  EXPECT_LT(none.up_s, single.up_s);
  EXPECT_LE(single.up_s, plenty.up_s);
}

TEST(Failures, nobody_elses_luck_shifts_with_another_part) {
  const std::vector<FailingPart> one = {part("radar", 900.0, 100.0)};
  std::vector<FailingPart> two = {part("another", 900.0, 100.0), part("radar", 900.0, 100.0)};
  const Failures alone(one, {0}, ReplicateKey::of(1, 2), kStart),
      beside(two, {0}, ReplicateKey::of(1, 2), kStart);
  EXPECT_EQ(alone.next_change(0), beside.next_change(1));
  EXPECT_NE(beside.next_change(0), beside.next_change(1));
}

}  // namespace
}  // namespace cupola
