#include "report/specks.hpp"

#include <gtest/gtest.h>

namespace cupola {
namespace {

TEST(Specks, go_over_to_what_is_about_them) {
  const std::vector<float> field = {1, 1, 1, 0, 0,  //
                                    1, 0, 1, 0, 1,  //
                                    1, 1, 1, 0, 0};
  const std::vector<float> want = {1, 1, 1, 0, 0,  //
                                   1, 1, 1, 0, 0,  //
                                   1, 1, 1, 0, 0};
  EXPECT_EQ(without_specks(field, 5, 0.5, 2), want);
  EXPECT_EQ(without_specks(field, 5, 0.5, 1), field);
  EXPECT_EQ(without_specks(want, 5, 0.5, 6), want);
}

/// Cells that touch at a corner alone are apart.
TEST(Specks, hang_together_side_by_side) {
  const std::vector<float> field = {1, 0, 0,  //
                                    0, 1, 0,  //
                                    0, 0, 0};
  EXPECT_EQ(without_specks(field, 3, 0.5, 2), std::vector<float>(9, 0.0f));
}

}  // namespace
}  // namespace cupola
