#pragma once

#include <array>
#include <string>
#include <string_view>

namespace cupola {

/// The components of a state as the columns of truth and track files call them, behind `time_s` and `target`
/// or `track`.
inline constexpr std::array<std::string_view, 4> kPlaneColumns = {"east_m", "north_m", "v_east_mps",
                                                                  "v_north_mps"};
inline constexpr std::array<std::string_view, 6> kSpaceColumns = {"x_m",    "y_m",    "z_m",
                                                                  "vx_mps", "vy_mps", "vz_mps"};

/// The header of a track file: `time_s,track`, the state, then the upper triangle of its covariance row by
/// row, `cov_east_east,cov_east_north,cov_east_v_east,...`: both components without their units, which are
/// m2, m2/s and m2/s2.
std::string track_file_header(bool in_space);

}  // namespace cupola
