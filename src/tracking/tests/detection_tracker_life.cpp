#include <gtest/gtest.h>

#include "tracking/detection_tracker.hpp"

namespace cupola::testing {
namespace {

/// A scan of one sensor with one plot of a target that flies east, or with none.
PlotScan<2> scan_at(double t, double period_s, bool seen) {
  PlotScan<2> scan;
  scan.units = 1e10;
  scan.period_s = period_s;
  scan.begin = scan.end = Time{} + Duration::seconds(t);
  if (!seen) return scan;
  PositionPlot<2> p;
  p.time = scan.end;
  p.z[0] = 200.0 * t;
  p.r[0] = p.r[2] = 2500.0;
  scan.plots.push_back(p);
  return scan;
}

DetectionTrackerSettings sure_of_plots(AssociationMethod association) {
  DetectionTrackerSettings settings;
  settings.association = association;
  settings.detection_probability = 0.3;
  settings.false_detections_per_scan = 0.0;
  return settings;
}

class LifeOfATrack : public ::testing::TestWithParam<AssociationMethod> {};
INSTANTIATE_TEST_SUITE_P(DetectionTracker, LifeOfATrack,
                         ::testing::Values(AssociationMethod::gnn, AssociationMethod::bp));

/// However sure a sensor without false detections makes it.
TEST_P(LifeOfATrack, IsNotFirmBeforeItsSecondPlot) {
  const std::vector<DetectionSensor> sensors(1);
  DetectionTracker<2> tracker(sure_of_plots(GetParam()), sensors);
  tracker.process(scan_at(0.0, 4.0, true));
  for (int s = 1; s < 4; ++s) tracker.process(scan_at(4.0 * s, 4.0, false));
  EXPECT_TRUE(tracker.is_held(1));
  EXPECT_EQ(tracker.tracks_confirmed(), 0);
  tracker.process(scan_at(16.0, 4.0, true));
  EXPECT_EQ(tracker.tracks_confirmed(), 1);
}

TEST_P(LifeOfATrack, LastsThreeScansOfASlowSensorWithoutAPlot) {
  const std::vector<DetectionSensor> sensors(1);
  DetectionTrackerSettings settings = sure_of_plots(GetParam());
  settings.coast_most_s = 60.0;
  DetectionTracker<2> tracker(settings, sensors);
  for (int s = 0; s < 4; ++s) tracker.process(scan_at(30.0 * s, 30.0, true));
  for (int s = 4; s < 7; ++s) tracker.process(scan_at(30.0 * s, 30.0, false));
  EXPECT_TRUE(tracker.is_held(1));
  tracker.process(scan_at(210.0, 30.0, false));
  EXPECT_FALSE(tracker.is_held(1));
}

TEST(SensorEstimate, TakesWhatItIsToldAsItIs) {
  DetectionSensor sensor;
  sensor.detection_probability = 0.01;
  sensor.false_detections_per_scan = 0.0;
  SensorEstimate by_file({}, sensor);
  by_file.begin_scan(10.0);
  by_file.end_scan(10.0, 9.0, 4.0);
  EXPECT_EQ(by_file.detection_probability(), 0.01);
  EXPECT_EQ(by_file.false_per_scan(), 0.0);
  DetectionTrackerSettings settings;
  settings.detection_probability = 0.999;
  settings.false_detections_per_scan = 0.01;
  const SensorEstimate by_settings(settings, sensor);
  EXPECT_EQ(by_settings.detection_probability(), 0.999);
  EXPECT_EQ(by_settings.false_per_scan(), 0.01);
}

}  // namespace
}  // namespace cupola::testing
