#include "cli/coverage_out.hpp"

#include <filesystem>
#include <fstream>

#include "cli/output.hpp"
#include "cli/version.hpp"
#include "report/coverage_files.hpp"
#include "report/coverage_picture.hpp"
#include "report/rasterise.hpp"

namespace cupola {

namespace {

std::string begin_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string begin(512, '\0');
  file.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  begin.resize(static_cast<std::size_t>(file.gcount()));
  return begin;
}

bool is_tiff(const std::string& path) { return begin_of(path).starts_with(std::string("II\x2a\0", 4)); }
bool is_png(const std::string& path) { return begin_of(path).starts_with("\x89PNG"); }
bool is_svg(const std::string& path) { return begin_of(path).find("<svg") != std::string::npos; }
bool is_geojson(const std::string& path) {
  return begin_of(path).find("FeatureCollection") != std::string::npos;
}
bool is_csv(const std::string& path) {
  const std::string begin = begin_of(path);
  return begin.starts_with("altitude,") || begin.starts_with("azimuth_deg,");
}

struct Kind {
  const char *format, *what;
  bool (*is_ours)(const std::string&);
};
constexpr Kind kKinds[] = {{"tif", "a TIFF file", is_tiff},
                           {"geojson", "a GeoJSON file", is_geojson},
                           {"svg", "an SVG file", is_svg},
                           {"png", "a PNG file", is_png},
                           {"csv", "a CSV file of coverage", is_csv}};

}  // namespace

CoverageOut coverage_out(const std::string& path, const std::string& format) {
  std::string wanted = format;
  if (wanted.empty()) {
    const std::string ending = std::filesystem::path(path).extension().string();
    if (!ending.empty()) wanted = ending.substr(1);
  }
  if (wanted == "tiff" || wanted == "geotiff") wanted = "tif";
  for (const Kind& kind : kKinds)
    if (wanted == kind.format) return {path, wanted};
  return {path, ""};
}

std::string why_not_write(const CoverageOut& out, const std::vector<std::string>& inputs) {
  for (const Kind& kind : kKinds)
    if (out.format == kind.format) return why_not_write(out.path, kind.what, kind.is_ours, inputs);
  return {};
}

std::optional<std::vector<CoverageOut>> outs_or_complain(const std::vector<std::string>& paths,
                                                         const std::string& format,
                                                         const std::vector<std::string>& inputs) {
  std::vector<CoverageOut> outs;
  for (const std::string& path : paths) {
    outs.push_back(coverage_out(path, format));
    const std::string why = why_not_write(outs.back(), inputs);
    if (why.empty()) continue;
    complain(why);
    return std::nullopt;
  }
  return outs;
}

bool write_or_complain(const std::vector<CoverageOut>& outs, const Coverage& coverage) {
  for (const CoverageOut& out : outs) {
    const std::string error = write_coverage(out, coverage);
    if (error.empty()) continue;
    complain("error: " + error + "\n");
    return false;
  }
  return true;
}

std::string write_coverage(const CoverageOut& out, const Coverage& coverage) {
  if (out.format == "tif") return write_text_file(out.path, coverage_geotiff(coverage, version()));
  if (out.format == "geojson") return write_text_file(out.path, coverage_geojson(coverage, version()));
  if (out.format == "csv") return write_text_file(out.path, coverage_csv(coverage));
  const std::string svg = draw_coverage(coverage, version());
  if (out.format == "svg") return write_text_file(out.path, svg);
  std::string error;
  const std::optional<std::string> png = png_of_svg(svg, error);
  if (!png) return out.path + ": cannot write: " + error + "\n  hint: --out NAME.svg needs no other program";
  return write_text_file(out.path, *png);
}

}  // namespace cupola
