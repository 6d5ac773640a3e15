#pragma once

#include "support/lay_down.hpp"

namespace cupola::testing {

/// Raiders in a block, half a kilometre apart, that come on slowly; a fire unit with more than enough of everything,
/// whose looks are only as frequent as the shots need. All shots are over before the first raider is at its release
/// line. The doctrine is left to the caller.
inline LayDown block_of_raiders(int raiders, double pk, double seconds) {
  LayDown l;
  Scenario& s = l.scenario;
  s.duration = Duration::seconds(seconds + 2.0);
  s.assets[0].radius_m = 10e3;
  s.posts[0].type.decision_period_s = 1.0;
  for (LauncherSite& launcher : s.launchers) launcher.load = {{WeaponTypeId{0}, 1000}};
  l.kill_with(pk);
  l.change_weapons([](InterceptorType& w) {
    w.range_min_m = 1e3;
    w.boost_time_s = 4.0;
    w.sustain_time_s = 0.5;
    w.handover_time_s = 20.0;
    w.handover_basket_m = 200.0;
  });
  l.change_radars([](RadarType& r) { r.search_frame_s = r.track_interval_s = 2.0; });
  for (int i = 0; i < raiders; ++i) {
    const double north_km = 5.0 + 0.5 * (i / 20), east_km = 0.5 * (i % 20) - 4.75, way_km = 0.1 * seconds;
    l.add_flight(numbered("raider", i), LayDown::place(north_km, east_km, 4000.0),
                 LayDown::place(north_km - way_km, east_km, 4000.0), 100.0);
  }
  return l;
}

}  // namespace cupola::testing
