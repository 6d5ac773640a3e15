#pragma once

#include <cstdint>
#include <vector>

#include "messages/plot.hpp"
#include "tracking/bearing_fix.hpp"
#include "tracking/sensor_book.hpp"

namespace cupola {

/// A bearing that no track has taken, kept until another site's meets it.
struct HeldBearing {
  Bearing bearing;
  std::size_t sensor = 0;  ///< position among the tracker's sensors
  std::uint32_t scan = 0;
  int in_batch = -1;  ///< position among the bearings of the batch in hand; -1: of an earlier one
  // With whose scan it has been crossed; with no other, so that no error enters two fixes in a row.
  bool paired = false;
  std::size_t partner = 0;
  std::uint32_t partner_scan = 0;
  bool spent = false;  ///< stands behind a firm track
};

/// A place where held bearings cross, at the time of the newest.
struct Crossing {
  BearingFix fix;
  Time time;
  std::vector<std::size_t> rays;  ///< among held(); the first is of the batch in hand
};

/// Which bearings of different sites may be of one source, and where would it be?
/// Model      every bearing of the batch with every held one of another sensor that was taken at most half
///            the longer of both look intervals away; a third sensor's joins where it fits both. A bearing
///            is crossed with one scan of one other sensor only (or those that join). All crossings that
///            pass bearing_fix.hpp count, ghosts with them: n sources give up to n^2, and only time tells
///            (Blackman and Popoli 1999, 9.7)
/// Holds for  sources that fly no faster than about 400 m/s: each bearing's source may have moved by 200 m/s
///            (1 sigma, each axis) between it and the newest
/// Random     none; the order of held bearings is that of sensor, scan and measurement
/// Checked by tests/bearing_crossings.cpp
class BearingCrossings {
 public:
  explicit BearingCrossings(const CrossingRule& rule = {}) : rule_(rule) {}

  /// Forgets what nothing can meet any more at `now`, and what belongs to the batch before.
  void open(const std::vector<SensorBook>& sensors, Time now);
  /// One more bearing of the batch in hand, which no track has taken.
  void hold(const Bearing& bearing, std::size_t sensor, std::uint32_t scan, int in_batch);
  /// Crosses those of the batch in hand with the others.
  const std::vector<Crossing>& cross_all(const std::vector<SensorBook>& sensors);

  std::vector<HeldBearing>& held() { return held_; }

 private:
  bool may_meet(const std::vector<SensorBook>& sensors, const HeldBearing& a, const HeldBearing& b) const;
  void cross_pair(const std::vector<SensorBook>& sensors, std::size_t fresh, std::size_t other);
  BearingFix fix_of(const std::vector<SensorBook>& sensors, const std::vector<std::size_t>& rays);
  void join_others(const std::vector<SensorBook>& sensors, Crossing& crossing);

  CrossingRule rule_;
  std::vector<HeldBearing> held_;
  std::vector<Crossing> crossings_;
  std::vector<Ray> rays_;
};

}  // namespace cupola
