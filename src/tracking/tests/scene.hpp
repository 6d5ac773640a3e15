#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

#include "core/math.hpp"
#include "core/random.hpp"
#include "tracking/tracker.hpp"

namespace cupola::testing {

/// A target that flies straight and level enough: p0 + v (t - t0) in the earth-fixed frame.
struct Target {
  Vec3 p_ecef_m, v_ecef_m_s;
  Vec3 at(double t_s) const { return p_ecef_m + t_s * v_ecef_m_s; }
};

inline constexpr double kDegree = math::kPi / 180.0;

/// A turning radar of the tests: honest errors, own detection probability, no horizon.
struct TestRadar {
  SensorBook book;
  double range_sd_m = 50.0, azimuth_sd_rad = 0.1 * kDegree, elevation_sd_rad = 0.15 * kDegree;
  double detection_probability = 1.0;
  int slices = 16;

  static TestRadar at(double latitude_deg, double longitude_deg, std::uint32_t id, double period_s = 10.0) {
    TestRadar radar;
    radar.book.id = RadarId{id};
    radar.book.frame = LocalFrame::at({latitude_deg * kDegree, longitude_deg * kDegree, 50.0});
    radar.book.look_interval_s = period_s;
    return radar;
  }

  /// A place from east, north and up of the radar, and a velocity likewise.
  Target target(Vec3 p_enu_m, Vec3 v_enu_m_s) const {
    return {book.frame.ecef_from_enu(p_enu_m), transpose(book.frame.ecef_to_enu) * v_enu_m_s};
  }

  Plot exact_plot(const Vec3& p_ecef_m, Time t) const {
    const Polar polar = polar_from_enu(book.frame.enu_from_ecef(p_ecef_m));
    Plot plot;
    plot.radar = book.id;
    plot.time = t;
    plot.range_m = polar.range_m;
    plot.azimuth_rad = polar.azimuth_rad;
    plot.elevation_rad = polar.elevation_rad;
    plot.range_sd_m = range_sd_m;
    plot.azimuth_sd_rad = azimuth_sd_rad;
    plot.elevation_sd_rad = elevation_sd_rad;
    return plot;
  }

  Plot plot(const Vec3& p_ecef_m, Time t, Draws& draws) const {
    Plot p = exact_plot(p_ecef_m, t);
    const double n_range = draws.normal();
    const double n_azimuth = draws.normal();
    const double n_elevation = draws.normal();
    p.range_m += range_sd_m * n_range;
    p.azimuth_rad += azimuth_sd_rad * n_azimuth;
    p.elevation_rad += elevation_sd_rad * n_elevation;
    p.azimuth_rad -= 2.0 * math::kPi * std::floor(p.azimuth_rad / (2.0 * math::kPi));
    return p;
  }

  Time slice_begin(std::uint32_t n) const {
    return {static_cast<std::int64_t>(book.look_interval_s * 1e9) / slices * static_cast<std::int64_t>(n)};
  }

  /// When the beam crosses a target in turn `turn`, from 0.
  Time crossing(const Target& target, std::uint32_t turn) const {
    double t = (turn + 0.5) * book.look_interval_s;
    for (int i = 0; i < 20; ++i) {
      const double azimuth = polar_from_enu(book.frame.enu_from_ecef(target.at(t))).azimuth_rad;
      t = (turn + azimuth / (2.0 * math::kPi)) * book.look_interval_s;
    }
    return Time{static_cast<std::int64_t>(t * 1e9)};
  }

  PlotBatch empty_slice(std::uint32_t n) const {
    PlotBatch batch;
    batch.radar = book.id;
    batch.begin = slice_begin(n);
    batch.end = slice_begin(n + 1);
    batch.scan = n / static_cast<std::uint32_t>(slices);
    batch.azimuth_width_rad = 2.0 * math::kPi / slices;
    batch.azimuth_begin_rad = batch.azimuth_width_rad * (n % static_cast<std::uint32_t>(slices));
    return batch;
  }
};

inline bool measured_before(const Plot& a, const Plot& b) {
  return std::tuple(a.time, a.azimuth_rad, a.range_m) < std::tuple(b.time, b.azimuth_rad, b.range_m);
}

/// The slices of `turns` turns over some targets; each plot lies in the slice in which the beam crossed
/// the target.
inline std::vector<PlotBatch> turning_radar(const TestRadar& radar, const std::vector<Target>& targets,
                                            std::uint32_t turns, std::uint64_t seed) {
  std::vector<PlotBatch> batches;
  for (std::uint32_t n = 0; n < turns * static_cast<std::uint32_t>(radar.slices); ++n)
    batches.push_back(radar.empty_slice(n));
  for (std::size_t k = 0; k < targets.size(); ++k)
    for (std::uint32_t turn = 0; turn < turns; ++turn) {
      Draws draws(ReplicateKey{seed}, stream_key(Purpose::measurement_noise, k, radar.book.id.value), turn);
      const double luck = draws.uniform();
      if (luck > radar.detection_probability) continue;
      const Time t = radar.crossing(targets[k], turn);
      const auto after = std::upper_bound(batches.begin(), batches.end(), t,
                                          [](Time time, const PlotBatch& b) { return time < b.begin; });
      (after - 1)->plots.push_back(radar.plot(targets[k].at(t.ns * 1e-9), t, draws));
    }
  for (PlotBatch& batch : batches) std::sort(batch.plots.begin(), batch.plots.end(), measured_before);
  return batches;
}

/// As they arrive: by their end, then by radar.
inline void sort_by_arrival(std::vector<PlotBatch>& batches) {
  std::sort(batches.begin(), batches.end(), [](const PlotBatch& a, const PlotBatch& b) {
    return std::tuple(a.end, a.radar, a.dedicated, a.begin) <
           std::tuple(b.end, b.radar, b.dedicated, b.begin);
  });
}

inline int firm_tracks(const Tracker& tracker) {
  int n = 0;
  for (const TrackState& s : tracker.tracks()) n += s.track.confirmed && !s.dropped;
  return n;
}

}  // namespace cupola::testing
