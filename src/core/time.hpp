#pragma once

#include <compare>
#include <cstdint>

namespace cupola {

/// A span of simulated time in whole nanoseconds.
struct Duration {
  std::int64_t ns = 0;

  /// Nearest nanosecond to `s` seconds, ties away from zero. Holds for |s| < 9.2e9.
  static constexpr Duration seconds(double s) {
    return {static_cast<std::int64_t>(s * 1e9 + (s < 0.0 ? -0.5 : 0.5))};
  }
  constexpr double seconds() const { return static_cast<double>(ns) * 1e-9; }

  constexpr auto operator<=>(const Duration&) const = default;
};

constexpr Duration operator+(Duration a, Duration b) { return {a.ns + b.ns}; }
constexpr Duration operator-(Duration a, Duration b) { return {a.ns - b.ns}; }
constexpr Duration operator*(std::int64_t n, Duration d) { return {n * d.ns}; }

/// An instant: whole nanoseconds since 1970-01-01T00:00:00Z. Models only ever see differences of instants as
/// doubles, so that a scenario moved by an hour gives the same bits.
struct Time {
  std::int64_t ns = 0;
  constexpr auto operator<=>(const Time&) const = default;
};

constexpr Time operator+(Time t, Duration d) { return {t.ns + d.ns}; }
constexpr Time operator-(Time t, Duration d) { return {t.ns - d.ns}; }
constexpr Duration operator-(Time a, Time b) { return {a.ns - b.ns}; }

inline constexpr Time kNever{INT64_MAX};

}  // namespace cupola
