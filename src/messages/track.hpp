#pragma once

#include <cstdint>

#include "core/id.hpp"
#include "core/matrix.hpp"
#include "core/time.hpp"

namespace cupola {

/// The number a post gave a track at birth: post, sensor, scan and index packed, never a truth id.
using TrackNumber = std::uint64_t;

enum class Category : std::uint8_t { unknown, friendly, assumed_friend, neutral, suspect, hostile };

/// What a post's own interrogators and listeners take a track for: its word to others, which rests on nothing
/// that another post told it and on nothing that every post sees for itself.
enum class IdentityWord : std::uint8_t { none, friendly, neutral, hostile };
inline constexpr int kIdentityWordCount = 4;

/// A track as one post tells another: state in the earth-fixed frame at `time`.
struct Track {
  TrackNumber number = 0;
  PostId owner;
  Time time;
  Vec3 p_ecef_m, v_ecef_m_s;
  Matrix<6, 6> covariance;  ///< of (position, velocity), m and m/s
  bool confirmed = false;
  Category category = Category::unknown;
  IdentityWord word = IdentityWord::none;
};

}  // namespace cupola
