#include "record/state_columns.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace cupola {
namespace {

TEST(TrackFileHeader, has_the_state_and_the_upper_triangle) {
  const std::string plane = track_file_header(false), space = track_file_header(true);
  EXPECT_TRUE(plane.starts_with(
      "time_s,track,east_m,north_m,v_east_mps,v_north_mps,cov_east_east,cov_east_north,cov_east_v_east,"));
  EXPECT_TRUE(plane.ends_with(",cov_v_north_v_north"));
  EXPECT_EQ(std::count(plane.begin(), plane.end(), ','), 1 + 4 + 10);
  EXPECT_TRUE(space.starts_with("time_s,track,x_m,y_m,z_m,vx_mps,vy_mps,vz_mps,cov_x_x,cov_x_y,"));
  EXPECT_EQ(std::count(space.begin(), space.end(), ','), 1 + 6 + 21);
}

}  // namespace
}  // namespace cupola
