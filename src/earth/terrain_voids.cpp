#include "earth/terrain_voids.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "core/check.hpp"

namespace cupola {
namespace {

struct Weighted {
  double sum = 0.0, weight = 0.0;
};

class KnownPosts {
 public:
  KnownPosts(const std::vector<std::int16_t>& posts, int rows, int columns, std::int16_t void_post)
      : posts_(posts), rows_(rows), columns_(columns), void_post_(void_post) {}

  /// The known posts `radius` rows or columns away from a place.
  void add_ring(int row, int column, int radius, Weighted& total) const {
    for (int j = -radius; j <= radius; ++j) {
      add(row - radius, column + j, row, column, total);
      add(row + radius, column + j, row, column, total);
    }
    for (int i = 1 - radius; i < radius; ++i) {
      add(row + i, column - radius, row, column, total);
      add(row + i, column + radius, row, column, total);
    }
  }

 private:
  void add(int row, int column, int row_void, int column_void, Weighted& total) const {
    if (row < 0 || row >= rows_ || column < 0 || column >= columns_) return;
    const std::int16_t post = posts_[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
                                     static_cast<std::size_t>(column)];
    if (post == void_post_) return;
    const double dr = row - row_void, dc = column - column_void;
    const double weight = 1.0 / (dr * dr + dc * dc);
    total.sum += weight * post;
    total.weight += weight;
  }

  const std::vector<std::int16_t>& posts_;
  int rows_, columns_;
  std::int16_t void_post_;
};

}  // namespace

std::int64_t fill_voids(std::vector<std::int16_t>& posts, int rows, int columns, std::int16_t void_post) {
  CUPOLA_CHECK(posts.size() == static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns));
  const std::int64_t voids = std::count(posts.begin(), posts.end(), void_post);
  if (voids == 0) return 0;
  if (voids == static_cast<std::int64_t>(posts.size())) return -1;

  const std::vector<std::int16_t> as_read = posts;
  const KnownPosts known(as_read, rows, columns, void_post);
  // Neighbours in a row lie almost equally deep in their void: the search starts one ring below the last
  // success.
  for (int row = 0; row < rows; ++row) {
    int nearest = 1;
    for (int column = 0; column < columns; ++column) {
      std::int16_t& post = posts[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
                                 static_cast<std::size_t>(column)];
      if (post != void_post) {
        nearest = 1;
        continue;
      }
      Weighted total;
      nearest = std::max(1, nearest - 1);
      while (total.weight == 0.0) known.add_ring(row, column, nearest++, total);
      known.add_ring(row, column, nearest--, total);
      post = static_cast<std::int16_t>(std::floor(total.sum / total.weight + 0.5));
    }
  }
  return voids;
}

}  // namespace cupola
