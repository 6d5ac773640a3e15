#include "core/assignment.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/check.hpp"

namespace cupola {
namespace {

constexpr double kFar = std::numeric_limits<double>::infinity();
constexpr int kFree = -1;

/// Turns counts, each one place late, into the first place of each.
void sum_up(std::vector<int>& starts) {
  for (std::size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
}

}  // namespace

std::span<const int> Assignment::solve(int columns, std::span<const AssignmentCandidate> candidates,
                                       std::span<const double> price_alone) {
  const int rows = static_cast<int>(price_alone.size());
  const bool sorted = count(columns, candidates, rows);
  sorted ? take(candidates) : sort(candidates);

  place_of_row_.assign(price_alone.size(), kAlone);
  row_of_column_.assign(columns, kFree);
  dual_.assign(columns, 0.0);
  distance_.assign(columns, kFar);
  from_row_.resize(columns);
  from_place_.resize(columns);
  settled_.assign(columns, 0);
  for (int row = 0; row < rows; ++row) assign(row, price_alone[row], price_alone);

  result_.resize(price_alone.size());
  cost_ = 0.0;
  for (int row = 0; row < rows; ++row) {
    const int place = place_of_row_[row];
    result_[row] = place == kAlone ? kAlone : column_[place];
    cost_ += place == kAlone ? price_alone[row] : price_[place];
  }
  return result_;
}

/// Counts the candidates of every row; true if they come by row, then by column.
bool Assignment::count(int columns, std::span<const AssignmentCandidate> candidates, int rows) {
  row_start_.assign(rows + 1, 0);
  column_start_.assign(columns + 1, 0);
  bool sorted = true;
  int row_before = -1, column_before = -1;
  for (const AssignmentCandidate& c : candidates) {
    CUPOLA_CHECK(c.row >= 0 && c.row < rows && c.column >= 0 && c.column < columns && std::isfinite(c.cost));
    sorted &= c.row > row_before || (c.row == row_before && c.column >= column_before);
    row_before = c.row;
    column_before = c.column;
    ++row_start_[c.row + 1];
  }
  sum_up(row_start_);
  column_.resize(candidates.size());
  price_.resize(candidates.size());
  return sorted;
}

void Assignment::take(std::span<const AssignmentCandidate> candidates) {
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    column_[i] = candidates[i].column;
    price_[i] = candidates[i].cost;
  }
}

/// Counts into columns, then into rows: every row ends up in ascending columns, however the candidates came.
void Assignment::sort(std::span<const AssignmentCandidate> candidates) {
  for (const AssignmentCandidate& c : candidates) ++column_start_[c.column + 1];
  sum_up(column_start_);
  by_column_.resize(candidates.size());
  for (std::size_t i = 0; i < candidates.size(); ++i)
    by_column_[column_start_[candidates[i].column]++] = static_cast<int>(i);

  for (const int i : by_column_) {
    const int place = row_start_[candidates[i].row]++;
    column_[place] = candidates[i].column;
    price_[place] = candidates[i].cost;
  }
  // Filling moved every start to the next row's.
  std::copy_backward(row_start_.begin(), row_start_.end() - 1, row_start_.end());
  row_start_.front() = 0;
}

/// Most rows get their cheapest column, or none, without a search.
void Assignment::assign(int row, double alone, std::span<const double> price_alone) {
  CUPOLA_CHECK(std::isfinite(alone));
  double least = kFar;
  int cheapest = kAlone;
  for (int place = row_start_[row]; place < row_start_[row + 1]; ++place) {
    const double price = price_[place] - dual_[column_[place]];
    if (price < least) least = price, cheapest = place;
  }
  if (cheapest == kAlone || least > alone) return;
  int& holder = row_of_column_[column_[cheapest]];
  if (holder == kFree) {
    holder = row;
    place_of_row_[row] = cheapest;
    return;
  }
  const End end = search(row, price_alone);
  follow_back(row, end);
  forget_search(end.distance);
}

/// Dijkstra's search from a new row: to a column, to the row that holds it, that row's other columns, ...
Assignment::End Assignment::search(int row, std::span<const double> price_alone) {
  End alone{price_alone[row], kFree, row};
  reach_from(row, 0.0);
  const auto later = [](const Reached& a, const Reached& b) {
    return a.distance != b.distance ? a.distance > b.distance : a.column > b.column;
  };
  while (!heap_.empty()) {
    std::pop_heap(heap_.begin(), heap_.end(), later);
    const Reached next = heap_.back();
    heap_.pop_back();
    if (settled_[next.column]) continue;
    if (next.distance > alone.distance) break;
    const int holder = row_of_column_[next.column];
    if (holder == kFree) return {next.distance, next.column, kFree};

    settled_[next.column] = 1;
    // What the holder would save by giving the column up.
    const double base = next.distance - (price_[place_of_row_[holder]] - dual_[next.column]);
    if (base + price_alone[holder] < alone.distance) alone = {base + price_alone[holder], kFree, holder};
    reach_from(holder, base);
  }
  return alone;
}

void Assignment::reach_from(int row, double base) {
  const auto later = [](const Reached& a, const Reached& b) {
    return a.distance != b.distance ? a.distance > b.distance : a.column > b.column;
  };
  for (int place = row_start_[row]; place < row_start_[row + 1]; ++place) {
    const int column = column_[place];
    const double distance = base + (price_[place] - dual_[column]);
    if (settled_[column] || !(distance < distance_[column])) continue;
    if (distance_[column] == kFar) touched_.push_back(column);
    distance_[column] = distance;
    from_row_[column] = row;
    from_place_[column] = place;
    heap_.push_back({distance, column});
    std::push_heap(heap_.begin(), heap_.end(), later);
  }
}

/// Hands the columns along the path on, from its end back to the new row.
void Assignment::follow_back(int first_row, End end) {
  int column = end.column;
  if (column == kFree) {
    const int place = place_of_row_[end.row];
    place_of_row_[end.row] = kAlone;
    if (end.row == first_row) return;
    column = column_[place];
  }
  for (;;) {
    const int row = from_row_[column], place_before = place_of_row_[row];
    row_of_column_[column] = row;
    place_of_row_[row] = from_place_[column];
    if (row == first_row) return;
    column = column_[place_before];
  }
}

/// Columns nearer than the end have become dearer by the difference.
void Assignment::forget_search(double distance) {
  for (const int column : touched_) {
    if (settled_[column]) dual_[column] += distance_[column] - distance;
    distance_[column] = kFar;
    settled_[column] = 0;
  }
  touched_.clear();
  heap_.clear();
}

}  // namespace cupola
