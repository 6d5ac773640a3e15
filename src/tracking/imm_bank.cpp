#include "tracking/imm_bank.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"

namespace cupola {

template <int D>
ImmBank<D>::ImmBank(const ImmModel& model, const ImmKernels& kernels) : model_(model), kernels_(&kernels) {
  CUPOLA_CHECK(model.modes >= 1 && model.modes <= kImmModesMost);
}

template <int D>
void ImmBank<D>::make_room(std::size_t wanted) {
  const std::size_t old = slots();
  blocks_ = std::max(blocks_, (wanted + kImmWidth - 1) / kImmWidth);
  if (slots() == old) return;
  const std::size_t size = slots() * static_cast<std::size_t>(Shape::fields(model_.modes));
  updated_.resize(size);
  predicted_.resize(size);
  for (auto& column : z_) column.resize(slots());
  for (auto& column : r_) column.resize(slots());
  for (auto* column : {&hit_, &lag_s_, &likelihood_}) column->resize(slots());
  // Slots that nobody uses yet are computed along; they must not meet what is not a number.
  constexpr double nowhere[3] = {7e6, 0.0, 0.0};
  for (std::size_t slot = old; slot < slots(); ++slot) {
    const double unit[6] = {1.0, 0.0, D == 2 ? 1.0 : 0.0, 1.0, 0.0, 1.0};
    start(slot, nowhere, unit, 1.0, 1.0);
  }
}

template <int D>
void ImmBank<D>::start(std::size_t slot, const double* z, const double* r, double speed_sd_m_s,
                       double climb_sd_m_s) {
  lag_s_[slot] = 0.0;
  double up[D] = {}, less = 0.0;
  if constexpr (D == 3) {
    const double z_stretched = 1.0067394967422765 * z[2];  // as up_at() in imm_template.hpp
    const double inverse = 1.0 / std::sqrt(z[0] * z[0] + z[1] * z[1] + z_stretched * z_stretched);
    up[0] = z[0] * inverse;
    up[1] = z[1] * inverse;
    up[2] = z_stretched * inverse;
    less = climb_sd_m_s * climb_sd_m_s - speed_sd_m_s * speed_sd_m_s;
  }
  const auto fill = [&](int base, double rate_sd) {
    for (int i = 0; i < Shape::kGauss; ++i) updated_[at(slot, base + i)] = 0.0;
    for (int i = 0, n = 0; i < D; ++i) {
      updated_[at(slot, base + i)] = z[i];
      for (int j = i; j < D; ++j, ++n) updated_[at(slot, base + Shape::kState + Shape::at(i, j))] = r[n];
      for (int j = i; j < D; ++j)
        updated_[at(slot, base + Shape::kState + Shape::at(D + i, D + j))] =
            (i == j ? speed_sd_m_s * speed_sd_m_s : 0.0) + less * up[i] * up[j];
    }
    updated_[at(slot, base + Shape::kState + Shape::at(2 * D, 2 * D))] = rate_sd * rate_sd;
  };
  for (int k = 0; k < model_.modes; ++k) {
    fill(Shape::mode_at(k), model_.mode[k].rate_sd_rad_s);
    updated_[at(slot, Shape::weight_at(model_.modes, k))] = model_.mode[k].share;
  }
  fill(Shape::merged_at(model_.modes), model_.mode[0].rate_sd_rad_s);
}

template <int D>
void ImmBank<D>::copy(std::size_t from, std::size_t to) {
  for (int field = 0; field < Shape::fields(model_.modes); ++field) {
    updated_[at(to, field)] = updated_[at(from, field)];
    predicted_[at(to, field)] = predicted_[at(from, field)];
  }
  for (WideColumn& column : z_) column[to] = column[from];
  for (WideColumn& column : r_) column[to] = column[from];
  lag_s_[to] = lag_s_[from];
}

template <int D>
void ImmBank<D>::predict(const std::vector<double>& dt_s) {
  CUPOLA_CHECK(dt_s.size() >= slots());
  kernels_->predict({&model_, updated_.data(), predicted_.data(), dt_s.data(), slots()});
}

template <int D>
void ImmBank<D>::measure(std::size_t slot, const double* z, const double* r, double probability,
                         double lag_s) {
  for (int i = 0; i < D; ++i) z_[i][slot] = z[i];
  for (int i = 0; i < kPairs; ++i) r_[i][slot] = r[i];
  hit_[slot] = 1.0;
  // What came of a measurement that may have been another's is no single update to go back on.
  lag_s_[slot] = probability < 1.0 ? 0.0 : lag_s;
  measured_.push_back({slot, probability});
}

template <int D>
void ImmBank<D>::update() {
  const double *z[D], *r[kPairs];
  for (int i = 0; i < D; ++i) z[i] = z_[i].data();
  for (int i = 0; i < kPairs; ++i) r[i] = r_[i].data();
  kernels_->update(
      {&model_, predicted_.data(), updated_.data(), z, r, hit_.data(), nullptr, likelihood_.data(), blocks_});
  for (const Measured& m : measured_) {
    hit_[m.slot] = 0.0;
    if (m.probability < 1.0) mix_with_prediction(m.slot, m.probability);
  }
  measured_.clear();
}

template <int D>
void ImmBank<D>::measure_late(std::size_t slot, const double* z, const double* r, double dt_s) {
  const std::size_t first = slot / kImmWidth * kImmWidth;
  double zs[D][kImmWidth], rs[kPairs][kImmWidth], late_s[kImmWidth];
  const double *z_at[D], *r_at[kPairs], *last_z[D], *last_r[kPairs];
  for (int i = 0; i < D; ++i) {
    std::fill(zs[i], zs[i] + kImmWidth, z[i]);
    z_at[i] = zs[i];
    last_z[i] = z_[i].data() + first;
  }
  for (int i = 0; i < kPairs; ++i) {
    std::fill(rs[i], rs[i] + kImmWidth, r[i]);
    r_at[i] = rs[i];
    last_r[i] = r_[i].data() + first;
  }
  std::fill(late_s, late_s + kImmWidth, dt_s);
  double* block = updated_.data() + at(first, 0);
  double only[kImmWidth] = {};  // others of the block may wait with measurements of their own
  only[slot - first] = 1.0;
  kernels_->update_late({&model_, block, block, z_at, r_at, only, late_s, likelihood_.data() + first, 1,
                         last_z, last_r, lag_s_.data() + first});
  lag_s_[slot] = 0.0;
}

template <int D>
typename ImmBank<D>::Merged ImmBank<D>::merge_predicted(std::size_t slot) const {
  constexpr std::size_t n = Shape::kState, w = kImmWidth;
  Merged all{};
  const double* merged = &predicted_[at(slot, Shape::merged_at(model_.modes))];
  for (std::size_t i = 0; i < n; ++i) all[i] = merged[i * w];
  for (int k = 0; k < model_.modes; ++k) {
    const double* mode = &predicted_[at(slot, Shape::mode_at(k))];
    const double weight = predicted_weight(slot, k);
    double d[n];
    for (std::size_t i = 0; i < n; ++i) d[i] = mode[i * w] - all[i];
    std::size_t c = n;
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = i; j < n; ++j, ++c) all[c] += weight * (mode[c * w] + d[i] * d[j]);
  }
  return all;
}

template <int D>
void ImmBank<D>::clear(Pairs& pairs) const {
  pairs.size = 0;
  pairs.shifted = false;
  pairs.track.clear();
  pairs.dt_s.clear();
  for (auto& column : pairs.z) column.clear();
  for (auto& column : pairs.r) column.clear();
}

template <int D>
void ImmBank<D>::add(Pairs& pairs, std::size_t slot, const double* z, const double* r, double dt_s) const {
  pairs.track.push_back(at(slot, 0));
  pairs.dt_s.push_back(dt_s);
  pairs.shifted |= dt_s != 0.0;
  for (int i = 0; i < D; ++i) pairs.z[i].push_back(z[i]);
  for (int i = 0; i < kPairs; ++i) pairs.r[i].push_back(r[i]);
  ++pairs.size;
}

template <int D>
void ImmBank<D>::weigh(Pairs& pairs) const {
  if (pairs.size == 0) return;
  // Whole groups of lanes: the last pair over again.
  const std::size_t padded = (pairs.size + kImmWidth - 1) / kImmWidth * kImmWidth;
  const auto pad = [padded](auto& column) { column.resize(padded, column.back()); };
  pad(pairs.track);
  pad(pairs.dt_s);
  for (auto& column : pairs.z) pad(column);
  for (auto& column : pairs.r) pad(column);
  pairs.density.resize(padded);
  pairs.distance2.resize(padded);
  const double *z[D], *r[kPairs];
  for (int i = 0; i < D; ++i) z[i] = pairs.z[i].data();
  for (int i = 0; i < kPairs; ++i) r[i] = pairs.r[i].data();
  kernels_->weigh({&model_, predicted_.data(), pairs.track.data(), z, r,
                   pairs.shifted ? pairs.dt_s.data() : nullptr, pairs.density.data(), pairs.distance2.data(),
                   padded});
}

/// Of a slot just updated by a measurement that is its own with this probability only: the mixture of that
/// update and of none, by its first two moments.
template <int D>
void ImmBank<D>::mix_with_prediction(std::size_t slot, double probability) {
  constexpr int n = Shape::kState;
  const double missed = 1.0 - probability;
  // `share`: of the update.
  const auto mix = [&](int base, double share, const auto& old) {
    double mean[n], was[n], is[n];
    for (int i = 0; i < n; ++i) {
      const double before = old(i), after = updated_[at(slot, base + i)];
      mean[i] = before + share * (after - before);
      was[i] = before - mean[i];
      is[i] = after - mean[i];
      updated_[at(slot, base + i)] = mean[i];
    }
    for (int i = 0; i < n; ++i)
      for (int j = i; j < n; ++j) {
        const int c = n + Shape::at(i, j);
        double& kept = updated_[at(slot, base + c)];
        kept = (1.0 - share) * (old(c) + was[i] * was[j]) + share * (kept + is[i] * is[j]);
      }
  };
  for (int k = 0; k < model_.modes; ++k) {
    double& weight = updated_[at(slot, Shape::weight_at(model_.modes, k))];
    const double hit = probability * weight, sum = hit + missed * predicted_weight(slot, k);
    mix(Shape::mode_at(k), hit / sum, [&](int i) { return predicted_by(slot, k, i); });
    weight = sum;
  }
  const Merged old = merge_predicted(slot);
  mix(Shape::merged_at(model_.modes), probability, [&](int i) { return old[static_cast<std::size_t>(i)]; });
}

template class ImmBank<2>;
template class ImmBank<3>;

}  // namespace cupola
