// The speed figures of the README and of docs: CPU time of one core, digest on, run file off. Google
// Benchmark prints the machine above them.

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "catalogue/load.hpp"
#include "core/digest.hpp"
#include "core/problem.hpp"
#include "engine/replicate.hpp"
#include "scenario/load.hpp"

namespace cupola {
namespace {

std::string source_path(const std::string& relative) {
  return std::string(CUPOLA_SOURCE_DIR) + "/" + relative;
}

Scenario load(const std::string& file) {
  Catalogue catalogue;
  Scenario scenario;
  Problems problems;
  if (!load_catalogue(source_path("catalogue"), catalogue, problems) ||
      !load_scenario(source_path(file), catalogue, scenario, problems)) {
    std::fputs(problems.text().c_str(), stderr);
    std::exit(65);
  }
  return scenario;
}

void replicate(benchmark::State& state, const std::string& file) {
  const std::shared_ptr<const Plan> plan = make_plan(load(file));
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
BENCHMARK_CAPTURE(replicate, hundred_hostiles, "benchmarks/scenarios/hundred-hostiles.yaml")
    ->Unit(benchmark::kMillisecond);

void read_catalogue_and_demo(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(load("scenarios/03-murted-mixed-raid.yaml").platforms.size());
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
