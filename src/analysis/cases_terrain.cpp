// Sight over terrain: truths of an independent program on a tile of SRTM.
#include <charconv>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "analysis/reference_tile.hpp"
#include "analysis/validation.hpp"
#include "core/math.hpp"
#include "earth/line_of_sight.hpp"
#include "earth/viewshed.hpp"

namespace cupola {

namespace {

constexpr double kDegree = math::kPi / 180.0;
constexpr const char* kTruths = "terrain/los_reference/los_shared_N43E007.csv";
constexpr const char* kTile = "terrain/srtm/graphhopper/N43E007.hgt.zip";
constexpr double kBeyondArgument_m = 1.0;  // a clearance smaller than this hangs on interpolation
constexpr int kArguable = 2;               // so many of all may differ

struct Truth {
  std::string line;
  GroundPlace eye, target;
  double eye_agl_m, target_agl_m, eye_ground_m, target_ground_m;
  bool visible;
  double clearance_m;
};

std::vector<Truth> read_truths(const std::string& path, Problems& problems) {
  std::vector<Truth> truths;
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  for (int number = 2; std::getline(file, line); ++number) {
    std::vector<double> f;
    std::istringstream fields(line);
    for (std::string field; std::getline(fields, field, ',');) {
      double value = std::nan("");
      std::from_chars(field.data(), field.data() + field.size(), value);
      f.push_back(value);
    }
    if (f.size() < 12) {
      Problem problem;
      problem.place.file = path;
      problem.place.line = number;
      problem.what = "found fewer than 12 columns";
      problems.add(problem);
      return {};
    }
    truths.push_back({"line " + std::to_string(number),
                      {f[1] * kDegree, f[2] * kDegree},
                      {f[4] * kDegree, f[5] * kDegree},
                      f[3],
                      f[6],
                      f[7],
                      f[8],
                      f[10] > 0.5,
                      f[11]});
  }
  return truths;
}

/// Does a target stand in sight? By one of our ways.
using Way = std::function<bool(const Terrain&, const SightPoint& eye, const SightPoint& target)>;

bool by_march(const Terrain& terrain, const SightPoint& eye, const SightPoint& target) {
  return march_sight(terrain, eye, target).visible;
}
bool by_viewshed(const Terrain& terrain, const SightPoint& eye, const SightPoint& target) {
  return Viewshed(terrain.tiles().front(), eye).sees(target);
}

/// The terrain beside a file of truths, and the truths.
struct Ground {
  Ground(const std::string& file, Problems& problems) : truths(read_truths(file, problems)) {
    const auto root = std::filesystem::path(file).parent_path().parent_path().parent_path();
    std::optional<TerrainTile> tile = read_reference_tile((root / kTile).string(), problems);
    if (tile) terrain = Terrain({std::move(*tile)});
    if (!tile) truths.clear();
  }
  double height_m(const GroundPlace& place) const {
    return terrain.height_msl_m(place.latitude_rad, place.longitude_rad).value_or(std::nan(""));
  }
  Terrain terrain{std::vector<TerrainTile>{}};
  std::vector<Truth> truths;
};

/// Each that is beyond argument, and how many of all agree.
std::vector<Comparison> seen(const std::string& file, Problems& problems, const Way& sees) {
  const Ground ground(file, problems);
  std::vector<Comparison> all;
  int agree = 0;
  for (const Truth& truth : ground.truths) {
    const SightPoint eye{truth.eye, ground.height_m(truth.eye) + truth.eye_agl_m};
    const SightPoint target{truth.target, ground.height_m(truth.target) + truth.target_agl_m};
    const bool visible = sees(ground.terrain, eye, target);
    agree += visible == truth.visible;
    if (std::fabs(truth.clearance_m) > kBeyondArgument_m)
      all.push_back({truth.line, truth.visible ? 1.0 : 0.0, visible ? 1.0 : 0.0, 0.5});
  }
  const auto count = static_cast<double>(ground.truths.size());
  if (count > 0.0) all.push_back({"rows that agree", count, static_cast<double>(agree), kArguable + 0.5});
  return all;
}

std::vector<Comparison> heights(const std::string& file, Problems& problems) {
  const Ground ground(file, problems);
  std::vector<Comparison> all;
  for (const Truth& truth : ground.truths) {
    all.push_back({truth.line + ", observer", truth.eye_ground_m, ground.height_m(truth.eye), 0.06});
    all.push_back({truth.line + ", target", truth.target_ground_m, ground.height_m(truth.target), 0.06});
  }
  return all;
}

ValidationCase sight(const char* name, const char* what, const Way& way) {
  const auto compare = [way](const std::string& file, Problems& problems) {
    return seen(file, problems, way);
  };
  return {name, what, "", "200 truths by an independent program over SRTM N43E007", kTruths, compare, kTile};
}

}  // namespace

std::vector<ValidationCase> terrain_cases() {
  return {{"terrain/ground", "height of the ground between posts", "m",
           "200 truths by an independent program over SRTM N43E007", kTruths, heights, kTile},
          sight("terrain/line-of-sight", "visible (1) or not (0), by the march", by_march),
          sight("terrain/viewshed", "visible (1) or not (0), by a viewshed", by_viewshed)};
}

}  // namespace cupola
