// The speed figures of the README and of docs: CPU time of one core, digest on, run file off. Google
// Benchmark prints the machine above them.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <ctime>
#include <numeric>
#include <vector>

#include "core/digest.hpp"
#include "engine/replicate.hpp"
#include "support/load_or_exit.hpp"

namespace cupola {
namespace {

double cpu_time_s() {
  timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

constexpr std::uint64_t kReplicates = 16, kPlaysOfEach = 40;

/// Plays sixteen replicates in turn. `least s`: the mean of the least time that each of them took, which neighbours on
/// the machine disturb least; the other times are means of all plays.
void replicate(benchmark::State& state, const std::string& file) {
  const std::shared_ptr<const Plan> plan = make_plan(load_or_exit(file));
  const Scenario& scenario = scenario_of(*plan);
  std::uint64_t plays = 0, events = 0;
  std::vector<double> least_s;
  for (auto _ : state) {
    const std::uint64_t number = plays++ % kReplicates;
    const double begin_s = cpu_time_s();
    {
      Log log(names_of(*plan), scenario.start, false);
      events += play(*plan, scenario.seed, number, log).events;
    }
    const double took_s = cpu_time_s() - begin_s;
    if (number < least_s.size())
      least_s[number] = std::min(least_s[number], took_s);
    else
      least_s.push_back(took_s);
  }
  state.counters["least s"] =
      std::accumulate(least_s.begin(), least_s.end(), 0.0) / static_cast<double>(least_s.size());
  state.counters["events"] =
      benchmark::Counter(static_cast<double>(events), benchmark::Counter::kAvgIterations);
  state.counters["x real time"] = benchmark::Counter(
      scenario.duration.seconds() * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK_CAPTURE(replicate, mixed_raid, "scenarios/03-murted-mixed-raid.yaml")
    ->Unit(benchmark::kMillisecond)
    ->Iterations(kPlaysOfEach* kReplicates);
BENCHMARK_CAPTURE(replicate, hundred_hostiles, kHundredHostiles)
    ->Unit(benchmark::kMillisecond)
    ->Iterations(kPlaysOfEach* kReplicates);

void read_catalogue_and_demo(benchmark::State& state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(load_or_exit("scenarios/03-murted-mixed-raid.yaml").platforms.size());
}
BENCHMARK(read_catalogue_and_demo)->Unit(benchmark::kMillisecond);

/// The limit of a table: memory speed of the hash that the digest runs on, rows of 64 bytes.
void digest_rows(benchmark::State& state) {
  Digest digest;
  const double row[8] = {1, 2, 3, 4, 5, 6, 7, 8};
  for (auto _ : state) digest.add_bytes(row, sizeof row);
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * sizeof row));
}
BENCHMARK(digest_rows);

}  // namespace
}  // namespace cupola
