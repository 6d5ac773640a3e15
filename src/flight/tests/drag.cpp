#include "flight/drag.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace cupola {
namespace {

TEST(Drag, RisesThroughTheSpeedOfSoundAndFallsAfter) {
  EXPECT_DOUBLE_EQ(standard_drag_coefficient(0.0), 0.30);
  EXPECT_DOUBLE_EQ(standard_drag_coefficient(1.2), 0.54);
  EXPECT_DOUBLE_EQ(standard_drag_coefficient(4.0), 0.245);
  EXPECT_DOUBLE_EQ(standard_drag_coefficient(25.0), 0.16);
  for (double m = 0.6; m < 1.19; m += 0.01)
    EXPECT_LE(standard_drag_coefficient(m), standard_drag_coefficient(m + 0.01));
  for (double m = 1.2; m < 12.0; m += 0.01)
    EXPECT_GE(standard_drag_coefficient(m), standard_drag_coefficient(m + 0.01));
}

TEST(DragTable, IsTheCurveTimesHalfAreaAndScale) {
  const DragTable table(0.2, 0.85);
  for (double m = 0.0; m < 15.0; m += 0.003)
    EXPECT_NEAR(table.at(m) / (0.5 * 0.2 * 0.85 * standard_drag_coefficient(m)), 1.0, 1e-3) << m;
}

}  // namespace
}  // namespace cupola
