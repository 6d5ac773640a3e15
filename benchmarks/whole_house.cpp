// The speed figures of the README and of docs: CPU time of one core, digest on, run file off. Google
// Benchmark prints the machine above them.

#include <benchmark/benchmark.h>

#include "core/digest.hpp"
#include "engine/replicate.hpp"
#include "support/load_or_exit.hpp"

namespace cupola {
namespace {

void replicate(benchmark::State& state, const std::string& file) {
  const std::shared_ptr<const Plan> plan = make_plan(load_or_exit(file));
  const Scenario& scenario = scenario_of(*plan);
  std::uint64_t number = 0, events = 0;
  for (auto _ : state) {
    Log log(names_of(*plan), scenario.start, false);
    const ReplicateResult result = play(*plan, scenario.seed, number++ % 16, log);
    events += result.events;
    benchmark::DoNotOptimize(result.leaked);
  }
  state.counters["events"] =
      benchmark::Counter(static_cast<double>(events), benchmark::Counter::kAvgIterations);
  state.counters["x real time"] = benchmark::Counter(
      scenario.duration.seconds() * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK_CAPTURE(replicate, mixed_raid, "scenarios/03-murted-mixed-raid.yaml")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(replicate, hundred_hostiles, kHundredHostiles)->Unit(benchmark::kMillisecond);

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
