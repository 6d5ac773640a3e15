#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "tracking/imm_task.hpp"
#include "tracking/wide_memory.hpp"

namespace cupola {

/// Tracks of one interacting multiple model filter, in slots of blocks of eight: where each was at its own
/// time, and where it is believed to be at a time asked for.
template <int D>
class ImmBank {
 public:
  using Shape = ImmShape<D>;
  static constexpr int kPairs = D * (D + 1) / 2;  ///< numbers in a covariance of positions

  explicit ImmBank(const ImmModel& model, const ImmKernels& kernels = imm_kernels<D>());

  const ImmModel& model() const { return model_; }
  std::size_t slots() const { return blocks_ * kImmWidth; }
  void make_room(std::size_t slots);

  /// A first position and nothing more: still, give or take `speed_sd_m_s` along each axis, in space
  /// `climb_sd_m_s` along the vertical.
  void start(std::size_t slot, const double* z, const double* r, double speed_sd_m_s, double climb_sd_m_s);

  /// One slot's state and prediction over another's.
  void copy(std::size_t from, std::size_t to);

  /// Everything `dt_s[slot]` after its own time, from 0; into what predicted() shows.
  void predict(const std::vector<double>& dt_s);

  /// Takes the measurements set by measure(), one a slot at most, into the states; predict() must have gone to
  /// their times. One that is the slot's with a probability below 1 leaves the mixture of what it would make
  /// of the slot and of what a miss does. `lag_s`: since the slot's measurement before; 0: not known.
  void measure(std::size_t slot, const double* z, const double* r, double probability = 1.0,
               double lag_s = 0.0);
  void update();
  /// The same of measurements from before a slot's own time: exact where they fall between the slot's last two,
  /// else as if the target had flown without noise since (imm_late_template.hpp).
  void measure_late(std::size_t slot, const double* z, const double* r, double dt_s);
  double likelihood(std::size_t slot) const { return likelihood_[slot]; }  ///< of the last measurement

  /// Measurements that may be those of slots, and what weigh() makes of them against the prediction.
  struct Pairs {
    std::vector<std::uint64_t> track;
    std::vector<double> z[D], r[kPairs], dt_s, density, distance2;
    bool shifted = false;  ///< some measurement is of another time than the prediction
    std::size_t size = 0;
  };
  void clear(Pairs& pairs) const;
  void add(Pairs& pairs, std::size_t slot, const double* z, const double* r, double dt_s) const;
  void weigh(Pairs& pairs) const;

  /// Field i of what all modes together say of a slot: the state, then the covariance's upper triangle.
  /// Of a prediction the state alone; merge_predicted() gives all of it.
  double predicted(std::size_t slot, int i) const {
    return predicted_[at(slot, Shape::merged_at(model_.modes) + i)];
  }
  /// The largest variance that any mode predicts of a part of position or velocity.
  double predicted_widest(std::size_t slot, int i) const {
    return predicted_[at(slot, Shape::widest_at(model_.modes, i))];
  }
  using Merged = std::array<double, Shape::kGauss>;
  Merged merge_predicted(std::size_t slot) const;
  /// That one of these will be asked for soon.
  void fetch_updated(std::size_t slot) const {
    const double* merged = updated_column(slot);
    for (int i = 0; i < Shape::kGauss; ++i) __builtin_prefetch(merged + i * kImmWidth);
  }
  void fetch_predicted(std::size_t slot) const {
    const double* first = &predicted_[at(slot, 0)];
    const int rows = Shape::merged_at(model_.modes) + Shape::kState;
    for (int i = 0; i < rows; ++i) __builtin_prefetch(first + i * kImmWidth);
  }
  /// The same of one mode, and its probability.
  double predicted_by(std::size_t slot, int mode, int i) const {
    return predicted_[at(slot, Shape::mode_at(mode) + i)];
  }
  double predicted_weight(std::size_t slot, int mode) const {
    return predicted_[at(slot, Shape::weight_at(model_.modes, mode))];
  }
  double updated(std::size_t slot, int i) const {
    return updated_[at(slot, Shape::merged_at(model_.modes) + i)];
  }
  /// Of updated(), field i is at [i * kImmWidth].
  const double* updated_column(std::size_t slot) const {
    return &updated_[at(slot, Shape::merged_at(model_.modes))];
  }
  double weight(std::size_t slot, int mode) const {
    return updated_[at(slot, Shape::weight_at(model_.modes, mode))];
  }

 private:
  std::size_t at(std::size_t slot, int field) const {
    return (slot / kImmWidth * Shape::fields(model_.modes) + static_cast<std::size_t>(field)) * kImmWidth +
           slot % kImmWidth;
  }
  void mix_with_prediction(std::size_t slot, double probability);

  ImmModel model_;
  const ImmKernels* kernels_;
  std::size_t blocks_ = 0;
  WideColumn updated_, predicted_;
  WideColumn z_[D], r_[kPairs];  // the last measurement of each
  WideColumn hit_, lag_s_, likelihood_;
  struct Measured {
    std::size_t slot;
    double probability;
  };
  std::vector<Measured> measured_;
};

extern template class ImmBank<2>;
extern template class ImmBank<3>;

}  // namespace cupola
