#include "report/coverage_picture.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/area_text.hpp"
#include "report/colour_map.hpp"
#include "report/coverage_panel.hpp"

namespace cupola {
namespace {

constexpr double kMargin = 18.0, kTop = 96.0, kGap = 16.0, kPanelTop = 24.0, kSide = 340.0;

std::string label(double size, const char* colour = "#333333", const char* more = "") {
  return fmt::format("font-size=\"{}\" fill=\"{}\" {}", size, colour, more);
}

/// Words over lines of at most so many characters.
std::vector<std::string> broken(const std::string& words, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    const std::string word = words.substr(at, end - at);
    if (!line.empty() && line.size() + 1 + word.size() > width) {
      lines.push_back(line);
      line.clear();
    }
    line += (line.empty() ? "" : " ") + word;
    at = end + 1;
  }
  if (!line.empty()) lines.push_back(line);
  return lines;
}

struct Layout {
  explicit Layout(std::size_t count) : panels(count) {
    columns = count == 1 ? 1 : count <= 4 ? 2 : 3;
    rows = (count + columns - 1) / columns;
    size = count == 1 ? 620.0 : count <= 4 ? 400.0 : 330.0;
  }
  PagePoint corner(std::size_t i) const {
    return {kMargin + static_cast<double>(i % columns) * (size + kGap),
            kTop + kPanelTop + static_cast<double>(i / columns) * (size + kGap + kPanelTop)};
  }
  double right() const { return kMargin + static_cast<double>(columns) * (size + kGap); }
  double bottom() const { return kTop + static_cast<double>(rows) * (size + kGap + kPanelTop); }
  std::size_t panels, columns, rows;
  double size;
};

/// Writes the legend line by line.
class Legend {
 public:
  Legend(Svg& svg, const Coverage& coverage, PagePoint at) : svg_(svg), coverage_(coverage), at_(at) {}

  void draw() {
    draw_bar();
    draw_outlines();
    draw_sites();
    draw_areas();
    draw_notes();
  }
  double bottom() const { return at_.y; }

 private:
  void write(const std::string& words, double size = 11, const char* colour = "#333333",
             const char* more = "") {
    for (const std::string& line : broken(words, static_cast<std::size_t>(560.0 / size))) {
      svg_.text(at_, line, label(size, colour, more));
      at_.y += size + 3;
    }
  }
  void head(const std::string& words) {
    at_.y += 8;
    write(words, 12, "#111111", "font-weight=\"bold\"");
  }

  void draw_bar() {
    const CoverageLayer& first = coverage_.layers.front();
    const std::string& colour = coverage_.words.colour;
    head("Colour: " + (colour.empty() ? fmt::format("P({})", name_of(first.kind)) : colour));
    write("with the figures in force");
    constexpr int kSteps = 50;
    const double wide = 260.0;
    for (int i = 0; i < kSteps; ++i)
      svg_.rectangle({at_.x + wide * i / kSteps, at_.y - 6}, wide / kSteps + 1.0, 12,
                     fmt::format("fill=\"{}\"", hex(viridis((i + 0.5) / kSteps))));
    for (const double tick : {0.0, 0.25, 0.5, 0.75, 1.0})
      svg_.text({at_.x + wide * tick, at_.y + 18}, fmt::format("{}", tick),
                label(9, "#333333", "text-anchor=\"middle\""));
    at_.y += 32;
    write(coverage_.over_terrain ? "grey, sea blue: below 0.02; white: no terrain there, or below ground"
                                 : "pale: below 0.02",
          10, "#666666");
  }

  void line_entry(const std::string& style, const std::string& words, bool cased) {
    const PagePoint from{at_.x, at_.y - 4}, to{at_.x + 26, at_.y - 4};
    if (cased) svg_.line(from, to, "stroke=\"#333333\" stroke-width=\"2.8\"");
    svg_.line(from, to, style);
    at_.x += 34;
    write(words);
    at_.x -= 34;
  }
  void draw_outlines() {
    const std::string& outline = coverage_.words.outline;
    head("Outlines: " +
         (outline.empty() ? fmt::format("probability of {} or more", coverage_.at_least) : outline));
    const std::size_t kinds = coverage_.layers.size() / coverage_.altitudes.size();
    for (std::size_t k = 0; k < kinds; ++k) {
      const CoverageLayer& layer = coverage_.layers[k];
      line_entry(outline_style(layer.kind, false), layer.meaning, is_white(layer.kind));
      if (k == 0 && coverage_.draws > 0)
        line_entry(outline_style(layer.kind, true), fmt::format("{}, 5 and 95 %", name_of(layer.kind)),
                   false);
    }
  }

  void draw_sites() {
    head("Sites and range");
    const double x = at_.x + 13, y = at_.y - 4;
    svg_.polygon({{x, y - 5}, {x - 4, y + 3}, {x + 4, y + 3}}, "fill=\"#0072b2\"");
    svg_.text({at_.x + 34, at_.y}, "radar", label(11));
    svg_.rectangle({x + 80, y - 4}, 8, 8, "fill=\"none\" stroke=\"#111111\" stroke-width=\"1.2\"");
    svg_.text({x + 98, at_.y}, "asset", label(11));
    at_.y += 14;
    write("rings: ground range from the middle of the radars");
    if (!coverage_.shores.empty()) line_entry(kShoreStyle, "coast: Natural Earth, 1:10 000 000", false);
  }

  void draw_areas() {
    head("Area, km2");
    write(coverage_.draws > 0 ? "figures in force (5 / 50 / 95 % over draws)" : "figures in force", 10,
          "#666666");
    for (const CoverageLayer& layer : coverage_.layers) {
      const CoverageArea& area = layer.area;
      std::string words = area_text(area.in_force_km2);
      if (coverage_.draws > 0)
        words += fmt::format("  ({} / {} / {})", area_text(area.low_km2), area_text(area.median_km2),
                             area_text(area.high_km2));
      svg_.text(at_, fmt::format("{} {}", layer.altitude, name_of(layer.kind)), label(10));
      svg_.text({at_.x + 130, at_.y}, words, label(10));
      at_.y += 13;
    }
  }

  void draw_notes() {
    head("Notes");
    for (const std::string& note : coverage_.notes) {
      write(note, 9, "#555555");
      at_.y += 2;
    }
    write("in this model, with these inputs", 9, "#555555");
  }

  Svg& svg_;
  const Coverage& coverage_;
  PagePoint at_;
};

void draw_title(Svg& svg, const Coverage& c, double width) {
  svg.text({kMargin, 28}, fmt::format("{}: {}", c.words.map, c.scenario),
           label(18, "#111111", "font-weight=\"bold\""));
  svg.text({kMargin, 50}, fmt::format("target {}, {}; {}", c.target, c.motion, c.layers.front().meaning),
           label(12, "#333333"));
  const std::string draws = c.draws > 0 ? fmt::format("; bands from {} draws, seed {}", c.draws, c.seed)
                                        : std::string("; no bands");
  const std::string text = fmt::format("figures: {}{}; {}; {}", c.figures, draws, c.earth, c.environment);
  double y = 68;
  for (const std::string& line : broken(text, static_cast<std::size_t>((width - 2 * kMargin) / 6.4))) {
    svg.text({kMargin, y}, line, label(12, "#555555"));
    y += 15;
  }
}

}  // namespace

std::string draw_coverage(const Coverage& coverage, const std::string& version) {
  const Layout layout(coverage.altitudes.size());
  // How long the legend gets is known when it is drawn.
  Svg measure(1, 1, "");
  const PagePoint corner{layout.right(), kTop + 8};
  Legend trial(measure, coverage, corner);
  trial.draw();
  const double width = layout.right() + kSide, height = std::max(layout.bottom(), trial.bottom()) + 30;

  Svg svg(width, height, coverage.words.map + ": " + coverage.scenario);
  draw_title(svg, coverage, width);
  for (std::size_t i = 0; i < coverage.altitudes.size(); ++i)
    CoveragePanel(coverage, i, layout.corner(i), layout.size).draw(svg);
  Legend(svg, coverage, corner).draw();
  svg.text(
      {kMargin, height - 12},
      fmt::format("{:.0f} km by {:.0f} km, north up, equal areas, cells of {:.4g} km. cupola {}, digest {}",
                  coverage.grid.cell_m * coverage.grid.columns * 1e-3,
                  coverage.grid.cell_m * coverage.grid.rows * 1e-3, coverage.grid.cell_m * 1e-3, version,
                  coverage.digest),
      label(10, "#555555"));
  return svg.finish();
}

}  // namespace cupola
