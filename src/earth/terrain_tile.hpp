#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace cupola {

/// What the heights of a tile are measured from.
enum class VerticalDatum : std::uint32_t { kEgm96 = 1, kEgm2008 = 2, kEllipsoid = 3 };

const char* name_of(VerticalDatum datum);

/// Where the posts of a regular grid of latitude and longitude stand: a post is a point, not a square around
/// one.
struct PostGrid {
  double south_rad = 0.0, west_rad = 0.0;  ///< of the first post
  double latitude_step_rad = 0.0, longitude_step_rad = 0.0;
  int rows = 0, columns = 0;

  bool operator==(const PostGrid&) const = default;
  double latitude_rad(double row) const { return south_rad + row * latitude_step_rad; }
  double longitude_rad(double column) const { return west_rad + column * longitude_step_rad; }
  double row_of(double latitude_rad) const { return (latitude_rad - south_rad) / latitude_step_rad; }
  /// Whichever turn of the circle the longitude is written in.
  double column_of(double longitude_rad) const;
  /// Whether a place lies between the posts; a millionth of a post beyond still counts, for rounding.
  bool spans(double row, double column) const;
};

/// How high is the ground? Heights on a regular grid, without voids.
/// Model      height = base + quantum times a 16-bit post; bilinear between posts. Rows go from south to
///            north, columns from west to east
/// Returns    m above the datum
/// Holds for  at most 65 535 quanta between the lowest and the highest post: SRTM keeps its metres exactly
///            (quantum 1 m), Copernicus to 0.125 m (quantum 0.25 m, span 16 km). Whole numbers of 16 bits
///            take half the memory traffic of floats, which is what bounds a viewshed
/// Accurate   half a quantum at a post
/// Checked by tests/terrain_tile.cpp
class TerrainTile {
 public:
  struct Scale {
    double base_m = 0.0, quantum_m = 1.0;
    bool operator==(const Scale&) const = default;
  };
  struct Source {
    std::string name;               ///< of the data set and the file it came from
    std::int64_t voids_filled = 0;  ///< posts that had no height there
  };

  /// `posts` row by row, the southern one first, from west to east; at least two rows and two columns.
  TerrainTile(const PostGrid& grid, Scale scale, VerticalDatum datum, Source source,
              std::vector<std::int16_t> posts);

  /// The tile of given heights, base and quantum chosen: the quantum as asked, coarser where the heights span
  /// more.
  static TerrainTile of_heights(const PostGrid& grid, const std::vector<double>& heights_m, double quantum_m,
                                VerticalDatum datum, Source source);

  const PostGrid& grid() const { return grid_; }
  Scale scale() const { return scale_; }
  VerticalDatum datum() const { return datum_; }
  const Source& source() const { return source_; }
  /// The posts; kPadding more may be read behind the last one.
  const std::int16_t* posts() const { return posts_; }
  std::size_t count() const { return static_cast<std::size_t>(grid_.rows) * columns_; }

  double post_m(int row, int column) const {
    return scale_.base_m + scale_.quantum_m * posts_[static_cast<std::size_t>(row) * columns_ + column];
  }
  /// Bilinear at a place given in rows and columns; held at the border outside.
  double height_m(double row, double column) const {
    row = row > 0.0 ? (row < last_row_ ? row : last_row_) : 0.0;
    column = column > 0.0 ? (column < last_column_ ? column : last_column_) : 0.0;
    const int i = row < last_row_ ? static_cast<int>(row) : static_cast<int>(last_row_) - 1;
    const int j = column < last_column_ ? static_cast<int>(column) : static_cast<int>(last_column_) - 1;
    const std::int16_t* at = posts_ + static_cast<std::size_t>(i) * columns_ + j;
    const double u = row - i, v = column - j;
    const double south = at[0] + v * (at[1] - at[0]);
    const double north = at[columns_] + v * (at[columns_ + 1] - at[columns_]);
    return scale_.base_m + scale_.quantum_m * (south + u * (north - south));
  }

  /// Of everything that the answers depend on, and of nothing else: 32 digits.
  std::string content_hash() const;

  static constexpr std::size_t kPadding = 64;

 private:
  PostGrid grid_;
  Scale scale_;
  VerticalDatum datum_;
  Source source_;
  std::size_t columns_;
  double last_row_, last_column_;
  std::shared_ptr<const std::vector<std::int16_t>> owned_;  // by all copies of the tile
  const std::int16_t* posts_;
};

}  // namespace cupola
