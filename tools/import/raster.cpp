#include "import/raster.hpp"

#include <fmt/format.h>
#include <gdal/cpl_conv.h>
#include <gdal/cpl_error.h>
#include <gdal/cpl_string.h>
#include <gdal/cpl_vsi.h>
#include <gdal/gdal.h>
#include <gdal/gdal_frmts.h>
#include <gdal/ogr_srs_api.h>

#include <cmath>
#include <filesystem>
#include <limits>
#include <memory>
#include <set>
#include <utility>

#include "core/math.hpp"

namespace cupola::import {
namespace {

namespace fs = std::filesystem;

constexpr double kDegree_rad = math::kPi / 180.0;
constexpr double kMostInflation = 1000.0, kFreeBytes = 64.0 * 1024 * 1024;

std::string last_error;

void CPL_STDCALL keep_error(CPLErr kind, CPLErrorNum, const char* text) {
  if (kind >= CE_Failure) last_error = std::string(text).substr(0, 300);
}

std::string because() { return last_error.empty() ? std::string() : ": " + last_error; }

struct Close {
  void operator()(void* raster) const { GDALClose(raster); }
};
using Open = std::unique_ptr<void, Close>;

/// Three drivers, no files beside the one that was given, no network.
void set_up_gdal() {
  CPLSetErrorHandler(keep_error);
  for (const auto& [name, value] :
       {std::pair("GDAL_PAM_ENABLED", "NO"), std::pair("GDAL_DISABLE_READDIR_ON_OPEN", "EMPTY_DIR"),
        std::pair("GDAL_DRIVER_PATH", "disable"), std::pair("GDAL_CACHEMAX", "64"),
        std::pair("GDAL_NUM_THREADS", "1"), std::pair("CPL_VSIL_CURL_ALLOWED_EXTENSIONS", ".none"),
        std::pair("GTIFF_REPORT_COMPD_CS", "YES"), std::pair("CPL_TMPDIR", "/nowhere"),
        std::pair("OSR_DEFAULT_AXIS_MAPPING_STRATEGY", "TRADITIONAL_GIS_ORDER")})
    CPLSetConfigOption(name, value);
  OSRSetPROJEnableNetwork(0);
  GDALRegister_GTiff();
  GDALRegister_SRTMHGT();
  GDALRegister_DTED();
}

/// A zip file stands for the one .hgt in it.
std::variant<std::string, Refusal> inner_path(const std::string& path) {
  if (fs::path(path).extension() != ".zip") return path;
  const std::string zip = "/vsizip/{" + path + "}";
  char** names = VSIReadDir(zip.c_str());
  std::vector<std::string> tiles;
  for (int i = 0; i < CSLCount(names); ++i)
    if (fs::path(names[i]).extension() == ".hgt") tiles.push_back(names[i]);
  CSLDestroy(names);
  if (tiles.size() != 1 || tiles.front().find('/') != std::string::npos)
    return Refusal{fmt::format("holds {} .hgt files; one is read from a zip", tiles.size()),
                   "unpack it, and import what is in it"};
  return zip + "/" + tiles.front();
}

std::optional<Refusal> fault_of_shape(GDALDatasetH raster, double file_bytes) {
  const double rows = GDALGetRasterYSize(raster), columns = GDALGetRasterXSize(raster);
  if (!(rows >= 2 && columns >= 2)) return Refusal{"has fewer than two rows or columns", "give a whole tile"};
  if (rows > kMostPostsASide || columns > kMostPostsASide || rows * columns > kMostPosts)
    return Refusal{fmt::format("has {} x {} posts; at most {} a side and {:.0f} million in all are read",
                               rows, columns, kMostPostsASide, kMostPosts / 1e6),
                   "cut it into tiles first (gdal_retile.py)"};
  const int bands = GDALGetRasterCount(raster);
  if (bands != 1)
    return Refusal{fmt::format("has {} bands; a raster of heights has one", bands),
                   "is this a picture? else take the band out: gdal_translate -b 1"};
  const GDALDataType type = GDALGetRasterDataType(GDALGetRasterBand(raster, 1));
  if (type == GDT_Byte || GDALDataTypeIsComplex(type))
    return Refusal{fmt::format("has values of type {}, which are no heights", GDALGetDataTypeName(type)),
                   "is this a picture?"};
  // A file that says it is a thousand times larger than it is wants to fill the disk.
  const double bytes = rows * columns * GDALGetDataTypeSizeBytes(type);
  if (bytes > kFreeBytes && bytes > kMostInflation * file_bytes)
    return Refusal{
        fmt::format("says it holds {:.0f} bytes of heights, but is {:.0f} bytes long", bytes, file_bytes),
        "the file is damaged or made to do harm"};
  return std::nullopt;
}

std::optional<Refusal> fault_of_values(GDALDatasetH raster) {
  GDALRasterBandH band = GDALGetRasterBand(raster, 1);
  const std::string unit = GDALGetRasterUnitType(band);
  if (!unit.empty() && unit != "m" && unit != "metre" && unit != "meter" && unit != "metres" &&
      unit != "meters")
    return Refusal{fmt::format("has heights in '{}'", unit), "convert them to metres first (gdal_calc.py)"};
  int has_scale = 0, has_offset = 0;
  const double scale = GDALGetRasterScale(band, &has_scale), offset = GDALGetRasterOffset(band, &has_offset);
  if ((has_scale && scale != 1.0) || (has_offset && offset != 0.0))
    return Refusal{"has scaled heights",
                   "write them out in metres first: gdal_translate -unscale -ot Float32"};
  return std::nullopt;
}

/// Degrees of WGS84, or of a system on an ellipsoid like it.
std::optional<Refusal> fault_of_system(GDALDatasetH raster) {
  const char* hint = "warp it first: gdalwarp -t_srs EPSG:4326 -r bilinear";
  OGRSpatialReferenceH system = GDALGetSpatialRef(raster);
  if (!system)
    return Refusal{"does not say in which coordinates it is", "say it: gdal_translate -a_srs EPSG:4326"};
  if (!OSRIsGeographic(system)) {
    const char* name = OSRGetName(system);
    return Refusal{fmt::format("is projected ({}), not in degrees", name ? name : "without a name"), hint};
  }
  OGRErr wrong = OGRERR_NONE;
  const double major_m = OSRGetSemiMajor(system, &wrong), flattening = OSRGetInvFlattening(system, &wrong);
  const double unit_rad = OSRGetAngularUnits(system, nullptr);
  const bool like_wgs84 = wrong == OGRERR_NONE && std::fabs(major_m - 6378137.0) < 2.5 &&
                          std::fabs(flattening - 298.257) < 0.02 &&
                          std::fabs(unit_rad - kDegree_rad) < 1e-9 &&
                          std::fabs(OSRGetPrimeMeridian(system, nullptr)) < 1e-9;
  if (like_wgs84) return std::nullopt;
  const char* name = OSRGetName(system);
  return Refusal{fmt::format("is in degrees of '{}', not of WGS84", name ? name : "another earth"), hint};
}

/// One axis of posts, in degrees.
struct Axis {
  double first_deg, step_rad, first_rad;
};

/// A lattice that divides the degree is met to the last bit: the file's own numbers are rounded.
Axis axis_of(double first_deg, double step_deg) {
  const double parts = std::floor(1.0 / step_deg + 0.5);
  const double halves = std::floor(2.0 * parts * first_deg + 0.5);
  const bool lattice = parts >= 1.0 && std::fabs(step_deg * parts - 1.0) < 1e-7 &&
                       std::fabs(2.0 * parts * first_deg - halves) < 2e-4;
  if (!lattice) return {first_deg, step_deg * kDegree_rad, first_deg * kDegree_rad};
  first_deg = halves / (2.0 * parts);
  return {first_deg, kDegree_rad / parts, first_deg * kDegree_rad};
}

std::variant<PostGrid, Refusal> grid_of(GDALDatasetH raster, bool& north_first) {
  double t[6];
  if (GDALGetGeoTransform(raster, t) != CE_None)
    return Refusal{"does not say where on the earth it lies", "is it a raster with georeference?"};
  if (t[2] != 0.0 || t[4] != 0.0)
    return Refusal{"is rotated or skewed", "warp it first: gdalwarp -t_srs EPSG:4326 -r bilinear"};
  const int rows = GDALGetRasterYSize(raster), columns = GDALGetRasterXSize(raster);
  north_first = t[5] < 0.0;
  const double step_deg = std::fabs(t[5]), south_deg = t[3] + t[5] * (north_first ? rows - 0.5 : 0.5);
  const double west_deg = t[0] + 0.5 * t[1];
  const bool sound = t[1] > 0.0 && step_deg > 0.0 && std::isfinite(west_deg + south_deg) &&
                     south_deg > -90.001 && south_deg + step_deg * (rows - 1) < 90.001 &&
                     west_deg >= -360.0 && west_deg <= 360.0 && t[1] * (columns - 1) <= 360.001;
  if (!sound)
    return Refusal{fmt::format("lies beyond the earth: from {} N, {} E in steps of {} and {} degrees",
                               south_deg, west_deg, step_deg, t[1]),
                   "its georeference is damaged, or not in degrees"};
  const Axis latitude = axis_of(south_deg, step_deg), longitude = axis_of(west_deg, t[1]);
  return PostGrid{
      latitude.first_rad, longitude.first_rad, latitude.step_rad, longitude.step_rad, rows, columns};
}

/// Row by row; a void is whatever the file calls one, and whatever is no number.
std::optional<Refusal> read_heights(GDALDatasetH raster, bool north_first, Raster& into) {
  GDALRasterBandH band = GDALGetRasterBand(raster, 1);
  int has_void = 0;
  const double void_m = GDALGetRasterNoDataValue(band, &has_void);
  const int rows = into.grid.rows, columns = into.grid.columns;
  std::vector<double> row_m(static_cast<std::size_t>(columns));
  into.heights_m.resize(static_cast<std::size_t>(rows) * row_m.size());
  double low_m = kHighest_m, high_m = kLowest_m;
  for (int row = 0; row < rows; ++row) {
    if (GDALRasterIO(band, GF_Read, 0, row, columns, 1, row_m.data(), columns, 1, GDT_Float64, 0, 0) !=
        CE_None)
      return Refusal{"cannot be read to its end" + because(),
                     "the file is cut short or damaged: get it again"};
    float* at =
        into.heights_m.data() + row_m.size() * static_cast<std::size_t>(north_first ? rows - 1 - row : row);
    for (const double height_m : row_m) {
      const bool none =
          !std::isfinite(height_m) ||
          (has_void && (height_m == void_m || static_cast<float>(height_m) == static_cast<float>(void_m)));
      *at++ = none ? std::numeric_limits<float>::quiet_NaN() : static_cast<float>(height_m);
      if (none) continue;
      low_m = height_m < low_m ? height_m : low_m;
      high_m = height_m > high_m ? height_m : high_m;
    }
  }
  if (low_m < kLowest_m || high_m > kHighest_m)
    return Refusal{
        fmt::format("has heights from {} to {} m; no ground has", low_m, high_m),
        "in other units, or voids the file does not declare? then: gdal_translate -a_nodata VALUE"};
  return std::nullopt;
}

std::string source_of(const std::string& driver, const std::string& name) {
  const bool copernicus = name.starts_with("Copernicus_D");
  return (driver == "SRTMHGT" ? "SRTM "
          : driver == "DTED"  ? "DTED "
          : copernicus        ? "Copernicus DEM "
                              : "GeoTIFF ") +
         name;
}

}  // namespace

std::string driver_names() {
  set_up_gdal();
  std::set<std::string> names;
  for (int i = 0; i < GDALGetDriverCount(); ++i) names.insert(GDALGetDriverShortName(GDALGetDriver(i)));
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : " ") + name;
  return all;
}

std::variant<Raster, Refusal> read_raster(const std::string& path, std::optional<VerticalDatum> given) {
  set_up_gdal();
  std::error_code error;
  // A regular file by its whole path: what GDAL would take for an address or a query never gets there.
  const std::string file = fs::canonical(path, error).string();
  if (error || !fs::is_regular_file(file)) return Refusal{"cannot be read", "give the path of a raster file"};
  auto inner = inner_path(file);
  if (const Refusal* no = std::get_if<Refusal>(&inner)) return *no;

  const char* const drivers[] = {"SRTMHGT", "GTiff", "DTED", nullptr};
  const Open raster(GDALOpenEx(std::get<std::string>(inner).c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY,
                               drivers, nullptr, nullptr));
  if (!raster)
    return Refusal{"is no raster of SRTM, GeoTIFF or DTED, or is cut short" + because(),
                   "an SRTM tile is called like N43E007.hgt and has 2884802 or 25934402 bytes"};
  for (const auto& fault : {fault_of_shape(raster.get(), static_cast<double>(fs::file_size(file))),
                            fault_of_system(raster.get()), fault_of_values(raster.get())})
    if (fault) return *fault;

  Raster read;
  bool north_first = true;
  auto grid = grid_of(raster.get(), north_first);
  if (const Refusal* no = std::get_if<Refusal>(&grid)) return *no;
  read.grid = std::get<PostGrid>(grid);

  const std::string driver = GDALGetDriverShortName(GDALGetDatasetDriver(raster.get()));
  const std::string name = fs::path(path).filename().string();
  auto datum = find_datum(raster.get(), driver, name, given);
  if (const Refusal* no = std::get_if<Refusal>(&datum)) return *no;
  read.datum = std::get<Datum>(datum);
  read.source = source_of(driver, name);
  read.whole_metres = GDALDataTypeIsInteger(GDALGetRasterDataType(GDALGetRasterBand(raster.get(), 1))) != 0;
  if (const auto fault = read_heights(raster.get(), north_first, read)) return *fault;
  return read;
}

}  // namespace cupola::import
