// The smooth earth and the ellipsoid, by earth/horizon.hpp and earth/geodetic.hpp; geodesics by
// analysis/geodesic.hpp.
#include "analysis/calculation.hpp"
#include "analysis/geodesic.hpp"
#include "core/quantity.hpp"
#include "earth/geodetic.hpp"
#include "earth/horizon.hpp"

namespace cupola {

namespace {

double radians(double degrees) { return to_si(degrees, units_for(Dimension::angle).front()); }

InputColumn latitude(const char* name) { return {name, "deg", "latitude", -90, 90}; }
InputColumn longitude(const char* name) { return {name, "deg", "longitude", -360, 360}; }
InputColumn height_hae(const char* name) {
  return {name, "m", "height above the ellipsoid (hae)", -20e3, 1e8};
}
InputColumn height_agl(const char* name, const char* doc) { return {name, "m", doc, 0, 100e3}; }

RowLaw horizon_law(const CalculationOptions&, Problems&) {
  return [](std::span<const double> in, std::span<double> out) {
    out[0] = horizon_range_m(in[0], in[1], in[2]);
    return RowFault();
  };
}

RowLaw geodesic_law(const CalculationOptions&, Problems&) {
  return [](std::span<const double> in, std::span<double> out) {
    const Geodesic way = geodesic_between(in[0], in[1], in[2], in[3]);
    out[0] = way.azimuth_begin_deg;
    out[1] = way.azimuth_end_deg;
    out[2] = way.distance_m;
    return RowFault();
  };
}

RowLaw enu_law(const CalculationOptions&, Problems&) {
  return [](std::span<const double> in, std::span<double> out) {
    const LocalFrame frame = LocalFrame::at({radians(in[0]), radians(in[1]), in[2]});
    const Vec3 p_enu_m = frame.enu_from_ecef(to_ecef({radians(in[3]), radians(in[4]), in[5]}));
    out[0] = p_enu_m.x;
    out[1] = p_enu_m.y;
    out[2] = p_enu_m.z;
    return RowFault();
  };
}

}  // namespace

std::vector<Calculation> geometry_calculations() {
  return {{.name = "horizon",
           .doc = "How far can two points see each other over the smooth earth?",
           .in = {height_agl("antenna_agl_m", "height of the antenna above ground"),
                  height_agl("target_agl_m", "height of the target above ground"),
                  {"k", "", "effective earth radius over true radius", 0.5, 1e6, false, 4.0 / 3.0}},
           .out = {{"horizon_range_m", "m", "ground range at which line of sight ends"}},
           .law = horizon_law,
           .example = "antenna_agl_m,target_agl_m\n25,100\n"},
          {.name = "geodesic",
           .doc = "Which is the shortest way over the ellipsoid, and how long is it?",
           .in = {latitude("lat1"), longitude("lon1"), latitude("lat2"), longitude("lon2")},
           .out = {{"azi1_deg", "deg", "azimuth at the beginning, from north, clockwise"},
                   {"azi2_deg", "deg", "azimuth at the end, forward"},
                   {"s12_m", "m", "length at height 0"}},
           .law = geodesic_law,
           .example = "lat1,lon1,lat2,lon2\n40.08,32.57,39.95,32.71\n"},
          {.name = "enu",
           .doc = "Where is place 2 in the east-north-up frame of place 1?",
           .in = {latitude("lat1"), longitude("lon1"), height_hae("h1_m"), latitude("lat2"),
                  longitude("lon2"), height_hae("h2_m")},
           .out = {{"e_m", "m", "east"}, {"n_m", "m", "north"}, {"u_m", "m", "up"}},
           .law = enu_law,
           .example = "lat1,lon1,h1_m,lat2,lon2,h2_m\n40.08,32.57,877,39.95,32.71,5000\n"}};
}

}  // namespace cupola
