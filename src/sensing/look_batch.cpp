#include "sensing/look_batch.hpp"

namespace cupola {
namespace {

constexpr std::size_t kWidest = 8;

std::size_t padded(std::size_t n) { return (n + kWidest - 1) / kWidest * kWidest; }

}  // namespace

LookBatch::LookBatch(std::size_t most)
    : stride_(padded(most)),
      rows_(stride_ * kLookRowCount, 0.0),
      measured_(stride_ * kMeasuredRowCount, 1.0),
      detection_streams_(stride_, 0),
      fluctuation_streams_(stride_, 0),
      noise_streams_(stride_, 0),
      echo_streams_(stride_, 0),
      spans_m_(stride_, 0.0),
      platforms_(stride_) {}

void LookBatch::add(PlatformId platform, const Path::Segment& segment, Time begin, double guess_ns,
                    const RadarTarget& target) {
  double* column = rows_.data() + count_;
  const Vec3* by_rank[] = {&segment.a, &segment.b, &segment.c, &segment.d};
  for (std::size_t rank = 0; rank < 4; ++rank) {
    column[(3 * rank) * stride_] = by_rank[rank]->x;
    column[(3 * rank + 1) * stride_] = by_rank[rank]->y;
    column[(3 * rank + 2) * stride_] = by_rank[rank]->z;
  }
  add_target(platform, static_cast<double>((begin - segment.begin).ns), guess_ns, target);
}

void LookBatch::add(PlatformId platform, const SegmentLanes& lanes, Time begin, double guess_ns,
                    const RadarTarget& target) {
  const std::size_t i = platform.index();
  double* column = rows_.data() + count_;
  const double* coefficient = lanes.coefficient(0, 0) + i;
  for (int k = 0; k < 12; ++k, column += stride_, coefficient += lanes.padded()) *column = *coefficient;
  add_target(platform, lanes.since_origin_ns(begin) - lanes.begin_ns()[i], guess_ns, target);
}

void LookBatch::add_target(PlatformId platform, double offset_ns, double guess_ns,
                           const RadarTarget& target) {
  double* column = rows_.data() + count_;
  const auto put = [&](LookRow row, double value) {
    column[static_cast<std::size_t>(row) * stride_] = value;
  };
  put(kLookOffset, offset_ns);
  put(kLookGuess, guess_ns);
  put(kLookLnFront, target.rcs.ln_front);
  put(kLookLnSide, target.rcs.ln_side);
  put(kLookLnRear, target.rcs.ln_rear);
  put(kLookRcsTable, target.rcs_table_first);
  put(kLookTable, target.first_sample);
  put(kLookShape, target.fluctuation_shape);
  put(kLookBlocksPerNs, target.blocks_per_ns);
  detection_streams_[count_] = target.detection_stream;
  fluctuation_streams_[count_] = target.fluctuation_stream;
  noise_streams_[count_] = target.noise_stream;
  spans_m_[count_] = target.span_m;
  platforms_[count_] = platform;
  ++count_;
}

void LookBatch::look(const Kernels& kernels, const LookConstants& constants) {
  LookTask task;
  task.constants = &constants;
  task.rows = rows_.data();
  task.stride = stride_;
  task.detection_stream = detection_streams_.data();
  task.fluctuation_stream = fluctuation_streams_.data();
  task.count = count_;
  // Nobody stands in the lanes beyond, and what another radar left there is no place in this one's tables.
  for (std::size_t i = count_; i < padded(count_); ++i) {
    rows_[static_cast<std::size_t>(kLookRcsTable) * stride_ + i] = -1.0;
    rows_[static_cast<std::size_t>(kLookTable) * stride_ + i] = 0.0;
  }
  kernels.look(task);
}

void LookBatch::measure(const Kernels& kernels, const LookConstants& constants,
                        const MeasureConstants& measures, const std::vector<std::size_t>& wanted) {
  constexpr LookRow kFrom[] = {kLookEast, kLookNorth, kLookUp, kLookSnr};
  constexpr MeasuredRow kTo[] = {kMeasuredEast, kMeasuredNorth, kMeasuredUp, kMeasuredStrength};
  echoes_ = 0;
  for (const std::size_t i : wanted) {
    for (int k = 0; k < 4; ++k)
      measured_[static_cast<std::size_t>(kTo[k]) * stride_ + echoes_] = value(kFrom[k], i);
    measured_[static_cast<std::size_t>(kMeasuredSpan) * stride_ + echoes_] = spans_m_[i];
    echo_streams_[echoes_++] = noise_streams_[i];
  }
  MeasureTask task;
  task.constants = &measures;
  task.rows = measured_.data();
  task.stride = stride_;
  task.noise_stream = echo_streams_.data();
  task.key = constants.key;
  task.ordinal = constants.ordinal;
  task.count = echoes_;
  if (echoes_ > 0) kernels.measure(task);
}

}  // namespace cupola
