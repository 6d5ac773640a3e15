#pragma once

#include "support/lay_down.hpp"

namespace cupola::testing {

inline Figure of_the_test(double value) {
  Figure figure(value);
  figure.reason = "of the test";
  return figure;
}

/// A turning radar whose noise is known, so that it can be jammed.
inline RadarType watch_radar() {
  RadarType r = LayDown::radar("watch", ScanKind::rotating);
  r.frequency_hz = 3e9;
  r.receiver.gain = of_the_test(6310.0);
  r.receiver.noise_temperature_k = 600.0;
  r.pattern.sidelobe = of_the_test(1e-5);
  return r;
}

inline void give_jammer(Platform& platform, double erp_w) {
  platform.type.jammer.erp_w = of_the_test(erp_w);
  platform.type.jammer.bandwidth_hz = 100e6;
  platform.type.jammer.frequency_low_hz = 2e9;
  platform.type.jammer.frequency_high_hz = 4e9;
}

/// One post with so many turning radars, 80 km apart from west to east, and a jammer that passes 130 km to
/// the north of them.
inline LayDown jammed_watch(int radars, double erp_w = 10e3) {
  LayDown l{LayDown::Empty{}};
  l.scenario.duration = Duration::seconds(300);
  l.add_asset("town", LayDown::place(0.0, 0.0));
  const PostId post = l.add_post("post", LayDown::place(0.0, 0.0));
  for (int i = 0; i < radars; ++i)
    l.add_radar(numbered("radar", i), LayDown::place(0.0, 80.0 * i - 40.0), watch_radar(), post);
  Platform& jammer = l.add_flight("jammer", LayDown::place(130.0, -30.0, 9000.0),
                                  LayDown::place(130.0, 40.0, 9000.0), 220.0);
  jammer.objective_time = kNever;
  if (erp_w > 0.0) give_jammer(jammer, erp_w);
  return l;
}

}  // namespace cupola::testing
