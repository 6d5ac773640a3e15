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
/// row, `cov_east_m_east_m,cov_east_m_north_m,...`: the names of both components behind `cov_`.
std::string track_file_header(bool in_space);

}  // namespace cupola
