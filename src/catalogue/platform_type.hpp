#pragma once

#include <array>
#include <string>
#include <vector>

#include "catalogue/figure.hpp"
#include "catalogue/interceptor_type.hpp"
#include "catalogue/price.hpp"
#include "catalogue/radar_type.hpp"

namespace cupola {

class FieldVisitor;

enum class Transponder { none, civil, national };

/// As it fights, or as it flies in peace: with a reflector, or a transponder's antennas out (RULES 11).
enum class Signature { clean, augmented };

/// Mean radar cross-section in one band, by aspect: the mean of the Swerling case, not the median.
struct RcsByAspect {
  Figure front_m2, side_m2, rear_m2;
};

/// Mean cross-sections over one elevation of the body frame, by the azimuths of their table.
struct RcsCut {
  double elevation_rad = 0.0;  ///< of the observer over the plane of the wings
  std::vector<double> rcs_m2;
};

/// Mean cross-section in one band by the direction to the observer in the body frame: azimuth from the nose
/// to the right, elevation over the plane of the wings.
struct RcsTable {
  std::vector<double> azimuths_rad;  ///< rising, from 0 to 180 deg (left as right) or from -180 to 180 deg
  std::vector<RcsCut> cuts;          ///< in rising elevation; their ends hold beyond them
  Figure level = 1.0;                ///< factor on all of it: who says so, and how sure he is
  bool given() const { return !cuts.empty(); }
};

/// Noise that a platform radiates, evenly all round and evenly over its band.
struct JammerType {
  Figure erp_w, bandwidth_hz;  ///< all of its power, over so much of the band at a time
  Figure frequency_low_hz, frequency_high_hz;
  bool given() const { return erp_w.has_record(); }
};

/// What a listener that knows emitters takes it for. Two sides may fly the same type of radar.
enum class EmitterKind { unknown, own_fighter_radar, foreign_fighter_radar, civil_transponder };

/// What else it radiates than noise: its own radar, its transponder. Heard by passive sensors.
struct EmitterType {
  Figure frequency_hz, eirp_w;  ///< towards whoever hears it while it radiates that way
  Figure duty;                  ///< share of a listener's periods in which it does
  EmitterKind kind = EmitterKind::unknown;
  bool given() const { return eirp_w.has_record(); }
};

/// What one does that gets to its objective: by itself, or by the weapons that it releases there.
struct StrikeType {
  Figure hit_probability;  ///< of one that arrives
  Figure destroyed_share;  ///< of what is left of an asset, by one hit
  bool given() const { return hit_probability.has_record(); }
};

/// Of one that homes on the emission of a radar: what it does without that.
struct AntiRadiationType {
  Figure miss_m;           ///< Rayleigh scale (1 sigma in each axis) about its last estimate
  Figure lethal_radius_m;  ///< nearer than that it puts the radar out of action
  bool given() const { return miss_m.has_record(); }
};

/// What everybody may know of an aircraft, missile, drone or decoy.
struct PlatformType {
  std::string name;
  TargetClass target_class = TargetClass::aircraft;
  Figure speed_m_s;  ///< usual cruise
  Figure speed_max_m_s;
  Figure turn_limit_m_s2;                      ///< lateral acceleration in turns of the route
  std::array<RcsByAspect, kBandCount> rcs;     ///< by Band; bands without an entry copy the nearest one given
  std::array<RcsTable, kBandCount> rcs_table;  ///< by Band; those not given: `rcs`
  Signature signature = Signature::clean;
  Figure augmented_rcs_m2;  ///< added on all sides while augmented
  Figure span_m;            ///< across the body, for glint; without a record: none
  int swerling = 1;
  Figure decorrelation_s;  ///< without a record: every look sees another cross-section
  Transponder transponder = Transponder::none;
  JammerType jammer;
  EmitterType emitter;
  StrikeType strike;
  AntiRadiationType anti_radiation;
  Figure ballistic_coefficient_kg_m2;  ///< re-entering bodies only
  Price price;
};

void declare(FieldVisitor&, RcsByAspect&);
void declare(FieldVisitor&, RcsCut&);
void declare(FieldVisitor&, RcsTable&);
void declare(FieldVisitor&, JammerType&);
void declare(FieldVisitor&, EmitterType&);
void declare(FieldVisitor&, StrikeType&);
void declare(FieldVisitor&, AntiRadiationType&);
void declare(FieldVisitor&, PlatformType&);

/// Bands that no file gives take the value in force of the nearest band given (of two equally near ones the
/// higher); a copy has no record of its own, so it is neither drawn nor counted. To be called again after the
/// values change.
void fill_missing_bands(PlatformType&);

}  // namespace cupola
