#pragma once

#include "catalogue/interceptor_type.hpp"

namespace cupola::testing {

/// A large single-phase missile, numbers of our own: enough to fly 150 km.
inline InterceptorType example_interceptor() {
  InterceptorType t;
  t.name = "example";
  t.range_min_m = 3e3;
  t.range_max_m = 150e3;
  t.range_max_ballistic_m = 60e3;
  t.altitude_min_m = 10.0;
  t.altitude_max_m = 25e3;
  t.target_speed_max_m_s = 3000.0;
  t.launch_mass_kg = 1800.0;
  t.diameter_m = 0.5;
  t.boost_time_s = 8.0;
  t.boost_propellant_kg = 700.0;
  t.sustain_time_s = 5.5;
  t.sustain_propellant_kg = 300.0;
  t.specific_impulse_s = 250.0;
  t.drag_scale = 0.9;
  t.lateral_limit_m_s2 = 200.0;
  t.lift_coefficient_max = 5.0;
  t.life_s = 200.0;
  t.end_speed_m_s = 450.0;
  t.loft = {{0.0, 0.0}, {10e3, 0.05}, {30e3, 0.16}, {70e3, 0.30}, {150e3, 0.42}};
  t.handover_time_s = 8.0;
  t.handover_basket_m = 1000.0;
  t.reliability = 1.0;
  for (Figure& p : t.kill_probability) p = 0.8;
  return t;
}

}  // namespace cupola::testing
