#include "study/many.hpp"

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <atomic>
#include <map>
#include <mutex>

#include "core/check.hpp"
#include "core/digest.hpp"

namespace cupola {

namespace {

/// What became of a replicate: a result, or what failed.
struct Ended {
  ReplicateResult result;
  std::string failure;
};

Ended play_one(const Plan& plan, std::uint64_t seed, std::uint64_t replicate, const Listener& listener,
               std::uint64_t most_events) {
  const auto played = [&] {
    if (listener.begin) listener.begin(replicate);
    Log log(names_of(plan), scenario_of(plan).start, false);
    return play(plan, seed, replicate, log, most_events);
  };
  if (!listener.failed) return {played(), {}};
  // A fault that the same inputs bring again; want of memory is none, and ends the program.
  const ChecksThrow others_go_on;
  try {
    return {played(), {}};
  } catch (const std::logic_error& fault) {
    return {{}, fault.what()};
  }
}

/// Takes results as they come and hands them on in index order.
class InOrder {
 public:
  InOrder(const Listener& listener, std::uint64_t first) : listener_(listener), first_(first) {}

  void add(std::uint64_t index, Ended ended) {
    const std::lock_guard lock(mutex_);
    waiting_.emplace(index, std::move(ended));
    for (auto next = waiting_.begin(); next != waiting_.end() && next->first == first_ + taken_;
         next = waiting_.erase(next)) {
      hand_on(next->first, next->second);
      ++taken_;
    }
  }
  std::uint64_t taken() const { return taken_; }
  std::string digest() const { return digest_.hex(); }

 private:
  void hand_on(std::uint64_t index, const Ended& ended) {
    const bool failed = !ended.failure.empty();
    digest_.add(failed ? kFailedDigest : ended.result.digest);
    if (failed)
      listener_.failed(index, ended.failure);
    else if (listener_.take)
      listener_.take(ended.result);
  }

  const Listener& listener_;
  const std::uint64_t first_;
  std::mutex mutex_;
  std::map<std::uint64_t, Ended> waiting_;
  std::uint64_t taken_ = 0;
  Digest digest_;
};

}  // namespace

Series play_series(const Plan& plan, std::uint64_t seed, std::uint64_t count, int jobs,
                   const Listener& listener, std::uint64_t first, std::uint64_t most_events) {
  InOrder in_order(listener, first);
  std::atomic<std::uint64_t> next{0}, done{0};
  // Each worker takes the next index, so that the results of few replicates wait for those before them.
  const auto work = [&] {
    for (std::uint64_t i = next++; i < count; i = next++) {
      if (listener.stop && listener.stop()) return;
      const std::uint64_t index = first + (listener.order ? listener.order(i, count) : i);
      in_order.add(index, play_one(plan, seed, index, listener, most_events));
      const std::uint64_t now_done = ++done;
      if (listener.progress) listener.progress(now_done);
    }
  };
  // As many workers as asked for, also where the machine has fewer cores.
  const tbb::global_control workers(tbb::global_control::max_allowed_parallelism,
                                    static_cast<std::size_t>(jobs));
  tbb::task_arena arena(jobs);
  arena.execute([&] {
    tbb::parallel_for(
        tbb::blocked_range<int>(0, jobs, 1), [&](const tbb::blocked_range<int>&) { work(); },
        tbb::simple_partitioner{});
  });
  return {in_order.taken(), in_order.digest(), in_order.taken() < count};
}

Many play_many(const Plan& plan, std::uint64_t seed, std::uint64_t count, int jobs) {
  Many many;
  Listener listener;
  listener.take = [&many](const ReplicateResult& r) { many.replicates.push_back(r); };
  many.digest = play_series(plan, seed, count, jobs, listener).digest;
  return many;
}

}  // namespace cupola
