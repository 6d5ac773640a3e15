#include <benchmark/benchmark.h>

#include <cmath>
#include <vector>

#include "core/math.hpp"
#include "core/random.hpp"
#include "tracking/detection_tracker.hpp"

// One scan of the stand-alone tracker, all in: gate, assign, filter, judge, estimates at the scan's end.
// Scenes after the recipe of shared/data/tracking: as many targets, on an area as dense as that of n500.

namespace cupola {
namespace {

constexpr double kPeriod_s = 4.0, kSd_m = 100.0;
constexpr int kScans = 30, kWarm = 10;

struct Target {
  double x, y, vx, vy, rate;
};

/// Numbers for a scene; any will do that are the same every time.
class Numbers {
 public:
  double uniform() {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return (static_cast<double>(state_ >> 11) + 0.5) * 0x1p-53;
  }
  double normal() { return math::normal_quantile(uniform()); }

 private:
  std::uint64_t state_ = 7;
};

std::vector<PlotScan<2>> scene(int targets) {
  Numbers n;
  const double half_m = 100e3 * std::sqrt(targets / 500.0);
  std::vector<Target> all;
  for (int i = 0; i < targets; ++i) {
    const double x = half_m * (2 * n.uniform() - 1), y = half_m * (2 * n.uniform() - 1);
    const double speed = 150 + 150 * n.uniform(), course = 2 * math::kPi * n.uniform();
    const double rate = (i % 2 ? 1 : 0) * (n.uniform() < 0.5 ? -1 : 1) * (0.3 + 1.2 * n.uniform()) * 0.01745;
    all.push_back({x, y, speed * math::sin(course), speed * math::cos(course), rate});
  }
  std::vector<PlotScan<2>> scans;
  for (int k = 0; k < kScans; ++k) {
    PlotScan<2> scan;
    scan.begin = scan.end = Time{} + Duration::seconds(k * kPeriod_s);
    scan.units = 4.0 * half_m * half_m;
    const auto add = [&](double x, double y) {
      PositionPlot<2> p;
      p.time = scan.end;
      p.z[0] = x;
      p.z[1] = y;
      p.r[0] = p.r[2] = kSd_m * kSd_m;
      scan.plots.push_back(p);
    };
    for (Target& t : all) {
      const double ex = kSd_m * n.normal(), ey = kSd_m * n.normal();
      if (n.uniform() < 0.9) add(t.x + ex, t.y + ey);
      const double c = math::cos(t.rate * kPeriod_s), s = math::sin(t.rate * kPeriod_s);
      t.x += kPeriod_s * t.vx;
      t.y += kPeriod_s * t.vy;
      const double vx = c * t.vx - s * t.vy;
      t.vy = s * t.vx + c * t.vy;
      t.vx = vx;
    }
    const int clutter = static_cast<int>(30.0 * targets / 500.0);
    for (int i = 0; i < clutter; ++i) {
      const double x = half_m * (2 * n.uniform() - 1), y = half_m * (2 * n.uniform() - 1);
      add(x, y);
    }
    scans.push_back(scan);
  }
  return scans;
}

void track_scan(benchmark::State& state, AssociationMethod association) {
  const std::vector<PlotScan<2>> scans = scene(static_cast<int>(state.range(0)));
  const std::vector<DetectionSensor> sensors(1);
  DetectionTrackerSettings settings;
  settings.association = association;
  std::vector<TrackEstimate<2>> out;
  int at = kScans;
  DetectionTracker<2> tracker(settings, sensors);
  for (auto _ : state) {
    if (at == kScans) {
      state.PauseTiming();
      tracker = DetectionTracker<2>(settings, sensors);
      for (at = 0; at < kWarm; ++at) {
        tracker.process(scans[static_cast<std::size_t>(at)]);
        tracker.estimate(scans[static_cast<std::size_t>(at)].end, out);
      }
      state.ResumeTiming();
    }
    const PlotScan<2>& scan = scans[static_cast<std::size_t>(at++)];
    tracker.process(scan);
    tracker.estimate(scan.end, out);
    benchmark::DoNotOptimize(out.data());
  }
  state.counters["tracks"] = static_cast<double>(out.size());
}
BENCHMARK_CAPTURE(track_scan, gnn, AssociationMethod::gnn)
    ->Arg(100)
    ->Arg(1000)
    ->Arg(10000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(track_scan, bp, AssociationMethod::bp)
    ->Arg(100)
    ->Arg(1000)
    ->Arg(10000)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace cupola
