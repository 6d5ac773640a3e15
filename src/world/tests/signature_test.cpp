#include "world/signature.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace cupola {
namespace {

TEST(Signature, a_sphere_is_the_same_from_all_sides) {
  const AspectRcs rcs = aspect_rcs({1.0, 1.0, 1.0});
  for (double degrees = 0.0; degrees <= 180.0; degrees += 1.0)
    EXPECT_EQ(ln_rcs(rcs, std::cos(degrees * M_PI / 180.0)), 0.0);
}

TEST(Signature, is_halfway_in_decibels_at_45_degrees) {
  const AspectRcs rcs = aspect_rcs({0.1, 10.0, 1.0});
  EXPECT_NEAR(std::exp(ln_rcs(rcs, std::cos(M_PI / 4))), 1.0, 1e-12);
  EXPECT_NEAR(std::exp(ln_rcs(rcs, std::cos(3 * M_PI / 4))), std::sqrt(10.0), 1e-12);
}

TEST(Signature, is_smooth_and_has_no_kink_at_nose_beam_and_tail) {
  const AspectRcs rcs = aspect_rcs({0.01, 30.0, 0.3});
  const auto at = [&](double angle) { return ln_rcs(rcs, std::cos(angle)); };
  constexpr double h = 1e-4;
  for (const double angle : {0.0, M_PI / 2, M_PI, 3 * M_PI / 2}) {
    const double left = (at(angle) - at(angle - h)) / h, right = (at(angle + h) - at(angle)) / h;
    EXPECT_NEAR(left, 0.0, 20 * h);
    EXPECT_NEAR(right, 0.0, 20 * h);
  }
  for (double angle = 0.0; angle < M_PI; angle += 0.01) EXPECT_NEAR(at(angle), at(2 * M_PI - angle), 1e-12);
}

TEST(Signature, cosine_of_a_body_at_rest_is_that_of_its_side) {
  EXPECT_EQ(aspect_cosine({0, 0, 0}, {1, 0, 0}, {2, 0, 0}), 0.0);
  EXPECT_NEAR(aspect_cosine({3, 0, 0}, {1, 0, 0}, {9, 0, 0}), 1.0, 1e-15);
  EXPECT_NEAR(aspect_cosine({3, 0, 0}, {1, 0, 0}, {1, 5, 0}), 0.0, 1e-15);
}

TEST(Signature, a_band_without_a_figure_is_next_to_nothing_but_finite) {
  EXPECT_NEAR(aspect_rcs({}).ln_front, std::log(1e-12), 1e-12);
}

}  // namespace
}  // namespace cupola
