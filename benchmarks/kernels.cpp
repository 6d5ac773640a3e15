// What one look, one step of flight, one predicted intercept point and one plot in a tracker cost. Each
// prints its time per item: seconds divided by the items per second that it shows.

#include <benchmark/benchmark.h>

#include "engine/inbox.hpp"
#include "flight/flyout_table.hpp"
#include "flight/intercept_point.hpp"
#include "flight/midcourse_lanes.hpp"
#include "flight/table_cache.hpp"
#include "scenario/radar_sight.hpp"
#include "sensing/detection_table.hpp"
#include "sensing/look_batch.hpp"
#include "support/load_or_exit.hpp"
#include "tracking/tracker.hpp"

namespace cupola {
namespace {

/// Seconds of CPU for each of `items` that every iteration did.
void per_item(benchmark::State& state, const char* name, std::size_t items) {
  state.counters[name] = benchmark::Counter(static_cast<double>(state.iterations() * items),
                                            benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

const InterceptorType& large_round(const Scenario& scenario) { return scenario.weapons_true.front(); }

/// All platforms of the raid, five minutes into it, by the first radar: when and where, limits and horizon,
/// cross-section, pattern, what air and earth take, detection probability, the draw; clutter where there is
/// cover.
void look_at_raid(benchmark::State& state, const Scenario& scenario) {
  const Time t = scenario.start + Duration::seconds(300.0);
  RadarModel radar(scenario, scenario.radars.front(), ReplicateKey::of(1, 0));
  radar.constants.sweep_ns = 1.0;
  LookBatch batch(scenario.platforms.size());
  for (const Platform& platform : scenario.platforms) {
    const Path& path = platform.path;
    batch.add(platform.id, path.segments()[path.find(t, 0)], t, 0.0, radar.targets[platform.id.index()]);
  }
  for (auto _ : state) {
    ++radar.constants.ordinal;
    batch.look(kernels(), radar.constants);
    benchmark::ClobberMemory();
  }
  per_item(state, "s/look", batch.count());
}

/// Hills about the site, three kilometres between posts: what they are made of is nothing to the look.
std::shared_ptr<const Terrain> hills(const Geodetic& about) {
  constexpr int kPosts = 301;
  constexpr double kStep_rad = 5e-4;
  const double half_rad = 0.5 * kStep_rad * (kPosts - 1);
  const PostGrid grid{
      about.latitude_rad - half_rad, about.longitude_rad - half_rad, kStep_rad, kStep_rad, kPosts, kPosts};
  std::vector<double> heights_m;
  for (int row = 0; row < kPosts; ++row)
    for (int column = 0; column < kPosts; ++column)
      heights_m.push_back(800.0 + 400.0 * std::sin(0.7 * row) * std::sin(0.4 * column));
  return std::make_shared<const Terrain>(std::vector<TerrainTile>{
      TerrainTile::of_heights(grid, heights_m, 0.5, VerticalDatum::kEgm2008, {"made", 0})});
}

Scenario raid_of_unsteady_echoes() {
  Scenario scenario = load_or_exit(kHundredHostiles);
  for (Platform& platform : scenario.platforms) platform.type.decorrelation_s = 0.0;
  return scenario;
}

Scenario raid_over_hills() {
  Scenario scenario = raid_of_unsteady_echoes();
  scenario.terrain = hills(scenario.radars.front().antenna);
  add_sight_maps(scenario);
  return scenario;
}

/// Gate, cross-section, pattern, terrain mask with what its edges bend, gases, detection probability with the
/// fluctuation in it, and the draw.
void look(benchmark::State& state) {
  Scenario scenario = raid_over_hills();
  scenario.environment.cover = {};
  look_at_raid(state, scenario);
}
BENCHMARK(look);

/// And the ground's echo, of ground in view.
void look_in_clutter(benchmark::State& state) { look_at_raid(state, raid_over_hills()); }
BENCHMARK(look_in_clutter);

void look_over_smooth_earth(benchmark::State& state) { look_at_raid(state, raid_of_unsteady_echoes()); }
BENCHMARK(look_over_smooth_earth);

/// Fluctuation is drawn apart, for it lasts longer than a look: another draw and its logarithm.
void look_with_fluctuation(benchmark::State& state) { look_at_raid(state, load_or_exit(kHundredHostiles)); }
BENCHMARK(look_with_fluctuation);

/// Probabilities of detection by themselves, as the look kernel reads them: three laws, S/N from -20 to 50
/// dB.
void any_pd(benchmark::State& state) {
  constexpr std::size_t kLooks = 4096;
  std::vector<float> tables;
  std::vector<double> first, snr, pd(kLooks);
  for (const int swerling : {0, 1, 3}) {
    const auto table = DetectionTable::of(swerling, 10, 1e-6);
    tables.insert(tables.end(), table->samples().begin(), table->samples().end());
  }
  Draws draws(ReplicateKey::of(1, 0), 1, 0);
  for (std::size_t i = 0; i < kLooks; ++i) {
    first.push_back(static_cast<double>(i % 3 * kTableSamples));
    snr.push_back(std::pow(10.0, 7.0 * draws.uniform() - 2.0));
  }
  for (auto _ : state) {
    kernels().probability({tables.data(), first.data(), snr.data(), pd.data(), kLooks});
    benchmark::ClobberMemory();
  }
  per_item(state, "s/pd", kLooks);
}
BENCHMARK(any_pd);

/// One scalar step of midcourse.
void flyout_step_alone(benchmark::State& state) {
  const Scenario scenario = load_or_exit(kHundredHostiles);
  const FlyoutLaw law(large_round(scenario), 0.0);
  const LocalFrame frame = LocalFrame::at({0.7, 0.5, 800.0});
  const Vec3 aim = point_over_ground_ecef_m(frame, 0.0, 1.0, 100e3, 10e3);
  const FlyoutState start = law.at_launch(frame.origin_ecef_m, aim);
  FlyoutState round = start;
  for (auto _ : state) {
    law.step_midcourse(round, aim, 0.1);
    if (round.time_s > 60.0) round = start;
  }
  per_item(state, "s/step", 1);
}
BENCHMARK(flyout_step_alone);

/// For MidcourseLanes: so many steps, and from the launch again after a minute.
class Circuit {
 public:
  Circuit(const FlyoutState& start, const Vec3& aim, int steps)
      : start_(start), state_(start), aim_(aim), left_(steps) {}
  bool wants_step() const { return left_ > 0; }
  std::size_t law() const { return 0; }
  const FlyoutState& state() const { return state_; }
  const Vec3& aim_ecef_m() const { return aim_; }
  double step_s() const { return 0.1; }
  void take(const FlyoutState& after, double) {
    state_ = after.time_s > 60.0 ? start_ : after;
    --left_;
  }

 private:
  FlyoutState start_, state_;
  Vec3 aim_;
  int left_;
};

/// The same with so many rounds abreast: of each a step with its steering and four right-hand sides, and handing it in
/// and out.
void flyout_step_abreast(benchmark::State& state) {
  constexpr int kSteps = 600;
  const Scenario scenario = load_or_exit(kHundredHostiles);
  const FlyoutLaw law(large_round(scenario), 0.0);
  const LocalFrame frame = LocalFrame::at({0.7, 0.5, 800.0});
  const Vec3 aim = point_over_ground_ecef_m(frame, 0.0, 1.0, 100e3, 10e3);
  const auto rounds = static_cast<std::size_t>(state.range(0));
  MidcourseLanes lanes({law});
  for (auto _ : state) {
    std::vector<Circuit> circuits(rounds, Circuit(law.at_launch(frame.origin_ecef_m, aim), aim, kSteps));
    lanes.fly(circuits);
  }
  per_item(state, "s/step", rounds * kSteps);
}
BENCHMARK(flyout_step_abreast)->Arg(1)->Arg(2)->Arg(4)->Arg(8)->Arg(16)->Unit(benchmark::kMicrosecond);

/// The planning table of one interceptor, flown anew: what a machine does once.
void flyout_table(benchmark::State& state) {
  const Scenario scenario = load_or_exit(kHundredHostiles);
  for (auto _ : state) benchmark::DoNotOptimize(fly_table(large_round(scenario), 840.0).time_s.data());
}
BENCHMARK(flyout_table)->Unit(benchmark::kMillisecond);

void predicted_intercept_point(benchmark::State& state) {
  const Scenario scenario = load_or_exit(kHundredHostiles);
  const InterceptorType& type = large_round(scenario);
  const FlyoutTable table = cached_table(type, 840.0);
  const LocalFrame frame = LocalFrame::at({0.7, 0.5, 840.0});
  std::vector<Vec3> places;
  for (int i = 0; i < 64; ++i) places.push_back(frame.ecef_from_enu({2e3 * i, 140e3 - 1e3 * i, 8e3}));
  const Vec3 v = transpose(frame.ecef_to_enu) * Vec3{0.0, -250.0, 0.0};
  std::size_t i = 0, met = 0;
  for (auto _ : state)
    met +=
        predict_intercept(table, type, frame, 36.9, places[i++ % places.size()], v, false, 0.0).has_value();
  if (met != static_cast<std::size_t>(state.iterations())) state.SkipWithError("no intercept");
  per_item(state, "s/point", 1);
}
BENCHMARK(predicted_intercept_point);

/// Every plot that one post gets in a replicate, through its tracker: gating, association, filter, life of
/// tracks.
void tracker_plot(benchmark::State& state) {
  const std::shared_ptr<const Plan> plan = make_plan(load_or_exit(kHundredHostiles));
  Log log(names_of(*plan), scenario_of(*plan).start, false);
  std::vector<InboxEntry> inbox;
  std::vector<Envelope> sent;
  play_and_tap(*plan, 1, 0, log, inbox, sent);

  const OrderOfBattle& own = plan->orders_of_battle[inbox.front().post.index()];
  std::vector<SensorBook> books;
  for (const KnownRadar& radar : own.radars) books.push_back(radar.book);

  std::vector<const PlotBatch*> batches;
  std::size_t plots = 0;
  for (const InboxEntry& entry : inbox)
    if (const auto* batch = std::get_if<PlotBatch>(&entry.message);
        batch && !entry.decide && entry.post == own.self) {
      batches.push_back(batch);
      plots += batch->plots.size();
    }
  for (auto _ : state) {
    Tracker tracker(own.self, TrackerSettings{}, books);
    for (const PlotBatch* batch : batches) tracker.process(*batch);
    benchmark::DoNotOptimize(tracker.tracks().size());
  }
  state.counters["plots"] = static_cast<double>(plots);
  per_item(state, "s/plot", plots);
}
BENCHMARK(tracker_plot)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace cupola
