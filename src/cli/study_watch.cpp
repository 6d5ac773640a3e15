#include "cli/study_watch.hpp"

#include <fmt/format.h>

#include "cli/interval_print.hpp"
#include "study/tally.hpp"

namespace cupola {

StudyListener StudyWatch::listener(std::function<bool()> stop) {
  StudyListener listener;
  listener.progress = [this](std::uint64_t played) { progress_.show(played, [this] { return note(); }); };
  listener.stop = std::move(stop);
  listener.watch = [this](const PointWatch& watch) {
    const std::lock_guard lock(mutex_);
    now_ = watch;
  };
  return listener;
}

std::string StudyWatch::note() {
  const std::lock_guard lock(mutex_);
  if (now_.measure == nullptr || now_.moments.count == 0) return {};
  const Interval interval = scaled(interval_of(*now_.measure, now_.moments), now_.measure->shown);
  return fmt::format("  point {}: {} {}", now_.point, column_name(*now_.measure), interval_text(interval));
}

}  // namespace cupola
