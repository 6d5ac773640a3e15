#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "tracking/conversion.hpp"
#include "tracking/imm_task.hpp"
#include "tracking/mixture.hpp"
#include "tracking/wide_memory.hpp"

namespace cupola {

/// One angle of a bearing, to be held against a track.
struct AngleMeasurement {
  Vec3 place_ecef_m;          ///< where the track is expected, about which the angle is linear
  Vec3 gradient_per_m;        ///< of the angle there
  double residual_rad = 0.0;  ///< measured less expected there
  double variance_rad2 = 0.0;
};

/// The tracks that one batch touches, side by side for the kernels of the interacting multiple model filter
/// (imm_task.hpp): each in a lane of its own, gathered from its mixture, predicted and taught where it stands,
/// and read back when it has learnt something. A lane is a copy: what is not read back was only asked.
///
/// Holds for  measurements older than their track too: positions by the update back along the track's arc,
///            without noise (imm_update_template.hpp), angles straight back
/// Checked by tests/mixture_lanes.cpp
class MixtureLanes {
 public:
  explicit MixtureLanes(const ImmModel& model, const ImmKernels& kernels = imm_kernels<3>());

  const ImmModel& model() const { return model_; }
  void clear();
  /// A track `dt_s` after its own time; what is asked of the past is asked of its own time. The mixture stays
  /// as it is until update().
  int add(const double* mixture, double dt_s);
  int size() const { return size_; }
  double predicted_s(int lane) const { return dt_s_[index(lane)]; }  ///< after the track's own time
  void predict();
  /// Where all modes together expect a lane, and `late_s` before.
  Vec3 predicted_place_ecef_m(int lane, double late_s) const;

  /// How likely would a position be a lane's, taken `dt_s` after the track's own time? All at once by weigh().
  /// Model      a lane's prediction is carried on to the position's time, or back, straight and without noise
  void ask(int lane, const PositionMeasurement& z, double dt_s);
  void weigh();
  double density_per_m3(std::size_t question) const { return density_[question]; }
  double distance2(std::size_t question) const { return distance2_[question]; }  ///< of the nearest mode

  /// Teaches a lane a position taken `dt_s` after the track's own time. All at once by update().
  void measure(int lane, const PositionMeasurement& z, double dt_s);
  void update();
  /// The same of an angle, one behind the other.
  void measure_angle(int lane, const AngleMeasurement& angle, double dt_s);
  void take_angles();
  double likelihood(int lane) const { return likelihood_[index(lane)]; }  ///< of what was taken last
  double angle_distance2(int lane) const { return angle_distance2_[index(lane)]; }

  /// What a lane has learnt: its mixture, and what all modes together say.
  void read(int lane, double* mixture, Track& track) const;

 private:
  // No measurement is believed to a metre: a filter whose covariance is rounded could not stand less.
  static constexpr double kLeastVariance_m2 = 1.0;
  static constexpr std::size_t kAskRows = 10;
  using Rows = std::array<double, 9>;  // z, r
  static Rows rows_of(const PositionMeasurement& m) {
    const Symmetric3& c = m.covariance_m2;
    return {m.z_ecef_m.x,
            m.z_ecef_m.y,
            m.z_ecef_m.z,
            c.xx + kLeastVariance_m2,
            c.xy,
            c.xz,
            c.yy + kLeastVariance_m2,
            c.yz,
            c.zz + kLeastVariance_m2};
  }
  static std::size_t index(int lane) { return static_cast<std::size_t>(lane); }
  std::size_t at(int lane) const {
    return index(lane) / kImmWidth * fields_ * kImmWidth + index(lane) % kImmWidth;
  }
  std::size_t blocks() const { return (index(size_) + kImmWidth - 1) / kImmWidth; }
  void make_room();
  void make_room_to_ask();
  void gather(std::size_t block);
  void predict_again(std::size_t block);

  ImmModel model_;
  const ImmKernels* kernels_;
  std::size_t fields_, mixture_size_;
  int size_ = 0;
  std::vector<const double*> source_;  // by lane
  WideColumn held_;  // what the lanes hold: one column, so that it stays in the nearest cache
  WideColumn dt_s_, z_[3], r_[6], hit_, late_s_, late_hit_, likelihood_, angle_distance2_, residual_,
      variance_;
  std::vector<char> stale_;  // by block: predicted to another time than that of what is measured

  std::size_t questions_ = 0;
  std::vector<std::uint64_t> asked_;
  std::size_t ask_room_ = 0;
  WideColumn ask_;  // rows of so many: z, r, seconds after the prediction
  WideColumn density_, distance2_;
  bool shifted_ = false;
};

// Here, since every near pair of a gate passes through it.
inline void MixtureLanes::ask(int lane, const PositionMeasurement& m, double dt_s) {
  const std::size_t n = questions_++;
  if (n >= ask_room_) make_room_to_ask();
  const Rows rows = rows_of(m);
  double* to = ask_.data() + n;
#pragma GCC unroll 9
  for (std::size_t i = 0; i < rows.size(); ++i, to += ask_room_) *to = rows[i];
  *to = dt_s - dt_s_[index(lane)];
  shifted_ |= *to != 0.0;
  asked_[n] = at(lane);
}

}  // namespace cupola
