#include "analysis/footprint.hpp"

#include <fmt/format.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>

#include "analysis/coverage_extent.hpp"
#include "analysis/coverage_ground.hpp"
#include "analysis/coverage_notes.hpp"
#include "analysis/footprint_defence.hpp"
#include "core/digest.hpp"
#include "core/math.hpp"
#include "core/quantity.hpp"
#include "earth/horizon.hpp"
#include "flight/table_cache.hpp"
#include "scenario/radar_sight.hpp"

namespace cupola {
namespace {

constexpr CoverageKind kKinds[] = {CoverageKind::defended, CoverageKind::seen, CoverageKind::reach};
constexpr double kCellsAcross = 100.0, kCellStep_m = 100.0, kPastReach = 1.15;

bool falls(const FootprintQuestion& question) {
  return question.on.target.target_class == TargetClass::ballistic_missile;
}

/// Of all rounds that are loaded, the farthest range and the longest flight.
struct Farthest {
  double range_m = 0.0, life_s = 0.0;
};
Farthest farthest_round(const Scenario& scenario, bool ballistic) {
  Farthest most;
  for (const LauncherSite& launcher : scenario.launchers)
    for (const auto& [weapon, rounds] : launcher.load) {
      const InterceptorType& type = scenario.weapons_true[weapon.index()];
      if (rounds <= 0) continue;
      most.range_m =
          std::max<double>(most.range_m, ballistic ? type.range_max_ballistic_m : type.range_max_m);
      most.life_s = std::max<double>(most.life_s, type.life_s);
    }
  return most;
}

/// As far as rounds fly, or over the smooth earth as far as a guidance radar sees what comes so high.
double farthest_meeting_m(const Scenario& scenario, const FootprintQuestion& question) {
  const double range_m = farthest_round(scenario, falls(question)).range_m;
  if (falls(question) || question.on.terrain != nullptr) return range_m;
  double seen_m = 0.0;
  for (const FireUnitSite& unit : scenario.fire_units)
    for (const CoverageAltitude& altitude : question.on.altitudes)
      if (!unit.station.later())
        seen_m = std::max(seen_m,
                          horizon_range_m(scenario.radars[unit.guidance.index()].antenna_agl_m,
                                          altitude.height.hae_m(scenario.earth) - scenario.earth.ground_hae_m,
                                          scenario.earth.k_factor));
  return std::min(range_m, seen_m);
}

/// About the middle of the radars as wide as rounds may meet anything, unless the question says how wide.
CoverageQuestion on_a_map(const Scenario& scenario, const FootprintQuestion& question) {
  CoverageQuestion on = question.on;
  if (!(on.reach_m > 0.0)) {
    const EqualAreaPlane plane(coverage_centre(scenario, on));
    double off_m = 0.0;
    for (const FireUnitSite& unit : scenario.fire_units) {
      if (unit.station.later()) continue;
      const Geodetic& place = scenario.radars[unit.guidance.index()].antenna;
      const PlanePoint at = plane.at({place.latitude_rad, place.longitude_rad});
      off_m = std::max({off_m, std::fabs(at.east_m), std::fabs(at.north_m)});
    }
    on.reach_m = kPastReach * (off_m + farthest_meeting_m(scenario, question)) + kCellStep_m;
  }
  if (!(on.cell_m > 0.0)) on.cell_m = kCellStep_m * std::ceil(2.0 * on.reach_m / kCellsAcross / kCellStep_m);
  return on;
}

std::string bearings_text(const std::vector<double>& from_rad) {
  if (from_rad.size() > 4) return fmt::format("{} directions all round", from_rad.size());
  std::string text;
  for (const double azimuth_rad : from_rad)
    text += (text.empty() ? "" : ", ") + format_quantity(azimuth_rad, Dimension::angle);
  return text;
}

class Survey {
 public:
  Survey(const Scenario& scenario, const FootprintQuestion& question)
      : question_(question),
        on_(on_a_map(scenario, question)),
        base_(prepared(scenario, question)),
        ground_(base_, on_.terrain),
        grid_(coverage_grid(base_, on_)) {
    const double ground_msl_m = base_.earth.ground_hae_m - base_.earth.geoid_undulation_m;
    for (const InterceptorType& weapon : base_.weapons_true)
      tables_.push_back(cached_table(weapon, ground_msl_m));
    defence_ = std::make_unique<FootprintDefence>(base_, tables_, on_);
  }

  Footprint answer();
  FootprintVerdict verdict(const GroundPlace& place, double from_rad);

 private:
  static Scenario prepared(const Scenario& scenario, const FootprintQuestion& question) {
    Scenario base = scenario;
    base.corridors.clear();
    base.platforms.assign(1, {});
    base.platforms.front().id = PlatformId{0};
    base.platforms.front().name = "target";
    PlatformType& target = base.platforms.front().type = question.on.target;
    target.decorrelation_s = Figure{};  // probabilities over the fluctuation, not of one draw of it
    return base;
  }
  double speed_m_s() const { return on_.speed_m_s.value_or(question_.on.target.speed_m_s); }
  std::vector<ApproachLaw> laws(const Height& height, const std::vector<double>& from_rad) const;
  void describe(Footprint& footprint) const;
  void survey(std::size_t altitude, Footprint& footprint);
  void take(std::size_t altitude, std::size_t cell, const std::vector<ApproachLaw>& laws,
            FootprintDefence::Scratch& at, Footprint& footprint) const;
  void add_areas(std::size_t altitude, Footprint& footprint) const;
  bool stopped() const { return on_.stop && on_.stop(); }

  const FootprintQuestion& question_;
  CoverageQuestion on_;
  Scenario base_;
  CoverageGround ground_;
  CoverageGrid grid_;
  std::vector<FlyoutTable> tables_;
  std::unique_ptr<FootprintDefence> defence_;
  std::atomic<std::size_t> cells_done_{0};
};

/// Asked about from as far before the place as the farthest round may meet it and the longest flight may take.
std::vector<ApproachLaw> Survey::laws(const Height& height, const std::vector<double>& from_rad) const {
  const Farthest most = farthest_round(base_, falls(question_));
  const double across_m = grid_.cell_m * (grid_.columns + grid_.rows);
  const GroundPlace& middle = grid_.plane.centre();
  const double ground_hae_m = base_.earth.ground_hae_m;
  std::vector<ApproachLaw> laws;
  for (const double azimuth_rad : from_rad) {
    ApproachLaw law;
    law.from_rad = azimuth_rad;
    law.height = height;
    law.speed_m_s = speed_m_s();
    law.way_m = across_m + most.range_m + 2.0 * most.life_s * law.speed_m_s;
    const bool thrown =
        !falls(question_) ||
        throw_arc(base_, question_.on.target, {middle.latitude_rad, middle.longitude_rad, ground_hae_m},
                  question_.arc_m, law);
    if (thrown) laws.push_back(std::move(law));
  }
  return laws;
}

FootprintVerdict Survey::verdict(const GroundPlace& place, double from_rad) {
  FootprintDefence::Scratch at(*defence_);
  const std::vector<ApproachLaw> law = laws(on_.altitudes.front().height, {from_rad});
  const auto ground_msl_m = ground_.ground_msl_m(place);
  if (law.empty() || !ground_msl_m)
    return {false, FootprintDefence::kNever_s, FootprintDefence::kNever_s, FootprintDefence::kNever_s};
  return defence_->verdict(Approach(base_, ground_, law.front(), place, *ground_msl_m), at);
}

void Survey::describe(Footprint& footprint) const {
  Coverage& map = footprint.map;
  map.grid = grid_;
  describe_coverage(base_, on_, map);
  const std::size_t directions = footprint.from_rad.size();
  const std::string from = bearings_text(footprint.from_rad);
  map.at_least = 1.0 - 0.5 / static_cast<double>(directions);
  map.motion = falls(question_) ? fmt::format("thrown from {} away, from {}",
                                              format_quantity(question_.arc_m, Dimension::length), from)
                                : fmt::format("level at {}, from {}",
                                              format_quantity(speed_m_s(), Dimension::speed), from);
  map.words.map = "Footprint";
  map.words.number = "share_of_directions";
  map.words.colour = "share of directions from which it is defended";
  map.words.outline = directions == 1 ? "from that direction" : "from every one of these directions";
  map.notes.erase(std::remove_if(map.notes.begin(), map.notes.end(),
                                 [](const std::string& note) {
                                   return note.starts_with("a sector radar") || note.starts_with("a track") ||
                                          note.starts_with("every radar is up");
                                 }),
                  map.notes.end());
  map.notes.push_back(
      "a place is defended where one engagement at least can be completed before the target is there; "
      "whether it "
      "kills is another question");
  map.notes.push_back(
      "every element is up, nothing jams, the target is alone, a channel and a round are free; a sector "
      "radar "
      "searches the sector it faces at the start, the guidance radar turns beside the reaction");
  map.notes.push_back(
      "left out: time of links, of deciding and of telling who it is, chance, the least planned kill "
      "probability");
  const double at_least = on_.at_least;
  map.notes.push_back(
      fmt::format("seen: where M of N looks of the post make a track with a probability of {} or more; the "
                  "track is there N "
                  "looks later",
                  at_least));
}

void Survey::take(std::size_t altitude, std::size_t cell, const std::vector<ApproachLaw>& laws,
                  FootprintDefence::Scratch& at, Footprint& footprint) const {
  const auto columns = static_cast<std::size_t>(grid_.columns);
  const GroundPlace place = grid_.plane.place(
      grid_.point(static_cast<double>(cell / columns), static_cast<double>(cell % columns)));
  const auto ground_msl_m = ground_.ground_msl_m(place);
  if (!ground_msl_m) return;
  std::array<int, 3> count{};
  signed char in_sight_of = 0;
  for (const ApproachLaw& law : laws) {
    const Approach approach(base_, ground_, law, place, *ground_msl_m);
    if (&law == &laws.front()) {
      const ApproachPoint over = approach.at(0.0);
      if (!over.at.asked) return;
      for (const RadarSite& radar : base_.radars) {
        if (radar.station.later()) continue;
        const Vec3 p_enu_m = LocalFrame::at(radar.antenna).enu_from_ecef(over.at.p_ecef_m);
        in_sight_of = static_cast<signed char>(
            in_sight_of + in_sight(base_, radar, p_enu_m, ground_range_m(p_enu_m),
                                   over.at.height_msl_m + base_.earth.geoid_undulation_m));
      }
    }
    const FootprintVerdict verdict = defence_->verdict(approach, at);
    count[0] += verdict.defended();
    count[1] += verdict.seen();
    count[2] += verdict.reach();
  }
  for (std::size_t k = 0; k < 3; ++k)
    footprint.map.layers[3 * altitude + k].in_force[cell] =
        laws.empty() ? 0.0f : static_cast<float>(count[k]) / static_cast<float>(laws.size());
  footprint.map.radars_in_sight[altitude][cell] = in_sight_of;
  if (ground_.over_terrain()) footprint.map.ground_msl_m[cell] = static_cast<float>(*ground_msl_m);
}

void Survey::add_areas(std::size_t altitude, Footprint& footprint) const {
  const double cell_km2 = grid_.cell_km2();
  CoverageArea some;
  for (std::size_t k = 0; k < 3; ++k) {
    CoverageLayer& layer = footprint.map.layers[3 * altitude + k];
    std::size_t all = 0, any = 0;
    for (const float share : layer.in_force) {
      all += static_cast<double>(share) >= footprint.map.at_least;
      any += share > 0.0f;
    }
    layer.area.in_force_km2 = static_cast<double>(all) * cell_km2;
    layer.area.low_km2 = layer.area.median_km2 = layer.area.high_km2 = layer.area.in_force_km2;
    layer.low = layer.median = layer.high = layer.in_force;
    if (k == 0) some.in_force_km2 = static_cast<double>(any) * cell_km2;
  }
  footprint.from_some.push_back(some);
}

void Survey::survey(std::size_t altitude, Footprint& footprint) {
  const std::vector<ApproachLaw> laws = this->laws(on_.altitudes[altitude].height, footprint.from_rad);
  const std::size_t cells = grid_.count();
  tbb::enumerable_thread_specific<FootprintDefence::Scratch> scratch(
      [this] { return FootprintDefence::Scratch(*defence_); });
  tbb::parallel_for(std::size_t{0}, cells, [&](std::size_t cell) {
    if (stopped()) return;
    take(altitude, cell, laws, scratch.local(), footprint);
    const std::size_t done = ++cells_done_;
    if (on_.progress)
      on_.progress(static_cast<double>(done) / static_cast<double>(cells * on_.altitudes.size()));
  });
  add_areas(altitude, footprint);
}

std::string meaning(CoverageKind kind) {
  if (kind == CoverageKind::defended) return "a round can meet it in time, after track and reaction";
  if (kind == CoverageKind::seen) return "a round could that left the moment it is seen";
  return "there is a place on its way where a round may meet it";
}

Footprint Survey::answer() {
  Footprint footprint;
  footprint.from_rad = question_.from_rad;
  describe(footprint);
  Coverage& map = footprint.map;
  if (on_.coast && !(on_.terrain && shows_shores(*on_.terrain))) map.shores = on_.coast->on(grid_);
  const std::size_t cells = grid_.count();
  for (const CoverageAltitude& altitude : on_.altitudes) {
    map.altitudes.push_back(altitude.text);
    map.radars_in_sight.emplace_back(cells, static_cast<signed char>(-1));
    for (const CoverageKind kind : kKinds) {
      CoverageLayer& layer = map.layers.emplace_back();
      layer.kind = kind;
      layer.altitude = altitude.text;
      layer.meaning = meaning(kind);
      layer.in_force.assign(cells, kNotAsked);
    }
  }
  if (ground_.over_terrain()) map.ground_msl_m.assign(cells, kNotAsked);
  const tbb::global_control workers(tbb::global_control::max_allowed_parallelism,
                                    static_cast<std::size_t>(on_.jobs));
  tbb::task_arena arena(on_.jobs);
  for (std::size_t altitude = 0; altitude < on_.altitudes.size() && !map.interrupted; ++altitude) {
    arena.execute([&] { survey(altitude, footprint); });
    map.interrupted = stopped();
  }
  Digest digest;
  for (const CoverageLayer& layer : map.layers)
    digest.add_bytes(layer.in_force.data(), layer.in_force.size() * sizeof(float));
  map.digest = digest.hex();
  return footprint;
}

}  // namespace

Footprint footprint(const Scenario& scenario, const FootprintQuestion& question) {
  return Survey(scenario, question).answer();
}

FootprintVerdict footprint_at(const Scenario& scenario, const FootprintQuestion& question,
                              const GroundPlace& place, double from_rad) {
  return Survey(scenario, question).verdict(place, from_rad);
}

std::optional<CoverageRefusal> why_no_footprint(const Scenario& scenario, const FootprintQuestion& question) {
  if (!can_engage(scenario))
    return CoverageRefusal{"nothing is loaded in this scenario, so nothing is defended",
                           "give a defence a `load`"};
  const bool ballistic = falls(question);
  if (farthest_round(scenario, ballistic).range_m <= 0.0)
    return CoverageRefusal{
        fmt::format("no round that is loaded meets a {}", ballistic ? "ballistic missile" : "target"),
        "load one whose card has a `range_max_ballistic`"};
  if (!ballistic && !(question.on.speed_m_s.value_or(question.on.target.speed_m_s) > 0.0))
    return CoverageRefusal{"the target has no speed: it gets nowhere", "give it one with --speed"};
  if (ballistic) {
    Scenario flat;
    flat.earth = scenario.earth;
    ApproachLaw law;
    const GroundPlace middle = coverage_centre(scenario, question.on);
    if (!throw_arc(flat, question.on.target,
                   {middle.latitude_rad, middle.longitude_rad, scenario.earth.ground_hae_m}, question.arc_m,
                   law))
      return CoverageRefusal{"no arc of that range is found", "20 km to 3500 km can be thrown"};
  }
  return why_no_coverage(scenario, on_a_map(scenario, question));
}

}  // namespace cupola
