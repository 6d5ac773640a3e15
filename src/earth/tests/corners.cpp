#include "earth/corners.hpp"

#include <gtest/gtest.h>

namespace cupola {
namespace {

TEST(Corners, HoldWhatTheyGoRound) {
  const std::vector<std::pair<double, double>> square = {{0.0, 0.0}, {0.0, 1.0}, {1.0, 1.0}, {1.0, 0.0}};
  EXPECT_TRUE(within_corners(square, 0.5, 0.5));
  EXPECT_TRUE(within_corners(square, 0.01, 0.99));
  for (const auto& [latitude, longitude] : {std::pair{0.5, 1.1}, {0.5, -0.1}, {1.1, 0.5}, {-0.1, 0.5}})
    EXPECT_FALSE(within_corners(square, latitude, longitude));
  EXPECT_FALSE(within_corners({}, 0.0, 0.0));
}

/// Either way round; a notch is outside.
TEST(Corners, MayTurnInwards) {
  std::vector<std::pair<double, double>> notched = {
      {0.0, 0.0}, {0.0, 1.0}, {1.0, 1.0}, {0.4, 0.5}, {1.0, 0.0}};
  for (int turn = 0; turn < 2; ++turn) {
    EXPECT_TRUE(within_corners(notched, 0.2, 0.5));
    EXPECT_TRUE(within_corners(notched, 0.8, 0.95));
    EXPECT_FALSE(within_corners(notched, 0.8, 0.5));
    notched = {notched.rbegin(), notched.rend()};
  }
}

}  // namespace
}  // namespace cupola
