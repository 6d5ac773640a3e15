#include "study/conduct.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <optional>

#include "study/many.hpp"
#include "study/tally.hpp"

namespace cupola {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t kPart = 10 * kLookEvery;  // played at once, where nobody looks in between
constexpr std::chrono::seconds kStoreEvery{1};    // as much may be lost with this process
constexpr int kTurn = 30;                         // times what it took to load a point, it is played

class Conduct {
 public:
  Conduct(const Study& study, StudyStore& store, const StudyOrder& order, const StudyListener& listener)
      : study_(study), store_(store), order_(order), listener_(listener), watches_(study.points.size()) {
    for (std::size_t point = 0; point < watches_.size(); ++point) begin(point);
  }

  /// A turn of every point that is not finished, until all are.
  bool play() {
    for (bool any = true; any;) {
      any = false;
      for (std::size_t point = 0; point < watches_.size(); ++point) {
        if (finished(point)) continue;
        any = true;
        if (!play_turn(point)) return false;
      }
    }
    return true;
  }

 private:
  void begin(std::size_t point);
  /// Draws of what is not known play what is asked for: their means are compared.
  bool stops_on_precision(std::size_t point) const {
    return study_.file.precision.given() && study_.points[point].draw == 0;
  }
  bool finished(std::size_t point) const;
  bool play_turn(std::size_t point);
  bool play_part(std::size_t point);
  Listener listener_of(std::size_t point);
  void take(std::size_t point, const ReplicateResult& result);
  void take_failure(std::size_t point, std::uint64_t replicate, const std::string& what);
  void keep(std::size_t point, StoreRow row);
  void save(std::size_t point);

  const Study& study_;
  StudyStore& store_;
  const StudyOrder& order_;
  const StudyListener& listener_;
  std::vector<PointWatch> watches_;  ///< by point
  std::shared_ptr<const Plan> plan_;
  std::vector<StoreRow> rows_;  ///< not stored yet
  Clock::time_point stored_ = Clock::now();
  std::uint64_t played_ = 0;
  std::uint64_t failed_ = 0;          ///< of the point being played
  std::atomic<bool> enough_ = false;  ///< of this part: too many failed, or nothing can be stored
};

/// What is stored has been seen before.
void Conduct::begin(std::size_t point) {
  PointWatch& watch = watches_[point];
  watch.point = point;
  const auto& measures = study_.measures[point];
  const bool stops = study_.file.precision.given();
  const std::string& wanted = stops ? study_.file.precision.measure : study_.file.measures.front();
  const auto at =
      std::find_if(measures.begin(), measures.end(), [&](const auto& m) { return column_name(m) == wanted; });
  if (at == measures.end()) return;
  watch.measure = &*at;
  StoreRows rows = store_.rows(point, {wanted});
  while (rows.next())
    if (const std::optional<double> value = rows.value(0)) watch.moments.add(*value);
}

bool Conduct::finished(std::size_t point) const {
  if (order_.only && *order_.only != point) return true;
  const std::uint64_t done = store_.done(point);
  const PointWatch& watch = watches_[point];
  if (done >= replicates_of(study_, point, order_.replicates) || store_.failed(point) > kMostFailures)
    return true;
  if (!stops_on_precision(point) || watch.measure == nullptr) return false;
  if (done < kLookFrom || done % kLookEvery != 0) return false;
  const Interval now = interval_of(*watch.measure, watch.moments);
  return now.high - now.low <= 2.0 * study_.file.precision.half_width;
}

/// For so long that loading it hardly counts.
bool Conduct::play_turn(std::size_t point) {
  const auto begin = Clock::now();
  plan_ = plan_of(study_, point);
  const auto end = begin + (kTurn + 1) * (Clock::now() - begin);
  do {
    if (!play_part(point)) return false;
  } while (!finished(point) && Clock::now() < end);
  return true;
}

/// Up to the next look, however the part before it ended.
bool Conduct::play_part(std::size_t point) {
  const std::uint64_t first = store_.done(point), part = stops_on_precision(point) ? kLookEvery : kPart;
  const std::uint64_t end =
      std::min((first / part + 1) * part, replicates_of(study_, point, order_.replicates));
  failed_ = store_.failed(point);
  enough_ = false;
  const Series series = play_series(*plan_, static_cast<std::uint64_t>(study_.file.seed), end - first,
                                    order_.jobs, listener_of(point), first, order_.most_events);
  played_ += series.done;
  save(point);
  if (!store_.error().empty()) return false;
  return !series.interrupted || finished(point);
}

Listener Conduct::listener_of(std::size_t point) {
  Listener each;
  each.take = [this, point](const ReplicateResult& result) { take(point, result); };
  each.failed = [this, point](std::uint64_t replicate, const std::string& what) {
    take_failure(point, replicate, what);
  };
  each.progress = [this](std::uint64_t done) {
    if (listener_.progress) listener_.progress(played_ + done);
  };
  each.stop = [this] { return enough_ || (listener_.stop && listener_.stop()); };
  if (listener_.begin)
    each.begin = [this, point](std::uint64_t replicate) { listener_.begin(point, replicate); };
  each.order = listener_.order;
  return each;
}

void Conduct::take(std::size_t point, const ReplicateResult& result) {
  if (enough_) return;
  StoreRow row{result.replicate, result.digest, {}, {}};
  for (const ReplicateMeasure& measure : study_.measures[point]) row.values.push_back(measure.of(result));
  PointWatch& watch = watches_[point];
  if (const auto seen = watch.measure != nullptr ? watch.measure->of(result) : std::nullopt) {
    watch.moments.add(*seen);
    if (listener_.watch) listener_.watch(watch);
  }
  keep(point, std::move(row));
}

/// What comes after one too many is as if it had not been played, whoever played it first.
void Conduct::take_failure(std::size_t point, std::uint64_t replicate, const std::string& what) {
  if (enough_) return;
  keep(point, {replicate, {}, {}, what});
  if (++failed_ > kMostFailures) enough_ = true;
}

void Conduct::keep(std::size_t point, StoreRow row) {
  rows_.push_back(std::move(row));
  if (Clock::now() - stored_ > kStoreEvery) save(point);
}

void Conduct::save(std::size_t point) {
  store_.add(point, rows_);
  rows_.clear();
  stored_ = Clock::now();
  if (!store_.error().empty()) enough_ = true;
}

}  // namespace

bool conduct(const Study& study, StudyStore& store, const StudyOrder& order, const StudyListener& listener) {
  return Conduct(study, store, order, listener).play();
}

std::uint64_t left_to_play(const Study& study, const StudyStore& store, const StudyOrder& order) {
  std::uint64_t left = 0;
  for (std::size_t point = 0; point < study.points.size(); ++point) {
    const std::uint64_t asked = replicates_of(study, point, order.replicates);
    if (store.failed(point) <= kMostFailures) left += asked - std::min(asked, store.done(point));
  }
  return left;
}

}  // namespace cupola
