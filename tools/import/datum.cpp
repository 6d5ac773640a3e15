#include "import/datum.hpp"

#include <fmt/format.h>
#include <gdal/ogr_srs_api.h>

#include <algorithm>
#include <cctype>

namespace cupola::import {
namespace {

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

bool holds(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

/// The name of a vertical reference system; empty where there is none.
std::string vertical_name(GDALDatasetH raster) {
  OGRSpatialReferenceH system = GDALGetSpatialRef(raster);
  if (!system) return {};
  if (const char* name = OSRGetAttrValue(system, "VERT_CS", 0)) return name;
  if (!OSRIsCompound(system) && OSRGetAxesCount(system) == 3) return "ellipsoid";
  return {};
}

std::optional<VerticalDatum> datum_of_name(const std::string& name) {
  const std::string small = lower(name);
  if (holds(small, "egm96") || holds(small, "egm 96") || holds(small, "egm1996"))
    return VerticalDatum::kEgm96;
  if (holds(small, "egm2008") || holds(small, "egm08") || holds(small, "egm 2008"))
    return VerticalDatum::kEgm2008;
  if (holds(small, "ellipsoid")) return VerticalDatum::kEllipsoid;
  return std::nullopt;
}

/// MIL-PRF-89020B: E96 is EGM96, and so is mean sea level by its definition there.
std::optional<VerticalDatum> datum_of_dted(const std::string& record) {
  if (record.starts_with("E96") || record.starts_with("MSL")) return VerticalDatum::kEgm96;
  if (record.starts_with("E08")) return VerticalDatum::kEgm2008;
  if (record.starts_with("W84") || record.starts_with("WGS")) return VerticalDatum::kEllipsoid;
  return std::nullopt;
}

std::optional<VerticalDatum> datum_of_product(const std::string& driver, const std::string& file_name) {
  if (driver == "SRTMHGT") return VerticalDatum::kEgm96;
  if (lower(file_name).starts_with("copernicus_d")) return VerticalDatum::kEgm2008;
  return std::nullopt;
}

}  // namespace

std::optional<VerticalDatum> datum_named(const std::string& name) {
  if (name == "egm96") return VerticalDatum::kEgm96;
  if (name == "egm2008") return VerticalDatum::kEgm2008;
  if (name == "ellipsoid") return VerticalDatum::kEllipsoid;
  return std::nullopt;
}

std::variant<Datum, Refusal> find_datum(GDALDatasetH raster, const std::string& driver,
                                        const std::string& file_name, std::optional<VerticalDatum> given) {
  std::string named = vertical_name(raster);
  std::optional<VerticalDatum> said = datum_of_name(named);
  if (driver == "DTED")
    if (const char* record = GDALGetMetadataItem(raster, "DTED_VerticalDatum", nullptr))
      named = record, said = datum_of_dted(named);
  if (!named.empty() && !said)
    return Refusal{fmt::format("has heights above '{}', which is not known here", named),
                   "convert them to EGM96, EGM2008 or the ellipsoid first (gdalwarp -t_srs EPSG:4326+5773)"};
  std::string by = "the file";
  if (!said) by = "the product", said = datum_of_product(driver, file_name);
  if (said && given && *said != *given)
    return Refusal{fmt::format("has heights above {}, as {} says; {} was asked for", name_of(*said), by,
                               name_of(*given)),
                   "leave --datum out"};
  if (!said) by = "the command line", said = given;
  if (!said)
    return Refusal{"does not say what its heights are measured from",
                   "look it up, and say it with --datum egm96, egm2008 or ellipsoid"};
  return Datum{*said, by};
}

}  // namespace cupola::import
