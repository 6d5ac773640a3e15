// What terrain costs: a viewshed against GDAL's in the same run, a ray by the pyramid and by brute force, a
// question to a viewshed. One core.

#include <benchmark/benchmark.h>
#include <cpl_conv.h>
#include <gdal.h>
#include <gdal_alg.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/math.hpp"
#include "core/random.hpp"
#include "core/wide_lanes.hpp"
#include "earth/hgt_reader.hpp"
#include "earth/horizon.hpp"
#include "earth/terrain_pyramid.hpp"
#include "earth/viewshed.hpp"
#include "earth/viewshed_sweep.hpp"

namespace cupola {
namespace {

constexpr double kDegree = math::kPi / 180.0;
constexpr int kSide = 3601;  // 13 million posts: a tile of one arc-second

/// Hills from hashed heights at halving distances, where there is no tile of SRTM at hand.
double made_hill_m(int row, int column) {
  double height_m = 400.0, amplitude_m = 600.0;
  for (int size = 512; size >= 1; size /= 2, amplitude_m *= 0.55) {
    const auto hashed = [&](int i, int j) {
      auto h = static_cast<std::uint32_t>(i) * 0x9e3779b1u ^ static_cast<std::uint32_t>(j) * 0x85ebca77u ^
               static_cast<std::uint32_t>(size) * 0xc2b2ae3du;
      h = (h ^ h >> 15) * 0x2c1b3c6du;
      return static_cast<double>((h ^ h >> 12) & 0xffffu) / 65536.0 - 0.5;
    };
    const int i = row / size, j = column / size;
    const double u = static_cast<double>(row % size) / size, v = static_cast<double>(column % size) / size;
    const double south = hashed(i, j) + v * (hashed(i, j + 1) - hashed(i, j));
    const double north = hashed(i + 1, j) + v * (hashed(i + 1, j + 1) - hashed(i + 1, j));
    height_m += amplitude_m * (south + u * (north - south));
  }
  return std::max(0.0, std::floor(height_m));
}

std::optional<TerrainTile> white_mountains() {
  const char* folder = std::getenv("CUPOLA_REFERENCE_DATA");
  const std::string root = folder ? folder : std::string(CUPOLA_SOURCE_DIR) + "/../shared/data";
  Problems problems;
  return read_hgt(root + "/terrain/srtm/tkrajina/N44W072.hgt", problems);
}

/// SRTM mirrored three times each way, or made hills, at one arc-second.
const TerrainTile& ground() {
  static const TerrainTile tile = [] {
    const std::optional<TerrainTile> srtm = white_mountains();
    const auto mirrored = [](int i) { return i / 1200 % 2 == 0 ? i % 1200 : 1200 - i % 1200; };
    std::vector<std::int16_t> posts;
    for (int row = 0; row < kSide; ++row)
      for (int column = 0; column < kSide; ++column)
        posts.push_back(static_cast<std::int16_t>(srtm ? srtm->post_m(mirrored(row), mirrored(column))
                                                       : made_hill_m(row, column)));
    const double step_rad = kDegree / (kSide - 1);
    return TerrainTile({44.0 * kDegree, 8.0 * kDegree, step_rad, step_rad, kSide, kSide}, {0.0, 1.0},
                       VerticalDatum::kEgm96, {"benchmark", 0}, std::move(posts));
  }();
  return tile;
}

SightPoint site() {
  const PostGrid& grid = ground().grid();
  return {{grid.latitude_rad(1800.0), grid.longitude_rad(1800.0)}, ground().post_m(1800, 1800) + 20.0};
}

/// The same posts as a raster of GDAL in memory, in metres.
GDALDatasetH gdal_ground() {
  GDALAllRegister();
  static std::vector<std::int16_t> from_north;
  for (int row = kSide - 1; row >= 0; --row)
    from_north.insert(from_north.end(), ground().posts() + static_cast<std::size_t>(row) * kSide,
                      ground().posts() + static_cast<std::size_t>(row + 1) * kSide);
  GDALDatasetH set = GDALCreate(GDALGetDriverByName("MEM"), "", kSide, kSide, 1, GDT_Int16, nullptr);
  double transform[6] = {0.0, 30.0, 0.0, 30.0 * kSide, 0.0, -30.0};
  GDALSetGeoTransform(set, transform);
  if (GDALRasterIO(GDALGetRasterBand(set, 1), GF_Write, 0, 0, kSide, kSide, from_north.data(), kSide, kSide,
                   GDT_Int16, 0, 0) != CE_None)
    std::abort();
  return set;
}

/// Its viewshed: visibility at a height, or the least height at which a target is seen (what ours gives).
bool gdal_viewshed(GDALDatasetH set, GDALViewshedOutputType output) {
  GDALDatasetH result = GDALViewshedGenerate(GDALGetRasterBand(set, 1), "MEM", "", nullptr, 30.0 * 1800.5,
                                             30.0 * 1800.5, 20.0, 100.0, 255.0, 0.0, 0.0, -1.0, 0.75,
                                             GVM_Edge, 0.0, nullptr, nullptr, output, nullptr);
  const bool done = result != nullptr;
  if (result) GDALClose(result);
  return done;
}

template <class Work>
double seconds(Work work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// Ours and theirs by turns, the best of each: what else runs on the machine slows both.
void viewshed_against_gdal(benchmark::State& state) {
  const SightPoint eye = site();
  const TerrainTile& tile = ground();
  ViewshedInput input{tile, ViewshedGeometry::sphere(tile.grid(), eye.place), eye.height_msl_m,
                      0.75 / (2.0 * kMeanEarthRadius_m)};
  std::vector<float> heights(tile.count());
  GDALDatasetH set = gdal_ground();
  double fan_s = 1e9, xdraw_s = 1e9, narrow_s = 1e9, seen_s = 1e9, height_s = 1e9;
  for (auto _ : state) {
    for (int i = 0; i < 7; ++i) {
      input.method = RayMethod::kFan;
      fan_s = std::min(fan_s, seconds([&] { sweep_viewshed(input, has_wide_lanes(), heights.data()); }));
      narrow_s = std::min(narrow_s, seconds([&] { sweep_viewshed(input, false, heights.data()); }));
      input.method = RayMethod::kXDraw;
      xdraw_s = std::min(xdraw_s, seconds([&] { sweep_viewshed(input, has_wide_lanes(), heights.data()); }));
      if (i >= 3) continue;
      bool done = true;
      seen_s = std::min(seen_s, seconds([&] { done = done && gdal_viewshed(set, GVOT_NORMAL); }));
      height_s = std::min(
          height_s, seconds([&] { done = done && gdal_viewshed(set, GVOT_MIN_TARGET_HEIGHT_FROM_GROUND); }));
      if (!done) state.SkipWithError("GDALViewshedGenerate failed");
    }
  }
  GDALClose(set);
  const double per_post = 1e9 / static_cast<double>(tile.count());
  state.counters["ours_ns_post"] = fan_s * per_post;
  state.counters["ours_v3_ns_post"] = narrow_s * per_post;
  state.counters["xdraw_ns_post"] = xdraw_s * per_post;
  state.counters["gdal_seen_ns_post"] = seen_s * per_post;
  state.counters["gdal_height_ns_post"] = height_s * per_post;
  state.counters["times_gdal_seen"] = seen_s / fan_s;
  state.counters["times_gdal_height"] = height_s / fan_s;
  state.counters["xdraw_times_gdal_height"] = height_s / xdraw_s;
}
BENCHMARK(viewshed_against_gdal)->Iterations(1)->Unit(benchmark::kMillisecond);

/// Pairs of places all over the ground: masts of 20 m, targets from 100 to 3000 m up.
struct Pairs {
  std::vector<SightPoint> eyes, targets;
};
Pairs pairs_of(const TerrainTile& tile, std::size_t count) {
  std::uint64_t state = 1;
  const auto part = [&] {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<double>(state >> 11) * 0x1p-53;
  };
  const PostGrid& grid = tile.grid();
  const auto somewhere = [&](double agl_m) {
    const double row = part() * (grid.rows - 1), column = part() * (grid.columns - 1);
    return SightPoint{{grid.latitude_rad(row), grid.longitude_rad(column)},
                      tile.height_m(row, column) + agl_m};
  };
  Pairs pairs;
  for (std::size_t i = 0; i < count; ++i) {
    pairs.eyes.push_back(somewhere(20.0));
    const double up_m = 100.0 + 2900.0 * part();
    pairs.targets.push_back(somewhere(up_m));
  }
  return pairs;
}

const TerrainTile& srtm_tile() {
  static const TerrainTile tile = [] {
    std::optional<TerrainTile> srtm = white_mountains();
    return srtm ? std::move(*srtm)
                : Terrain({ground()})
                      .cut({44.0 * kDegree, 8.0 * kDegree, kDegree / 1200, kDegree / 1200, 1201, 1201}, 0.0);
  }();
  return tile;
}

void ray_by_pyramid(benchmark::State& state) {
  const TerrainPyramid pyramid(srtm_tile());
  const Pairs pairs = pairs_of(srtm_tile(), 4096);
  std::size_t i = 0;
  int seen = 0;
  for (auto _ : state) {
    seen += pyramid.sees(pairs.eyes[i], pairs.targets[i]).value_or(false);
    i = (i + 1) % pairs.eyes.size();
  }
  state.counters["seen"] = static_cast<double>(seen) / static_cast<double>(state.iterations());
}
BENCHMARK(ray_by_pyramid);

void ray_by_march(benchmark::State& state) {
  const Terrain terrain({srtm_tile()});
  const Pairs pairs = pairs_of(srtm_tile(), 64);
  std::size_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        march_sight(terrain, pairs.eyes[i], pairs.targets[i], {4.0 / 3.0, 45.0}).visible);
    i = (i + 1) % pairs.eyes.size();
  }
}
BENCHMARK(ray_by_march);

/// A target that moves, 250 m a step, and places at random.
void question_to_a_viewshed(benchmark::State& state) {
  const Viewshed viewshed(ground(), site());
  const bool moving = state.range(0) == 1;
  const Pairs pairs = pairs_of(ground(), 65536);
  std::vector<GroundPlace> places;
  for (std::size_t i = 0; i < pairs.targets.size(); ++i) {
    const double part = static_cast<double>(i % 400) / 400.0;
    const PostGrid& grid = ground().grid();
    const GroundPlace on_its_way{grid.latitude_rad(100.0 + 3400.0 * part),
                                 grid.longitude_rad(3300.0 - 3000.0 * part)};
    places.push_back(moving ? on_its_way : pairs.targets[i].place);
  }
  std::size_t i = 0;
  double sum = 0.0;
  for (auto _ : state) {
    sum += viewshed.minimum_msl_m(places[i]);
    i = (i + 1) % 65536;
  }
  benchmark::DoNotOptimize(sum);
  state.SetLabel(moving ? "moving target" : "random places");
}
BENCHMARK(question_to_a_viewshed)->Arg(1)->Arg(0);

/// Is a target seen that moves at a height above ground: the lower, the oftener the ground before it has to
/// decide.
void target_before_a_viewshed(benchmark::State& state) {
  const Viewshed viewshed(ground(), site());
  const PostGrid& grid = ground().grid();
  std::vector<SightPoint> targets;
  for (int i = 0; i < 400; ++i) {
    const double row = 100.0 + 8.5 * i, column = 3300.0 - 7.5 * i;
    targets.push_back({{grid.latitude_rad(row), grid.longitude_rad(column)},
                       ground().height_m(row, column) + static_cast<double>(state.range(0))});
  }
  std::size_t i = 0;
  int seen = 0;
  for (auto _ : state) {
    seen += viewshed.sees(targets[i]);
    i = (i + 1) % targets.size();
  }
  state.SetLabel(std::to_string(state.range(0)) + " m above ground");
  state.counters["seen"] = static_cast<double>(seen) / static_cast<double>(state.iterations());
}
BENCHMARK(target_before_a_viewshed)->Arg(2)->Arg(100)->Arg(500);

}  // namespace
}  // namespace cupola
