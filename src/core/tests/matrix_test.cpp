#include "core/matrix.hpp"

#include <gtest/gtest.h>

#include "core/tests/mpfr_oracle.hpp"

namespace cupola {
namespace {

template <int N>
Matrix<N, N> random_spd(testing::Points& points) {
  Matrix<N, N> a;
  for (double& x : a.m) x = points.in(-1.0, 1.0);
  return a * transpose(a) + Matrix<N, N>::identity();
}

TEST(Matrix, ProductsSumsAndTranspose) {
  const Matrix<2, 3> a{{1, 2, 3, 4, 5, 6}};
  const Matrix<3, 2> b{{7, 8, 9, 10, 11, 12}};
  EXPECT_EQ(a * b, (Matrix<2, 2>{{58, 64, 139, 154}}));
  EXPECT_EQ(transpose(a), (Matrix<3, 2>{{1, 4, 2, 5, 3, 6}}));
  EXPECT_EQ(a + a - a, a);
  EXPECT_EQ((Matrix<3, 3>::identity() * Vec3{1, 2, 3}), (Vec3{1, 2, 3}));
}

TEST(Matrix, CholeskyGivesTheMatrixBack) {
  testing::Points points(1);
  for (int i = 0; i < 200; ++i) {
    const auto a = random_spd<6>(points);
    Matrix<6, 6> lower;
    ASSERT_TRUE(cholesky(a, lower));
    const auto again = lower * transpose(lower);
    for (int k = 0; k < 36; ++k) EXPECT_NEAR(again.m[k], a.m[k], 1e-14);
  }
}

TEST(Matrix, InverseTimesMatrixIsIdentity) {
  testing::Points points(2);
  for (int i = 0; i < 200; ++i) {
    const auto a = random_spd<6>(points);
    Matrix<6, 6> inverse;
    ASSERT_TRUE(invert_spd(a, inverse));
    const auto product = inverse * a, one = Matrix<6, 6>::identity();
    for (int k = 0; k < 36; ++k) EXPECT_NEAR(product.m[k], one.m[k], 1e-12);
  }
}

TEST(Matrix, RefusesWhatIsNotPositiveDefinite) {
  Matrix<2, 2> lower;
  EXPECT_FALSE(cholesky(Matrix<2, 2>{{1, 2, 2, 1}}, lower));
  EXPECT_FALSE(cholesky(Matrix<2, 2>{{0, 0, 0, 1}}, lower));
  EXPECT_FALSE(cholesky(Matrix<2, 2>{{NAN, 0, 0, 1}}, lower));
  EXPECT_FALSE(invert_spd(Matrix<2, 2>{{1, 2, 2, 1}}, lower));
}

TEST(Vec3, Algebra) {
  const Vec3 x{1, 0, 0}, y{0, 1, 0}, z{0, 0, 1};
  EXPECT_EQ(cross(x, y), z);
  EXPECT_EQ(cross(y, z), x);
  EXPECT_EQ(dot(x, y), 0.0);
  EXPECT_EQ(norm(Vec3{2, 3, 6}), 7.0);
  EXPECT_EQ(unit(Vec3{0, 0, 5}), z);
  EXPECT_EQ(2.0 * x - x / 1.0, x);
  EXPECT_EQ(-(-x), x);
}

}  // namespace
}  // namespace cupola
