#include "report/coverage_files.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/math.hpp"
#include "report/contour.hpp"
#include "report/geotiff.hpp"

namespace cupola {
namespace {

using Json = nlohmann::ordered_json;

constexpr double kDegrees = 180.0 / math::kPi;

struct Case {
  const char *name, *column;
  const std::vector<float>* cells;
  double area_km2;
};

std::vector<Case> cases_of(const Coverage& coverage, const CoverageLayer& layer) {
  std::vector<Case> cases = {{"figures in force", "in_force", &layer.in_force, layer.area.in_force_km2}};
  if (coverage.draws == 0) return cases;
  cases.push_back({"5 %", "p05", &layer.low, layer.area.low_km2});
  cases.push_back({"50 %", "p50", &layer.median, layer.area.median_km2});
  cases.push_back({"95 %", "p95", &layer.high, layer.area.high_km2});
  return cases;
}

std::vector<std::pair<std::string, std::string>> remarks(const Coverage& c, const std::string& version) {
  std::vector<std::pair<std::string, std::string>> all = {{"program", "cupola " + version},
                                                          {"scenario", c.scenario},
                                                          {"target", c.target},
                                                          {"motion", c.motion},
                                                          {"figures", c.figures},
                                                          {"earth", c.earth},
                                                          {"environment", c.environment},
                                                          {"draws", std::to_string(c.draws)},
                                                          {"seed", std::to_string(c.seed)},
                                                          {"digest", c.digest}};
  return all;
}

double rounded(double degrees) { return std::round(degrees * 1e6) / 1e6; }

/// Rings on the plane become rings of longitude and latitude on one side of the antimeridian.
class GeoRings {
 public:
  explicit GeoRings(const CoverageGrid& grid) : grid_(grid) {
    const std::size_t cells = grid.count();
    east_.resize(cells);
    bool any_east = false, any_west = false, near = false;
    for (std::size_t i = 0; i < cells; ++i) {
      const double longitude_rad =
          place(static_cast<double>(i / columns()), static_cast<double>(i % columns())).longitude_rad;
      east_[i] = longitude_rad >= 0.0;
      (east_[i] ? any_east : any_west) = true;
      near = near || std::fabs(longitude_rad) > 0.5 * math::kPi;
    }
    split_ = any_east && any_west && near;
  }

  Json multi_polygon(const std::vector<float>& cells, double level) const {
    Json polygons = Json::array();
    if (!split_) add(cells, level, 0, polygons);
    for (const int side : {1, -1}) {
      if (!split_) break;
      std::vector<float> half = cells;
      for (std::size_t i = 0; i < half.size(); ++i)
        if (east_[i] != (side > 0)) half[i] = 0.0f;
      add(half, level, side, polygons);
    }
    return {{"type", "MultiPolygon"}, {"coordinates", polygons}};
  }

 private:
  std::size_t columns() const { return static_cast<std::size_t>(grid_.columns); }
  GroundPlace place(double row, double column) const { return grid_.plane.place(grid_.point(row, column)); }
  Json ring(const FieldRing& points, int side) const {
    Json list = Json::array();
    for (std::size_t i = 0; i <= points.size(); ++i) {
      const FieldPoint& point = points[i % points.size()];
      const GroundPlace at = place(point.row, point.column);
      double longitude_deg = at.longitude_rad * kDegrees;
      if (side > 0 && longitude_deg < 0.0) longitude_deg = 180.0;
      if (side < 0 && longitude_deg > 0.0) longitude_deg = -180.0;
      list.push_back({rounded(longitude_deg), rounded(at.latitude_rad * kDegrees)});
    }
    return list;
  }
  void add(const std::vector<float>& cells, double level, int side, Json& polygons) const {
    for (const FieldArea& area : contour_areas({&cells, grid_.columns, grid_.rows}, level)) {
      Json polygon = Json::array();
      polygon.push_back(ring(area.outer, side));
      for (const FieldRing& hole : area.holes) polygon.push_back(ring(hole, side));
      polygons.push_back(std::move(polygon));
    }
  }

  const CoverageGrid& grid_;
  std::vector<bool> east_;
  bool split_ = false;
};

std::string number(float value) { return value < 0.0f ? std::string() : fmt::format("{:.4f}", value); }

}  // namespace

std::string coverage_geotiff(const Coverage& coverage, const std::string& version) {
  const CoverageGrid& grid = coverage.grid;
  const PlanePoint corner = grid.point(-0.5, -0.5);
  GeoRaster raster;
  raster.centre_latitude_deg = grid.plane.centre().latitude_rad * kDegrees;
  raster.centre_longitude_deg = grid.plane.centre().longitude_rad * kDegrees;
  raster.west_m = corner.east_m;
  raster.north_m = corner.north_m;
  raster.cell_m = grid.cell_m;
  raster.columns = grid.columns;
  raster.rows = grid.rows;
  raster.nothing = kNotAsked;
  raster.remarks = remarks(coverage, version);
  for (const CoverageLayer& layer : coverage.layers)
    for (const Case& one : cases_of(coverage, layer))
      raster.bands.push_back(
          {fmt::format("{} at {}, {}: {}", name_of(layer.kind), layer.altitude, one.name, layer.meaning),
           one.cells});
  return geotiff_bytes(raster);
}

std::string coverage_geojson(const Coverage& coverage, const std::string& version) {
  const GeoRings rings(coverage.grid);
  Json features = Json::array();
  for (const CoverageLayer& layer : coverage.layers)
    for (const Case& one : cases_of(coverage, layer))
      features.push_back({{"type", "Feature"},
                          {"properties",
                           {{"kind", name_of(layer.kind)},
                            {"altitude", layer.altitude},
                            {"case", one.name},
                            {coverage.words.number, coverage.at_least},
                            {"area_km2", one.area_km2},
                            {"meaning", layer.meaning},
                            {"target", coverage.target},
                            {"earth", coverage.earth}}},
                          {"geometry", rings.multi_polygon(*one.cells, coverage.at_least)}});
  for (const CoverageSite& site : coverage.sites)
    features.push_back(
        {{"type", "Feature"},
         {"properties", {{"kind", site.kind}, {"name", site.name}}},
         {"geometry",
          {{"type", "Point"},
           {"coordinates",
            {rounded(site.place.longitude_rad * kDegrees), rounded(site.place.latitude_rad * kDegrees)}}}}});
  Json whole = {{"type", "FeatureCollection"}};
  for (const auto& [name, value] : remarks(coverage, version)) whole[name] = value;
  whole["features"] = std::move(features);
  return whole.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string coverage_csv(const Coverage& coverage) {
  const CoverageGrid& grid = coverage.grid;
  std::string text = "altitude,latitude_deg,longitude_deg,east_m,north_m,radars_in_sight";
  const std::size_t kinds =
      coverage.altitudes.empty() ? 0 : coverage.layers.size() / coverage.altitudes.size();
  for (std::size_t k = 0; k < kinds; ++k)
    for (const Case& one : cases_of(coverage, coverage.layers[k]))
      text += fmt::format(",{}_{}", name_of(coverage.layers[k].kind), one.column);
  text += "\n";
  for (std::size_t a = 0; a < coverage.altitudes.size(); ++a)
    for (std::size_t i = 0; i < grid.count(); ++i) {
      if (coverage.radars_in_sight[a][i] < 0) continue;
      const auto columns = static_cast<std::size_t>(grid.columns);
      const PlanePoint at = grid.point(static_cast<double>(i / columns), static_cast<double>(i % columns));
      const GroundPlace place = grid.plane.place(at);
      text += fmt::format("{},{:.6f},{:.6f},{:.0f},{:.0f},{}", coverage.altitudes[a],
                          place.latitude_rad * kDegrees, place.longitude_rad * kDegrees, at.east_m,
                          at.north_m, static_cast<int>(coverage.radars_in_sight[a][i]));
      for (std::size_t k = 0; k < kinds; ++k)
        for (const Case& one : cases_of(coverage, coverage.layers[a * kinds + k]))
          text += fmt::format(",{}", number((*one.cells)[i]));
      text += "\n";
    }
  return text;
}

}  // namespace cupola
