#pragma once

#include <span>
#include <vector>

namespace cupola {

/// A pair that is allowed, and what it costs.
struct AssignmentCandidate {
  int row = 0;
  int column = 0;
  double cost = 0.0;
};

/// Which rows get which columns so that the sum of all costs is least, where a row may also stay alone at a
/// price of its own, and columns may be left over.
/// Model      shortest augmenting paths over a sparse table, with dual prices (Jonker and Volgenant 1987,
///            Computing 38, 325-340; Dijkstra's search with a heap)
/// Returns    by row: its column, or kAlone.
///            Ties: rows come in ascending order, each along the cheapest path to the lowest column; to be
///            assigned goes before staying alone; the order of the candidates does not matter
/// Holds for  finite costs of either sign; of a pair given twice the cheaper counts
/// Accurate   exact where sums of costs are (whole numbers), else to rounding
/// Checked by tests/assignment_test.cpp
class Assignment {
 public:
  static constexpr int kAlone = -1;

  /// There are as many rows as prices of staying alone. The result stands until the next call; nothing is
  /// allocated once the largest problem has been seen.
  std::span<const int> solve(int columns, std::span<const AssignmentCandidate> candidates,
                             std::span<const double> price_alone);
  double cost() const { return cost_; }  ///< of the last solution

  /// By column, at most 0, and 0 where nobody took it: with them each row's best of (cost - price) and its
  /// price of staying alone, plus all prices, add up to cost(), which proves that no assignment costs less.
  std::span<const double> column_prices() const { return dual_; }

 private:
  struct Reached {
    double distance;
    int column;
  };
  /// Where a path ends: at a free column, or with a row that stays alone.
  struct End {
    double distance;
    int column;
    int row;
  };

  bool count(int columns, std::span<const AssignmentCandidate> candidates, int rows);
  void take(std::span<const AssignmentCandidate> candidates);
  void sort(std::span<const AssignmentCandidate> candidates);
  void assign(int row, double alone, std::span<const double> price_alone);
  End search(int row, std::span<const double> price_alone);
  void reach_from(int row, double base);
  void follow_back(int first_row, End end);
  void forget_search(double distance);

  // The table by row: candidates row_start_[r] up to row_start_[r + 1], ascending columns.
  std::vector<int> row_start_, column_start_, column_, by_column_;
  std::vector<double> price_;
  // The solution so far: by row its place in the table or kAlone; by column its row; and the columns' prices.
  std::vector<int> place_of_row_, row_of_column_, result_;
  std::vector<double> dual_;
  // One search: distances, and by column the row and place it was reached from.
  std::vector<double> distance_;
  std::vector<int> from_row_, from_place_, touched_;
  std::vector<char> settled_;
  std::vector<Reached> heap_;
  double cost_ = 0.0;
};

}  // namespace cupola
