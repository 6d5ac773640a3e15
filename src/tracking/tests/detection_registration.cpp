#include "tracking/detection_registration.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "core/tests/linear_congruence.hpp"
#include "earth/geodetic.hpp"

namespace cupola {
namespace {

using testing::LinearCongruence;

constexpr double kDegree = 3.14159265358979323846 / 180.0;

struct Scene {
  DetectionSet set;
  std::vector<SensorBias> bias;
  double error = 1.0;  ///< as a share of the standard deviations claimed

  void add_in_plane(double east_m, double north_m, const SensorBias& wrong) {
    DetectionSensor sensor;
    sensor.name = std::to_string(set.sensors.size());
    sensor.measures = Measures::range_azimuth;
    sensor.p_plane_enu_m = {east_m, north_m, 0.0};
    set.sensors.push_back(sensor);
    bias.push_back(wrong);
  }
  void add_over_ground(const Geodetic& place, const SensorBias& wrong) {
    DetectionSensor sensor;
    sensor.name = std::to_string(set.sensors.size());
    sensor.measures = Measures::range_azimuth_elevation;
    sensor.place = place;
    set.sensors.push_back(sensor);
    bias.push_back(wrong);
  }

  /// Every target at constant velocity, seen by all sensors every 4 s, one sensor after the other.
  void fly(int targets, double width_m) {
    LinearCongruence luck(7);
    struct Target {
      Vec3 p_m, v_m_s;
    };
    std::vector<Target> all;
    for (int i = 0; i < targets; ++i) {
      Target t;
      t.p_m.x = luck.in(-0.5, 0.5) * width_m, t.p_m.y = luck.in(-0.5, 0.5) * width_m;
      t.p_m.z = luck.in(4e3, 12e3);
      t.v_m_s.x = luck.in(-250.0, 250.0), t.v_m_s.y = luck.in(-250.0, 250.0);
      all.push_back(t);
    }
    const int count = static_cast<int>(set.sensors.size());
    for (int scan = 0; scan < 40 * count; ++scan) {
      const double t_s = 4.0 * scan / count;
      for (const Target& target : all)
        if (luck.uniform() < 0.9) see(luck, scan % count, t_s, target.p_m + t_s * target.v_m_s);
    }
  }

 private:
  void see(LinearCongruence& luck, int s, double t_s, Vec3 p_m) {
    const DetectionSensor& sensor = set.sensors[s];
    const bool space = sensor.measures == Measures::range_azimuth_elevation;
    if (space) {
      static const LocalFrame common = LocalFrame::at({0.7, 0.57, 0.0});
      p_m = LocalFrame::at(sensor.place).enu_from_ecef(common.ecef_from_enu(p_m));
    } else {
      p_m = p_m - sensor.p_plane_enu_m;
      p_m.z = 0.0;
    }
    const Polar z = polar_from_enu(p_m);
    const auto noise = [&] {
      double sum = -6.0;
      for (int i = 0; i < 12; ++i) sum += luck.uniform();
      return error * sum;
    };
    Detection d;
    d.time = Time{} + Duration::seconds(t_s);
    d.sensor = s;
    d.row = static_cast<std::int64_t>(set.detections.size());
    const double sd[] = {50.0, 0.1 * kDegree, 0.1 * kDegree};
    const double measured[] = {z.range_m + bias[s].range_m, z.azimuth_rad + bias[s].azimuth_rad,
                               z.elevation_rad + bias[s].elevation_rad};
    for (int k = 0; k < (space ? 3 : 2); ++k) {
      d.sd[k] = sd[k];
      d.z[k] = measured[k] + sd[k] * noise();
    }
    set.detections.push_back(d);
  }
};

std::vector<ScanRhythm> rhythms_of(const DetectionSet& set) {
  std::vector<ScanRhythm> rhythms;
  for (std::size_t i = 0; i < set.sensors.size(); ++i)
    rhythms.push_back(scan_rhythm(set, static_cast<int>(i), 0.0));
  return rhythms;
}

/// Within four standard deviations of the truth, and those are small.
void expect_found(const Scene& scene, double range_sd_m, double angle_sd_rad) {
  const RegistrationEstimate e = register_sensors(scene.set, rhythms_of(scene.set), {});
  EXPECT_TRUE(e.all_observable);
  EXPECT_GT(e.used, 50u);
  for (std::size_t s = 0; s < scene.bias.size(); ++s) {
    EXPECT_NEAR(e.bias[s].range_m, scene.bias[s].range_m, 4.0 * range_sd_m) << s;
    EXPECT_NEAR(e.bias[s].azimuth_rad, scene.bias[s].azimuth_rad, 4.0 * angle_sd_rad) << s;
    EXPECT_NEAR(e.bias[s].elevation_rad, scene.bias[s].elevation_rad, 4.0 * angle_sd_rad) << s;
    EXPECT_LT(e.sd[s].range_m, range_sd_m);
    EXPECT_LT(e.sd[s].azimuth_rad, angle_sd_rad);
  }
}

TEST(DetectionRegistration, FindsBiasesInAPlane) {
  Scene scene;
  scene.add_in_plane(-60e3, -40e3, {60.0, 0.15 * kDegree, 0.0});
  scene.add_in_plane(60e3, -40e3, {-40.0, -0.15 * kDegree, 0.0});
  scene.fly(25, 160e3);
  expect_found(scene, 12.0, 0.015 * kDegree);
}

TEST(DetectionRegistration, FindsBiasesOverTheEllipsoid) {
  Scene scene;
  scene.add_over_ground({0.695, 0.562, 900.0}, {80.0, 0.3 * kDegree, -0.1 * kDegree});
  scene.add_over_ground({0.705, 0.580, 1200.0}, {0.0, -0.2 * kDegree, 0.1 * kDegree});
  scene.fly(25, 120e3);
  expect_found(scene, 15.0, 0.03 * kDegree);
}

TEST(DetectionRegistration, TakesThemOff) {
  Scene scene;
  scene.add_in_plane(0.0, 0.0, {60.0, 0.15 * kDegree, 0.0});
  scene.error = 0.0;
  scene.fly(3, 100e3);
  Scene right = scene;
  right.bias[0] = {};
  right.set.detections.clear();
  right.fly(3, 100e3);
  take_off(scene.set, scene.bias);
  ASSERT_EQ(scene.set.detections.size(), right.set.detections.size());
  for (std::size_t i = 0; i < right.set.detections.size(); ++i) {
    EXPECT_NEAR(scene.set.detections[i].z[0], right.set.detections[i].z[0], 1e-9);
    EXPECT_NEAR(scene.set.detections[i].z[1], right.set.detections[i].z[1], 1e-12);
  }
}

/// One radar, or one that measures positions: nothing to be known, and nothing is changed.
TEST(DetectionRegistration, LeavesAloneWhatItCannotKnow) {
  Scene scene;
  scene.add_in_plane(0.0, 0.0, {60.0, 0.15 * kDegree, 0.0});
  scene.fly(10, 100e3);
  const RegistrationEstimate e = register_sensors(scene.set, rhythms_of(scene.set), {});
  EXPECT_FALSE(e.all_observable);
  EXPECT_EQ(e.used, 0u);
  EXPECT_EQ(e.bias[0].azimuth_rad, 0.0);
}

}  // namespace
}  // namespace cupola
