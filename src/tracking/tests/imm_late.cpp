// Measurements from before a track's own time: algorithm A1 of Bar-Shalom (2002) against the filter that had
// them in order.

#include <gtest/gtest.h>

#include "tracking/imm_bank.hpp"
#include "tracking/tests/imm_scene.hpp"

namespace cupola::testing {
namespace {

template <int D>
struct Plot {
  double time_s, z[D], r[D * (D + 1) / 2];
};

/// A track that takes plots in whatever order; late ones by measure_late().
template <int D>
class Filter {
 public:
  explicit Filter(const ImmModel& model) : bank_(model) { bank_.make_room(1); }

  void begin(const Plot<D>& p) {
    bank_.start(kSlot, p.z, p.r, 200.0, 200.0);
    time_s_ = p.time_s;
  }
  void take(const Plot<D>& p) {
    if (p.time_s < time_s_) return bank_.measure_late(kSlot, p.z, p.r, p.time_s - time_s_);
    bank_.predict(std::vector<double>(bank_.slots(), p.time_s - time_s_));
    bank_.measure(kSlot, p.z, p.r, 1.0, p.time_s - time_s_);
    bank_.update();
    time_s_ = p.time_s;
  }
  double x(int i) const { return bank_.updated(kSlot, i); }
  double c(int i, int j) const { return bank_.updated(kSlot, ImmShape<D>::kState + ImmShape<D>::at(i, j)); }

 private:
  static constexpr std::size_t kSlot = 0;
  ImmBank<D> bank_;
  double time_s_ = 0.0;
};

template <int D>
Plot<D> plot_at(double time_s, LinearCongruence& luck) {
  Plot<D> p{time_s, {}, {}};
  const double from[3] = {D == 3 ? 6.4e6 : 1000.0, 2000.0, -500.0}, v[3] = {180.0, -90.0, 20.0};
  for (int i = 0, n = 0; i < D; ++i) {
    p.z[i] = from[i] + v[i] * time_s + 60.0 * normal(luck);
    for (int j = i; j < D; ++j, ++n) p.r[n] = i == j ? luck.in(2e3, 6e3) : luck.in(-500.0, 500.0);
  }
  return p;
}

/// The largest differences in position, in velocity, and in the covariance beside its diagonal.
template <int D>
struct Apart {
  double position_m = 0.0, velocity_m_s = 0.0, covariance = 0.0;
  Apart(const Filter<D>& a, const Filter<D>& b) {
    for (int i = 0; i < 2 * D; ++i) {
      double& most = i < D ? position_m : velocity_m_s;
      most = std::max(most, std::fabs(a.x(i) - b.x(i)));
      for (int j = i; j < 2 * D; ++j)
        covariance =
            std::max(covariance, std::fabs(a.c(i, j) - b.c(i, j)) / std::sqrt(b.c(i, i) * b.c(j, j)));
    }
  }
};

/// Plots every 4 s; that of 18.5 s comes after that of 20 s.
template <int D>
Apart<D> apart_by_one_lag(const ImmModel& model) {
  Filter<D> in_order(model), late(model);
  LinearCongruence luck(7);
  std::vector<Plot<D>> plots;
  for (const double t : {0.0, 4.0, 8.0, 12.0, 16.0, 18.5, 20.0}) plots.push_back(plot_at<D>(t, luck));
  in_order.begin(plots[0]);
  late.begin(plots[0]);
  for (std::size_t i = 1; i < 5; ++i) {
    in_order.take(plots[i]);
    late.take(plots[i]);
  }
  in_order.take(plots[5]);
  in_order.take(plots[6]);
  late.take(plots[6]);
  late.take(plots[5]);
  return {late, in_order};
}

TEST(ImmLate, OneLagIsAsInOrder) {
  for (const double density : {0.0, 1.0, 30.0, 3000.0}) {
    SCOPED_TRACE(density);
    const ImmModel model = single({ModeMotion::straight, density, 1.0, 0.0, 0.0, 1.0});
    const Apart<2> plane = apart_by_one_lag<2>(model);
    EXPECT_LT(plane.position_m, 1e-9);
    EXPECT_LT(plane.velocity_m_s, 1e-9);
    EXPECT_LT(plane.covariance, 1e-9);
    const Apart<3> space = apart_by_one_lag<3>(model);
    EXPECT_LT(space.position_m, 1e-8);  // of 6 400 km
    EXPECT_LT(space.velocity_m_s, 1e-9);
    EXPECT_LT(space.covariance, 1e-9);
  }
}

/// Noise along a vertical that turns a little between the two times.
TEST(ImmLate, OneLagIsAsInOrderWhereNoiseIsLevel) {
  const Apart<3> apart = apart_by_one_lag<3>(single({ModeMotion::straight, 100.0, 0.1, 0.0, 0.0, 1.0}));
  EXPECT_LT(apart.position_m, 0.05);
  EXPECT_LT(apart.covariance, 1e-3);
}

/// A turn at a rate that is known is linear.
TEST(ImmLate, OneLagOfATurnIsAsInOrderToTheFirstOrder) {
  const Apart<2> apart = apart_by_one_lag<2>(single({ModeMotion::turn, 1.0, 1.0, 0.0, 0.01, 1.0}));
  EXPECT_LT(apart.position_m, 2.0);
  EXPECT_LT(apart.covariance, 0.05);
}

/// Two lags, or a second late plot: without noise, which without noise is exact.
TEST(ImmLate, MoreLagsAreExactWithoutNoiseOnly) {
  const auto apart = [](double density) {
    const ImmModel model = single({ModeMotion::straight, density, 1.0, 0.0, 0.0, 1.0});
    Filter<2> in_order(model), late(model);
    LinearCongruence luck(9);
    std::vector<Plot<2>> plots;
    for (const double t : {0.0, 4.0, 8.0, 10.0, 12.0, 14.0, 16.0}) plots.push_back(plot_at<2>(t, luck));
    in_order.begin(plots[0]);
    late.begin(plots[0]);
    for (std::size_t i = 1; i < plots.size(); ++i) in_order.take(plots[i]);
    for (const std::size_t i : {1u, 2u, 4u, 6u, 3u, 5u}) late.take(plots[i]);
    return Apart<2>(late, in_order);
  };
  EXPECT_LT(apart(0.0).position_m, 1e-9);
  EXPECT_LT(apart(0.0).covariance, 1e-9);
  EXPECT_GT(apart(100.0).position_m, 0.1);
}

/// What came of a plot that may have been another's is no plain update: nothing is taken back that is not known.
TEST(ImmLate, AfterAMixtureGoesBackWithoutNoise) {
  const auto after = [](double probability, double lag_s) {
    ImmBank<2> bank(single({ModeMotion::straight, 50.0, 1.0, 0.0, 0.0, 1.0}));
    bank.make_room(1);
    const double z0[2] = {0.0, 0.0}, z1[2] = {800.0, 0.0}, late[2] = {420.0, 10.0},
                 r[3] = {2500.0, 0.0, 2500.0};
    bank.start(0, z0, r, 200.0, 0.0);
    bank.predict(std::vector<double>(bank.slots(), 4.0));
    bank.measure(0, z1, r, probability, lag_s);
    bank.update();
    bank.measure_late(0, late, r, -2.0);
    return bank.updated(0, 0);
  };
  EXPECT_EQ(after(0.6, 4.0), after(0.6, 0.0));
  EXPECT_NE(after(1.0, 4.0), after(1.0, 0.0));
}

}  // namespace
}  // namespace cupola::testing
