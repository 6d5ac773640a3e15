#include "analysis/geodesic.hpp"

#include <GeographicLib/Geodesic.hpp>

namespace cupola {

Geodesic geodesic_between(double latitude1_deg, double longitude1_deg, double latitude2_deg,
                          double longitude2_deg) {
  Geodesic way{};
  GeographicLib::Geodesic::WGS84().Inverse(latitude1_deg, longitude1_deg, latitude2_deg, longitude2_deg,
                                           way.distance_m, way.azimuth_begin_deg, way.azimuth_end_deg);
  return way;
}

}  // namespace cupola
