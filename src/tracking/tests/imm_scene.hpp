#pragma once

#include <cmath>
#include <vector>

#include "core/math.hpp"
#include "core/matrix.hpp"
#include "core/tests/linear_congruence.hpp"
#include "tracking/imm_task.hpp"

namespace cupola::testing {

/// One track in the first lane of a block, for the kernels themselves.
template <int D>
class OneTrack {
 public:
  using Shape = ImmShape<D>;
  static constexpr int kState = Shape::kState, kPairs = D * (D + 1) / 2;

  OneTrack(const ImmModel& model, const ImmKernels& kernels = imm_kernels_scalar<D>())
      : model_(model), kernels_(&kernels), size_(static_cast<std::size_t>(Shape::fields(model.modes)) * 8) {
    from_.assign(size_, 0.0);
    for (int lane = 0; lane < kImmWidth; ++lane) {
      double x[kState] = {7e6};
      Matrix<kState, kState> c = Matrix<kState, kState>::identity();
      set(lane, x, c);
    }
    to_ = from_;
  }

  /// Of every mode and of all together.
  void set(int lane, const double* x, const Matrix<kState, kState>& c) {
    for (int k = 0; k <= model_.modes; ++k) {
      const bool all = k == model_.modes;
      const bool turns = all || model_.mode[k].motion == ModeMotion::turn ||
                         model_.mode[k].motion == ModeMotion::turn_or_fall;
      const int base = all ? Shape::merged_at(model_.modes) : Shape::mode_at(k);
      for (int i = 0; i < kState; ++i) {
        field(base + i, lane) = i == 2 * D && !turns ? 0.0 : x[i];
        for (int j = i; j < kState; ++j)
          field(base + kState + Shape::at(i, j), lane) = j == 2 * D && !turns ? 0.0 : c(i, j);
      }
      if (!all) field(Shape::weight_at(model_.modes, k), lane) = model_.mode[k].share;
    }
  }

  void predict(double dt_s) {
    const std::vector<double> dt(kImmWidth, dt_s);
    kernels_->predict({&model_, from_.data(), to_.data(), dt.data(), 1});
  }
  double update(const double* z, const double* r) { return run(kernels_->update, to_, z, r, 0.0); }
  double update_late(const double* z, const double* r, double dt_s) {
    return run(kernels_->update_late, from_, z, r, dt_s);
  }
  /// The same of a state that took `last` alone since `lag_s` before.
  double update_late(const double* z, const double* r, double dt_s, const double* last, double lag_s) {
    return run(kernels_->update_late, from_, z, r, dt_s, last, lag_s);
  }

  double weight(int k) const {
    return from_[static_cast<std::size_t>(Shape::weight_at(model_.modes, k)) * 8];
  }
  double x(int i) const { return from_[static_cast<std::size_t>(Shape::merged_at(model_.modes) + i) * 8]; }
  double c(int i, int j) const {
    return from_[static_cast<std::size_t>(Shape::merged_at(model_.modes) + kState + Shape::at(i, j)) * 8];
  }
  const std::vector<double>& bits() const { return from_; }
  const std::vector<double>& predicted_bits() const { return to_; }

 private:
  double& field(int row, int lane) {
    return from_[static_cast<std::size_t>(row) * 8 + static_cast<std::size_t>(lane)];
  }
  double run(void (*kernel)(const ImmUpdateTask&), std::vector<double>& from, const double* z,
             const double* r, double dt_s, const double* last = nullptr, double lag_s = 0.0) {
    double zs[D][kImmWidth] = {}, rs[kPairs][kImmWidth] = {}, hit[kImmWidth] = {1.0}, dt[kImmWidth] = {dt_s};
    double likelihood[kImmWidth] = {};
    const double *z_at[D], *r_at[kPairs];
    for (int i = 0; i < D; ++i) {
      for (double& lane : zs[i]) lane = z[i];
      z_at[i] = zs[i];
    }
    for (int i = 0; i < kPairs; ++i) {
      for (double& lane : rs[i]) lane = r[i];
      r_at[i] = rs[i];
    }
    double lasts[D][kImmWidth] = {};
    const double* last_at[D];
    for (int i = 0; i < D; ++i) {
      if (last) std::fill(lasts[i], lasts[i] + kImmWidth, last[i]);
      last_at[i] = lasts[i];
    }
    const std::vector<double> lags(kImmWidth, lag_s);
    kernel(
        {&model_, from.data(), from_.data(), z_at, r_at, hit, dt, likelihood, 1, last_at, r_at, lags.data()});
    return likelihood[0];
  }

  ImmModel model_;
  const ImmKernels* kernels_;
  std::size_t size_;
  std::vector<double> from_, to_;
};

inline double normal(LinearCongruence& luck) { return math::normal_quantile(luck.in(1e-12, 1.0 - 1e-12)); }

inline ImmModel single(const ImmMode& mode) {
  ImmModel model;
  model.mode[0] = mode;
  return model;
}

/// What `cupola track` runs with, near enough, in a plane.
inline ImmModel plane_model() {
  ImmModel model;
  model.modes = 3;
  model.mode[0] = {ModeMotion::straight, 1.0, 1.0, 0.0, 0.0, 0.5};
  model.mode[1] = {ModeMotion::turn, 1.0, 1.0, 1e-7, 0.03, 0.4};
  model.mode[2] = {ModeMotion::turn, 30.0, 1.0, 1e-7, 0.25, 0.1};
  model.changes_per_s = 1.0 / 120.0;
  return model;
}

}  // namespace cupola::testing
