// What one scan costs in association: gate, optimal assignment, soft association; 0.5 other targets in a
// gate, and the dense swarm with two.

#include <benchmark/benchmark.h>

#include "support/association_scene.hpp"

namespace cupola {
namespace {

double others_in_gate(const benchmark::State& state) { return 0.1 * static_cast<double>(state.range(1)); }

AssociationScene scene_of(const benchmark::State& state) {
  return {static_cast<int>(state.range(0)), others_in_gate(state)};
}

/// 1,000 to 100,000 tracks, half another target in a gate; then two.
void sizes(benchmark::internal::Benchmark* benchmark) {
  benchmark->ArgNames({"tracks", "tenths_of_others"})->Unit(benchmark::kMillisecond);
  for (const int others : {5, 20})
    for (const int tracks : {1000, 10000, 100000}) benchmark->Args({tracks, others});
}

void gate(benchmark::State& state) {
  const AssociationScene scene = scene_of(state);
  GridGate grid;
  std::size_t pairs = 0;
  for (auto _ : state) pairs = grid.find(scene.tracks(), scene.radius, scene.plots()).size();
  state.counters["pairs"] = static_cast<double>(pairs);
}
BENCHMARK(gate)->Apply(sizes);

void optimal_assignment(benchmark::State& state) {
  const AssociationScene scene = scene_of(state);
  Assignment assignment;
  for (auto _ : state)
    benchmark::DoNotOptimize(assignment.solve(scene.columns(), scene.candidates, scene.alone).data());
  state.counters["cost"] = assignment.cost();
}
BENCHMARK(optimal_assignment)->Apply(sizes);

void soft_association(benchmark::State& state) {
  const AssociationScene scene = scene_of(state);
  const int tracks = static_cast<int>(scene.alone.size());
  SoftAssociation association;
  for (auto _ : state)
    benchmark::DoNotOptimize(association.solve(tracks, scene.columns(), scene.soft).data());
  state.counters["clusters"] = association.clusters();
  state.counters["iterations"] = association.most_iterations();
  state.counters["unsettled"] = association.unsettled();
}
BENCHMARK(soft_association)->Apply(sizes);

}  // namespace
}  // namespace cupola
