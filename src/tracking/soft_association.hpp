#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace cupola {

/// That a plot (column) may come from a track (row), and how likely that is.
struct SoftCandidate {
  std::int32_t row = 0;
  std::int32_t column = 0;
  /// ln(Pd p(z | track) / ((1 - Pd) beta)): against "the track was missed and the plot is false or new", with
  /// beta the density of those. A track that exists with probability r only has r Pd for Pd.
  double log_ratio = 0.0;
};

/// With what probability does each plot come from each track, if a track causes at most one plot and a plot
/// has at most one cause?
/// Model      marginals of the assignment by loopy belief propagation (Williams and Lau 2014, IEEE Trans. AES
///            50, 2942-2959: their two messages along each candidate), each cluster of tracks and plots that
///            hang together by itself; sums over all assignments, in closed form, where it has one
///            or two tracks, or one or two plots
/// Returns    by candidate, in the order given: probability in [0, 1]; by row: that of a miss. The sum over a
///            row with its miss is one, to rounding.
///            The order of the candidates does not matter to a bit, nor do the numbers of rows and columns
///            where no two ratios of a row or column are equal
/// Holds for  finite ratios (those beyond exp(+-300) count as that), each pair once at most
/// Accurate   closed forms and clusters without loops: rounding. With loops the answer is Bethe's
///            approximation: over random problems of up to six tracks an error of at most 0.35 in a marginal,
///            0.006 on average where ratios are any, 0.02 where tracks crowd as one other in each gate. Each
///            cluster stops once its probabilities are within `tolerance` of that fixed point, as
///            extrapolated from its last changes, or after `iterations_most`, which unsettled() counts
/// Random     none
/// Checked by tests/soft_association.cpp
class SoftAssociation {
 public:
  struct Settings {
    double tolerance = 1e-4;
    int iterations_most = 1000;
  };
  SoftAssociation() : SoftAssociation(Settings{}) {}
  explicit SoftAssociation(Settings settings);

  /// The results stand until the next call; nothing is allocated once the largest problem has been seen.
  std::span<const double> solve(int rows, int columns, std::span<const SoftCandidate> candidates);
  std::span<const double> miss() const { return miss_; }  ///< by row
  std::span<const double> free() const { return free_; }  ///< by column: that it comes from no row

  int clusters() const { return clusters_; }           ///< with at least one candidate
  int unsettled() const { return unsettled_; }         ///< clusters that were stopped
  int most_iterations() const { return iterations_; }  ///< of any cluster

 private:
  /// A candidate along which messages run, in its row's stretch.
  struct Edge {
    double ratio;              ///< against a miss
    double to_column;          ///< message from the row
    double to_row;             ///< message from the column
    std::int32_t row, column;  ///< slots
    std::int32_t origin;       ///< among the candidates
  };
  enum class Line { row, column };
  /// Where one of two rows (or columns) crosses a column (or row).
  struct Crossing {
    double ratio;
    double others;  ///< sum of the ratios of its own line's other crossings
    std::int32_t slot, origin;
    double weight = 0.0;  ///< of all assignments that contain it
  };
  struct Cluster {
    std::int32_t row_begin, row_end, column_begin, column_end;
  };

  std::int32_t root_of(std::int32_t node);
  void join_clusters(int rows, int columns, std::span<const SoftCandidate> candidates);
  void number_clusters(int rows, int columns);
  void lay_out_edges(int rows, int columns, std::span<const SoftCandidate> candidates);
  void take_ratios(std::span<const SoftCandidate> candidates);
  void solve(const Cluster& cluster);
  void take_line(Line kind, std::int32_t slot, std::vector<Crossing>& line) const;
  void solve_two(std::int32_t first, Line kind);
  void propagate(const Cluster& cluster);
  double sweep(const Cluster& cluster);
  void send_from_row(std::int32_t row);
  double send_from_column(std::int32_t column);
  void conclude_row(std::int32_t row);
  void conclude_column(std::int32_t column);

  Settings settings_;
  // Nodes are rows, then columns: union-find, cluster, and slot among the rows or columns cluster by cluster.
  std::vector<std::int32_t> parent_, cluster_of_, slot_;
  std::vector<Cluster> cluster_;
  // By slot: the row or column, and where its edges begin; edges of columns by position.
  std::vector<std::int32_t> row_, column_, row_start_, column_start_, edge_of_column_, last_edge_;
  std::vector<Edge> edge_;
  std::vector<double> ahead_;  // by edge of one row or column: the sum over those after it
  std::vector<Crossing> line_[2];
  std::vector<double> rest_;
  std::vector<double> probability_, miss_, free_;
  int clusters_ = 0, unsettled_ = 0, iterations_ = 0;
};

}  // namespace cupola
