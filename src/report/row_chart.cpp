#include "report/row_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "catalogue/card_text.hpp"
#include "report/svg.hpp"

namespace cupola {

namespace {

constexpr double kPage = 956.0, kMargin = 20.0, kLine = 14.0, kLetter = 6.6, kMark = 4.5;
constexpr std::size_t kNameLetters = 42, kHeadLetters = 130;

std::string stroke(const std::string& colour, double width) {
  return fmt::format("stroke=\"{}\" stroke-width=\"{}\"", colour, width);
}

std::string label(double size, const std::string& colour = "#333333", const std::string& more = "") {
  return fmt::format("font-size=\"{}\" fill=\"{}\" {}", size, colour, more);
}

constexpr const char* kMiddle = "text-anchor=\"middle\"";
constexpr const char* kEnd = "text-anchor=\"end\"";

double width_of(const std::string& words) {  // bytes that begin a character
  return kLetter * static_cast<double>(std::count_if(words.begin(), words.end(), [](char c) {
           return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u;
         }));
}

/// Whether black can be read on it.
bool is_light(const std::string& colour) {
  if (colour.size() != 7) return true;
  const auto part = [&](std::size_t at) {
    return static_cast<double>(std::stoi(colour.substr(at, 2), nullptr, 16));
  };
  return 0.299 * part(1) + 0.587 * part(3) + 0.114 * part(5) > 140.0;
}

void draw_shape(Svg& svg, PagePoint p, std::size_t series, const std::string& colour) {
  const std::string fill = fmt::format("fill=\"{}\" ", colour) + stroke("#ffffff", 0.8);
  const double r = kMark;
  switch (series % 6) {
    case 0:
      svg.circle(p, r, fill);
      break;
    case 1:
      svg.rectangle({p.x - r + 0.5, p.y - r + 0.5}, 2 * r - 1, 2 * r - 1, fill);
      break;
    case 2:
      svg.polygon({{p.x, p.y - r - 1}, {p.x + r + 1, p.y}, {p.x, p.y + r + 1}, {p.x - r - 1, p.y}}, fill);
      break;
    case 3:
      svg.polygon({{p.x, p.y - r}, {p.x + r, p.y + r}, {p.x - r, p.y + r}}, fill);
      break;
    case 4:
      svg.polygon({{p.x, p.y + r}, {p.x + r, p.y - r}, {p.x - r, p.y - r}}, fill);
      break;
    default:
      svg.cross(p, r - 0.5, stroke(colour, 2));
  }
}

/// Where everything stands on the page.
class Rows {
 public:
  explicit Rows(const RowChart& chart) : c_(chart) {
    double widest = 60.0;
    for (const ChartRow& row : c_.rows) {
      names_.push_back(wrap(row.name, kNameLetters));
      for (const std::string& line : names_.back()) widest = std::max(widest, width_of(line));
    }
    left_ = kMargin + std::min(widest, kLetter * kNameLetters) + 12.0;
    head_ = wrap(c_.subtitle, kHeadLetters);
    top_ = 40.0 + 16.0 * static_cast<double>(head_.size()) + place_legend(0.0) + 10.0;
    bottom_ = top_;
    for (std::size_t i = 0; i < c_.rows.size(); ++i) bottom_ += height_of(i);
  }

  std::string draw() {
    Svg svg(kPage, bottom_ + 66.0, c_.title);
    svg.text({kMargin, 26}, c_.title, label(16, "#111111", "font-weight=\"bold\""));
    for (std::size_t i = 0; i < head_.size(); ++i)
      svg.text({kMargin, 46.0 + 16.0 * static_cast<double>(i)}, head_[i], label(12, "#555555"));
    draw_axis(svg);
    double top = top_;
    for (std::size_t i = 0; i < c_.rows.size(); ++i) {
      draw_row(svg, i, top);
      top += height_of(i);
    }
    draw_legend(svg);
    svg.text({kMargin, bottom_ + 58}, c_.foot, label(10, "#777777"));
    return svg.finish();
  }

 private:
  double right() const { return kPage - kMargin - 14.0; }
  double x(double value) const {
    return left_ + (right() - left_) * (value - c_.x.from) / (c_.x.to - c_.x.from);
  }
  double clamped(double value) const { return std::clamp(x(value), left_, right()); }
  double height_of(std::size_t row) const {
    return std::max(22.0, kLine * static_cast<double>(names_[row].size()) + 8.0);
  }

  void draw_axis(Svg& svg) const {
    for (const double value : chart_ticks(c_.x.from, c_.x.to)) {
      svg.line({x(value), top_}, {x(value), bottom_}, stroke("#ececec", 1));
      svg.text({x(value), bottom_ + 16}, fmt::format("{:.6g}", value), label(11, "#333333", kMiddle));
    }
    if (std::isfinite(c_.line_at))
      svg.line({x(c_.line_at), top_}, {x(c_.line_at), bottom_}, stroke("#777777", 1.2));
    svg.rectangle({left_, top_}, right() - left_, bottom_ - top_, "fill=\"none\" " + stroke("#777777", 1));
    svg.text({(left_ + right()) / 2, bottom_ + 36}, c_.x.words, label(12, "#333333", kMiddle));
  }

  void draw_row(Svg& svg, std::size_t i, double top) const {
    const ChartRow& row = c_.rows[i];
    const double middle = top + height_of(i) / 2;
    if (i > 0) svg.line({kMargin, top}, {right(), top}, stroke("#f2f2f2", 1));
    double y = middle + 4.0 - kLine * static_cast<double>(names_[i].size() - 1) / 2;
    for (const std::string& line : names_[i]) {
      svg.text({left_ - 8, y}, line, label(11, "#222222", kEnd));
      y += kLine;
    }
    draw_pieces(svg, row, top + 3, height_of(i) - 6);
    draw_marks(svg, row, middle);
  }

  void draw_pieces(Svg& svg, const ChartRow& row, double top, double height) const {
    double from = 0.0;
    for (const RowPiece& piece : row.pieces) {
      const double begin = clamped(from), end = clamped(from + piece.length);
      from += piece.length;
      if (!(end > begin)) continue;
      const std::string& colour = c_.series[piece.series].colour;
      svg.rectangle({begin, top}, end - begin, height,
                    fmt::format("fill=\"{}\" ", colour) + stroke("#ffffff", 1));
      const std::string number = fmt::format("{:.2g}", piece.length);
      if (end - begin > width_of(number) + 6)
        svg.text({(begin + end) / 2, top + height / 2 + 4}, number,
                 label(10, is_light(colour) ? "#000000" : "#ffffff", kMiddle));
    }
  }

  /// Intervals that would lie on each other are drawn one below the other.
  void draw_marks(Svg& svg, const ChartRow& row, double middle) const {
    const auto intervals = std::count_if(row.marks.begin(), row.marks.end(),
                                         [](const RowMark& m) { return std::isfinite(m.low); });
    const double apart = intervals > 1 ? 9.0 : 0.0;
    double y = middle - apart * static_cast<double>(row.marks.size() - 1) / 2;
    for (const RowMark& mark : row.marks) {
      draw_mark(svg, mark, y);
      y += apart;
    }
  }

  void draw_mark(Svg& svg, const RowMark& mark, double y) const {
    if (!std::isfinite(mark.at)) return;
    const std::string& colour = c_.series[mark.series].colour;
    if (std::isfinite(mark.low) && std::isfinite(mark.high)) {
      const double from = clamped(mark.low), to = clamped(mark.high);
      svg.line({from, y}, {to, y}, stroke(colour, 1.6));
      for (const double end : {from, to}) svg.line({end, y - 4}, {end, y + 4}, stroke(colour, 1.6));
    }
    if (mark.at >= c_.x.from && mark.at <= c_.x.to) draw_shape(svg, {x(mark.at), y}, mark.series, colour);
  }

  /// From left to right, in as many lines as it takes.
  /// Returns    the height of them all
  template <class Take>
  double lay_legend(double top, const Take& take) const {
    double at = kMargin, y = top;
    bool any = false;
    for (std::size_t s = 0; s < c_.series.size(); ++s) {
      if (c_.series[s].name.empty()) continue;
      const double width = 30.0 + width_of(c_.series[s].name);
      if (any && at + width > kPage - kMargin) {
        at = kMargin;
        y += 18.0;
      }
      take(s, PagePoint{at, y});
      at += width + 8.0;
      any = true;
    }
    return any ? y + 18.0 - top : 0.0;
  }
  double place_legend(double top) const {
    return lay_legend(top, [](std::size_t, PagePoint) {});
  }

  void draw_legend(Svg& svg) const {
    const bool bars =
        std::any_of(c_.rows.begin(), c_.rows.end(), [](const ChartRow& r) { return !r.pieces.empty(); });
    lay_legend(40.0 + 16.0 * static_cast<double>(head_.size()) + 8.0, [&](std::size_t s, PagePoint at) {
      if (bars)
        svg.rectangle({at.x, at.y - 6}, 16, 12, fmt::format("fill=\"{}\"", c_.series[s].colour));
      else
        draw_shape(svg, {at.x + 8, at.y}, s, c_.series[s].colour);
      svg.text({at.x + 22, at.y + 4}, c_.series[s].name, label(11));
    });
  }

  const RowChart& c_;
  std::vector<std::vector<std::string>> names_;  // by row: its lines
  std::vector<std::string> head_;
  double left_ = 0.0, top_ = 0.0, bottom_ = 0.0;
};

}  // namespace

std::string draw_rows(const RowChart& chart) { return Rows(chart).draw(); }

ChartAxis axis_over(const std::string& words, const std::vector<double>& values) {
  double least = 0.0, most = 0.0;
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    least = std::min(least, value);
    most = std::max(most, value);
  }
  if (most <= least) most = least + 1.0;
  const double span = most - least, power = std::pow(10.0, std::floor(std::log10(span)) - 1.0);
  double step = power;
  for (const double multiple : {1.0, 2.0, 5.0, 10.0, 20.0})
    if (step = multiple * power; span / step <= 9.0) break;
  // A little room, unless an end is round already.
  return {words, std::floor(least / step + 1e-9) * step, std::ceil(most / step - 1e-9) * step};
}

}  // namespace cupola
