#pragma once

#include <array>
#include <string>
#include <vector>

#include "catalogue/figure.hpp"
#include "catalogue/kill_factors.hpp"
#include "catalogue/price.hpp"

namespace cupola {

class FieldVisitor;

enum class TargetClass { aircraft, airliner, cruise_missile, ballistic_missile, drone, decoy };
inline constexpr int kTargetClassCount = 6;

enum class GuidanceClass {
  semi_active,  ///< needs its own radar: illumination in line of sight and sector until the end (track via
                ///< missile)
  active        ///< own seeker after hand-over
};

/// A public figure about reach beside which the model's own is shown.
struct EnvelopeFigure {
  std::string what;  ///< `range at altitude`, `mean speed to range`, ...
  Figure range_m, altitude_m, mean_speed_m_s, max_speed_m_s;  ///< those it is about
  bool fitted = false;  ///< used in the fit of the motor and drag; false: held back
};

/// What everybody may know of an interceptor. Point mass, two thrust phases, no seeker, no fuze.
struct InterceptorType {
  std::string name;
  GuidanceClass guidance = GuidanceClass::semi_active;
  int per_place = 1;  ///< how many fit in one place of a launcher

  // Advertised zone: limits at intercept.
  Figure range_min_m, range_max_m, range_max_ballistic_m, altitude_min_m, altitude_max_m,
      target_speed_max_m_s;

  // Motion.
  Figure launch_mass_kg, diameter_m;
  Figure boost_time_s, boost_propellant_kg, sustain_time_s, sustain_propellant_kg, specific_impulse_s;
  Figure drag_scale;  ///< multiplies the standard drag curve by Mach number
  Figure lateral_limit_m_s2, lift_coefficient_max;
  Figure life_s;                            ///< battery
  Figure end_speed_m_s;                     ///< below this it is out of energy
  std::vector<std::array<double, 2>> loft;  ///< (range to the aim point m, loft angle rad), rising range

  // End game.
  Figure handover_time_s;    ///< time to go at which the seeker takes over
  Figure handover_basket_m;  ///< radius about the guiding track
  Figure reliability;
  std::array<Figure, kTargetClassCount> kill_probability;  ///< by TargetClass, given hand-over
  KillFactors kill_factors;                                ///< where it depends on more than the class
  Figure common_cause;  ///< correlation of the kills of two rounds of a salvo; without a record 0

  Price price;
  std::vector<EnvelopeFigure> envelope;
};

void declare(FieldVisitor&, EnvelopeFigure&);
void declare(FieldVisitor&, InterceptorType&);
/// The fields `kill_probability` and `common_cause`, which tables for all interceptors have too.
void declare_kill_probability(FieldVisitor&, std::array<Figure, kTargetClassCount>&);
void declare_common_cause(FieldVisitor&, Figure&);

}  // namespace cupola
