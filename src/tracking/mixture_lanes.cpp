#include "tracking/mixture_lanes.hpp"

#include <algorithm>

namespace cupola {

namespace {

constexpr std::size_t w = kImmWidth;
using Shape = ImmShape<3>;

// No measurement is believed to a metre: a filter whose covariance is rounded could not stand less.
constexpr double kLeastVariance_m2 = 1.0;

void put(const PositionMeasurement& m, double (&z)[3], double (&r)[6]) {
  const Symmetric3& c = m.covariance_m2;
  z[0] = m.z_ecef_m.x, z[1] = m.z_ecef_m.y, z[2] = m.z_ecef_m.z;
  r[0] = c.xx + kLeastVariance_m2, r[1] = c.xy, r[2] = c.xz;
  r[3] = c.yy + kLeastVariance_m2, r[4] = c.yz, r[5] = c.zz + kLeastVariance_m2;
}

template <std::size_t N, class Column>
void pointers(Column (&columns)[N], std::size_t from, const double* (&out)[N]) {
  for (std::size_t i = 0; i < N; ++i) out[i] = columns[i].data() + from;
}

}  // namespace

MixtureLanes::MixtureLanes(const ImmModel& model, const ImmKernels& kernels)
    : model_(model), kernels_(&kernels), fields_(mixture_size(model)) {}

void MixtureLanes::clear() {
  size_ = 0;
  asked_.clear();
  ask_s_.clear();
  for (auto& column : ask_z_) column.clear();
  for (auto& column : ask_r_) column.clear();
  shifted_ = false;
}

/// One more block. Lanes that nobody uses are computed along; they must not meet what is not a number.
void MixtureLanes::make_room() {
  const std::size_t lanes = hit_.size() + w;
  for (WideColumn* column : {&from_, &predicted_, &updated_}) column->resize(lanes * fields_);
  for (WideColumn* column :
       {&dt_s_, &hit_, &late_s_, &late_hit_, &likelihood_, &angle_distance2_, &residual_, &variance_, &z_[0],
        &z_[1], &z_[2], &r_[0], &r_[1], &r_[2], &r_[3], &r_[4], &r_[5]})
    column->resize(lanes);
  stale_.push_back(0);
  Track nowhere;
  nowhere.p_ecef_m = {7e6, 0.0, 0.0};
  for (int i = 0; i < 6; ++i) nowhere.covariance(i, i) = 1.0;
  std::vector<double> mixture(fields_);
  start_mixture(model_, nowhere, mixture.data());
  for (std::size_t lane = lanes - w; lane < lanes; ++lane) {
    for (std::size_t f = 0; f < fields_; ++f)
      for (WideColumn* rows : {&from_, &predicted_, &updated_})
        (*rows)[at(static_cast<int>(lane)) + f * w] = mixture[f];
    z_[0][lane] = 7e6;
    for (const int diagonal : {0, 3, 5}) r_[diagonal][lane] = 1.0;
    variance_[lane] = 1.0;
  }
}

int MixtureLanes::add(const double* mixture, double dt_s) {
  const int lane = size_++;
  if (index(lane) >= hit_.size()) make_room();
  double* to = from_.data() + at(lane);
  for (std::size_t f = 0; f < fields_; ++f) to[f * w] = mixture[f];
  dt_s_[index(lane)] = std::max(dt_s, 0.0);
  stale_[index(lane) / w] = 0;
  return lane;
}

void MixtureLanes::predict() {
  kernels_->predict({&model_, from_.data(), predicted_.data(), dt_s_.data(), blocks()});
}

void MixtureLanes::predict_block(std::size_t block) {
  const std::size_t first = block * w * fields_;
  kernels_->predict({&model_, from_.data() + first, predicted_.data() + first, dt_s_.data() + block * w, 1});
  stale_[block] = 0;
}

Vec3 MixtureLanes::predicted_place_ecef_m(int lane, double late_s) const {
  const double* all =
      predicted_.data() + at(lane) + static_cast<std::size_t>(Shape::merged_at(model_.modes)) * w;
  return {all[0] + late_s * all[3 * w], all[w] + late_s * all[4 * w], all[2 * w] + late_s * all[5 * w]};
}

void MixtureLanes::ask(int lane, const PositionMeasurement& m, double dt_s) {
  double z[3], r[6];
  put(m, z, r);
  asked_.push_back(at(lane));
  const double after_s = dt_s - dt_s_[index(lane)];
  ask_s_.push_back(after_s);
  shifted_ |= after_s != 0.0;
  for (int i = 0; i < 3; ++i) ask_z_[i].push_back(z[i]);
  for (int i = 0; i < 6; ++i) ask_r_[i].push_back(r[i]);
}

void MixtureLanes::weigh() {
  if (asked_.empty()) return;
  // Whole groups of lanes: the last question over again.
  const std::size_t padded = (asked_.size() + w - 1) / w * w;
  const auto pad = [padded](auto& column) { column.resize(padded, column.back()); };
  pad(asked_);
  pad(ask_s_);
  for (auto& column : ask_z_) pad(column);
  for (auto& column : ask_r_) pad(column);
  density_.resize(padded);
  distance2_.resize(padded);
  const double *z[3], *r[6];
  pointers(ask_z_, 0, z);
  pointers(ask_r_, 0, r);
  kernels_->weigh({&model_, predicted_.data(), asked_.data(), z, r, shifted_ ? ask_s_.data() : nullptr,
                   density_.data(), distance2_.data(), padded});
}

void MixtureLanes::measure(int lane, const PositionMeasurement& m, double dt_s) {
  const std::size_t i = index(lane);
  double z[3], r[6];
  put(m, z, r);
  for (int k = 0; k < 3; ++k) z_[k][i] = z[k];
  for (int k = 0; k < 6; ++k) r_[k][i] = r[k];
  const bool late = dt_s < 0.0;
  (late ? late_hit_ : hit_)[i] = 1.0;
  late_s_[i] = std::min(dt_s, 0.0);
  const double to_s = std::max(dt_s, 0.0);
  if (dt_s_[i] != to_s) stale_[i / w] = 1;
  dt_s_[i] = to_s;
}

void MixtureLanes::update() {
  for (std::size_t block = 0; block < blocks(); ++block) {
    const std::size_t first = block * w, base = first * fields_;
    const auto any = [&](const WideColumn& column) {
      return std::any_of(&column[first], &column[first] + w, [](double hit) { return hit != 0.0; });
    };
    const bool timely = any(hit_), late = any(late_hit_);
    if (!timely && !late) continue;
    if (stale_[block]) predict_block(block);
    const double *z[3], *r[6];
    pointers(z_, first, z);
    pointers(r_, first, r);
    ImmUpdateTask task{&model_,      predicted_.data() + base, updated_.data() + base, z, r,
                       &hit_[first], &late_s_[first],          &likelihood_[first],    1};
    // What the lanes without a measurement learn is read by nobody.
    if (timely) {
      std::fill_n(&hit_[first], w, 1.0);
      kernels_->update(task);
    }
    task.hit = &late_hit_[first];
    if (late) kernels_->update_late(task);
    std::fill_n(&hit_[first], w, 0.0);
    std::fill_n(&late_hit_[first], w, 0.0);
  }
}

void MixtureLanes::measure_angle(int lane, const AngleMeasurement& angle, double dt_s) {
  const std::size_t i = index(lane);
  const Vec3 &p = angle.place_ecef_m, &g = angle.gradient_per_m;
  z_[0][i] = p.x, z_[1][i] = p.y, z_[2][i] = p.z;
  r_[0][i] = g.x, r_[1][i] = g.y, r_[2][i] = g.z;
  residual_[i] = angle.residual_rad;
  variance_[i] = angle.variance_rad2;
  late_s_[i] = std::min(dt_s, 0.0);
  hit_[i] = 1.0;
}

void MixtureLanes::take_angles(bool first) {
  const double *place[3], *gradient[3];
  for (int i = 0; i < 3; ++i) place[i] = z_[i].data(), gradient[i] = r_[i].data();
  kernels_->take_angle({&model_, first ? predicted_.data() : updated_.data(), updated_.data(), place,
                        gradient, residual_.data(), variance_.data(), hit_.data(), late_s_.data(),
                        likelihood_.data(), angle_distance2_.data(), blocks()});
  std::fill(hit_.begin(), hit_.end(), 0.0);
  // They stand where measured positions do, whose covariances must be such.
  for (std::size_t lane = 0; lane < hit_.size(); ++lane)
    for (int i = 0; i < 6; ++i) r_[i][lane] = i == 0 || i == 3 || i == 5 ? 1.0 : 0.0;
}

void MixtureLanes::read(int lane, double* mixture, Track& track) const {
  const double* from = updated_.data() + at(lane);
  for (std::size_t f = 0; f < fields_; ++f) mixture[f] = from[f * w];
  read_merged(mixture + Shape::merged_at(model_.modes), 1, track);
}

void MixtureLanes::read(int lane, Track& track) const {
  read_merged(updated_.data() + at(lane) + static_cast<std::size_t>(Shape::merged_at(model_.modes)) * w, w,
              track);
}

}  // namespace cupola
