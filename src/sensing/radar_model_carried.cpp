#include <algorithm>
#include <cmath>

#include "core/math.hpp"
#include "sensing/own_frame.hpp"
#include "sensing/radar_model.hpp"

namespace cupola {
namespace {

constexpr double kHeightStep_m = 250.0;

/// The same radar as if it stood at another height.
RadarSite raised(RadarSite site, double antenna_agl_m) {
  site.antenna.height_hae_m += antenna_agl_m - site.antenna_agl_m;
  site.antenna_agl_m = antenna_agl_m;
  return site;
}

void put(const Vec3& v, double (&row)[3]) {
  row[0] = v.x;
  row[1] = v.y;
  row[2] = v.z;
}

}  // namespace

void RadarModel::set_navigation(const Scenario& scenario) {
  const Navigation& navigation = site->type.navigation;
  if (!carried() || !navigation.given()) return;
  Draws draws(ReplicateKey{constants.key}, stream_key(Purpose::navigation, name_key(site->name)), 0);
  const double east = draws.normal();
  const double north = draws.normal();
  const double up = draws.normal();
  const double heading = draws.normal();
  const double place_m = scenario.seeing.noise_scale * navigation.position_m;
  place_error_enu_m_ = {place_m * east, place_m * north, place_m * up};
  north_error_rad = scenario.seeing.noise_scale * navigation.heading_rad * heading;
}

void RadarModel::carry(const Scenario& scenario, const Motion& at_begin, const Motion& at_end,
                       double length_s) {
  const Geodetic place = to_geodetic(at_begin.p_ecef_m);
  const double agl_m = place.height_hae_m - scenario.earth.ground_hae_m;
  frame = LocalFrame::at(place);
  frame.origin_ecef_m = at_begin.p_ecef_m;

  // Tables at the nearest step of height, but the horizon where it is.
  const int step = static_cast<int>(std::floor(agl_m / kHeightStep_m + 0.5));
  const double table_agl_m = std::max(step * kHeightStep_m, 0.5 * kHeightStep_m);
  auto tables = tables_by_height_.find(step);
  if (tables == tables_by_height_.end())
    tables = tables_by_height_.emplace(step, EchoTables(scenario, raised(*site, table_agl_m))).first;
  tables->second.put_into(constants);
  stand_at(scenario, agl_m);
  constants.ground_sine_m = agl_m;

  // The way through the look: Hermite's cubic between its ends.
  const Vec3 v = at_begin.v_ecef_m_s;
  constants.moves = true;
  put(v, constants.way[0]);
  put({}, constants.way[1]);
  put({}, constants.way[2]);
  if (length_s > 0.0) {
    const Vec3 mean = (1.0 / length_s) * (at_end.p_ecef_m - at_begin.p_ecef_m);
    put((1.0 / length_s) * (3.0 * mean - 2.0 * v - at_end.v_ecef_m_s), constants.way[1]);
    put((1.0 / (length_s * length_s)) * (v + at_end.v_ecef_m_s - 2.0 * mean), constants.way[2]);
  }
  const Vec3 v_enu_m_s = frame.ecef_to_enu * v;
  course_rad_ = math::atan2(v_enu_m_s.x, v_enu_m_s.y);
}

Vec3 RadarModel::believed_place_ecef_m(double since_begin_s) const {
  const auto at = [&](int i, double from) {
    const double* const way[] = {constants.way[0], constants.way[1], constants.way[2]};
    return from + ((way[2][i] * since_begin_s + way[1][i]) * since_begin_s + way[0][i]) * since_begin_s;
  };
  const Vec3 place = {at(0, frame.origin_ecef_m.x), at(1, frame.origin_ecef_m.y),
                      at(2, frame.origin_ecef_m.z)};
  return place + transpose(frame.ecef_to_enu) * place_error_enu_m_;
}

double RadarModel::centre_rad(const RadarState& state) const {
  // It is turned by its own dial.
  const double centre_rad = state.sector_centre_rad - misalignment.azimuth_rad;
  return carried() ? course_rad_ + centre_rad : centre_rad;
}

}  // namespace cupola
