#include "earth/terrain_pyramid.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/check.hpp"
#include "core/math.hpp"
#include "earth/horizon.hpp"

namespace cupola {
namespace {

constexpr double kGrazing_m = 1e-6;
constexpr double kBend_posts = 0.02;
constexpr int kMostPieces = 64;
/// A step across the border of a block ends this far behind it.
constexpr double kNudge_posts = 1e-7;

/// The great circle between two places as a cubic in the part s of the way (Hermite): from 1e-6 of a post of
/// SRTM over 100 km to a post over 1000 km.
struct Bow {
  double length_m;
  double latitude_rad, longitude_rad;     // at s = 0
  double up_rad, across_rad;              // from end to end
  double up_0, up_1, across_0, across_1;  // slopes at the ends, rad
};

Bow bow_between(const GroundPlace& from, const GroundPlace& to) {
  const auto [sin_a, cos_a] = math::sincos(from.latitude_rad);
  const auto [sin_b, cos_b] = math::sincos(to.latitude_rad);
  const double across_rad = math::wrap_pi(to.longitude_rad - from.longitude_rad);
  const auto [sin_l, cos_l] = math::sincos(across_rad);

  // Sine of the central angle times sine and cosine of the azimuth, at either end; then the angle for its
  // sine.
  const double east_a = cos_b * sin_l, north_a = cos_a * sin_b - sin_a * cos_b * cos_l;
  const double east_b = cos_a * sin_l, north_b = cos_a * sin_b * cos_l - sin_a * cos_b;
  const double s2 = east_a * east_a + north_a * north_a;
  const double arc = 1.0 + s2 / 6.0 * (1.0 + s2 * (9.0 / 20.0) * (1.0 + s2 * (25.0 / 42.0)));
  return {kMeanEarthRadius_m * arc * std::sqrt(s2),
          from.latitude_rad,
          from.longitude_rad,
          to.latitude_rad - from.latitude_rad,
          across_rad,
          arc * north_a,
          -arc * -north_b,
          arc * east_a / cos_a,
          arc * east_b / cos_b};
}

/// How far a cubic from 0 to `rise` departs from the straight line at s, given its slopes at the ends.
double bend(double rise, double slope_0, double slope_1, double s) {
  const double r = 1.0 - s;
  return s * r * ((slope_0 - rise) * r - (slope_1 - rise) * s);
}

}  // namespace

/// Height of the ray above the datum: h0 + s (slope + s curve), in metres, over the curved ground.
struct TerrainPyramid::Beam {
  double h0, slope, curve, lowest_at;
  double at(double s) const { return h0 + s * (slope + s * curve); }
  double lowest(double begin, double end) const { return at(std::clamp(lowest_at, begin, end)); }
};

/// A straight piece of the way: row and column by s.
struct TerrainPyramid::Piece {
  double begin, end, row, column, rows_per_s, columns_per_s, s_per_row, s_per_column, nudge;
  double row_at(double s) const { return row + rows_per_s * (s - begin); }
  double column_at(double s) const { return column + columns_per_s * (s - begin); }
};

TerrainPyramid::TerrainPyramid(TerrainTile ground) : ground_(std::move(ground)) {
  const PostGrid& grid = ground_.grid();
  int rows = grid.rows - 1, columns = grid.columns - 1;
  Level cells{columns, {}};
  const std::int16_t* posts = ground_.posts();
  for (int i = 0; i < rows; ++i)
    for (int j = 0; j < columns; ++j) {
      const std::int16_t* at =
          posts + static_cast<std::size_t>(i) * static_cast<std::size_t>(grid.columns) + j;
      cells.highest.push_back(std::max({at[0], at[1], at[grid.columns], at[grid.columns + 1]}));
    }
  levels_.push_back(std::move(cells));
  while (rows > 1 || columns > 1) {
    const Level& below = levels_.back();
    const int upper_rows = (rows + 1) / 2, upper_columns = (columns + 1) / 2;
    Level level{upper_columns, {}};
    for (int i = 0; i < upper_rows; ++i)
      for (int j = 0; j < upper_columns; ++j) {
        const auto block = [&](int row, int column) {
          return below
              .highest[static_cast<std::size_t>(std::min(row, rows - 1)) * static_cast<std::size_t>(columns) +
                       static_cast<std::size_t>(std::min(column, columns - 1))];
        };
        level.highest.push_back(std::max({block(2 * i, 2 * j), block(2 * i, 2 * j + 1),
                                          block(2 * i + 1, 2 * j), block(2 * i + 1, 2 * j + 1)}));
      }
    levels_.push_back(std::move(level));
    rows = upper_rows;
    columns = upper_columns;
  }
}

std::optional<bool> TerrainPyramid::sees(const SightPoint& eye, const SightPoint& target,
                                         double k_factor) const {
  const PostGrid& grid = ground_.grid();
  const double row_a = grid.row_of(eye.place.latitude_rad),
               column_a = grid.column_of(eye.place.longitude_rad);
  const double row_b = grid.row_of(target.place.latitude_rad),
               column_b = grid.column_of(target.place.longitude_rad);
  if (!grid.spans(row_a, column_a) || !grid.spans(row_b, column_b)) return std::nullopt;

  const Bow bow = bow_between(eye.place, target.place);
  const double bulge_m = bow.length_m * bow.length_m / (2.0 * k_factor * kMeanEarthRadius_m);
  Beam beam{eye.height_msl_m, target.height_msl_m - eye.height_msl_m - bulge_m, bulge_m, 0.0};
  beam.lowest_at = bulge_m > 0.0 ? -beam.slope / (2.0 * bulge_m) : (beam.slope > 0.0 ? 0.0 : 1.0);

  // As many pieces as keep each close to the bow: the bend of a piece falls with the square of their number.
  const auto bend_rows = [&](double s) {
    return bend(bow.up_rad, bow.up_0, bow.up_1, s) / grid.latitude_step_rad;
  };
  const auto bend_columns = [&](double s) {
    return bend(bow.across_rad, bow.across_0, bow.across_1, s) / grid.longitude_step_rad;
  };
  const double most_bend = 1.5 * (std::fabs(bend_rows(0.5)) + std::fabs(bend_columns(0.5)) +
                                  std::fabs(bend_rows(0.25)) + std::fabs(bend_columns(0.25)));
  const int pieces = std::clamp(static_cast<int>(std::sqrt(most_bend / kBend_posts)) + 1, 1, kMostPieces);

  int level = std::min(3, static_cast<int>(levels_.size()) - 1);
  double s = 0.0, row = row_a, column = column_a;
  for (int i = 1; i <= pieces; ++i) {
    const double s_next = static_cast<double>(i) / pieces;
    const double row_next =
        std::clamp(row_a + s_next * (row_b - row_a) + bend_rows(s_next), 0.0, grid.rows - 1.0);
    const double column_next =
        std::clamp(column_a + s_next * (column_b - column_a) + bend_columns(s_next), 0.0, grid.columns - 1.0);
    const double ds = s_next - s, rows = row_next - row, columns = column_next - column;
    const double longest = std::max({std::fabs(rows), std::fabs(columns), 1e-300});
    const Piece piece{s,
                      s_next,
                      row,
                      column,
                      rows / ds,
                      columns / ds,
                      rows != 0.0 ? ds / rows : 1e300,
                      columns != 0.0 ? ds / columns : 1e300,
                      kNudge_posts * ds / longest};
    if (!clears(beam, piece, level)) return false;
    s = s_next;
    row = row_next;
    column = column_next;
  }
  return true;
}

/// Walks a piece block by block, in as large blocks as it can.
bool TerrainPyramid::clears(const Beam& beam, const Piece& piece, int& level) const {
  const PostGrid& grid = ground_.grid();
  const TerrainTile::Scale scale = ground_.scale();
  const int top = static_cast<int>(levels_.size()) - 1;
  const int north = piece.rows_per_s > 0.0 ? 1 : 0, east = piece.columns_per_s > 0.0 ? 1 : 0;
  double s = piece.begin;
  while (s < piece.end) {
    // Just beyond s, so that a border belongs to the block ahead.
    const double inside = std::min(s + piece.nudge, piece.end);
    const int i = std::clamp(static_cast<int>(piece.row_at(inside)), 0, grid.rows - 2);
    const int j = std::clamp(static_cast<int>(piece.column_at(inside)), 0, grid.columns - 2);
    for (;;) {
      const int row = i >> level, column = j >> level;
      const double to_row = (((row + north) << level) - piece.row) * piece.s_per_row;
      const double to_column = (((column + east) << level) - piece.column) * piece.s_per_column;
      const double leave_row = piece.rows_per_s != 0.0 ? piece.begin + to_row : piece.end;
      const double leave_column = piece.columns_per_s != 0.0 ? piece.begin + to_column : piece.end;
      const double leave = std::max(inside, std::min({leave_row, leave_column, piece.end}));

      const Level& blocks = levels_[static_cast<std::size_t>(level)];
      const double highest_m =
          scale.base_m +
          scale.quantum_m *
              blocks.highest[static_cast<std::size_t>(row) * static_cast<std::size_t>(blocks.columns) +
                             static_cast<std::size_t>(column)];
      if (beam.lowest(s, leave) >= highest_m) {
        s = leave;
        level = std::min(level + 1, top);
        break;
      }
      if (level == 0) {
        if (!clears_cell(beam, piece, s, leave)) return false;
        s = leave;
        level = std::min(1, top);
        break;
      }
      --level;
    }
  }
  return true;
}

/// Within a cell the ground along a straight piece is a parabola, and so is the ray above it.
bool TerrainPyramid::clears_cell(const Beam& beam, const Piece& piece, double begin, double end) const {
  const auto clearance_m = [&](double s) {
    return beam.at(s) - ground_.height_m(piece.row_at(s), piece.column_at(s));
  };
  const double f0 = clearance_m(begin), f1 = clearance_m(0.5 * (begin + end)), f2 = clearance_m(end);
  if (f0 < -kGrazing_m || f1 < -kGrazing_m || f2 < -kGrazing_m) return false;
  const double curve = f0 - 2.0 * f1 + f2, slope = 0.5 * (f2 - f0);
  if (!(curve > 0.0) || std::fabs(slope) >= curve) return true;  // lowest at an end
  return f1 - slope * slope / (2.0 * curve) >= -kGrazing_m;
}

}  // namespace cupola
