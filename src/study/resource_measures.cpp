#include <algorithm>
#include <memory>

#include "scenario/rounds_at_start.hpp"
#include "study/cost.hpp"
#include "study/more_measures.hpp"

namespace cupola {

namespace {

using Result = ReplicateResult;
using Value = std::optional<double>;

class Adder {
 public:
  Adder(const Scenario& scenario, std::vector<ReplicateMeasure>& measures)
      : scenario_(scenario), measures_(measures) {}

  void add_rounds();
  void add_saturation();
  void add_losses();
  void add_assets();
  void add_cost();

 private:
  void add(const std::string& group, const std::string& key, const std::string& text, double most,
           std::function<Value(const Result&)> of, bool is_event = false) {
    measures_.push_back({MeasurePart::more, key, text, is_event, most, std::move(of), group});
  }
  void add_lost(GroundTargetKind kind, const std::string& what);

  const Scenario& scenario_;
  std::vector<ReplicateMeasure>& measures_;
};

void Adder::add_rounds() {
  for (std::size_t w = 0; w < scenario_.weapons_true.size(); ++w) {
    const std::string& name = scenario_.weapons_true[w].name;
    const double most = rounds_at_start(scenario_, w);
    add("rounds left", "rounds_left_" + name, name + " left on launchers", most,
        [w](const Result& r) { return double(r.rounds_left[w]); });
    add("rounds left", "rounds_stored_" + name, name + " left in store", most,
        [w](const Result& r) { return double(r.rounds_stored[w]); });
    add("rounds left", "rounds_destroyed_" + name, name + " lost with launchers", most,
        [w](const Result& r) { return double(r.rounds_destroyed[w]); });
  }
}

void Adder::add_saturation() {
  const auto share = [this](const std::string& key, const FireUnitSite& unit, const std::string& what,
                            double UnitSaturation::* of) {
    const std::size_t i = unit.id.index();
    add("saturation", key + unit.name, unit.name + ": share of the time that " + what, 1.0,
        [i, of](const Result& r) {
          return r.saturation[i].known ? Value(r.saturation[i].*of) : std::nullopt;
        });
  };
  for (const FireUnitSite& unit : scenario_.fire_units) {
    share("saturated_target_channels_", unit, "all target channels were taken",
          &UnitSaturation::target_channels);
    share("saturated_missile_channels_", unit, "all missile channels were taken",
          &UnitSaturation::missile_channels);
    share("saturated_launchers_", unit, "no launcher could launch (busy, empty or out of action)",
          &UnitSaturation::launchers);
  }
  for (const RadarSite& radar : scenario_.radars) {
    if (!radar.type.time_budget.given()) continue;
    const std::size_t i = radar.id.index();
    add("saturation", "saturated_time_" + radar.name,
        radar.name + ": share of its track intervals in which dwells took all of its time", 1.0,
        [i](const Result& r) {
          return r.radar_saturation[i].known ? Value(r.radar_saturation[i].time) : std::nullopt;
        });
  }
}

void Adder::add_lost(GroundTargetKind kind, const std::string& what) {
  std::vector<GroundTarget> struck;
  for (const Platform& p : scenario_.platforms)
    if (p.strikes() && p.element.valid() && p.element.kind == kind &&
        std::find(struck.begin(), struck.end(), p.element) == struck.end())
      struck.push_back(p.element);
  if (struck.empty()) return;
  add("own losses", "lost_" + what, "own " + what + " put out of action", double(struck.size()),
      [kind](const Result& r) {
        return double(std::count_if(r.lost.begin(), r.lost.end(),
                                    [kind](const GroundTarget& one) { return one.kind == kind; }));
      });
}

void Adder::add_losses() {
  const auto friends = std::count_if(scenario_.platforms.begin(), scenario_.platforms.end(),
                                     [](const Platform& p) { return p.side == Side::friendly; });
  if (friends > 0)
    add("own losses", "friends_shot_down", "own aircraft shot down", double(friends),
        [](const Result& r) { return double(r.friends_hit); });
  add_lost(GroundTargetKind::radar, "radars");
  add_lost(GroundTargetKind::launcher, "launchers");
  add_lost(GroundTargetKind::post, "posts");
}

/// Those that somebody is to strike.
void Adder::add_assets() {
  for (const Asset& asset : scenario_.assets) {
    const bool struck =
        std::any_of(scenario_.platforms.begin(), scenario_.platforms.end(),
                    [&](const Platform& p) { return p.strikes() && p.objective == asset.id; });
    if (!struck) continue;
    const std::size_t i = asset.id.index();
    add(
        "assets", "survives_" + asset.name, "P(" + asset.name + " survives: no hit)", 1.0,
        [i](const Result& r) { return r.assets[i].survived() ? 1.0 : 0.0; }, true);
    add("assets", "value_left_" + asset.name, asset.name + ": share of its value left", 1.0,
        [i](const Result& r) { return r.assets[i].left; });
  }
}

void Adder::add_cost() {
  const auto cost = std::make_shared<const CostTally>(scenario_);
  const CostTally::Money most = cost->most_usd();
  const auto money = [&](CostKind kind, const std::string& key, const std::string& text) {
    const auto k = static_cast<std::size_t>(kind);
    if (kind == CostKind::own_losses && most[k] <= 0.0) return;  // nobody strikes, and nobody own flies
    add("cost", key, text + ", USD", most[k], [cost, k](const Result& r) { return cost->usd_of(r)[k]; });
  };
  money(CostKind::rounds, "cost_rounds_usd", "money for rounds fired");
  money(CostKind::killed, "cost_killed_usd", "money for hostiles killed");
  money(CostKind::own_losses, "cost_own_losses_usd", "money for own losses");
}

}  // namespace

void add_resource_measures(const Scenario& scenario, std::vector<ReplicateMeasure>& measures) {
  Adder adder(scenario, measures);
  adder.add_rounds();
  adder.add_saturation();
  adder.add_losses();
  adder.add_assets();
  adder.add_cost();
}

}  // namespace cupola
