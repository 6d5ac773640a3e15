#include "tracking/track_fusion.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/tests/linear_congruence.hpp"

namespace cupola {
namespace {

using testing::LinearCongruence;

template <int N>
Matrix<N, N> random_covariance(LinearCongruence& luck) {
  Matrix<N, N> lower;
  for (int i = 0; i < N; ++i)
    for (int j = 0; j <= i; ++j) lower(i, j) = i == j ? luck.in(0.3, 3.0) : luck.in(-1.0, 1.0);
  return lower * transpose(lower);
}

template <int N>
double log_determinant(const Matrix<N, N>& c) {
  Matrix<N, N> lower;
  EXPECT_TRUE(cholesky(c, lower));
  double sum = 0.0;
  for (int i = 0; i < N; ++i) sum += 2.0 * std::log(lower(i, i));
  return sum;
}

template <int N>
double trace(const Matrix<N, N>& c) {
  double sum = 0.0;
  for (int i = 0; i < N; ++i) sum += c(i, i);
  return sum;
}

/// As if the errors had nothing in common.
template <int N>
FusedEstimate<N> naive(const Vector<N>& x_a, const Matrix<N, N>& c_a, const Vector<N>& x_b,
                       const Matrix<N, N>& c_b) {
  Matrix<N, N> a, b;
  FusedEstimate<N> out;
  EXPECT_TRUE(invert_spd(c_a, a) && invert_spd(c_b, b) && invert_spd(a + b, out.covariance));
  out.x = out.covariance * (a * x_a + b * x_b);
  return out;
}

TEST(CovarianceIntersection, IsJuliersExample) {
  const Matrix<2, 2> a{{1.0, 0.0, 0.0, 4.0}}, b{{4.0, 0.0, 0.0, 1.0}};
  for (const FusionCriterion criterion : {FusionCriterion::determinant, FusionCriterion::trace}) {
    FusedEstimate<2> out;
    ASSERT_TRUE(covariance_intersection({{1.0, 0.0}}, a, {{0.0, 1.0}}, b, criterion, out));
    EXPECT_NEAR(out.weight, 0.5, 1e-9);
    EXPECT_NEAR(out.covariance(0, 0), 1.6, 1e-9);
    EXPECT_NEAR(out.covariance(1, 1), 1.6, 1e-9);
    EXPECT_NEAR(out.covariance(0, 1), 0.0, 1e-12);
    EXPECT_NEAR(out.x(0, 0), 0.8, 1e-9);
    EXPECT_NEAR(out.x(1, 0), 0.8, 1e-9);
  }
  const FusedEstimate<2> wrong = naive<2>({}, a, {}, b);
  EXPECT_NEAR(wrong.covariance(0, 0), 0.8, 1e-12);
}

TEST(CovarianceIntersection, FindsTheLeast) {
  for (int i = 0; i < 500; ++i) {
    LinearCongruence luck(i);
    const Matrix<4, 4> a = random_covariance<4>(luck), b = random_covariance<4>(luck);
    for (const FusionCriterion criterion : {FusionCriterion::determinant, FusionCriterion::trace}) {
      FusedEstimate<4> out;
      ASSERT_TRUE(covariance_intersection<4>({}, a, {}, b, criterion, out));
      const auto size = [&](const Matrix<4, 4>& c) {
        return criterion == FusionCriterion::determinant ? log_determinant(c) : trace(c);
      };
      Matrix<4, 4> inverse_a, inverse_b, tried;
      ASSERT_TRUE(invert_spd(a, inverse_a) && invert_spd(b, inverse_b));
      for (int k = 0; k <= 200; ++k) {
        ASSERT_TRUE(invert_spd(detail::blend(k / 200.0, inverse_a, inverse_b), tried));
        ASSERT_GE(size(tried), size(out.covariance) - 1e-9) << i << " at weight " << k / 200.0;
      }
    }
  }
}

TEST(CovarianceIntersection, TakesTheBetterWhereItIsBetterInAll) {
  FusedEstimate<2> out;
  const Matrix<2, 2> small{{1.0, 0.0, 0.0, 1.0}}, large{{3.0, 0.0, 0.0, 4.0}};
  ASSERT_TRUE(
      covariance_intersection({{1.0, 2.0}}, small, {{5.0, 5.0}}, large, FusionCriterion::determinant, out));
  EXPECT_EQ(out.weight, 1.0);
  EXPECT_EQ(out.x(0, 0), 1.0);
  ASSERT_TRUE(covariance_intersection({{1.0, 2.0}}, large, {{5.0, 5.0}}, small, FusionCriterion::trace, out));
  EXPECT_EQ(out.weight, 0.0);
  const Matrix<2, 2> none{{1.0, 2.0, 2.0, 1.0}};
  EXPECT_FALSE(covariance_intersection({}, small, {}, none, FusionCriterion::trace, out));
}

/// Position and velocity on a line, both sensors' filters with the same process noise.
struct LineFilter {
  Vector<2> x;
  Matrix<2, 2> c{{100.0, 0.0, 0.0, 100.0}};

  void predict(const Matrix<2, 2>& f, const Matrix<2, 2>& q) {
    x = f * x;
    c = f * c * transpose(f) + q;
  }
  void update(double z, double r) {
    const double s = c(0, 0) + r, k0 = c(0, 0) / s, k1 = c(0, 1) / s, d = z - x(0, 0);
    x = x + Vector<2>{{k0 * d, k1 * d}};
    const Matrix<2, 2> left{{1.0 - k0, 0.0, -k1, 1.0}};
    c = left * c * transpose(left) + Matrix<2, 2>{{k0 * k0 * r, k0 * k1 * r, k0 * k1 * r, k1 * k1 * r}};
  }
};

double nees(const Vector<2>& error, const Matrix<2, 2>& c) {
  Matrix<2, 2> inverse;
  EXPECT_TRUE(invert_spd(c, inverse));
  return (transpose(error) * inverse * error)(0, 0);
}

/// Two sensors follow the same target: what it does unforeseen is in both their errors. 1000 runs: the mean
/// of the squared error normalised by the covariance is 2 within 2 x 1.96 / sqrt(1000) where that covariance
/// is right.
TEST(CovarianceIntersection, IsConsistentWhereTheNaiveIsNot) {
  const Matrix<2, 2> f{{1.0, 1.0, 0.0, 1.0}}, q{{1.0 / 3.0, 0.5, 0.5, 1.0}};
  const double r = 1.0, band = 2.0 * 1.96 / std::sqrt(1000.0);
  double by_naive = 0.0, by_intersection = 0.0, by_one = 0.0;
  for (int run = 0; run < 1000; ++run) {
    LinearCongruence luck(run);
    const auto normal = [&] {
      double sum = -6.0;
      for (int i = 0; i < 12; ++i) sum += luck.uniform();
      return sum;
    };
    Vector<2> truth{{10.0 * normal(), 0.0}};
    truth(1, 0) = 10.0 * normal();
    LineFilter one, two;
    for (int step = 0; step < 20; ++step) {
      const double first = normal(), second = normal();
      // The lower factor of q times two normals.
      truth =
          f * truth + Vector<2>{{0.57735026918962576 * first, 0.86602540378443865 * first + 0.5 * second}};
      for (LineFilter* filter : {&one, &two}) {
        filter->predict(f, q);
        filter->update(truth(0, 0) + normal(), r);
      }
    }
    by_one += nees(one.x - truth, one.c) / 1000.0;
    const FusedEstimate<2> sum = naive(one.x, one.c, two.x, two.c);
    by_naive += nees(sum.x - truth, sum.covariance) / 1000.0;
    FusedEstimate<2> out;
    ASSERT_TRUE(covariance_intersection(one.x, one.c, two.x, two.c, FusionCriterion::determinant, out));
    by_intersection += nees(out.x - truth, out.covariance) / 1000.0;
  }
  EXPECT_NEAR(by_one, 2.0, band);
  EXPECT_LT(by_intersection, 2.0 + band);
  EXPECT_GT(by_naive, 2.0 + 2.0 * band);  // too sure of itself
}

Track track_of(PostId post, TrackNumber number, double t_s, double x_m, double sd_m) {
  Track track;
  track.owner = post;
  track.number = number;
  track.time = Time{} + Duration::seconds(t_s);
  track.p_ecef_m = {x_m, 0.0, 0.0};
  track.v_ecef_m_s = {100.0, 0.0, 0.0};
  for (int i = 0; i < 6; ++i) track.covariance(i, i) = i < 3 ? sd_m * sd_m : 25.0;
  return track;
}

TEST(TrackFusion, AlignsTimes) {
  FusedTrack mine = FusedTrack::own(track_of(PostId(1), 7, 10.0, 0.0, 50.0));
  const FusedTrack other = FusedTrack::own(track_of(PostId(2), 3, 14.0, 400.0, 50.0));
  ASSERT_EQ(fuse(mine, other, 0.0), FusionOutcome::fused);
  EXPECT_EQ(mine.track.time, other.track.time);
  EXPECT_NEAR(mine.track.p_ecef_m.x, 400.0, 1e-9);  // no ghost of 400 m: both say the same
  EXPECT_EQ(mine.track.number, 7u);
  EXPECT_EQ(mine.origins.size(), 2u);

  const Track later = brought_to(other.track, Time{} + Duration::seconds(16.0), 3.0);
  EXPECT_NEAR(later.p_ecef_m.x, 600.0, 1e-9);
  EXPECT_NEAR(later.covariance(0, 0), 2500.0 + 4.0 * 25.0 + 8.0, 1e-9);
  EXPECT_NEAR(later.covariance(0, 3), 50.0 + 6.0, 1e-9);
  EXPECT_NEAR(later.covariance(3, 3), 25.0 + 6.0, 1e-9);
}

/// A tells B, B tells C, C tells A: what comes back is A's own, and makes nobody surer.
TEST(TrackFusion, HearsNoRumours) {
  const FusedTrack a = FusedTrack::own(track_of(PostId(1), 7, 10.0, 0.0, 50.0));
  FusedTrack back = a;
  EXPECT_EQ(fuse(back, a, 1.0), FusionOutcome::nothing_new);

  FusedTrack b = FusedTrack::own(track_of(PostId(2), 3, 10.0, 30.0, 60.0));
  ASSERT_EQ(fuse(b, a, 1.0), FusionOutcome::fused);
  const Matrix<6, 6> once = b.track.covariance;
  for (int i = 0; i < 10; ++i) EXPECT_EQ(fuse(b, a, 1.0), FusionOutcome::nothing_new);
  EXPECT_EQ(b.track.covariance, once);

  FusedTrack mine = a;
  EXPECT_EQ(fuse(mine, b, 1.0), FusionOutcome::replaced);
  EXPECT_EQ(mine.track.owner.index(), PostId(1).index());
  EXPECT_EQ(mine.track.covariance, once);
  EXPECT_EQ(fuse(b, mine, 1.0), FusionOutcome::nothing_new);
}

TEST(TrackFusion, TakesWhatIsNewer) {
  FusedTrack b = FusedTrack::own(track_of(PostId(2), 3, 10.0, 30.0, 60.0));
  ASSERT_EQ(fuse(b, FusedTrack::own(track_of(PostId(1), 7, 10.0, 0.0, 50.0)), 1.0), FusionOutcome::fused);
  ASSERT_EQ(fuse(b, FusedTrack::own(track_of(PostId(1), 7, 14.0, 400.0, 40.0)), 1.0), FusionOutcome::fused);
  ASSERT_EQ(b.origins.size(), 2u);
  EXPECT_EQ(b.origins[0].newest, Time{} + Duration::seconds(14.0));
  EXPECT_EQ(fuse(b, FusedTrack::own(track_of(PostId(1), 7, 12.0, 200.0, 40.0)), 1.0),
            FusionOutcome::nothing_new);
  FusedTrack bad = FusedTrack::own(track_of(PostId(3), 1, 14.0, 400.0, 40.0));
  bad.track.covariance(0, 0) = -1.0;
  EXPECT_EQ(fuse(b, bad, 1.0), FusionOutcome::refused);
}

}  // namespace
}  // namespace cupola
