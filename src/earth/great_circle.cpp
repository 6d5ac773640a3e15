#include "earth/great_circle.hpp"

#include <algorithm>
#include <cmath>

#include "core/math.hpp"
#include "earth/horizon.hpp"

namespace cupola {
namespace {

Vec3 direction_of(const GroundPlace& place) {
  const auto [sin_lat, cos_lat] = math::sincos(place.latitude_rad);
  const auto [sin_lon, cos_lon] = math::sincos(place.longitude_rad);
  return {cos_lat * cos_lon, cos_lat * sin_lon, sin_lat};
}

Vec3 east_of(double longitude_rad) {
  const auto [sine, cosine] = math::sincos(longitude_rad);
  return {-sine, cosine, 0.0};
}

}  // namespace

GreatCircle::GreatCircle(const GroundPlace& from, const GroundPlace& to)
    : start_(direction_of(from)), east_(east_of(from.longitude_rad)), north_(cross(start_, east_)) {
  const Vec3 end = direction_of(to);
  const Vec3 chord = end - start_;
  const Vec3 across = chord - dot(chord, start_) * start_;
  const double sine = norm(across);
  length_m_ = kMeanEarthRadius_m * math::atan2(sine, dot(start_, end));
  ahead_ = sine > 0.0 ? across / sine : north_;
}

GreatCircle::GreatCircle(const GroundPlace& from, double azimuth_rad, double length_m)
    : start_(direction_of(from)),
      length_m_(length_m),
      east_(east_of(from.longitude_rad)),
      north_(cross(start_, east_)) {
  const auto [sine, cosine] = math::sincos(azimuth_rad);
  ahead_ = sine * east_ + cosine * north_;
}

GroundPlace GreatCircle::at(double distance_m) const {
  const auto [sine, cosine] = math::sincos(distance_m / kMeanEarthRadius_m);
  const Vec3 p = cosine * start_ + sine * ahead_;
  return {math::asin(std::clamp(p.z, -1.0, 1.0)), math::atan2(p.y, p.x)};
}

double GreatCircle::azimuth_rad() const {
  const double azimuth_rad = math::atan2(dot(ahead_, east_), dot(ahead_, north_));
  return azimuth_rad < 0.0 ? azimuth_rad + 2.0 * math::kPi : azimuth_rad;
}

}  // namespace cupola
