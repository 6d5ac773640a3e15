#pragma once

#include <string>
#include <utility>
#include <vector>

namespace cupola {

/// A point on the page, px.
struct PagePoint {
  double x = 0.0, y = 0.0;
};

/// Writes SVG elements into one string. Text is escaped; numbers have one decimal.
class Svg {
 public:
  Svg(double width, double height, const std::string& title);

  void line(PagePoint a, PagePoint b, const std::string& style);
  void polyline(const std::vector<PagePoint>& points, const std::string& style);
  void circle(PagePoint centre, double radius, const std::string& style);
  void rectangle(PagePoint corner, double width, double height, const std::string& style);
  void polygon(const std::vector<PagePoint>& points, const std::string& style);
  void cross(PagePoint centre, double half, const std::string& style);
  void text(PagePoint at, const std::string& words, const std::string& style);
  void image(PagePoint corner, double width, double height, const std::string& png_base64);
  void path(const std::vector<std::vector<PagePoint>>& rings, const std::string& style);  ///< closed rings
  void open_clip(PagePoint corner, double width, double height);  ///< what follows is cut at this rectangle
  void close_clip();
  std::string finish();

 private:
  std::string body_;
};

}  // namespace cupola
