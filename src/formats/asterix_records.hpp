#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "formats/asterix_items.hpp"

namespace cupola {

/// Who sent a record.
struct AsterixSource {
  int sac = 0, sic = 0;  ///< system area code, system identification code
  std::string name() const { return std::to_string(sac) + '/' + std::to_string(sic); }
  auto operator<=>(const AsterixSource&) const = default;
};

/// A target report of one radar (CAT048), in the units of the standard.
struct AsterixPlot {
  std::optional<AsterixSource> source;           ///< I048/010
  std::optional<std::uint32_t> time_of_day_128;  ///< I048/140: since midnight, 1/128 s
  int type = 0;  ///< I048/020: 0 no detection, 1 primary, 2 secondary, 3 both, 4 to 7 Mode S
  bool simulated = false, fixed_monitor = false, test = false, range_in_expansion = false;
  std::optional<double> slant_range_nmi, azimuth_deg;  ///< I048/040
  std::optional<int> mode_3a;                          ///< I048/070: four octal digits, as a number
  bool mode_3a_good = false;                           ///< validated and not garbled
  std::optional<double> flight_level;                  ///< I048/090
  bool flight_level_good = false;
  std::optional<double> secondary_run_deg, primary_run_deg;            ///< I048/130
  std::optional<int> replies, secondary_dbm, primary_dbm;              ///< I048/130
  std::optional<double> range_difference_nmi, azimuth_difference_deg;  ///< I048/130: primary less secondary
  std::optional<std::uint32_t> aircraft_address;                       ///< I048/220
  std::optional<std::string> callsign;                                 ///< I048/240, blanks at its end kept
  std::optional<int> track_number;                                     ///< I048/161
  std::optional<double> x_nmi, y_nmi;                                  ///< I048/042
  std::optional<double> speed_nmi_s, heading_deg;                      ///< I048/200
  std::optional<double> height_ft;  ///< I048/110: measured by a 3-D radar, above mean sea level
};

/// A system track (CAT062), in the units of the standard.
struct AsterixTrack {
  std::optional<AsterixSource> source;                ///< I062/010
  std::optional<int> service;                         ///< I062/015
  std::optional<std::uint32_t> time_of_day_128;       ///< I062/070
  std::optional<double> latitude_deg, longitude_deg;  ///< I062/105
  std::optional<double> x_m, y_m;                     ///< I062/100: in the system's plane
  std::optional<double> vx_m_s, vy_m_s;               ///< I062/185
  std::optional<double> ax_m_s2, ay_m_s2;             ///< I062/210
  std::optional<int> mode_3a;                         ///< I062/060
  std::optional<int> track_number;                    ///< I062/040
  bool tentative = false, simulated = false, last = false, coasting = false;  ///< I062/080
  std::optional<std::uint32_t> aircraft_address;                              ///< I062/380
  std::optional<std::string> callsign;                                        ///< I062/380, else I062/245
  std::optional<double> measured_flight_level;                                ///< I062/136
  std::optional<double> height_ft;                                            ///< I062/130
  std::optional<double> barometric_flight_level;                              ///< I062/135
  std::optional<double> climb_ft_min;                                         ///< I062/220
  std::optional<double> sd_x_m, sd_y_m;                                       ///< I062/500
  std::optional<double> sd_latitude_deg, sd_longitude_deg;                    ///< I062/500
};

/// What a radar says of itself (CAT034).
struct AsterixService {
  std::optional<AsterixSource> source;                          ///< I034/010
  std::optional<double> period_s;                               ///< I034/041: of one rotation
  std::optional<double> latitude_deg, longitude_deg, height_m;  ///< I034/120
};

/// What do the items of a record say?
/// Accurate   every value exactly as coded (tshark's decode of the recorded samples)
/// Leaves out Mode S registers, ages, flight plans, warnings, the reserved expansion and special purpose
///            fields
/// Checked by tests/asterix_records_test.cpp
AsterixPlot asterix_plot(std::span<const AsterixItem> items);
AsterixTrack asterix_track(std::span<const AsterixItem> items);
AsterixService asterix_service(std::span<const AsterixItem> items);

}  // namespace cupola
