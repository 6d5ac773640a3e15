#include "analysis/coverage.hpp"

#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <memory>

#include "analysis/coverage_draw.hpp"
#include "analysis/coverage_extent.hpp"
#include "analysis/coverage_ground.hpp"
#include "analysis/coverage_notes.hpp"
#include "analysis/coverage_reach.hpp"
#include "analysis/coverage_track.hpp"
#include "core/digest.hpp"
#include "core/math.hpp"
#include "flight/table_cache.hpp"

namespace cupola {
namespace {

constexpr std::size_t kBlock = 504;
constexpr double kPlottedLeast = 1e-4;  // smaller probabilities are false alarms, not coverage

/// The defence as it is in one draw of the figures. Never moved: its parts point into its scenario.
struct DrawnDefence {
  DrawnDefence(const Scenario& base, const CoverageQuestion& question, const std::vector<FlyoutTable>& tables,
               std::optional<ReplicateKey> key)
      : scenario(base) {
    PlatformType& target = scenario.platforms.front().type;
    if (key) {
      draw_figures(scenario, *key, question.terrain != nullptr);
      draw_figures(target, scenario.figures, *key);
    }
    target.decorrelation_s = Figure{};  // probabilities over the fluctuation, not of one draw of it
    course = {question.speed_m_s.value_or(target.speed_m_s), !question.heading_rad,
              math::sin(question.heading_rad.value_or(0.0)), math::cos(question.heading_rad.value_or(0.0))};
    ballistic = target.target_class == TargetClass::ballistic_missile;
    for (const RadarSite& radar : scenario.radars)
      if (looks_with(question, radar)) looks.emplace_back(scenario, radar);
    reach = std::make_unique<CoverageReach>(scenario, tables);
    for (const RadarId radar : reach->guidance())
      guides.emplace_back(scenario, scenario.radars[radar.index()]);
  }
  DrawnDefence(const DrawnDefence&) = delete;

  Scenario scenario;
  CoverageLooks::Course course;
  bool ballistic = false;
  std::vector<CoverageLooks> looks, guides;
  std::unique_ptr<CoverageReach> reach;
};

/// Room for one worker.
struct Scratch {
  explicit Scratch(std::size_t draws) : batch(kBlock), points(kBlock), pd(kBlock), in_sight(kBlock) {
    for (auto& kind : values) kind.resize(kBlock * draws);
  }
  LookBatch batch;
  std::vector<CoveragePoint> points;
  std::vector<double> pd;
  std::unique_ptr<bool[]> sight = std::make_unique<bool[]>(kBlock);
  std::vector<signed char> in_sight;
  std::vector<char> met = std::vector<char>(kBlock);
  std::array<std::vector<float>, kCoverageKinds> values;  ///< draw by draw, point by point
  std::vector<float> rising;
};

class Survey {
 public:
  Survey(const Scenario& scenario, const CoverageQuestion& question)
      : question_(question), base_(scenario), ground_(prepared(base_, scenario, question)) {
    coverage_.grid = coverage_grid(base_, question);
    describe_coverage(scenario, question, coverage_);
    if (question.coast && !(question.terrain && shows_shores(*question.terrain)))
      coverage_.shores = question.coast->on(coverage_.grid);
  }
  Coverage answer();

 private:
  static CoverageGround prepared(Scenario& base, const Scenario& scenario, const CoverageQuestion& question);
  bool draw_all();
  void add_layers();
  void survey(std::size_t altitude);
  void fill_points(std::size_t altitude, std::size_t from, std::size_t count, Scratch& at) const;
  void look(const DrawnDefence& drawn, std::size_t draw, std::size_t count, Scratch& at) const;
  void reach(const DrawnDefence& drawn, std::size_t draw, std::size_t count, Scratch& at) const;
  void take(std::size_t altitude, std::size_t from, std::size_t count, Scratch& at);
  void add_areas(std::size_t altitude);
  bool asked(CoverageKind kind) const {
    return std::find(question_.kinds.begin(), question_.kinds.end(), kind) != question_.kinds.end();
  }
  bool stopped() const { return question_.stop && question_.stop(); }
  void tell(double share) const {
    if (question_.progress) question_.progress(share);
  }
  int looks_of(const CoverageLooks& radar) const {
    if (!question_.time_s) return question_.looks;
    return static_cast<int>(std::min(std::floor(*question_.time_s / radar.look_interval_s() + 1e-9), 1e6));
  }
  double track_probability(const DrawnDefence& drawn, const CoverageLooks& radar, double pd) const;

  const CoverageQuestion& question_;
  Scenario base_;
  CoverageGround ground_;
  Coverage coverage_;
  std::vector<FlyoutTable> tables_;
  std::vector<std::unique_ptr<DrawnDefence>> drawn_;  // the figures in force, then the draws
  std::vector<std::vector<std::uint32_t>> covered_;   // by block: cells by kind and draw
  std::atomic<std::size_t> blocks_done_{0};
};

CoverageGround Survey::prepared(Scenario& base, const Scenario& scenario, const CoverageQuestion& question) {
  base = scenario;
  base.corridors.clear();
  base.platforms.resize(1);
  base.platforms.front() = {};
  base.platforms.front().id = PlatformId{0};
  base.platforms.front().name = "target";
  base.platforms.front().type = question.target;
  return CoverageGround(base, question.terrain);
}

/// The defence in every draw; false where it was stopped.
bool Survey::draw_all() {
  const double ground_msl_m = base_.earth.ground_hae_m - base_.earth.geoid_undulation_m;
  for (const InterceptorType& weapon : base_.weapons_true)
    tables_.push_back(cached_table(weapon, ground_msl_m));
  for (int draw = 0; draw <= question_.draws; ++draw) {
    if (stopped()) return false;
    std::optional<ReplicateKey> key;
    if (draw > 0) key = ReplicateKey::of(question_.seed, static_cast<std::uint64_t>(draw - 1));
    drawn_.push_back(std::make_unique<DrawnDefence>(base_, question_, tables_, key));
    tell(0.5 * (draw + 1) / (question_.draws + 1));
  }
  return true;
}

void Survey::add_layers() {
  const std::size_t cells = coverage_.grid.count();
  for (const CoverageAltitude& altitude : question_.altitudes) {
    coverage_.altitudes.push_back(altitude.text);
    coverage_.radars_in_sight.emplace_back(cells, static_cast<signed char>(-1));
    for (const CoverageKind kind : question_.kinds) {
      CoverageLayer layer;
      layer.kind = kind;
      layer.altitude = altitude.text;
      layer.meaning = coverage_meaning(base_, question_, kind);
      for (auto* field : {&layer.in_force, &layer.low, &layer.median, &layer.high})
        field->assign(cells, kNotAsked);
      coverage_.layers.push_back(std::move(layer));
    }
  }
  if (!ground_.over_terrain()) return;
  coverage_.ground_msl_m.assign(cells, kNotAsked);
}

void Survey::fill_points(std::size_t altitude, std::size_t from, std::size_t count, Scratch& at) const {
  const Height& height = question_.altitudes[altitude].height;
  const double undulation_m = base_.earth.geoid_undulation_m;
  const auto columns = static_cast<std::size_t>(coverage_.grid.columns);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t cell = from + i;
    CoveragePoint& point = at.points[i];
    point.place = coverage_.grid.plane.place(
        coverage_.grid.point(static_cast<double>(cell / columns), static_cast<double>(cell % columns)));
    const auto ground_msl_m = ground_.ground_msl_m(point.place);
    const double over_m = ground_msl_m.value_or(0.0);
    point.height_msl_m = height.datum == Datum::agl   ? over_m + height.height_m
                         : height.datum == Datum::msl ? height.height_m
                                                      : height.height_m - undulation_m;
    point.height_agl_m = point.height_msl_m - over_m;
    point.asked = ground_msl_m.has_value() && point.height_agl_m >= 0.0;
    const LocalFrame frame = LocalFrame::at(
        {point.place.latitude_rad, point.place.longitude_rad, point.height_msl_m + undulation_m});
    point.p_ecef_m = frame.origin_ecef_m;
    const Matrix<3, 3>& m = frame.ecef_to_enu;
    point.east = {m(0, 0), m(0, 1), m(0, 2)};
    point.north = {m(1, 0), m(1, 1), m(1, 2)};
  }
}

double Survey::track_probability(const DrawnDefence& drawn, const CoverageLooks& radar, double pd) const {
  if (pd < kPlottedLeast) return 0.0;
  const Doctrine& doctrine = drawn.scenario.posts[radar.site().post.index()].doctrine;
  const int looks = question_.time_s ? looks_of(radar) : std::max(question_.looks, doctrine.initiation_looks);
  return initiation_probability(pd, doctrine.initiation_hits, doctrine.initiation_looks, looks);
}

/// Detection and track in one draw.
void Survey::look(const DrawnDefence& drawn, std::size_t draw, std::size_t count, Scratch& at) const {
  float* none_detects = at.values[0].data() + draw * kBlock;
  float* none_tracks = at.values[1].data() + draw * kBlock;
  std::fill_n(none_detects, count, 1.0f);
  std::fill_n(none_tracks, count, 1.0f);
  const bool tracks = asked(CoverageKind::track);
  if (draw == 0) std::fill_n(at.in_sight.begin(), count, static_cast<signed char>(0));
  for (const CoverageLooks& radar : drawn.looks) {
    radar.look(at.points.data(), count, drawn.course, at.batch, at.pd.data(), at.sight.get());
    const int looks = looks_of(radar);
    for (std::size_t i = 0; i < count; ++i) {
      const CoveragePoint& point = at.points[i];
      if (draw == 0 && point.asked && at.sight[i]) ++at.in_sight[i];
      if (!point.asked || at.pd[i] < kPlottedLeast) continue;
      none_detects[i] *= static_cast<float>(1.0 - at_least_once(at.pd[i], looks));
      if (tracks) none_tracks[i] *= static_cast<float>(1.0 - track_probability(drawn, radar, at.pd[i]));
    }
  }
  for (std::size_t i = 0; i < count; ++i) {
    none_detects[i] = 1.0f - none_detects[i];
    none_tracks[i] = 1.0f - none_tracks[i];
  }
}

/// Engagement in one draw: what the best of the guidance radars has of a look at what its rounds can meet.
void Survey::reach(const DrawnDefence& drawn, std::size_t draw, std::size_t count, Scratch& at) const {
  float* engaged = at.values[2].data() + draw * kBlock;
  std::fill_n(engaged, count, 0.0f);
  for (const CoverageLooks& guide : drawn.guides) {
    for (std::size_t i = 0; i < count; ++i) {
      const CoveragePoint& point = at.points[i];
      at.met[i] =
          point.asked && drawn.reach->meets(guide.site().id, point, drawn.ballistic, drawn.course.speed_m_s);
    }
    guide.look_turned(at.points.data(), count, at.met, drawn.course, at.batch, at.pd.data());
    for (std::size_t i = 0; i < count; ++i)
      if (at.pd[i] >= kPlottedLeast) engaged[i] = std::max(engaged[i], static_cast<float>(at.pd[i]));
  }
}

/// Quantiles over draws by cell, covered cells by draw.
void Survey::take(std::size_t altitude, std::size_t from, std::size_t count, Scratch& at) {
  const std::size_t draws = drawn_.size(), kinds = question_.kinds.size();
  std::vector<std::uint32_t>& covered = covered_[from / kBlock];
  covered.assign(kinds * draws, 0);
  for (std::size_t k = 0; k < kinds; ++k) {
    CoverageLayer& layer = coverage_.layers[altitude * kinds + k];
    const std::vector<float>& values = at.values[static_cast<std::size_t>(question_.kinds[k])];
    for (std::size_t i = 0; i < count; ++i) {
      if (!at.points[i].asked) continue;
      at.rising.clear();
      for (std::size_t d = 0; d < draws; ++d) {
        const float value = values[d * kBlock + i];
        covered[k * draws + d] += static_cast<double>(value) >= question_.at_least;
        if (d > 0) at.rising.push_back(value);
      }
      layer.in_force[from + i] = values[i];
      if (draws == 1) at.rising.push_back(values[i]);
      std::sort(at.rising.begin(), at.rising.end());
      layer.low[from + i] = static_cast<float>(quantile_of(at.rising, 0.05));
      layer.median[from + i] = static_cast<float>(quantile_of(at.rising, 0.5));
      layer.high[from + i] = static_cast<float>(quantile_of(at.rising, 0.95));
    }
  }
  for (std::size_t i = 0; i < count; ++i) {
    if (!at.points[i].asked) continue;
    coverage_.radars_in_sight[altitude][from + i] = at.in_sight[i];
    if (ground_.over_terrain())
      coverage_.ground_msl_m[from + i] =
          static_cast<float>(at.points[i].height_msl_m - at.points[i].height_agl_m);
  }
}

void Survey::add_areas(std::size_t altitude) {
  const std::size_t draws = drawn_.size(), kinds = question_.kinds.size();
  const double cell_km2 = coverage_.grid.cell_km2();
  for (std::size_t k = 0; k < kinds; ++k) {
    std::vector<float> cells(draws, 0.0f);
    for (std::size_t d = 0; d < draws; ++d) {
      std::uint64_t sum = 0;
      for (const auto& block : covered_) sum += block[k * draws + d];
      cells[d] = static_cast<float>(sum);
    }
    CoverageArea& area = coverage_.layers[altitude * kinds + k].area;
    area.in_force_km2 = static_cast<double>(cells.front()) * cell_km2;
    if (draws > 1) cells.erase(cells.begin());
    std::sort(cells.begin(), cells.end());
    area.low_km2 = quantile_of(cells, 0.05) * cell_km2;
    area.median_km2 = quantile_of(cells, 0.5) * cell_km2;
    area.high_km2 = quantile_of(cells, 0.95) * cell_km2;
  }
}

void Survey::survey(std::size_t altitude) {
  const std::size_t cells = coverage_.grid.count(), blocks = (cells + kBlock - 1) / kBlock;
  const bool reaches = asked(CoverageKind::engagement);
  covered_.assign(blocks, {});
  tbb::enumerable_thread_specific<Scratch> scratch([this] { return Scratch(drawn_.size()); });
  tbb::parallel_for(std::size_t{0}, blocks, [&](std::size_t block) {
    if (stopped()) return;
    Scratch& at = scratch.local();
    const std::size_t from = block * kBlock, count = std::min(kBlock, cells - from);
    fill_points(altitude, from, count, at);
    for (std::size_t d = 0; d < drawn_.size(); ++d) {
      look(*drawn_[d], d, count, at);
      if (reaches) reach(*drawn_[d], d, count, at);
    }
    take(altitude, from, count, at);
    const std::size_t done = ++blocks_done_;
    tell(0.5 + 0.5 * static_cast<double>(done) / static_cast<double>(blocks * question_.altitudes.size()));
  });
}

Coverage Survey::answer() {
  coverage_.interrupted = !draw_all();
  if (coverage_.interrupted) return std::move(coverage_);
  add_layers();
  const tbb::global_control workers(tbb::global_control::max_allowed_parallelism,
                                    static_cast<std::size_t>(question_.jobs));
  tbb::task_arena arena(question_.jobs);
  for (std::size_t altitude = 0; altitude < question_.altitudes.size(); ++altitude) {
    arena.execute([&] { survey(altitude); });
    coverage_.interrupted = stopped();
    if (coverage_.interrupted) return std::move(coverage_);
    add_areas(altitude);
  }
  Digest digest;
  for (const CoverageLayer& layer : coverage_.layers)
    for (const auto* field : {&layer.in_force, &layer.low, &layer.median, &layer.high})
      digest.add_bytes(field->data(), field->size() * sizeof(float));
  coverage_.digest = digest.hex();
  return std::move(coverage_);
}

}  // namespace

Coverage cover(const Scenario& scenario, const CoverageQuestion& question) {
  return Survey(scenario, question).answer();
}

double quantile_of(const std::vector<float>& rising, double share) {
  const double at = share * static_cast<double>(rising.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, rising.size() - 1);
  const double low = static_cast<double>(rising[below]), high = static_cast<double>(rising[above]);
  return low + (at - static_cast<double>(below)) * (high - low);
}

}  // namespace cupola
