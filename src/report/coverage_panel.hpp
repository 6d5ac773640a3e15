#pragma once

#include <string>

#include "analysis/coverage_result.hpp"
#include "report/svg.hpp"

namespace cupola {

/// How outlines look, in panels and in the legend.
std::string outline_style(CoverageKind kind, bool of_band);
inline bool is_white(CoverageKind kind) { return kind == CoverageKind::track || kind == CoverageKind::seen; }
inline constexpr const char* kShoreStyle =
    "stroke=\"#5b6f7d\" stroke-width=\"0.9\" stroke-linejoin=\"round\"";
inline constexpr const char* kUncovered = "#f1f1ef";

/// One altitude of a coverage, in a square of the page.
class CoveragePanel {
 public:
  CoveragePanel(const Coverage& coverage, std::size_t altitude, PagePoint corner, double size);
  void draw(Svg& svg) const;

 private:
  PagePoint at(const PlanePoint& point) const;
  const CoverageLayer& layer(std::size_t kind) const { return coverage_.layers[altitude_ * kinds_ + kind]; }
  void draw_field(Svg& svg) const;
  void draw_outline(Svg& svg, const std::vector<float>& cells, double level, const std::string& style) const;
  void draw_shores(Svg& svg) const;
  void draw_rings(Svg& svg) const;
  void draw_sites(Svg& svg) const;

  const Coverage& coverage_;
  std::size_t altitude_, kinds_;
  PagePoint corner_;
  double size_, reach_m_;
};

}  // namespace cupola
