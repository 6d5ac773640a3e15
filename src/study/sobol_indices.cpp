#include "study/sobol_indices.hpp"

#include <numeric>

#include "core/check.hpp"
#include "study/bootstrap.hpp"

namespace cupola {

namespace {

constexpr int kResamples = 1000;

/// What the indices of one input are made of, row by row.
struct Products {
  std::vector<double> together;  ///< (B - mean) (AB - A), luck taken out
  std::vector<double> apart;     ///< (A - AB)^2 / 2, luck taken out
};

/// Where A, AB_k and B of a row stand in the table.
class Rows {
 public:
  Rows(const DrawTable& table, std::size_t inputs) : table_(table), step_(inputs + 2) {
    CUPOLA_CHECK(!table.empty() && table.size() % step_ == 0);
    means_ = means_of(table);
    middle_ = std::accumulate(means_.begin(), means_.end(), 0.0) / static_cast<double>(means_.size());
  }
  std::size_t count() const { return table_.size() / step_; }
  double a(std::size_t row) const { return means_[row * step_] - middle_; }
  double b(std::size_t row) const { return means_[row * step_ + step_ - 1] - middle_; }
  /// Of luck in the means of A and B, a variance; 0 where one replicate cannot tell.
  double noise() const;
  Products products_of(std::size_t input) const;

 private:
  const DrawTable& table_;
  const std::size_t step_;
  std::vector<double> means_;
  double middle_ = 0.0;
};

double Rows::noise() const {
  if (table_.front().size() < 2) return 0.0;
  DrawTable both;
  for (std::size_t row = 0; row < count(); ++row) {
    both.push_back(table_[row * step_]);
    both.push_back(table_[row * step_ + step_ - 1]);
  }
  const double rows = static_cast<double>(both.size());
  return split_variance(both).rest / static_cast<double>(both.front().size()) * (rows - 1.0) / rows;
}

Products Rows::products_of(std::size_t input) const {
  Products products;
  for (std::size_t row = 0; row < count(); ++row) {
    const std::size_t at = row * step_;
    const std::vector<double>&a_of = table_[at], &ab_of = table_[at + 1 + input],
          &b_of = table_[at + step_ - 1];
    std::vector<double> moved;
    for (std::size_t j = 0; j < a_of.size(); ++j) moved.push_back(ab_of[j] - a_of[j]);
    const double n = static_cast<double>(moved.size()), ab = means_[at + 1 + input] - middle_;
    products.together.push_back(b(row) * (ab - a(row)) - sample_covariance(b_of, moved) / n);
    products.apart.push_back(0.5 * ((a(row) - ab) * (a(row) - ab) - sample_covariance(moved, moved) / n));
  }
  return products;
}

/// A mean of products over the variance of A and B together, each row as often as its weight says.
Statistic index_of(const Rows& rows, const std::vector<double>& products, double noise) {
  return [&rows, &products, noise](std::span<const double> weights) {
    double count = 0.0, sum = 0.0, squares = 0.0, product = 0.0;
    for (std::size_t row = 0; row < rows.count(); ++row) {
      const double a = rows.a(row), b = rows.b(row), w = weights[row];
      count += w;
      sum += w * (a + b);
      squares += w * (a * a + b * b);
      product += w * products[row];
    }
    const double mean = sum / (2.0 * count), variance = squares / (2.0 * count) - mean * mean - noise;
    return variance > 0.0 ? product / count / variance : 0.0;
  };
}

}  // namespace

std::vector<SobolIndices> sobol_indices(const DrawTable& table, std::size_t inputs, ReplicateKey luck) {
  const Rows rows(table, inputs);
  const double noise = rows.noise();
  std::vector<SobolIndices> indices;
  for (std::size_t k = 0; k < inputs; ++k) {
    const Products products = rows.products_of(k);
    const auto of = [&](const std::vector<double>& values) {
      return bca_interval(rows.count(), index_of(rows, values, noise), luck, 0.95, kResamples);
    };
    indices.push_back({of(products.together), of(products.apart)});
  }
  return indices;
}

}  // namespace cupola
