#include "study/many.hpp"

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <atomic>
#include <map>
#include <mutex>

#include "core/digest.hpp"

namespace cupola {

namespace {

/// Takes results as they come and hands them on in index order.
class InOrder {
 public:
  InOrder(const Listener& listener, std::uint64_t first) : listener_(listener), first_(first) {}

  void add(std::uint64_t index, ReplicateResult result) {
    const std::lock_guard lock(mutex_);
    waiting_.emplace(index, std::move(result));
    for (auto next = waiting_.begin(); next != waiting_.end() && next->first == first_ + taken_;
         next = waiting_.erase(next)) {
      digest_.add(next->second.digest);
      if (listener_.take) listener_.take(next->second);
      ++taken_;
    }
  }
  std::uint64_t taken() const { return taken_; }
  std::string digest() const { return digest_.hex(); }

 private:
  const Listener& listener_;
  const std::uint64_t first_;
  std::mutex mutex_;
  std::map<std::uint64_t, ReplicateResult> waiting_;
  std::uint64_t taken_ = 0;
  Digest digest_;
};

}  // namespace

Series play_series(const Plan& plan, std::uint64_t seed, std::uint64_t count, int jobs,
                   const Listener& listener, std::uint64_t first) {
  InOrder in_order(listener, first);
  std::atomic<std::uint64_t> next{0}, done{0};
  // Each worker takes the next index, so that the results of few replicates wait for those before them.
  const auto work = [&] {
    for (std::uint64_t i = next++; i < count; i = next++) {
      if (listener.stop && listener.stop()) return;
      Log log(names_of(plan), scenario_of(plan).start, false);
      in_order.add(first + i, play(plan, seed, first + i, log));
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
