#pragma once

#include "catalogue/fields.hpp"

/// Measures by the field's own words: what a number means, and the range outside which it is a slip of the
/// pen. Limits in SI units, angles in degrees.
namespace cupola {

constexpr double radians(double angle_deg) { return angle_deg * 0.017453292519943295; }

constexpr Measure length(double least_m, double most_m) { return {Dimension::length, least_m, most_m}; }
constexpr Measure duration(double least_s, double most_s) { return {Dimension::time, least_s, most_s}; }
constexpr Measure speed(double least_m_s, double most_m_s) { return {Dimension::speed, least_m_s, most_m_s}; }
constexpr Measure rainfall(double least_mm_h, double most_mm_h) {
  return {Dimension::speed, least_mm_h / 3.6e6, most_mm_h / 3.6e6};
}
constexpr Measure acceleration(double least_m_s2, double most_m_s2) {
  return {Dimension::acceleration, least_m_s2, most_m_s2};
}
constexpr Measure angle(double least_deg, double most_deg) {
  return {Dimension::angle, radians(least_deg), radians(most_deg)};
}
constexpr Measure angular_rate(double least_deg_s, double most_deg_s) {
  return {Dimension::angular_rate, radians(least_deg_s), radians(most_deg_s)};
}
constexpr Measure rcs_area(double least_m2, double most_m2) {
  return {Dimension::area_rcs, least_m2, most_m2};
}
constexpr Measure mass(double least_kg, double most_kg) { return {Dimension::mass, least_kg, most_kg}; }
constexpr Measure mass_per_area(double least_kg_m2, double most_kg_m2) {
  return {Dimension::mass_per_area, least_kg_m2, most_kg_m2};
}
/// A ratio of powers, written in decibels or bare.
constexpr Measure power_ratio(double least, double most) { return {Dimension::power_ratio, least, most}; }
constexpr Measure power(double least_w, double most_w) { return {Dimension::power, least_w, most_w}; }
constexpr Measure frequency(double least_hz, double most_hz) {
  return {Dimension::frequency, least_hz, most_hz};
}
constexpr Measure money(double least_usd, double most_usd) {
  return {Dimension::money, least_usd, most_usd};  // of the year that stands beside it
}
constexpr Measure temperature(double least_k, double most_k) {
  return {Dimension::temperature, least_k, most_k};
}
constexpr Measure number(double least, double most) { return {Dimension::number, least, most}; }
constexpr Measure count_of(int least, int most) {
  return {Dimension::number, static_cast<double>(least), static_cast<double>(most), true};
}
constexpr Measure probability(double least = 0.0, double most = 1.0) {
  return {Dimension::probability, least, most};
}

}  // namespace cupola
