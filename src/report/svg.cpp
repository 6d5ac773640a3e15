#include "report/svg.hpp"

#include <fmt/format.h>

#include "report/markup.hpp"

namespace cupola {

namespace {

std::string listed(const std::vector<PagePoint>& points) {
  std::string list;
  for (const PagePoint& p : points) list += fmt::format("{:.1f},{:.1f} ", p.x, p.y);
  return list;
}

}  // namespace

Svg::Svg(double width, double height, const std::string& title) {
  body_ = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" width=\"{0:.0f}\" "
      "height=\"{1:.0f}\" "
      "font-family=\"DejaVu Sans, Helvetica, Arial, sans-serif\">\n<title>{2}</title>\n"
      "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n",
      width, height, escaped(title));
}

void Svg::line(PagePoint a, PagePoint b, const std::string& style) {
  body_ += fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" {}/>\n", a.x, a.y, b.x,
                       b.y, style);
}

void Svg::polyline(const std::vector<PagePoint>& points, const std::string& style) {
  if (points.size() > 1)
    body_ += fmt::format("<polyline fill=\"none\" points=\"{}\" {}/>\n", listed(points), style);
}

void Svg::circle(PagePoint c, double radius, const std::string& style) {
  body_ += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\" {}/>\n", c.x, c.y, radius, style);
}

void Svg::rectangle(PagePoint c, double width, double height, const std::string& style) {
  body_ += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" {}/>\n", c.x, c.y,
                       width, height, style);
}

void Svg::polygon(const std::vector<PagePoint>& points, const std::string& style) {
  body_ += fmt::format("<polygon points=\"{}\" {}/>\n", listed(points), style);
}

void Svg::cross(PagePoint c, double half, const std::string& style) {
  line({c.x - half, c.y - half}, {c.x + half, c.y + half}, style);
  line({c.x - half, c.y + half}, {c.x + half, c.y - half}, style);
}

void Svg::text(PagePoint at, const std::string& words, const std::string& style) {
  body_ += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" {}>{}</text>\n", at.x, at.y, style, escaped(words));
}

void Svg::image(PagePoint c, double width, double height, const std::string& png_base64) {
  body_ += fmt::format(
      "<image x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" preserveAspectRatio=\"none\" "
      "image-rendering=\"optimizeSpeed\" href=\"data:image/png;base64,{}\"/>\n",
      c.x, c.y, width, height, png_base64);
}

void Svg::path(const std::vector<std::vector<PagePoint>>& rings, const std::string& style) {
  if (rings.empty()) return;
  std::string d;
  for (const std::vector<PagePoint>& ring : rings)
    for (std::size_t i = 0; i < ring.size(); ++i)
      d += fmt::format("{}{:.1f} {:.1f}{}", i == 0 ? "M" : "L", ring[i].x, ring[i].y,
                       i + 1 == ring.size() ? "Z" : "");
  body_ += fmt::format("<path d=\"{}\" {}/>\n", d, style);
}

void Svg::open_clip(PagePoint c, double width, double height) {
  body_ += fmt::format(
      "<svg x=\"{0:.1f}\" y=\"{1:.1f}\" width=\"{2:.1f}\" height=\"{3:.1f}\" viewBox=\"{0:.1f} {1:.1f} "
      "{2:.1f} {3:.1f}\">\n",
      c.x, c.y, width, height);
}

void Svg::close_clip() { body_ += "</svg>\n"; }

std::string Svg::finish() { return body_ + "</svg>\n"; }

}  // namespace cupola
