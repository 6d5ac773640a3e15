#include "report/coverage_panel.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/colour_map.hpp"
#include "report/contour.hpp"
#include "report/png.hpp"
#include "report/specks.hpp"

namespace cupola {
namespace {

constexpr Rgb kSea = {0xd3, 0xe2, 0xee};
constexpr double kShore = 0.62;       // how much darker the last land before the sea is drawn
constexpr double kPlainLeast = 0.02;  // smaller probabilities are drawn as none
constexpr const char* kHalo =
    "stroke=\"#ffffff\" stroke-width=\"2.5\" stroke-linejoin=\"round\" paint-order=\"stroke\"";

Rgb grey(double light) {
  const auto level = static_cast<std::uint8_t>(std::clamp(205.0 * light, 0.0, 255.0));
  return {level, level, level};
}

/// Light on the ground from the north-west, 45 degrees high (Horn 1981).
class Hillshade {
 public:
  explicit Hillshade(const Coverage& coverage) : coverage_(coverage) {}

  /// The colour of a probability on the ground there, or of the ground itself.
  Rgb lit(int row, int column, double value) const {
    const bool sea = height(row, column) <= 0.0;
    const bool by_the_sea = coverage_.shores.empty() && !sea &&
                            (is_sea(row - 1, column) || is_sea(row + 1, column) || is_sea(row, column - 1) ||
                             is_sea(row, column + 1));
    const double light_there = by_the_sea ? kShore : light(row, column);
    if (value >= kPlainLeast) return shaded(viridis(value), light_there);
    return sea ? kSea : grey(light_there);
  }

 private:
  double light(int row, int column) const {
    const double across = (height(row, column + 1) - height(row, column - 1)) * per_m();
    const double up = (height(row - 1, column) - height(row + 1, column)) * per_m();
    const double lit =
        (1.0 + 0.707 * (across - up)) / (std::sqrt(2.0) * std::sqrt(1.0 + across * across + up * up));
    return std::clamp(0.35 + 0.9 * lit, 0.3, 1.25);
  }

  bool is_sea(int row, int column) const {
    const CoverageGrid& grid = coverage_.grid;
    if (row < 0 || column < 0 || row >= grid.rows || column >= grid.columns) return false;
    const float ground_m =
        coverage_.ground_msl_m[static_cast<std::size_t>(row) * static_cast<std::size_t>(grid.columns) +
                               static_cast<std::size_t>(column)];
    return ground_m <= 0.0f && ground_m > kNotAsked;
  }
  double per_m() const { return 0.5 * kExaggerated / coverage_.grid.cell_m; }
  double height(int row, int column) const {
    const CoverageGrid& grid = coverage_.grid;
    row = std::clamp(row, 0, grid.rows - 1);
    column = std::clamp(column, 0, grid.columns - 1);
    return std::max(
        static_cast<double>(
            coverage_.ground_msl_m[static_cast<std::size_t>(row) * static_cast<std::size_t>(grid.columns) +
                                   static_cast<std::size_t>(column)]),
        0.0);
  }
  static constexpr double kExaggerated = 1.5;
  const Coverage& coverage_;
};

double ring_step_m(double reach_m) {
  for (const double step_m : {1e3, 2e3, 5e3, 10e3, 20e3, 50e3, 100e3})
    if (reach_m / step_m <= 5.0) return step_m;
  return 200e3;
}

}  // namespace

std::string outline_style(CoverageKind kind, bool of_band) {
  static constexpr const char* kColours[] = {"#000000", "#ffffff", "#d55e00",
                                             "#000000", "#ffffff", "#d55e00"};
  const char* colour = kColours[static_cast<std::size_t>(kind)];
  return fmt::format("fill=\"none\" stroke=\"{}\" stroke-width=\"{}\"{}", colour, of_band ? 0.9 : 1.6,
                     of_band ? " stroke-dasharray=\"4 3\"" : "");
}

CoveragePanel::CoveragePanel(const Coverage& coverage, std::size_t altitude, PagePoint corner, double size)
    : coverage_(coverage),
      altitude_(altitude),
      kinds_(coverage.layers.size() / coverage.altitudes.size()),
      corner_(corner),
      size_(size),
      reach_m_(0.5 * coverage.grid.cell_m * std::max(coverage.grid.columns, coverage.grid.rows)) {}

PagePoint CoveragePanel::at(const PlanePoint& point) const {
  const double per_m = 0.5 * size_ / reach_m_;
  return {corner_.x + 0.5 * size_ + point.east_m * per_m, corner_.y + 0.5 * size_ - point.north_m * per_m};
}

void CoveragePanel::draw_field(Svg& svg) const {
  const CoverageGrid& grid = coverage_.grid;
  const std::vector<float>& cells = layer(0).in_force;
  const Hillshade hills(coverage_);
  Image image{grid.columns, grid.rows, {}};
  image.pixels.reserve(cells.size());
  for (int row = 0; row < grid.rows; ++row)
    for (int column = 0; column < grid.columns; ++column) {
      const auto value = static_cast<double>(cells[image.pixels.size()]);
      const Rgb flat = value >= kPlainLeast ? viridis(value) : Rgb{0xf1, 0xf1, 0xef};
      image.pixels.push_back(value < 0.0              ? Rgb{255, 255, 255}
                             : coverage_.over_terrain ? hills.lit(row, column, value)
                                                      : flat);
    }
  const PagePoint first = at(grid.point(-0.5, -0.5)),
                  last = at(grid.point(grid.rows - 0.5, grid.columns - 0.5));
  svg.image(first, last.x - first.x, last.y - first.y, base64(png_bytes(image)));
}

void CoveragePanel::draw_outline(Svg& svg, const std::vector<float>& cells, double level,
                                 const std::string& style) const {
  const CoverageGrid& grid = coverage_.grid;
  constexpr std::size_t kSpeck_cells = 5;
  const std::vector<float> plain = without_specks(cells, grid.columns, level, kSpeck_cells);
  std::vector<std::vector<PagePoint>> rings;
  const auto add = [&](const FieldRing& ring) {
    std::vector<PagePoint> points;
    for (const FieldPoint& point : ring) points.push_back(at(grid.point(point.row, point.column)));
    rings.push_back(std::move(points));
  };
  for (const FieldArea& area : contour_areas({&plain, grid.columns, grid.rows}, level)) {
    add(area.outer);
    for (const FieldRing& hole : area.holes) add(hole);
  }
  svg.path(rings, style);
}

/// Points closer together than the picture shows are left out.
void CoveragePanel::draw_shores(Svg& svg) const {
  constexpr double kClosest = 0.7;
  for (const PlaneLine& line : coverage_.shores) {
    std::vector<PagePoint> points;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const PagePoint p = at(line[i]);
      const bool far = points.empty() || std::hypot(p.x - points.back().x, p.y - points.back().y) >= kClosest;
      if (far || (i + 1 == line.size() && points.size() == 1)) points.push_back(p);
    }
    svg.polyline(points, kShoreStyle);
  }
}

void CoveragePanel::draw_rings(Svg& svg) const {
  const double step_m = ring_step_m(reach_m_);
  const PagePoint centre = at(coverage_.grid.plane.at(coverage_.centre));
  for (double ring_m = step_m; ring_m < 2.0 * reach_m_; ring_m += step_m) {
    const double radius = 0.5 * size_ * ring_m / reach_m_;
    svg.circle(centre, radius,
               "fill=\"none\" stroke=\"#555555\" stroke-opacity=\"0.45\" stroke-width=\"0.7\"");
    if (centre.y + radius < corner_.y + size_ - 4)
      svg.text({centre.x + 3, centre.y + radius - 3}, fmt::format("{:.0f} km", ring_m * 1e-3),
               std::string("font-size=\"9\" fill=\"#333333\" ") + kHalo);
  }
}

void CoveragePanel::draw_sites(Svg& svg) const {
  for (const CoverageSite& site : coverage_.sites) {
    const PagePoint p = at(coverage_.grid.plane.at(site.place));
    if (site.kind == "radar")
      svg.polygon({{p.x, p.y - 5}, {p.x - 4, p.y + 3}, {p.x + 4, p.y + 3}},
                  "fill=\"#0072b2\" stroke=\"#ffffff\" stroke-width=\"0.8\"");
    else
      svg.rectangle({p.x - 4, p.y - 4}, 8, 8, "fill=\"none\" stroke=\"#111111\" stroke-width=\"1.2\"");
  }
}

void CoveragePanel::draw(Svg& svg) const {
  svg.open_clip(corner_, size_, size_);
  draw_field(svg);
  draw_shores(svg);
  draw_rings(svg);
  for (std::size_t k = 0; k < kinds_; ++k) {
    const CoverageLayer& one = layer(k);
    if (is_white(one.kind))  // a white line is lost on white ground without a casing
      draw_outline(svg, one.in_force, coverage_.at_least,
                   "fill=\"none\" stroke=\"#333333\" stroke-width=\"2.8\"");
    draw_outline(svg, one.in_force, coverage_.at_least, outline_style(one.kind, false));
    if (k > 0 || coverage_.draws == 0) continue;
    draw_outline(svg, one.low, coverage_.at_least, outline_style(one.kind, true));
    draw_outline(svg, one.high, coverage_.at_least, outline_style(one.kind, true));
  }
  draw_sites(svg);
  svg.close_clip();
  svg.rectangle(corner_, size_, size_, "fill=\"none\" stroke=\"#888888\" stroke-width=\"1\"");
  svg.text({corner_.x + 2, corner_.y - 6}, coverage_.altitudes[altitude_],
           "font-size=\"14\" fill=\"#111111\" font-weight=\"bold\"");
}

}  // namespace cupola
