#include "cli/score_plots.hpp"

#include "cli/output.hpp"
#include "core/math.hpp"
#include "formats/read_detections.hpp"

namespace cupola {

Vec3 plot_position_m(const DetectionSensor& sensor, const Detection& d) {
  switch (sensor.measures) {
    case Measures::east_north:
      return {d.z[0], d.z[1], 0.0};
    case Measures::range_azimuth: {
      const math::SineCosine az = math::sincos(d.z[1]);
      return {sensor.p_plane_enu_m.x + d.z[0] * az.sin, sensor.p_plane_enu_m.y + d.z[0] * az.cos, 0.0};
    }
    case Measures::range_azimuth_elevation:
      break;
  }
  return LocalFrame::at(sensor.place).ecef_from_enu(enu_from_polar({d.z[0], d.z[1], d.z[2]}));
}

std::optional<std::vector<Vec3>> read_plot_positions(const std::string& path, const std::string& sensors,
                                                     bool in_space, Time from, Time until) {
  Problems problems;
  ReadDetectionsOptions options;
  options.sensors = sensors;
  const std::optional<DetectionsRead> read = read_detections(path, options, problems);
  if (!read) {
    complain(problems.text());
    return std::nullopt;
  }
  std::vector<Vec3> points;
  for (const Detection& d : read->set.detections) {
    const DetectionSensor& sensor = read->set.sensors[static_cast<std::size_t>(d.sensor)];
    if ((sensor.measures == Measures::range_azimuth_elevation) != in_space) {
      complain(path + ": error: the plots and the tracks are not in the same frame\n");
      return std::nullopt;
    }
    if (d.time >= from && d.time <= until) points.push_back(plot_position_m(sensor, d));
  }
  return points;
}

}  // namespace cupola
