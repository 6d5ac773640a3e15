#include "study/many.hpp"

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <atomic>

#include "core/digest.hpp"

namespace cupola {

Many play_many(const Plan& plan, std::uint64_t seed, std::uint64_t count, int jobs,
               const std::function<void(std::uint64_t)>& progress, const std::function<bool()>& stop) {
  Many many;
  many.replicates.resize(count);
  std::vector<char> played(count, 0);
  std::atomic<std::uint64_t> done{0};
  const auto play_one = [&](std::uint64_t i) {
    if (stop && stop()) return;
    Log log(names_of(plan), scenario_of(plan).start, false);
    many.replicates[i] = play(plan, seed, i, log);
    played[i] = 1;
    const std::uint64_t now_done = ++done;
    if (progress) progress(now_done);
  };
  // As many workers as asked for, also where the machine has fewer cores.
  const tbb::global_control workers(tbb::global_control::max_allowed_parallelism,
                                    static_cast<std::size_t>(jobs));
  tbb::task_arena arena(jobs);
  arena.execute([&] {
    tbb::parallel_for(
        tbb::blocked_range<std::uint64_t>(0, count, 1),
        [&](const tbb::blocked_range<std::uint64_t>& range) {
          for (std::uint64_t i = range.begin(); i != range.end(); ++i) play_one(i);
        },
        tbb::simple_partitioner{});
  });

  // What counts is the unbroken run from the first replicate on, whoever finished first.
  std::uint64_t whole = 0;
  while (whole < count && played[whole]) ++whole;
  many.interrupted = whole < count;
  many.replicates.resize(whole);
  Digest digest;
  for (const ReplicateResult& r : many.replicates) digest.add(r.digest);
  many.digest = digest.hex();
  return many;
}

}  // namespace cupola
