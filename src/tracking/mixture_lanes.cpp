#include "tracking/mixture_lanes.hpp"

#include <algorithm>

#include "core/lanes.hpp"

namespace cupola {

namespace {

constexpr std::size_t w = kImmWidth;
using Shape = ImmShape<3>;

using lanes::Lanes4, lanes::load, lanes::store;

/// Four rows of four become columns.
void transpose(Lanes4 (&m)[4]) {
  const __m256d a = _mm256_unpacklo_pd(m[0].v, m[1].v), b = _mm256_unpackhi_pd(m[0].v, m[1].v);
  const __m256d c = _mm256_unpacklo_pd(m[2].v, m[3].v), d = _mm256_unpackhi_pd(m[2].v, m[3].v);
  m[0] = _mm256_permute2f128_pd(a, c, 0x20);
  m[1] = _mm256_permute2f128_pd(b, d, 0x20);
  m[2] = _mm256_permute2f128_pd(a, c, 0x31);
  m[3] = _mm256_permute2f128_pd(b, d, 0x31);
}

template <std::size_t N, class Column>
void pointers(Column (&columns)[N], std::size_t from, const double* (&out)[N]) {
  for (std::size_t i = 0; i < N; ++i) out[i] = columns[i].data() + from;
}

}  // namespace

MixtureLanes::MixtureLanes(const ImmModel& model, const ImmKernels& kernels)
    : model_(model),
      kernels_(&kernels),
      fields_(static_cast<std::size_t>(Shape::fields(model.modes))),
      mixture_size_(mixture_size(model)) {}

void MixtureLanes::clear() {
  size_ = 0;
  questions_ = 0;
  shifted_ = false;
}

/// One more block. Lanes that nobody uses are computed along; they must not meet what is not a number.
void MixtureLanes::make_room() {
  const std::size_t lanes = hit_.size() + w;
  held_.resize(lanes * fields_);
  for (WideColumn* column :
       {&dt_s_, &hit_, &late_s_, &late_hit_, &likelihood_, &angle_distance2_, &residual_, &variance_, &z_[0],
        &z_[1], &z_[2], &r_[0], &r_[1], &r_[2], &r_[3], &r_[4], &r_[5]})
    column->resize(lanes);
  source_.resize(lanes);
  stale_.push_back(0);
  Track nowhere;
  nowhere.p_ecef_m = {7e6, 0.0, 0.0};
  for (int i = 0; i < 6; ++i) nowhere.covariance(i, i) = 1.0;
  std::vector<double> mixture(mixture_size_);
  start_mixture(model_, nowhere, mixture.data());
  for (std::size_t lane = lanes - w; lane < lanes; ++lane) {
    for (std::size_t f = 0; f < fields_; ++f) held_[at(static_cast<int>(lane)) + f * w] = mixture[f];
    z_[0][lane] = 7e6;
    for (const int diagonal : {0, 3, 5}) r_[diagonal][lane] = 1.0;
    variance_[lane] = 1.0;
  }
}

int MixtureLanes::add(const double* mixture, double dt_s) {
  const int lane = size_++;
  if (index(lane) >= hit_.size()) make_room();
  source_[index(lane)] = mixture;
  stale_[index(lane) / w] = 0;
  if (index(lane) % w == 0) std::fill_n(&dt_s_[index(lane)], w, 0.0);  // of those that nobody uses
  dt_s_[index(lane)] = std::max(dt_s, 0.0);
  return lane;
}

/// Mixtures into the lanes of their block, four by four. Lanes that nobody uses repeat the first; a half block that
/// nobody uses keeps what it held, and nobody reads what becomes of it.
void MixtureLanes::gather(std::size_t block) {
  const std::size_t first = block * w, used = std::min(index(size_) - first, w);
  const std::size_t filled = used <= 4 ? 4 : w;
  for (std::size_t half = 0; half < filled; half += 4) {
    const double* from[4];
    for (std::size_t i = 0; i < 4; ++i) from[i] = source_[half + i < used ? first + half + i : first];
    double* to = held_.data() + first * fields_ + half;
    std::size_t f = 0;
    for (; f + 4 <= fields_; f += 4) {
      Lanes4 m[4];
      for (int i = 0; i < 4; ++i) m[i] = load<Lanes4>(from[i] + f);
      transpose(m);
      for (std::size_t i = 0; i < 4; ++i) store(to + (f + i) * w, m[i]);
    }
    for (; f < fields_; ++f)
      for (std::size_t i = 0; i < 4; ++i) to[f * w + i] = from[i][f];
  }
}

void MixtureLanes::predict() {
  for (std::size_t block = 0; block < blocks(); ++block) gather(block);
  kernels_->predict({&model_, held_.data(), held_.data(), dt_s_.data(), index(size_)});
}

/// To the times of what is measured.
void MixtureLanes::predict_again(std::size_t block) {
  gather(block);
  double* held = held_.data() + block * w * fields_;
  const std::size_t used = std::min(index(size_) - block * w, w);
  kernels_->predict({&model_, held, held, dt_s_.data() + block * w, used});
  stale_[block] = 0;
}

Vec3 MixtureLanes::predicted_place_ecef_m(int lane, double late_s) const {
  const double* all = held_.data() + at(lane) + static_cast<std::size_t>(Shape::merged_at(model_.modes)) * w;
  return {all[0] + late_s * all[3 * w], all[w] + late_s * all[4 * w], all[2 * w] + late_s * all[5 * w]};
}

void MixtureLanes::make_room_to_ask() {
  const std::size_t old = ask_room_;
  ask_room_ = 2 * old + w;
  WideColumn wider(kAskRows * ask_room_);
  for (std::size_t i = 0; i < kAskRows; ++i)
    std::copy_n(ask_.data() + i * old, old, wider.data() + i * ask_room_);
  ask_.swap(wider);
  asked_.resize(ask_room_);
  density_.resize(ask_room_);
  distance2_.resize(ask_room_);
}

void MixtureLanes::weigh() {
  if (questions_ == 0) return;
  // Whole groups of lanes. What fills the last one is read by nobody: numbers of earlier questions, but asked
  // of the track of the last, so that the kernel finds those of a group close together.
  const std::size_t padded = (questions_ + w - 1) / w * w;
  std::fill(asked_.data() + questions_, asked_.data() + padded, asked_[questions_ - 1]);
  const double* rows[kAskRows];
  for (std::size_t i = 0; i < kAskRows; ++i) rows[i] = ask_.data() + i * ask_room_;
  kernels_->weigh({&model_, held_.data(), asked_.data(), rows, rows + 3, shifted_ ? rows[9] : nullptr,
                   density_.data(), distance2_.data(), questions_});
}

void MixtureLanes::measure(int lane, const PositionMeasurement& m, double dt_s) {
  const std::size_t i = index(lane);
  const Rows rows = rows_of(m);
  for (std::size_t k = 0; k < 3; ++k) z_[k][i] = rows[k];
  for (std::size_t k = 0; k < 6; ++k) r_[k][i] = rows[3 + k];
  const bool late = dt_s < 0.0;
  (late ? late_hit_ : hit_)[i] = 1.0;
  late_s_[i] = std::min(dt_s, 0.0);
  const double to_s = std::max(dt_s, 0.0);
  if (dt_s_[i] != to_s) stale_[i / w] = 1;
  dt_s_[i] = to_s;
}

void MixtureLanes::update() {
  for (std::size_t block = 0; block < blocks(); ++block) {
    const std::size_t first = block * w;
    const auto any = [&](const WideColumn& column) {
      return std::any_of(&column[first], &column[first] + w, [](double hit) { return hit != 0.0; });
    };
    const bool timely = any(hit_), late = any(late_hit_);
    if (!timely && !late) continue;
    if (stale_[block]) predict_again(block);
    double* held = held_.data() + first * fields_;
    const double *z[3], *r[6];
    pointers(z_, first, z);
    pointers(r_, first, r);
    ImmUpdateTask task{&model_, held, held, z, r, &hit_[first], &late_s_[first], &likelihood_[first], 1};
    // What the lanes without a measurement learn is read by nobody.
    task.only_hits = timely && late;
    if (timely) kernels_->update(task);
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

void MixtureLanes::take_angles() {
  const double *place[3], *gradient[3];
  for (int i = 0; i < 3; ++i) place[i] = z_[i].data(), gradient[i] = r_[i].data();
  kernels_->take_angle({&model_, held_.data(), held_.data(), place, gradient, residual_.data(),
                        variance_.data(), hit_.data(), late_s_.data(), likelihood_.data(),
                        angle_distance2_.data(), blocks()});
  std::fill(hit_.begin(), hit_.end(), 0.0);
  // They stand where measured positions do, whose covariances must be such.
  for (std::size_t lane = 0; lane < hit_.size(); ++lane)
    for (int i = 0; i < 6; ++i) r_[i][lane] = i == 0 || i == 3 || i == 5 ? 1.0 : 0.0;
}

void MixtureLanes::read(int lane, double* mixture, Track& track) const {
  const double* from = held_.data() + at(lane);
#pragma GCC unroll 8
  for (std::size_t f = 0; f < fields_; ++f) mixture[f] = from[f * w];
  read_merged(model_, mixture, track);
}

}  // namespace cupola
