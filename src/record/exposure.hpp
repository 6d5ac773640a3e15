#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "core/id.hpp"

namespace cupola {

inline constexpr int kExposureCases = 6;    ///< clean low, best, high; augmented low, best, high
inline constexpr int kExposureAspects = 3;  ///< nose, beam, tail
std::string_view aspect_name(int aspect);
/// Printed wherever exposure is: what it is, and what it is not.
std::string_view exposure_words();

/// How exposed one own aircraft was to one radar, seen by the radar from one side of it. In seconds and counts
/// of one replicate; means over several where a study says so.
struct Exposure {
  double coverage_s = 0.0;  ///< the beam covers it with line of sight, whether or not the radar radiates
  double off_s = 0.0;       ///< of that: the radar was off, so that no look was made
  double looks = 0.0, dwells = 0.0;  ///< looks made; of these in dedicated dwells
  double detections = 0.0;           ///< looks that passed
  double track_s = 0.0;              ///< inside a confirmed track that lived on this radar's plots
  /// What follows from the interval of its cross-section, from the same looks: the detections to be expected,
  /// and the time in a track that this radar's searching alone would have held.
  std::array<double, kExposureCases> expected{}, alone_s{};

  bool any() const { return coverage_s > 0.0 || looks > 0.0 || track_s > 0.0; }
};

Exposure operator+(const Exposure& a, const Exposure& b);

struct ExposureRow {
  PlatformId platform;
  RadarId radar;
  int aspect = 0;
  Exposure exposure;
};

/// One own aircraft as a whole.
struct ExposedFlight {
  PlatformId platform;
  double flown_s = 0.0;  ///< within the scenario
  double track_s = 0.0;  ///< inside a confirmed track of at least one post
  bool augmented = false, can_be_augmented = false;
};

}  // namespace cupola
