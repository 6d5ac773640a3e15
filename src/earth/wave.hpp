#pragma once

namespace cupola {

inline constexpr double kSpeedOfLight_m_s = 299792458.0;
inline constexpr double kVacuumPermittivity_f_m = 8.8541878128e-12;

inline constexpr double wavelength_of(double frequency_hz) { return kSpeedOfLight_m_s / frequency_hz; }

}  // namespace cupola
