#pragma once

#include <array>
#include <string>

#include "catalogue/figure.hpp"
#include "catalogue/interceptor_type.hpp"
#include "catalogue/radar_type.hpp"

namespace cupola {

class FieldVisitor;

enum class Transponder { none, civil, national };

/// Mean radar cross-section in one band, by aspect: the mean of the Swerling case, not the median.
struct RcsByAspect {
  Figure front_m2, side_m2, rear_m2;
};

/// What everybody may know of an aircraft, missile, drone or decoy.
struct PlatformType {
  std::string name;
  TargetClass target_class = TargetClass::aircraft;
  Figure speed_m_s;  ///< usual cruise
  Figure speed_max_m_s;
  Figure turn_limit_m_s2;                   ///< lateral acceleration in turns of the route
  std::array<RcsByAspect, kBandCount> rcs;  ///< by Band; bands without an entry copy the nearest one given
  int swerling = 1;
  Figure decorrelation_s;  ///< without a record: every look sees another cross-section
  Transponder transponder = Transponder::none;
  Figure ballistic_coefficient_kg_m2;  ///< re-entering bodies only
};

void declare(FieldVisitor&, RcsByAspect&);
void declare(FieldVisitor&, PlatformType&);

/// Bands that no file gives take the value in force of the nearest band given (of two equally near ones the
/// higher); a copy has no record of its own, so it is neither drawn nor counted. To be called again after the
/// values change.
void fill_missing_bands(PlatformType&);

}  // namespace cupola
