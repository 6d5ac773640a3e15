#include "tracking/soft_association.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "core/elementary.hpp"

namespace cupola {
namespace {

constexpr double kMostLogRatio = 300.0;  // so that products of two ratios stay finite

/// For a handful, most often one or two.
template <class Item, class Before>
void put_in_order(Item* begin, Item* end, Before before) {
  if (end - begin > 16) {
    std::sort(begin, end, before);
    return;
  }
  for (Item* at = begin + 1; at < end; ++at)
    for (Item* to = at; to != begin && before(*to, *(to - 1)); --to) std::swap(*to, *(to - 1));
}

/// Turns counts, each one place late, into the first place of each.
void sum_up(std::vector<std::int32_t>& starts) {
  for (std::size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
}

}  // namespace

SoftAssociation::SoftAssociation(Settings settings) : settings_(settings) {
  CUPOLA_CHECK(settings.tolerance > 0.0 && settings.iterations_most > 0);
}

std::span<const double> SoftAssociation::solve(int rows, int columns,
                                               std::span<const SoftCandidate> candidates) {
  probability_.resize(candidates.size());
  miss_.assign(rows, 1.0);
  free_.assign(columns, 1.0);
  unsettled_ = iterations_ = 0;
  join_clusters(rows, columns, candidates);
  number_clusters(rows, columns);
  lay_out_edges(rows, columns, candidates);
  for (const Cluster& cluster : cluster_) solve(cluster);
  return probability_;
}

std::int32_t SoftAssociation::root_of(std::int32_t node) {
  while (parent_[node] != node) node = parent_[node] = parent_[parent_[node]];
  return node;
}

void SoftAssociation::join_clusters(int rows, int columns, std::span<const SoftCandidate> candidates) {
  parent_.resize(rows + columns);
  for (std::int32_t node = 0; node < rows + columns; ++node) parent_[node] = node;
  for (const SoftCandidate& c : candidates) {
    CUPOLA_CHECK(c.row >= 0 && c.row < rows && c.column >= 0 && c.column < columns);
    CUPOLA_CHECK(std::isfinite(c.log_ratio));
    const std::int32_t a = root_of(c.row), b = root_of(rows + c.column);
    parent_[std::max(a, b)] = std::min(a, b);
  }
}

/// Clusters by their first row; rows and columns cluster by cluster. Who has no candidate is in none.
void SoftAssociation::number_clusters(int rows, int columns) {
  const std::int32_t nodes = rows + columns;
  cluster_of_.resize(nodes);
  cluster_.clear();
  for (std::int32_t node = 0; node < nodes; ++node) {
    const std::int32_t root = root_of(node);
    if (root == node) {
      cluster_of_[node] = static_cast<std::int32_t>(cluster_.size());
      cluster_.push_back({});
    }
    Cluster& cluster = cluster_[cluster_of_[node] = cluster_of_[root]];
    node < rows ? ++cluster.row_end : ++cluster.column_end;
  }
  // Counts into stretches; filling moves their ends on.
  std::int32_t row = 0, column = 0;
  for (Cluster& cluster : cluster_) {
    const std::int32_t rows_here = cluster.row_end, columns_here = cluster.column_end;
    cluster = {row, row, column, column};
    row += rows_here;
    column += columns_here;
  }
  slot_.resize(nodes);
  row_.resize(rows);
  column_.resize(columns);
  for (std::int32_t node = 0; node < nodes; ++node) {
    Cluster& cluster = cluster_[cluster_of_[node]];
    const std::int32_t slot = slot_[node] = node < rows ? cluster.row_end++ : cluster.column_end++;
    (node < rows ? row_[slot] : column_[slot]) = node < rows ? node : node - rows;
  }
  clusters_ = static_cast<int>(std::count_if(cluster_.begin(), cluster_.end(), [](const Cluster& c) {
    return c.row_end > c.row_begin && c.column_end > c.column_begin;
  }));
}

/// Edges by row and by column, each in falling order of their ratios, so that sums have an order of their
/// own.
void SoftAssociation::lay_out_edges(int rows, int columns, std::span<const SoftCandidate> candidates) {
  row_start_.assign(rows + 2, 0);
  column_start_.assign(columns + 2, 0);
  for (const SoftCandidate& c : candidates) {
    ++row_start_[slot_[c.row] + 2];
    ++column_start_[slot_[rows + c.column] + 2];
  }
  sum_up(row_start_);
  sum_up(column_start_);

  take_ratios(candidates);
  edge_.resize(candidates.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const SoftCandidate& c = candidates[i];
    edge_[row_start_[slot_[c.row] + 1]++] = {
        probability_[i], 0.0, 1.0, slot_[c.row], slot_[rows + c.column], static_cast<std::int32_t>(i)};
  }
  const auto likelier = [](const Edge& a, const Edge& b) {
    return a.ratio != b.ratio ? a.ratio > b.ratio : a.column < b.column;
  };
  for (int slot = 0; slot < rows; ++slot)
    put_in_order(edge_.data() + row_start_[slot], edge_.data() + row_start_[slot + 1], likelier);

  edge_of_column_.resize(candidates.size());
  last_edge_.assign(columns, -1);
  rest_.resize(std::max(rows, columns));
  for (int slot = 0; slot < rows; ++slot)
    for (std::int32_t e = row_start_[slot]; e < row_start_[slot + 1]; ++e) {
      std::int32_t& last = last_edge_[edge_[e].column];
      CUPOLA_CHECK(last < row_start_[slot]);  // else the pair is there twice
      edge_of_column_[column_start_[edge_[e].column + 1]++] = last = e;
    }
  const auto likelier_edge = [this](std::int32_t a, std::int32_t b) {
    return edge_[a].ratio != edge_[b].ratio ? edge_[a].ratio > edge_[b].ratio : a < b;
  };
  int most = 1;
  for (int slot = 0; slot < columns; ++slot) {
    put_in_order(edge_of_column_.data() + column_start_[slot],
                 edge_of_column_.data() + column_start_[slot + 1], likelier_edge);
    most = std::max(most, column_start_[slot + 1] - column_start_[slot]);
  }
  for (int slot = 0; slot < rows; ++slot) most = std::max(most, row_start_[slot + 1] - row_start_[slot]);
  if (ahead_.size() < static_cast<std::size_t>(most)) ahead_.resize(most);
}

/// Into probability_, whose values come later.
void SoftAssociation::take_ratios(std::span<const SoftCandidate> candidates) {
  for (std::size_t i = 0; i < candidates.size(); ++i)
    probability_[i] = std::clamp(candidates[i].log_ratio, -kMostLogRatio, kMostLogRatio);
  std::size_t i = 0;
  for (; i + 4 <= candidates.size(); i += 4)
    lanes::store(&probability_[i], lanes::exp(lanes::load<lanes::Lanes4>(&probability_[i])));
  for (; i < candidates.size(); ++i) probability_[i] = lanes::exp(probability_[i]);
}

void SoftAssociation::solve(const Cluster& cluster) {
  const std::int32_t rows = cluster.row_end - cluster.row_begin;
  const std::int32_t columns = cluster.column_end - cluster.column_begin;
  if (rows == 0 || columns == 0) return;
  if (rows > 1 && columns > 1 && (rows == 2 || columns == 2)) {
    rows == 2 ? solve_two(cluster.row_begin, Line::row) : solve_two(cluster.column_begin, Line::column);
    return;
  }
  if (rows == 1 || columns == 1)
    sweep(cluster);  // exact
  else
    propagate(cluster);
  for (std::int32_t row = cluster.row_begin; row < cluster.row_end; ++row) conclude_row(row);
  for (std::int32_t column = cluster.column_begin; column < cluster.column_end; ++column)
    conclude_column(column);
}

/// The edges of a row or a column, likeliest first, with what each leaves of its sum.
void SoftAssociation::take_line(Line kind, std::int32_t slot, std::vector<Crossing>& line) const {
  line.clear();
  if (kind == Line::row) {
    for (std::int32_t e = row_start_[slot]; e < row_start_[slot + 1]; ++e)
      line.push_back({edge_[e].ratio, 0.0, edge_[e].column, edge_[e].origin});
  } else {
    for (std::int32_t i = column_start_[slot]; i < column_start_[slot + 1]; ++i) {
      const Edge& edge = edge_[edge_of_column_[i]];
      line.push_back({edge.ratio, 0.0, edge.row, edge.origin});
    }
  }
  double behind = 0.0, before = 0.0;
  for (std::size_t i = line.size(); i-- > 0;) {
    line[i].others = behind;
    behind += line[i].ratio;
  }
  for (Crossing& c : line) {
    c.others += before;
    before += c.ratio;
  }
}

/// All assignments of two rows (or columns) a, b: 1 + sum a + sum b + the sum of a_j b_k over all j other
/// than k.
void SoftAssociation::solve_two(std::int32_t first, Line kind) {
  take_line(kind, first, line_[0]);
  take_line(kind, first + 1, line_[1]);
  double sum[2];
  for (int i = 0; i < 2; ++i) sum[i] = line_[i].front().ratio + line_[i].front().others;
  const int a = sum[1] > sum[0], b = 1 - a;  // so that exchanging the two does not move a bit

  // By slot of the crossing lines: what the other of the two has apart from it.
  for (int i = 0; i < 2; ++i) {
    for (const Crossing& c : line_[i]) rest_[c.slot] = sum[1 - i];
    for (const Crossing& c : line_[1 - i]) rest_[c.slot] = c.others;
    for (Crossing& c : line_[i]) c.weight = c.ratio * (1.0 + rest_[c.slot]);
  }
  double all = 1.0 + sum[b];
  for (const Crossing& c : line_[a]) all += c.weight;

  std::vector<double>& alone = kind == Line::row ? miss_ : free_;
  std::vector<double>& alone_across = kind == Line::row ? free_ : miss_;
  const std::vector<std::int32_t>& name = kind == Line::row ? row_ : column_;
  const std::vector<std::int32_t>& name_across = kind == Line::row ? column_ : row_;
  for (const int i : {a, b}) {
    alone[name[first + i]] = (1.0 + sum[1 - i]) / all;
    for (const Crossing& c : line_[i]) {
      probability_[c.origin] = c.weight / all;
      double& left = alone_across[name_across[c.slot]];
      left = std::max(0.0, left - probability_[c.origin]);
    }
  }
}

void SoftAssociation::propagate(const Cluster& cluster) {
  // Messages within a factor 1 + x of the fixed point leave odds within (1 + x)^2, probabilities within x /
  // 2; and a factor of two to be safe.
  const double close = settings_.tolerance;
  const std::int32_t nodes = cluster.row_end - cluster.row_begin + cluster.column_end - cluster.column_begin;
  const bool tree = row_start_[cluster.row_end] - row_start_[cluster.row_begin] < nodes;
  const double nothing = tree ? 1e-15 : 1e-3 * close;
  double change = 0.0, shrink = 1.0;
  for (int i = 1; i <= settings_.iterations_most; ++i) {
    const double before = change, shrink_before = shrink;
    change = sweep(cluster);
    iterations_ = std::max(iterations_, i);
    if (change <= nothing) return;
    shrink = i == 1 ? 1.0 : change / before;
    const double slower = std::max(shrink, shrink_before);
    if (!tree && slower < 1.0 && change < 0.1 && change * slower <= close * (1.0 - slower)) return;
  }
  ++unsettled_;
}

/// Once to the columns and back; by what factor a message changed most, less one.
double SoftAssociation::sweep(const Cluster& cluster) {
  for (std::int32_t row = cluster.row_begin; row < cluster.row_end; ++row) send_from_row(row);
  double change = 0.0;
  for (std::int32_t column = cluster.column_begin; column < cluster.column_end; ++column)
    change = std::max(change, send_from_column(column));
  return change;
}

/// Sums of all others without a difference, which would lose a small one beside a large one.
void SoftAssociation::send_from_row(std::int32_t row) {
  const std::int32_t begin = row_start_[row], count = row_start_[row + 1] - begin;
  Edge* edge = &edge_[begin];
  double behind = 0.0;
  for (std::int32_t i = count; i-- > 0;) {
    ahead_[i] = behind;
    behind += edge[i].ratio * edge[i].to_row;
  }
  double before = 1.0;
  for (std::int32_t i = 0; i < count; ++i) {
    edge[i].to_column = edge[i].ratio / (before + ahead_[i]);
    before += edge[i].ratio * edge[i].to_row;
  }
}

double SoftAssociation::send_from_column(std::int32_t column) {
  const std::int32_t begin = column_start_[column], count = column_start_[column + 1] - begin;
  const std::int32_t* at = &edge_of_column_[begin];
  double behind = 0.0, change = 0.0, before = 1.0;
  for (std::int32_t i = count; i-- > 0;) {
    ahead_[i] = behind;
    behind += edge_[at[i]].to_column;
  }
  for (std::int32_t i = 0; i < count; ++i) {
    Edge& edge = edge_[at[i]];
    const double others = before + ahead_[i];
    change = std::max(change, std::fabs(others * edge.to_row - 1.0));
    edge.to_row = 1.0 / others;
    before += edge.to_column;
  }
  return change;
}

void SoftAssociation::conclude_row(std::int32_t row) {
  const std::int32_t begin = row_start_[row], end = row_start_[row + 1];
  double sum = 1.0;
  for (std::int32_t e = begin; e < end; ++e) sum += edge_[e].ratio * edge_[e].to_row;
  for (std::int32_t e = begin; e < end; ++e)
    probability_[edge_[e].origin] = edge_[e].ratio * edge_[e].to_row / sum;
  miss_[row_[row]] = 1.0 / sum;
}

void SoftAssociation::conclude_column(std::int32_t column) {
  double sum = 1.0;
  for (std::int32_t i = column_start_[column]; i < column_start_[column + 1]; ++i)
    sum += edge_[edge_of_column_[i]].to_column;
  free_[column_[column]] = 1.0 / sum;
}

}  // namespace cupola
