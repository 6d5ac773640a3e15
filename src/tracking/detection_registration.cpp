#include "tracking/detection_registration.hpp"

#include <algorithm>
#include <cmath>

#include "core/assignment.hpp"
#include "core/math.hpp"
#include "tracking/detection_tracker.hpp"

namespace cupola {
namespace {

constexpr double kApart_s = 12.0;  // between samples of a track, whose errors last that long
constexpr SensorBias kFirstGate{300.0, 0.01, 0.01};

template <int D>
constexpr double kGate = D == 2 ? 18.47 : 22.46;  // chi square, 99.9 %, of position and velocity

/// The firm tracks of all sensors at one time.
template <int D>
struct Snapshot {
  std::vector<std::vector<TrackEstimate<D>>> of_sensor;
};

std::vector<SensorSite> sites_of(const DetectionSet& set) {
  std::vector<SensorSite> sites;
  for (const DetectionSensor& sensor : set.sensors) {
    SensorSite site;
    site.elevation = sensor.measures == Measures::range_azimuth_elevation;
    site.origin_m = sensor.p_plane_enu_m;
    if (site.elevation) {
      const LocalFrame frame = LocalFrame::at(sensor.place);
      site.origin_m = frame.origin_ecef_m;
      site.to_enu = frame.ecef_to_enu;
    }
    sites.push_back(site);
  }
  return sites;
}

/// Every sensor's own tracker, and what they all say at the ends of scans.
template <int D>
std::vector<Snapshot<D>> track_apart(const DetectionSet& set, const std::vector<ScanRhythm>& rhythms,
                                     const DetectionTrackerSettings& settings) {
  DetectionScans<D> scans(set, rhythms);
  std::vector<DetectionTracker<D>> trackers;
  for (std::size_t i = 0; i < set.sensors.size(); ++i) trackers.emplace_back(settings, set.sensors);
  std::vector<Time> heard(set.sensors.size());
  std::vector<char> running(set.sensors.size());
  std::vector<Snapshot<D>> snapshots;
  Time last;
  PlotScan<D> scan;
  while (scans.next(scan)) {
    const auto sensor = static_cast<std::size_t>(scan.sensor);
    trackers[sensor].process(scan);
    running[sensor] = 1;
    heard[sensor] = scan.end;
    if (!snapshots.empty() && (scan.end - last).seconds() < kApart_s) continue;
    last = scan.end;
    Snapshot<D>& now = snapshots.emplace_back();
    now.of_sensor.resize(set.sensors.size());
    for (std::size_t i = 0; i < set.sensors.size(); ++i) {
      const bool polar = set.sensors[i].measures != Measures::east_north;
      if (polar && running[i] && (scan.end - heard[i]).seconds() < kApart_s)
        trackers[i].estimate(scan.end, now.of_sensor[i]);
    }
  }
  return snapshots;
}

template <int D>
Vec3 position_of(const TrackEstimate<D>& track) {
  return {track.x[0], track.x[1], D == 3 ? track.x[2] : 0.0};
}

template <int D>
double covariance_at(const TrackEstimate<D>& track, int i, int j) {
  return track.c[i * 2 * D - i * (i - 1) / 2 + (j - i)];
}

/// What is known of the biases so far, and how well.
struct Known {
  std::vector<SensorBias> bias, sd;
};

/// Pairs the tracks of two sensors at one time.
template <int D>
class Pairing {
 public:
  Pairing(const std::vector<SensorSite>& sites, const Known& known) : sites_(sites), known_(known) {}

  void pair(const Snapshot<D>& now, std::size_t a, std::size_t b, Registration& registration) {
    const auto &first = now.of_sensor[a], &second = now.of_sensor[b];
    candidates_.clear();
    for (std::size_t i = 0; i < first.size(); ++i)
      for (std::size_t j = 0; j < second.size(); ++j) {
        const double d2 = distance2(a, first[i], b, second[j]);
        if (d2 < kGate<D>) candidates_.push_back({static_cast<int>(i), static_cast<int>(j), d2});
      }
    alone_.assign(first.size(), kGate<D>);
    const auto chosen = assignment_.solve(static_cast<int>(second.size()), candidates_, alone_);
    for (std::size_t i = 0; i < first.size(); ++i)
      if (chosen[i] != Assignment::kAlone)
        registration.add(common(a, first[i], b, second[static_cast<std::size_t>(chosen[i])]));
  }

 private:
  double distance2(std::size_t a, const TrackEstimate<D>& first, std::size_t b,
                   const TrackEstimate<D>& second) {
    const Vec3 p_a = position_of(first), p_b = position_of(second);
    const Vec3 d = Registration::corrected_m(sites_[a], known_.bias[a], p_a) -
                   Registration::corrected_m(sites_[b], known_.bias[b], p_b);
    if (dot(d, d) > 1e10) return HUGE_VAL;
    const Matrix<3, 3> spread = Registration::spread_m2(sites_[a], known_.sd[a], p_a) +
                                Registration::spread_m2(sites_[b], known_.sd[b], p_b);
    Matrix<2 * D, 2 * D> c, inverse;
    Vector<2 * D> e;
    const double apart[] = {d.x, d.y, d.z};
    for (int i = 0; i < 2 * D; ++i) {
      e(i, 0) = i < D ? apart[i] : first.x[i] - second.x[i];
      for (int j = i; j < 2 * D; ++j) {
        const double biased = j < D ? spread(i, j) : 0.0;
        c(i, j) = c(j, i) = covariance_at(first, i, j) + covariance_at(second, i, j) + biased;
      }
    }
    if (!invert_spd(c, inverse)) return HUGE_VAL;
    return (transpose(e) * inverse * e)(0, 0);
  }

  CommonTarget common(std::size_t a, const TrackEstimate<D>& first, std::size_t b,
                      const TrackEstimate<D>& second) const {
    CommonTarget target{static_cast<int>(a), static_cast<int>(b), position_of(first), position_of(second), {},
                        first.number};
    for (int i = 0; i < D; ++i)
      for (int j = i; j < D; ++j)
        target.covariance_m2(i, j) = target.covariance_m2(j, i) =
            covariance_at(first, i, j) + covariance_at(second, i, j);
    return target;
  }

  const std::vector<SensorSite>& sites_;
  const Known& known_;
  std::vector<AssignmentCandidate> candidates_;
  std::vector<double> alone_;
  Assignment assignment_;
};

template <int D>
RegistrationEstimate register_all(const DetectionSet& set, const std::vector<ScanRhythm>& rhythms,
                                  const DetectionTrackerSettings& settings) {
  const std::vector<SensorSite> sites = sites_of(set);
  const std::vector<Snapshot<D>> snapshots = track_apart<D>(set, rhythms, settings);
  Known known{std::vector<SensorBias>(sites.size()), std::vector<SensorBias>(sites.size(), kFirstGate)};
  RegistrationEstimate estimate;
  for (int round = 0; round < 3; ++round) {
    Registration registration(sites);
    Pairing<D> pairing(sites, known);
    for (const Snapshot<D>& now : snapshots)
      for (std::size_t a = 0; a < sites.size(); ++a)
        for (std::size_t b = a + 1; b < sites.size(); ++b) pairing.pair(now, a, b, registration);
    estimate = registration.estimate();
    known.bias = estimate.bias;
    for (std::size_t s = 0; s < sites.size(); ++s)
      known.sd[s] = {std::min(estimate.sd[s].range_m, kFirstGate.range_m),
                     std::min(estimate.sd[s].azimuth_rad, kFirstGate.azimuth_rad),
                     std::min(estimate.sd[s].elevation_rad, kFirstGate.elevation_rad)};
  }
  return estimate;
}

}  // namespace

RegistrationEstimate register_sensors(const DetectionSet& set, const std::vector<ScanRhythm>& rhythms,
                                      const DetectionTrackerSettings& settings) {
  return over_ellipsoid(set) ? register_all<3>(set, rhythms, settings)
                             : register_all<2>(set, rhythms, settings);
}

void take_off(DetectionSet& set, std::span<const SensorBias> bias) {
  for (Detection& d : set.detections) {
    const auto sensor = static_cast<std::size_t>(d.sensor);
    if (set.sensors[sensor].measures == Measures::east_north) continue;
    const double turned = d.z[1] - bias[sensor].azimuth_rad, turn = 2.0 * math::kPi;
    d.z[0] = std::max(d.z[0] - bias[sensor].range_m, 0.0);
    d.z[1] = turned < 0.0 ? turned + turn : turned >= turn ? turned - turn : turned;
    if (set.sensors[sensor].measures == Measures::range_azimuth_elevation)
      d.z[2] -= bias[sensor].elevation_rad;
  }
}

}  // namespace cupola
