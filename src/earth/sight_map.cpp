#include "earth/sight_map.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <tuple>

#include "core/check.hpp"
#include "core/math.hpp"
#include "earth/geodetic.hpp"
#include "earth/horizon.hpp"

namespace cupola {
namespace {

constexpr double kStepPerRange = 1.0 / 2000.0, kLevel_m = 5.0, kBehindEdgeLeast_m = 200.0;
constexpr double kKnot_m = 2e3;  // places between are on straight lines in degrees
constexpr double kStepFinest_m = 10.0, kStepCoarsest_m = 500.0;
constexpr int kReferenceThinning = 4;
constexpr double kLowest_m = -500.0;  // the Dead Sea's shore
constexpr double kOutliers = 0.01;    // of the ground: data have holes

/// The ground under one azimuth: places by linear steps between knots of the true way.
class Azimuth {
 public:
  Azimuth(const SightMapSite& site, double east, double north)
      : frame_(LocalFrame::at({site.place.latitude_rad, site.place.longitude_rad, 0.0})),
        east_(east),
        north_(north),
        next_(place_at(0.0)) {}

  /// For distances that rise from call to call.
  GroundPlace at(double distance_m) {
    while (distance_m > knot_m_) {
      last_ = next_;
      knot_m_ += kKnot_m;
      next_ = place_at(knot_m_);
    }
    const double u = 1.0 - (knot_m_ - distance_m) / kKnot_m;
    return {last_.latitude_rad + u * (next_.latitude_rad - last_.latitude_rad),
            last_.longitude_rad + u * (next_.longitude_rad - last_.longitude_rad)};
  }

 private:
  GroundPlace place_at(double distance_m) const {
    const double angle = distance_m / kMeanEarthRadius_m;
    const double flat_m = kMeanEarthRadius_m * math::sin(angle), half = math::sin(0.5 * angle);
    const Geodetic there = to_geodetic(
        frame_.ecef_from_enu({flat_m * east_, flat_m * north_, -2.0 * kMeanEarthRadius_m * half * half}));
    double longitude_rad = there.longitude_rad;  // no jump at the date line
    const double from = last_.longitude_rad;
    if (distance_m > 0.0)
      longitude_rad -= 2.0 * math::kPi * std::round((longitude_rad - from) / (2.0 * math::kPi));
    return {there.latitude_rad, longitude_rad};
  }

  LocalFrame frame_;
  double east_, north_, knot_m_ = 0.0;
  GroundPlace last_, next_;
};

double ground_msl_m(const Terrain& terrain, const GroundPlace& place, double outside_msl_m) {
  return terrain.height_msl_m(place.latitude_rad, place.longitude_rad).value_or(outside_msl_m);
}

/// Direction of a row: even in e / (|e| + |n|).
void direction_of(int row, double& east, double& north) {
  const double q = static_cast<double>(row) / SightMap::kRowsPerQuarter;
  const double e = q < 1.0 ? q : q < 3.0 ? 2.0 - q : q - 4.0;
  const double n = q < 2.0 ? 1.0 - q : q - 3.0;
  const double length = std::sqrt(e * e + n * n);
  east = e / length;
  north = n / length;
}

}  // namespace

SightMap::SightMap(const Terrain& terrain, const SightMapSite& site) {
  CUPOLA_CHECK(site.reach_m > 0.0 && site.reach_m < 1e6 && !terrain.tiles().empty());
  const double far_m = std::max(site.reach_m - kNear_m, 0.0);
  two_k_radius_m_ = 2.0 * site.k_factor * kMeanEarthRadius_m;
  columns_ = static_cast<int>(kNear_m / kNearStep_m + std::ceil(far_m / kFarStep_m)) + 2;
  const double post_m = terrain.tiles().front().grid().latitude_step_rad * kMeanEarthRadius_m;
  step_least_m_ = std::clamp(0.5 * post_m, kStepFinest_m, kStepCoarsest_m);
  const double undulation_m = terrain.geoid().undulation_m(site.place.latitude_rad, site.place.longitude_rad);
  antenna_msl_m_ = site.antenna_hae_m - undulation_m;
  outside_msl_m_ = site.outside_hae_m - undulation_m;
  find_reference(terrain, site);
  reference_hae_m_ = reference_msl_m_ + undulation_m;

  const std::size_t samples = static_cast<std::size_t>(kRows) * static_cast<std::size_t>(columns_);
  samples_.resize(samples);
  rings_ = static_cast<int>(std::min(site.reach_m, kGroundMost_m) / kRing_m) + 1;
  ground_.resize(static_cast<std::size_t>(kGroundRows) * static_cast<std::size_t>(rings_));
  for (int row = 0; row + 1 < kRows; ++row) walk(terrain, site, row);
  std::copy_n(samples_.begin(), columns_, samples_.end() - columns_);
  std::copy_n(ground_.begin(), rings_, ground_.end() - rings_);
}

double SightMap::range_m(int column) const {
  const double knee = kNear_m / kNearStep_m;
  return column <= knee ? column * kNearStep_m : kNear_m + (column - knee) * kFarStep_m;
}

void SightMap::find_reference(const Terrain& terrain, const SightMapSite& site) {
  const double farthest_m = std::sqrt(two_k_radius_m_ * std::max(antenna_msl_m_ - kLowest_m, 1.0));
  std::vector<std::pair<double, double>> ground;  // height and area of what is in view
  double area = 0.0;
  for (int row = 0; row + 1 < kRows; row += kReferenceThinning) {
    double east = 0.0, north = 1.0;
    direction_of(row, east, north);
    Azimuth way(site, east, north);
    double steepest = -1e9;
    for (double s = step_least_m_, step; s < std::min(site.reach_m, farthest_m); s += step) {
      step = kReferenceThinning * std::max(step_least_m_, s * kStepPerRange);
      const double ground_m = ground_msl_m(terrain, way.at(s), outside_msl_m_);
      const double slope = (ground_m - s * s / two_k_radius_m_ - antenna_msl_m_) / s;
      if (slope < steepest) continue;
      steepest = slope;
      ground.emplace_back(ground_m, s * step);
      area += s * step;
    }
  }
  std::sort(ground.begin(), ground.end());
  reference_msl_m_ = std::min(ground_msl_m(terrain, site.place, outside_msl_m_), antenna_msl_m_);
  double below = 0.0;
  for (const auto& [ground_m, part] : ground) {
    below += part;
    if (below < kOutliers * area) continue;
    reference_msl_m_ = std::min(reference_msl_m_, ground_m);
    break;
  }
}

void SightMap::walk(const Terrain& terrain, const SightMapSite& site, int row) {
  const double per_m = 1.0 / two_k_radius_m_;
  double east = 0.0, north = 1.0;
  direction_of(row, east, north);
  Azimuth way(site, east, north), posts(site, east, north);
  Sample* samples = samples_.data() + static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_);

  constexpr int kThinning = kRowsPerQuarter / kGroundRowsPerQuarter;
  const std::size_t first_ring = static_cast<std::size_t>(row / kThinning) * static_cast<std::size_t>(rings_);
  Ring ring;
  int rings = row % kThinning == 0 ? 0 : rings_;  // of this row so far

  double steepest = -1e9, edge_m = 0.0, s = step_least_m_, last_s = 0.0,
         last_m = ground_msl_m(terrain, site.place, outside_msl_m_);
  for (int column = 0; column < columns_; ++column) {
    const double range = range_m(column);
    // The ground before this range.
    for (; s < range; s += std::max(step_least_m_, s * kStepPerRange)) {
      const double ground_m = ground_msl_m(terrain, way.at(s), outside_msl_m_);
      const double slope = (ground_m - s * s * per_m - antenna_msl_m_) / s;
      // Rings are centred on the places of their samples.
      while (rings < rings_ && s > (rings + 0.5) * kRing_m)
        close(ring, first_ring + static_cast<std::size_t>(rings++), steepest);
      const double grazing = (ground_m - last_m) / (s - last_s) - slope - 2.0 * s * per_m;
      ++ring.posts;
      if (slope >= steepest && grazing > 0.0) {
        ++ring.seen;
        ring.grazing += grazing / std::sqrt(1.0 + grazing * grazing);
        ring.slope += slope;
      }
      last_s = s;
      last_m = ground_m;
      if (slope <= steepest) continue;
      steepest = slope;
      edge_m = ground_m < reference_msl_m_ + kLevel_m ? 0.0 : s;
    }
    const GroundPlace there = posts.at(range);
    const double undulation_m = terrain.geoid().undulation_m(there.latitude_rad, there.longitude_rad);
    const double ray_m = antenna_msl_m_ + steepest * range + range * range * per_m;
    samples[column].least_hae_m = static_cast<float>(column > 0 ? ray_m + undulation_m : kOpen_m);
    const double behind_m = std::max(range - edge_m, kBehindEdgeLeast_m);
    samples[column].edge =
        edge_m > 0.0 ? static_cast<float>(std::sqrt(edge_m / (behind_m * (edge_m + behind_m)))) : 0.0f;
  }
}

void SightMap::close(Ring& ring, std::size_t at, double edge_slope) {
  if (ring.seen > 0) {
    ground_[at].ln_grazing =
        std::max(static_cast<float>(math::log(std::max(ring.grazing / ring.posts, 1e-17))), kHidden_ln);
    ground_[at].slope = static_cast<float>(ring.slope / ring.seen);
  } else {
    ground_[at].slope = static_cast<float>(std::max(edge_slope, -1.0));
  }
  ring = {};
}

double SightMap::quarters(double east, double north) {
  const double share = east / std::max(std::fabs(east) + std::fabs(north), 1e-300);
  if (north < 0.0) return 2.0 - share;
  return share < 0.0 ? share + 4.0 : share;
}

double SightMap::at(float Sample::* what, double east, double north, double range) const {
  const double row = quarters(east, north) * kRowsPerQuarter;
  const double column =
      range < kNear_m ? range / kNearStep_m : kNear_m / kNearStep_m + (range - kNear_m) / kFarStep_m;
  const double r = std::min(std::floor(row), kRows - 2.0);
  const double c = std::clamp(std::floor(column), 0.0, columns_ - 2.0);
  const Sample* cell = samples_.data() + static_cast<std::size_t>(r) * static_cast<std::size_t>(columns_) +
                       static_cast<std::size_t>(c);
  const double u = std::min(column - c, 1.0), v = row - r;
  const auto across = [&](const Sample* left) {
    return left->*what + u * (double{left[1].*what} - left->*what);
  };
  const double low = across(cell), high = across(cell + columns_);
  return low + v * (high - low);
}

std::shared_ptr<const SightMap> SightMap::of(const Terrain& terrain, const SightMapSite& site) {
  using Key = std::tuple<std::string, double, double, double, double, double, double>;
  static std::mutex guard;
  static std::map<Key, std::weak_ptr<const SightMap>> known;
  const Key key{terrain.content_hash(), site.place.latitude_rad, site.place.longitude_rad, site.antenna_hae_m,
                site.reach_m,           site.k_factor,           site.outside_hae_m};
  const std::lock_guard lock(guard);
  std::weak_ptr<const SightMap>& entry = known[key];
  std::shared_ptr<const SightMap> map = entry.lock();
  if (!map) {
    map = std::make_shared<const SightMap>(terrain, site);
    entry = map;
  }
  return map;
}

}  // namespace cupola
