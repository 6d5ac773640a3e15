#include "report/chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/svg.hpp"

namespace cupola {

namespace {

constexpr double kWidth = 620.0, kLeft = 66.0, kTop = 64.0, kLegend = 270.0;
constexpr double kAbovePanel = 26.0, kBelowPanel = 56.0, kFoot = 26.0, kMark = 4.5, kLetter = 5.8;

std::string stroke(const std::string& colour, double width, const std::string& dash = "") {
  return fmt::format("stroke=\"{}\" stroke-width=\"{}\" stroke-linejoin=\"round\"{}", colour, width,
                     dash.empty() ? "" : fmt::format(" stroke-dasharray=\"{}\"", dash));
}

std::string label(double size, const std::string& colour = "#333333", const std::string& more = "") {
  return fmt::format("font-size=\"{}\" fill=\"{}\" {}", size, colour, more);
}

constexpr const char* kMiddle = "text-anchor=\"middle\"";
constexpr const char* kEnd = "text-anchor=\"end\"";
constexpr const char* kHalo = "stroke=\"#ffffff\" stroke-width=\"3\" paint-order=\"stroke\"";

bool finite(const ChartPoint& p) { return std::isfinite(p.x) && std::isfinite(p.y); }

class Panel {
 public:
  Panel(const Chart& chart, double top, Svg& svg) : c_(chart), top_(top), svg_(svg) {}

  void draw() {
    draw_axes();
    svg_.open_clip({kLeft, top_}, kWidth, c_.height);
    for (const ChartArea& area : c_.areas) draw_area(area);
    for (const ChartLine& line : c_.lines) draw_line(line);
    svg_.close_clip();
    for (const ChartLine& line : c_.lines) write_end(line);
    for (const ChartMarks& marks : c_.marks)
      for (const ChartMark& mark : marks.marks) draw_mark(marks, mark);
    draw_legend();
  }

 private:
  double x(double value) const { return kLeft + kWidth * (value - c_.x.from) / (c_.x.to - c_.x.from); }
  double y(double value) const { return top_ + c_.height * (c_.y.to - value) / (c_.y.to - c_.y.from); }
  PagePoint page(const ChartPoint& p) const { return {x(p.x), y(p.y)}; }

  void draw_axes() {
    const double bottom = top_ + c_.height;
    for (const double value : chart_ticks(c_.x.from, c_.x.to)) {
      svg_.line({x(value), top_}, {x(value), bottom}, stroke("#ececec", 1));
      svg_.text({x(value), bottom + 16}, fmt::format("{:.6g}", value), label(11, "#333333", kMiddle));
    }
    for (const double value : chart_ticks(c_.y.from, c_.y.ticks ? c_.y.to : c_.y.from)) {
      svg_.line({kLeft, y(value)}, {kLeft + kWidth, y(value)}, stroke("#ececec", 1));
      svg_.text({kLeft - 6, y(value) + 4}, fmt::format("{:.6g}", value), label(11, "#333333", kEnd));
    }
    svg_.rectangle({kLeft, top_}, kWidth, c_.height, "fill=\"none\" " + stroke("#777777", 1));
    svg_.text({kLeft, top_ - 9}, c_.title, label(13, "#111111", "font-weight=\"bold\""));
    svg_.text({kLeft + kWidth / 2, bottom + 34}, c_.x.words, label(12, "#333333", kMiddle));
    const double middle = top_ + c_.height / 2;
    svg_.text({16, middle}, c_.y.words,
              label(12, "#333333", fmt::format("{} transform=\"rotate(-90 16 {:.1f})\"", kMiddle, middle)));
  }

  void draw_area(const ChartArea& area) {
    std::vector<PagePoint> outline;
    for (const ChartPoint& p : area.outline)
      if (finite(p)) outline.push_back(page(p));
    if (outline.size() > 2) svg_.polygon(outline, area_style(area));
  }

  static std::string area_style(const ChartArea& area) {
    return fmt::format("fill=\"{}\" fill-opacity=\"{}\" stroke=\"none\"", area.colour, area.opacity);
  }

  void draw_line(const ChartLine& line) {
    std::vector<PagePoint> run;
    const auto flush = [&] {
      svg_.polyline(run, stroke(line.colour, line.width, line.dash));
      run.clear();
    };
    for (const ChartPoint& p : line.points) {
      if (finite(p))
        run.push_back(page(p));
      else
        flush();
    }
    flush();
  }

  bool inside(const PagePoint& p) const {
    return p.x >= kLeft && p.x <= kLeft + kWidth && p.y >= top_ && p.y <= top_ + c_.height;
  }

  /// At the last point of the line that can be seen.
  void write_end(const ChartLine& line) {
    if (line.end_label.empty()) return;
    for (auto p = line.points.rbegin(); p != line.points.rend(); ++p) {
      if (!finite(*p) || !inside(page(*p))) continue;
      const PagePoint at = page(*p);
      const double above = at.y - top_ < 16.0 ? 14.0 : -4.0;  // inside the frame
      svg_.text({at.x + 3, at.y + above}, line.end_label, label(10, line.colour, kHalo));
      return;
    }
  }

  void draw_mark(const ChartMarks& marks, const ChartMark& mark) {
    if (!finite(mark.at)) return;
    const PagePoint at = page(mark.at);
    const PagePoint seen{std::clamp(at.x, kLeft, kLeft + kWidth), std::clamp(at.y, top_, top_ + c_.height)};
    const auto bar = [&](PagePoint a, PagePoint b) {
      a = {std::clamp(a.x, kLeft, kLeft + kWidth), std::clamp(a.y, top_, top_ + c_.height)};
      b = {std::clamp(b.x, kLeft, kLeft + kWidth), std::clamp(b.y, top_, top_ + c_.height)};
      const PagePoint across =
          std::fabs(a.x - b.x) > std::fabs(a.y - b.y) ? PagePoint{0, 3} : PagePoint{3, 0};
      svg_.line(a, b, stroke(marks.colour, 1.2));
      for (const PagePoint& end : {a, b})
        svg_.line({end.x - across.x, end.y - across.y}, {end.x + across.x, end.y + across.y},
                  stroke(marks.colour, 1.2));
    };
    if (std::isfinite(mark.x_low) && std::isfinite(mark.x_high) && mark.x_high > mark.x_low)
      bar({x(mark.x_low), at.y}, {x(mark.x_high), at.y});
    if (std::isfinite(mark.y_low) && std::isfinite(mark.y_high) && mark.y_high > mark.y_low)
      bar({at.x, y(mark.y_low)}, {at.x, y(mark.y_high)});
    if (inside(at))
      svg_.circle(at, kMark, mark_style(marks));
    else
      draw_arrow_head(seen, {at.x - seen.x, at.y - seen.y}, marks);
    const bool near_right = seen.x + 12.0 + kLetter * static_cast<double>(mark.label.size()) > kLeft + kWidth;
    svg_.text({seen.x + (near_right ? -8 : 8), seen.y - 6}, mark.label,
              label(10, "#222222", std::string(near_right ? kEnd : "") + " " + kHalo));
  }

  void draw_arrow_head(const PagePoint& tip, const PagePoint& towards, const ChartMarks& marks) {
    const double length = std::hypot(towards.x, towards.y);
    const PagePoint u{towards.x / length, towards.y / length};
    const double back = 2.0 * kMark;
    svg_.polygon({tip,
                  {tip.x - back * u.x + kMark * u.y, tip.y - back * u.y - kMark * u.x},
                  {tip.x - back * u.x - kMark * u.y, tip.y - back * u.y + kMark * u.x}},
                 mark_style(marks));
  }

  static std::string mark_style(const ChartMarks& marks) {
    return fmt::format("fill=\"{}\" ", marks.filled ? marks.colour : "#ffffff") + stroke(marks.colour, 1.5);
  }

  void draw_legend() {
    double row = top_ + 8;
    const double left = kLeft + kWidth + 20;
    const auto entry = [&](const std::string& name, auto&& draw) {
      if (name.empty()) return;
      draw(row);
      svg_.text({left + 36, row + 4}, name, label(11));
      row += 19;
    };
    for (const ChartArea& area : c_.areas)
      entry(area.name, [&](double at) { svg_.rectangle({left, at - 5}, 28, 10, area_style(area)); });
    for (const ChartLine& line : c_.lines)
      entry(line.name, [&](double at) {
        svg_.line({left, at}, {left + 28, at}, stroke(line.colour, line.width, line.dash));
      });
    for (const ChartMarks& marks : c_.marks)
      entry(marks.name, [&](double at) { svg_.circle({left + 14, at}, kMark, mark_style(marks)); });
  }

  const Chart& c_;
  double top_;
  Svg& svg_;
};

}  // namespace

std::vector<double> chart_ticks(double from, double to) {
  if (!(to > from)) return {};
  const double magnitude = std::pow(10.0, std::floor(std::log10(to - from)) - 1.0);
  double step = magnitude;
  for (const double multiple : {1.0, 2.0, 5.0, 10.0, 20.0}) {
    step = multiple * magnitude;
    if ((to - from) / step <= 9.0) break;
  }
  std::vector<double> ticks;
  // Half a millionth of slack, so that an end on a tick has one.
  for (double n = std::ceil(from / step - 1e-6); n * step <= to + 1e-6 * step; n += 1.0)
    ticks.push_back(n * step + 0.0);
  return ticks;
}

const char* chart_colour(std::size_t which) {
  static constexpr const char* kColours[] = {"#0072b2", "#d55e00", "#009e73", "#cc79a7",
                                             "#e69f00", "#56b4e9", "#000000"};
  return kColours[which % std::size(kColours)];
}

namespace {

/// As wide as its longest name, never narrower than usual.
double legend_width(const std::vector<Chart>& panels) {
  std::size_t letters = 0;
  const auto see = [&](const auto& all) {
    for (const auto& one : all) letters = std::max(letters, one.name.size());
  };
  for (const Chart& chart : panels) {
    see(chart.areas);
    see(chart.lines);
    see(chart.marks);
  }
  return std::max(kLegend, 64.0 + kLetter * static_cast<double>(letters));
}

}  // namespace

std::string draw_charts(const std::string& title, const std::string& subtitle,
                        const std::vector<Chart>& panels, const std::string& foot) {
  constexpr double kAround = kAbovePanel + kBelowPanel;
  double height = kTop + kFoot;
  for (const Chart& chart : panels) height += chart.height + kAround;
  Svg svg(kLeft + kWidth + legend_width(panels), height, title);
  svg.text({kLeft, 28}, title, label(17, "#111111", "font-weight=\"bold\""));
  svg.text({kLeft, 48}, subtitle, label(12, "#555555"));
  double top = kTop + kAbovePanel;
  for (const Chart& chart : panels) {
    Panel(chart, top, svg).draw();
    top += chart.height + kAround;
  }
  svg.text({kLeft, height - 8}, foot, label(10, "#777777"));
  return svg.finish();
}

}  // namespace cupola
