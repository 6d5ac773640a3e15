#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "core/tests/reference_data.hpp"
#include "tracking/tests/gospa.hpp"
#include "tracking/tests/scene.hpp"

namespace cupola::testing {
namespace {

constexpr double kPeriod_s = 4.0;
constexpr double kRadarNorth_m = -150'000.0;

/// The rows of a table without its head, words as 0.
std::vector<std::vector<double>> rows(const std::string& path) {
  std::ifstream file(path);
  std::string line, cell;
  std::getline(file, line);
  std::vector<std::vector<double>> table;
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    table.emplace_back();
    while (std::getline(cells, cell, ',')) table.back().push_back(std::strtod(cell.c_str(), nullptr));
  }
  return table;
}

int scan_of(double time_s) { return static_cast<int>(std::lround(time_s / kPeriod_s)); }

/// The sets lie in a plane; here it is the plane of the radar's horizon, and plots claim a height good to 100
/// m.
TestRadar set_radar() {
  TestRadar radar = TestRadar::at(38.4, 27.2, 0, kPeriod_s);
  radar.book.detection_probability = 0.9;
  radar.book.false_plots_per_m3 = 30.0 / (240e3 * 240e3 * 350.0);
  return radar;
}

Plot set_plot(const TestRadar& radar, const std::vector<double>& row, bool polar) {
  Plot p;
  p.radar = radar.book.id;
  p.time = Time{} + Duration::seconds(row[0]);
  if (polar) {
    p.range_m = row[2];
    p.azimuth_rad = row[3] * kDegree;
    p.range_sd_m = row[4];
    p.azimuth_sd_rad = row[5] * kDegree;
  } else {
    const double north_m = row[3] - kRadarNorth_m;
    p.range_m = std::hypot(row[2], north_m);
    p.azimuth_rad = std::atan2(row[2], north_m);
    if (p.azimuth_rad < 0.0) p.azimuth_rad += 2.0 * math::kPi;
    p.range_sd_m = row[4];
    p.azimuth_sd_rad = row[5] / p.range_m;
  }
  p.elevation_sd_rad = 100.0 / p.range_m;
  return p;
}

struct Score {
  double gospa = 0.0, missed = 0.0, extra = 0.0;
};

/// Mean over scans 5 to 59, as the peers were scored (cut-off 1000 m).
Score score(const std::string& plots, const std::string& truth, bool polar) {
  const TestRadar radar = set_radar();
  std::map<int, PlotBatch> batches;
  for (const std::vector<double>& row : rows(plots)) {
    PlotBatch& batch = batches[scan_of(row[0])];
    batch.plots.push_back(set_plot(radar, row, polar));
    batch.begin = batch.end = batch.plots.back().time;
  }
  std::map<int, std::vector<Vec3>> places;
  for (const std::vector<double>& row : rows(truth))
    places[scan_of(row[0])].push_back(radar.book.frame.ecef_from_enu({row[2], row[3] - kRadarNorth_m, 0.0}));

  Tracker tracker(PostId{1}, {}, {radar.book});
  Score sum;
  for (auto& [scan, batch] : batches) {
    batch.radar = radar.book.id;
    batch.scan = static_cast<std::uint32_t>(scan);
    batch.azimuth_width_rad = 2.0 * math::kPi;
    tracker.process(batch);
    if (scan < 5) continue;
    std::vector<Vec3> tracks;
    for (const TrackState& s : tracker.tracks())
      if (s.track.confirmed && !s.dropped)
        tracks.push_back(s.track.p_ecef_m + (batch.end - s.track.time).seconds() * s.track.v_ecef_m_s);
    const Gospa g = gospa(places[scan], tracks, 1000.0);
    sum.gospa += g.value / 55.0;
    sum.missed += g.missed / 55.0;
    sum.extra += g.extra / 55.0;
  }
  return sum;
}

void print(const char* set, const Score& s) {
  std::printf("%s: GOSPA %.0f m, missed %.2f, false %.2f a scan\n", set, s.gospa, s.missed, s.extra);
}

// Stone Soup's global nearest neighbour scores 1195 and 1727 m on these plots (data/tracking/README.md).
TEST(ReferenceSets, FiftyTargetsInThePlane) {
  CUPOLA_REFERENCE_FILE(plots, "tracking/n050_s1_cartesian.csv");
  CUPOLA_REFERENCE_FILE(truth, "tracking/n050_s1_truth.csv");
  const Score s = score(plots, truth, false);
  print("n050 cartesian", s);
  EXPECT_LT(s.gospa, 1100.0);
}

TEST(ReferenceSets, FiftyTargetsInPolarPlots) {
  CUPOLA_REFERENCE_FILE(plots, "tracking/n050_s1_polar.csv");
  CUPOLA_REFERENCE_FILE(truth, "tracking/n050_s1_truth.csv");
  const Score s = score(plots, truth, true);
  print("n050 polar", s);
  EXPECT_LT(s.gospa, 1450.0);
}

// One constant-velocity model would give 3600 m; the stand-alone tracker has 2695 m.
TEST(ReferenceSets, FiveHundredTargetsInThePlane) {
  CUPOLA_REFERENCE_FILE(plots, "tracking/n500_s1_cartesian.csv");
  CUPOLA_REFERENCE_FILE(truth, "tracking/n500_s1_truth.csv");
  const Score s = score(plots, truth, false);
  print("n500 cartesian", s);
  EXPECT_LT(s.gospa, 3100.0);
}

}  // namespace
}  // namespace cupola::testing
