#include "report/specks.hpp"

#include <cstddef>

namespace cupola {

std::vector<float> without_specks(std::vector<float> cells, int columns, double level, std::size_t least) {
  const auto wide = static_cast<std::size_t>(columns);
  std::vector<bool> known(cells.size(), false);
  std::vector<std::size_t> spot;
  for (std::size_t first = 0; first < cells.size(); ++first) {
    if (known[first]) continue;
    const bool covered = static_cast<double>(cells[first]) >= level;
    const auto take = [&](std::size_t cell) {
      if (known[cell] || (static_cast<double>(cells[cell]) >= level) != covered) return;
      known[cell] = true;
      spot.push_back(cell);
    };
    spot.clear();
    take(first);
    for (std::size_t i = 0; i < spot.size(); ++i) {
      const std::size_t cell = spot[i], column = cell % wide;
      if (column > 0) take(cell - 1);
      if (column + 1 < wide) take(cell + 1);
      if (cell >= wide) take(cell - wide);
      if (cell + wide < cells.size()) take(cell + wide);
    }
    if (spot.size() >= least) continue;
    for (const std::size_t cell : spot) cells[cell] = covered ? 0.0f : static_cast<float>(2.0 * level);
  }
  return cells;
}

}  // namespace cupola
