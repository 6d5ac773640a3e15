// What a scan costs the stand-alone tracker, all in: aging, prediction by the interacting models, gate,
// likelihoods, optimal assignment, update, initiation. One plot in ten is false, half another target in a
// gate.

#include <benchmark/benchmark.h>

#include <cmath>

#include "core/tests/linear_congruence.hpp"
#include "tracking/detection_tracker.hpp"

namespace cupola {
namespace {

constexpr int kSettling = 10, kMeasured = 40;  // scans
constexpr double kPeriod_s = 4.0, kSd_m = 100.0, kOthers = 0.05;

double bell(testing::LinearCongruence& luck) {
  double sum = luck.in(-1.0, 1.0);
  sum += luck.in(-1.0, 1.0);
  sum += luck.in(-1.0, 1.0);
  return kSd_m * sum;
}

/// Scans of targets at constant velocity in a box so large that a circle of a kilometre, about the gate of a
/// track that may turn, holds half another target.
std::vector<PlotScan<2>> scans_of(int targets) {
  testing::LinearCongruence luck(1);
  const double side_m = std::sqrt(targets * 3.14159 * 1000.0 * 1000.0 / kOthers);
  struct Target {
    double x, y, vx, vy;
  };
  std::vector<Target> all(static_cast<std::size_t>(targets));
  for (Target& t : all) {
    t.x = luck.in(0.0, side_m), t.y = luck.in(0.0, side_m);
    t.vx = luck.in(-200.0, 200.0), t.vy = luck.in(-200.0, 200.0);
  }
  std::vector<PlotScan<2>> scans;
  for (int s = 0; s < kSettling + kMeasured; ++s) {
    PlotScan<2>& scan = scans.emplace_back();
    const double t_s = kPeriod_s * s;
    scan.begin = scan.end = Time{} + Duration::seconds(t_s);
    scan.units = side_m * side_m;
    const auto add = [&](double x_m, double y_m) {
      PositionPlot<2>& plot = scan.plots.emplace_back();
      plot.time = scan.end;
      plot.row = static_cast<std::int64_t>(scan.plots.size());
      plot.z[0] = x_m, plot.z[1] = y_m;
      plot.r[0] = plot.r[2] = kSd_m * kSd_m;
    };
    for (const Target& t : all) {
      const double dx = bell(luck), dy = bell(luck);
      if (luck.uniform() < 0.9) add(t.x + t_s * t.vx + dx, t.y + t_s * t.vy + dy);
    }
    for (int i = 0; i < targets / 10; ++i) {
      const double x_m = luck.in(0.0, side_m);
      add(x_m, luck.in(0.0, side_m));
    }
  }
  return scans;
}

void tracker_scan(benchmark::State& state, AssociationMethod association) {
  const auto scans = scans_of(static_cast<int>(state.range(0)));
  DetectionTrackerSettings settings;
  settings.association = association;
  settings.scan_period_s = kPeriod_s;
  DetectionSensor sensor;
  sensor.period_s = kPeriod_s;
  std::vector<TrackEstimate<2>> firm;
  for (auto _ : state) {
    state.PauseTiming();
    DetectionTracker<2> tracker(settings, std::span(&sensor, 1));
    for (int s = 0; s < kSettling; ++s) tracker.process(scans[static_cast<std::size_t>(s)]);
    state.ResumeTiming();
    for (int s = kSettling; s < kSettling + kMeasured; ++s)
      tracker.process(scans[static_cast<std::size_t>(s)]);
    state.PauseTiming();
    tracker.estimate(scans.back().end, firm);
    state.ResumeTiming();
  }
  state.counters["firm"] = static_cast<double>(firm.size());
  state.counters["s/scan"] = benchmark::Counter(static_cast<double>(state.iterations() * kMeasured),
                                                benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void scan_of_tracks(benchmark::State& state) { tracker_scan(state, AssociationMethod::gnn); }
BENCHMARK(scan_of_tracks)->ArgName("tracks")->Arg(100)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond);

void scan_of_tracks_by_belief(benchmark::State& state) { tracker_scan(state, AssociationMethod::bp); }
BENCHMARK(scan_of_tracks_by_belief)
    ->ArgName("tracks")
    ->Arg(100)
    ->Arg(1000)
    ->Arg(10000)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace cupola
