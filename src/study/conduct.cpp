#include "study/conduct.hpp"

#include <algorithm>
#include <optional>

#include "study/many.hpp"
#include "study/tally.hpp"

namespace cupola {

namespace {

constexpr std::uint64_t kPart = 10 * kLookEvery;  // stored at once, where nobody looks in between

/// What decides whether a point is sure enough.
struct Watch {
  const ReplicateMeasure* measure = nullptr;
  Moments moments;
};

class Conduct {
 public:
  Conduct(const Study& study, StudyStore& store, const StudyOrder& order, const StudyListener& listener)
      : study_(study), store_(store), order_(order), listener_(listener), watches_(study.points.size()) {
    for (std::size_t point = 0; point < watches_.size(); ++point) begin(point);
  }

  /// One part of every point that is not finished, until all are.
  bool play() {
    for (bool any = true; any;) {
      any = false;
      for (std::size_t point = 0; point < watches_.size(); ++point) {
        if (finished(point)) continue;
        any = true;
        if (!play_part(point)) return false;
      }
    }
    return true;
  }

 private:
  void begin(std::size_t point);
  bool finished(std::size_t point) const;
  bool play_part(std::size_t point);
  void take(std::size_t point, const ReplicateResult& result);

  const Study& study_;
  StudyStore& store_;
  const StudyOrder& order_;
  const StudyListener& listener_;
  std::vector<Watch> watches_;  ///< by point
  std::size_t loaded_ = SIZE_MAX;
  std::shared_ptr<const Plan> plan_;
  std::vector<StoreRow> rows_;
  std::uint64_t played_ = 0;
};

/// What is stored has been seen before.
void Conduct::begin(std::size_t point) {
  if (!study_.file.precision.given() || study_.points[point].draw > 0) return;
  const auto& measures = study_.measures[point];
  const std::string& wanted = study_.file.precision.measure;
  const auto at =
      std::find_if(measures.begin(), measures.end(), [&](const auto& m) { return column_name(m) == wanted; });
  if (at == measures.end()) return;
  watches_[point].measure = &*at;
  for (const std::optional<double>& value : store_.values(point, wanted))
    if (value) watches_[point].moments.add(*value);
}

bool Conduct::finished(std::size_t point) const {
  if (order_.only && *order_.only != point) return true;
  const std::uint64_t done = store_.done(point);
  const Watch& watch = watches_[point];
  if (done >= replicates_of(study_, point, order_.replicates)) return true;
  if (watch.measure == nullptr || done < kLookFrom || done % kLookEvery != 0) return false;
  const Interval now = interval_of(*watch.measure, watch.moments);
  return now.high - now.low <= 2.0 * study_.file.precision.half_width;
}

/// Up to the next look, however the part before it ended.
bool Conduct::play_part(std::size_t point) {
  if (loaded_ != point) plan_ = plan_of(study_, point);
  loaded_ = point;
  const std::uint64_t first = store_.done(point),
                      part = watches_[point].measure != nullptr ? kLookEvery : kPart;
  const std::uint64_t end =
      std::min((first / part + 1) * part, replicates_of(study_, point, order_.replicates));
  rows_.clear();
  Listener each;
  each.take = [&](const ReplicateResult& result) { take(point, result); };
  each.progress = [&](std::uint64_t done) {
    if (listener_.progress) listener_.progress(played_ + done);
  };
  each.stop = listener_.stop;
  const Series series = play_series(*plan_, static_cast<std::uint64_t>(study_.file.seed), end - first,
                                    order_.jobs, each, first);
  played_ += series.done;
  store_.add(point, rows_);
  if (!store_.error().empty()) return false;
  return !series.interrupted;
}

void Conduct::take(std::size_t point, const ReplicateResult& result) {
  StoreRow row{result.replicate, result.digest, {}};
  for (const ReplicateMeasure& measure : study_.measures[point]) row.values.push_back(measure.of(result));
  Watch& watch = watches_[point];
  if (const auto seen = watch.measure != nullptr ? watch.measure->of(result) : std::nullopt)
    watch.moments.add(*seen);
  rows_.push_back(std::move(row));
}

}  // namespace

bool conduct(const Study& study, StudyStore& store, const StudyOrder& order, const StudyListener& listener) {
  return Conduct(study, store, order, listener).play();
}

std::uint64_t left_to_play(const Study& study, const StudyStore& store, const StudyOrder& order) {
  std::uint64_t left = 0;
  for (std::size_t point = 0; point < study.points.size(); ++point) {
    const std::uint64_t asked = replicates_of(study, point, order.replicates);
    left += asked - std::min(asked, store.done(point));
  }
  return left;
}

}  // namespace cupola
