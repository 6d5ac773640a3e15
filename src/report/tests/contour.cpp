#include "report/contour.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace cupola {
namespace {

double area_of(const FieldRing& ring) {
  double twice = 0.0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const FieldPoint &a = ring[i], &b = ring[(i + 1) % ring.size()];
    twice += a.column * -b.row - b.column * -a.row;  // north up
  }
  return 0.5 * twice;
}

template <class Value>
std::vector<float> filled(int columns, int rows, const Value& value) {
  std::vector<float> cells;
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column) cells.push_back(static_cast<float>(value(column, row)));
  return cells;
}

TEST(ContourAreas, of_a_cone_is_a_circle) {
  const auto cells =
      filled(101, 101, [](int c, int r) { return 1.0 - std::hypot(c - 50.0, r - 50.0) / 60.0; });
  const auto areas = contour_areas({&cells, 101, 101}, 0.5);
  ASSERT_EQ(areas.size(), 1u);
  EXPECT_TRUE(areas[0].holes.empty());
  EXPECT_NEAR(area_of(areas[0].outer), M_PI * 30.0 * 30.0, 3.0);
}

TEST(ContourAreas, keeps_holes_clockwise_and_islands_inside_them) {
  const auto cells = filled(121, 121, [](int c, int r) {
    const double d = std::hypot(c - 60.0, r - 60.0);
    return (d < 50.0 && d > 30.0) || d < 10.0 ? 1.0 : 0.0;
  });
  const auto areas = contour_areas({&cells, 121, 121}, 0.5);
  ASSERT_EQ(areas.size(), 2u);
  EXPECT_TRUE(areas[0].holes.empty());
  ASSERT_EQ(areas[1].holes.size(), 1u);
  EXPECT_NEAR(area_of(areas[0].outer), M_PI * 100.0, 20.0);
  EXPECT_GT(area_of(areas[1].outer), 0.0);
  EXPECT_LT(area_of(areas[1].holes[0]), 0.0);
  EXPECT_NEAR(area_of(areas[1].outer) + area_of(areas[1].holes[0]), M_PI * (2500.0 - 900.0), 60.0);
}

TEST(ContourAreas, closes_at_the_border_and_passes_over_what_is_not_asked) {
  const auto all = filled(8, 5, [](int, int) { return 1.0; });
  const auto areas = contour_areas({&all, 8, 5}, 0.5);
  ASSERT_EQ(areas.size(), 1u);
  EXPECT_NEAR(area_of(areas[0].outer), 8.0 * 5.0, 1.0);
  const auto none = filled(8, 5, [](int, int) { return -1.0; });
  EXPECT_TRUE(contour_areas({&none, 8, 5}, 0.5).empty());
}

/// Every saddle is resolved one way or the other, and every ring closes.
TEST(ContourAreas, of_a_chessboard_adds_up) {
  for (const double level : {0.3, 0.7}) {
    const auto cells = filled(9, 9, [](int c, int r) { return (c + r) % 2 == 0 ? 1.0 : 0.0; });
    double sum = 0.0;
    for (const FieldArea& area : contour_areas({&cells, 9, 9}, level)) {
      sum += area_of(area.outer);
      for (const FieldRing& hole : area.holes) sum += area_of(hole);
    }
    EXPECT_GT(sum, level < 0.5 ? 41.0 : 5.0);
    EXPECT_LT(sum, level < 0.5 ? 81.0 : 41.0);
  }
}

}  // namespace
}  // namespace cupola
