#include "report/contour.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "core/check.hpp"

namespace cupola {
namespace {

/// The field with a margin of zeros, and the crossings of its edges: each a number, and the one that follows.
class Tracer {
 public:
  Tracer(const Field& field, double level) : field_(field), level_(level), across_(field.columns + 2) {
    next_.assign(2 * static_cast<std::size_t>(across_) * static_cast<std::size_t>(field.rows + 2), kNone);
    for (int row = -1; row < field.rows; ++row)
      for (int column = -1; column < field.columns; ++column) add_square(row, column);
  }

  std::vector<FieldRing> rings() {
    std::vector<FieldRing> all;
    for (std::size_t first = 0; first < next_.size(); ++first) {
      if (next_[first] == kNone) continue;
      FieldRing ring;
      for (std::size_t edge = first; next_[edge] != kNone;) {
        ring.push_back(point_on(edge));
        const std::size_t after = next_[edge];
        next_[edge] = kNone;
        edge = after;
      }
      all.push_back(std::move(ring));
    }
    return all;
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  double value(int row, int column) const {
    if (row < 0 || column < 0 || row >= field_.rows || column >= field_.columns) return 0.0;
    const float cell =
        (*field_.cells)[static_cast<std::size_t>(row) * static_cast<std::size_t>(field_.columns) +
                        static_cast<std::size_t>(column)];
    return std::max(static_cast<double>(cell), 0.0);
  }
  /// Edges from a node to the east (even) or to the south (odd).
  std::size_t edge(int row, int column, bool south) const {
    return 2 * (static_cast<std::size_t>(row + 1) * static_cast<std::size_t>(across_) +
                static_cast<std::size_t>(column + 1)) +
           (south ? 1 : 0);
  }
  FieldPoint point_on(std::size_t edge) const {
    const bool south = edge % 2 == 1;
    const auto node = static_cast<int>(edge / 2);
    const int row = node / across_ - 1, column = node % across_ - 1;
    const double a = value(row, column), b = south ? value(row + 1, column) : value(row, column + 1);
    const double share = (level_ - a) / (b - a);
    return south ? FieldPoint{static_cast<double>(column), row + share}
                 : FieldPoint{column + share, static_cast<double>(row)};
  }
  void join(std::size_t from, std::size_t to) { next_[from] = to; }

  /// What is inside lies to the left of the line, seen with north up.
  void add_square(int row, int column) {
    const double nw = value(row, column), ne = value(row, column + 1), se = value(row + 1, column + 1),
                 sw = value(row + 1, column);
    const auto in = [this](double v) { return v >= level_; };
    const int kind = 8 * in(nw) + 4 * in(ne) + 2 * in(se) + in(sw);
    const std::size_t top = edge(row, column, false), bottom = edge(row + 1, column, false),
                      left = edge(row, column, true), right = edge(row, column + 1, true);
    const bool joined = 0.25 * (nw + ne + se + sw) >= level_;
    switch (kind) {
      case 1:
        return join(bottom, left);
      case 2:
        return join(right, bottom);
      case 3:
        return join(right, left);
      case 4:
        return join(top, right);
      case 6:
        return join(top, bottom);
      case 7:
        return join(top, left);
      case 8:
        return join(left, top);
      case 9:
        return join(bottom, top);
      case 11:
        return join(right, top);
      case 12:
        return join(left, right);
      case 13:
        return join(bottom, right);
      case 14:
        return join(left, bottom);
      case 5:
        join(joined ? top : bottom, left);
        return join(joined ? bottom : top, right);
      case 10:
        join(joined ? right : left, top);
        return join(joined ? left : right, bottom);
      default:
        return;
    }
  }

  const Field& field_;
  double level_;
  int across_;
  std::vector<std::size_t> next_;
};

/// Positive where the ring goes counter-clockwise with north up.
double signed_area(const FieldRing& ring) {
  double twice = 0.0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const FieldPoint &a = ring[i], &b = ring[(i + 1) % ring.size()];
    twice -= a.column * b.row - b.column * a.row;
  }
  return 0.5 * twice;
}

bool holds(const FieldRing& ring, const FieldPoint& point) {
  bool inside = false;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    const FieldPoint &a = ring[i], &b = ring[j];
    if ((a.row > point.row) != (b.row > point.row) &&
        point.column < (b.column - a.column) * (point.row - a.row) / (b.row - a.row) + a.column)
      inside = !inside;
  }
  return inside;
}

}  // namespace

std::vector<FieldArea> contour_areas(const Field& field, double level) {
  CUPOLA_CHECK(level > 0.0);
  std::vector<FieldArea> areas;
  std::vector<FieldRing> holes;
  for (FieldRing& ring : Tracer(field, level).rings()) {
    if (ring.size() < 3) continue;
    if (signed_area(ring) > 0.0)
      areas.push_back({std::move(ring), {}});
    else
      holes.push_back(std::move(ring));
  }
  // A hole belongs to the smallest area around it.
  std::sort(areas.begin(), areas.end(), [](const FieldArea& a, const FieldArea& b) {
    return signed_area(a.outer) < signed_area(b.outer);
  });
  for (FieldRing& hole : holes)
    for (FieldArea& area : areas)
      if (signed_area(area.outer) > -signed_area(hole) && holds(area.outer, hole.front())) {
        area.holes.push_back(std::move(hole));
        break;
      }
  return areas;
}

}  // namespace cupola
