#include <fmt/format.h>

#include <algorithm>

#include "catalogue/figures.hpp"
#include "catalogue/scalar.hpp"
#include "earth/great_circle.hpp"
#include "scenario/readiness_elements.hpp"
#include "scenario/resolve.hpp"

namespace cupola {

namespace {

constexpr double kMarchMost_m = 1500e3;

Activation::From from(ReadinessState state) {
  return state == ReadinessState::boxed      ? Activation::From::boxed
         : state == ReadinessState::stand_by ? Activation::From::stand_by
                                             : Activation::From::ready;
}

/// When the first of the raid sets out.
std::optional<Time> begin_of_raid(const Scenario& scenario) {
  std::optional<Time> begin;
  for (const Platform& platform : scenario.platforms)
    if (platform.side == Side::hostile) begin = std::min(begin.value_or(kNever), platform.path.begin());
  return begin;
}

/// One defence of the file on its way from words to activations and failing parts.
class ReadinessBuilder {
 public:
  ReadinessBuilder(Resolving& r, std::size_t index, const ReadinessType& times)
      : r_(r),
        file_(r.file.defence[index]),
        said_(file_.standing),
        node_(r.entry("defence", index)),
        times_(times),
        elements_(elements_of(r.scenario, file_)) {}

  void build();

 private:
  const Node& node_of(const Element& element) const;
  ReadinessState state_of(const Element& element) const;
  bool by_turns(const Element& element) const;
  const AlertFile& alert_of(const Element& element) const;

  bool names_are_right() const;
  void check_turns(int turns) const;
  void check_schedules(const Element& element) const;
  void check_alert(const Element& element, bool waits) const;
  void set_alert(const Element& element, Activation& activation);
  void set_steps(const Element& element, Activation& activation) const;
  double march_m() const;
  void add(const Element& element);
  void hand_out_duty();

  void add_failures();
  void add_failing(const std::string& kind, const Reliability& reliability,
                   const std::vector<FailingPart>& parts);

  Resolving& r_;
  const DefenceFile& file_;
  const DefenceReadinessFile& said_;
  const Node& node_;
  const ReadinessType& times_;
  std::vector<Element> elements_;
  int next_turn_ = 0;
  bool late_alert_told_ = false;  // that of the whole defence
};

const Node& ReadinessBuilder::node_of(const Element& element) const {
  const Node& elements = Resolving::value(node_, "elements");
  const Node* own = elements.find(element.name);
  return own ? *own : node_;
}

ReadinessState ReadinessBuilder::state_of(const Element& element) const {
  const auto own = said_.elements.find(element.name);
  if (own != said_.elements.end() && own->second.state) return *own->second.state;
  const ReadinessState state = said_.state.value_or(ReadinessState::ready);
  if (state != ReadinessState::partly_active) return state;
  return element.is_fire_unit ? ReadinessState::stand_by : ReadinessState::ready;
}

bool ReadinessBuilder::by_turns(const Element& element) const {
  const auto own = said_.elements.find(element.name);
  const bool of_its_own = own != said_.elements.end() && own->second.state;
  return element.is_fire_unit && said_.active_fire_units > 0 && !of_its_own;
}

const AlertFile& ReadinessBuilder::alert_of(const Element& element) const {
  const auto own = said_.elements.find(element.name);
  return own != said_.elements.end() && own->second.alert.given ? own->second.alert : said_.alert;
}

bool ReadinessBuilder::names_are_right() const {
  std::vector<std::string> names;
  for (const Element& element : elements_) names.push_back(element.name);
  bool right = true;
  for (const auto& [name, own] : said_.elements) {
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    const Node& elements = Resolving::value(node_, "elements");
    const Node* at = elements.find(name);
    r_.refuse(at ? *at : elements, fmt::format("system `{}` has no element called `{}`", file_.system, name),
              did_you_mean(name, names));
    right = false;
  }
  return right;
}

void ReadinessBuilder::check_turns(int turns) const {
  if (said_.active_fire_units > turns)
    r_.refuse(Resolving::value(node_, "active_fire_units"),
              fmt::format("{} fire units are to be on, and {} could be", said_.active_fire_units, turns),
              "those with a state of their own under `elements` take no turn");
  if (said_.state != ReadinessState::partly_active || said_.active_fire_units > 0) return;
  const auto on = [this](const Element& element) { return state_of(element) == ReadinessState::ready; };
  if (std::none_of(elements_.begin(), elements_.end(), on))
    r_.refuse(Resolving::value(node_, "state"), "partly active, and nothing of it is on",
              "give `active_fire_units`, or an element `state: ready` under `elements`");
}

/// A radar that has states by the clock and one until the alert would have two masters.
void ReadinessBuilder::check_schedules(const Element& element) const {
  const Node& radars = Resolving::value(node_, "radars");
  for (const std::string& name : element.radar_names) {
    const auto written = file_.radars.find(name);
    if (written == file_.radars.end()) continue;
    if (written->second.schedule.empty() && !written->second.readiness) continue;
    const Node* own = radars.find(name);
    const char* key = written->second.schedule.empty() ? "readiness" : "schedule";
    r_.refuse(
        own ? Resolving::value(*own, key) : radars,
        fmt::format("`{}` has a `{}`, and a state until the alert as well", name, key),
        fmt::format("take one of them out, or write `elements: {{{}: {{state: ready}}}}`", element.name));
  }
  if (file_.readiness != Readiness::ready)
    r_.refuse(Resolving::value(node_, "readiness"), "`readiness` beside a state until the alert",
              "take one of them out: `state: stand-by` is on the site, silent until the alert");
}

void ReadinessBuilder::check_alert(const Element& element, bool waits) const {
  const auto own = said_.elements.find(element.name);
  if (waits || own == said_.elements.end() || !own->second.alert.given) return;
  r_.refuse(Resolving::value(node_of(element), "alert"),
            fmt::format("an alert for `{}`, which is ready", element.name), "give it another state");
}

void ReadinessBuilder::set_alert(const Element& element, Activation& activation) {
  const AlertFile& alert = alert_of(element);
  activation.on_warning = alert.kind == AlertFile::Kind::on_warning;
  if (alert.kind != AlertFile::Kind::at_raid) return;
  const std::optional<Time> raid = begin_of_raid(r_.scenario);
  const auto own = said_.elements.find(element.name);
  const bool its_own = own != said_.elements.end() && own->second.alert.given;
  const Node& at = Resolving::value(its_own ? node_of(element) : node_, "alert");
  if (!raid)
    return r_.refuse(at, "an alert by the raid, and there is no raid", "write `on warning` or `never`");
  activation.alert = *raid + Duration::seconds(alert.after_raid_s);
  const Time end = r_.scenario.start + r_.scenario.duration;
  if (activation.alert >= end && (its_own || !late_alert_told_)) {
    late_alert_told_ |= !its_own;
    r_.refuse(at,
              fmt::format("the alert comes {:.4g} s after the start, the end after {:.4g} s",
                          (activation.alert - r_.scenario.start).seconds(), r_.scenario.duration.seconds()),
              "write `never` where there is to be none");
  }
}

double ReadinessBuilder::march_m() const {
  const GreatCircle way({said_.march.latitude_rad, said_.march.longitude_rad},
                        {file_.at.latitude_rad, file_.at.longitude_rad});
  return way.length_m();
}

void ReadinessBuilder::set_steps(const Element& element, Activation& activation) const {
  const FigureMode mode = r_.file.figures;
  const auto step = [&](const Figure& figure) {
    activation.steps_s.push_back(to_be_drawn(figure, mode, Worse::higher));
  };
  if (activation.from == Activation::From::stand_by) {
    step(times_.man_stations_s);
    activation.crew_delay_s = to_be_drawn(times_.crew_delay_stand_by_s, mode, Worse::higher);
  } else if (activation.from == Activation::From::boxed) {
    step(times_.call_up_s);
    step(times_.unpack_s);
    step(said_.march.given ? Figure(0.0) : times_.march_s);  // in its place, so that none after it moves
    step(times_.set_up_s);
    if (element.on_mast) step(times_.mast_s);
    activation.crew_delay_s = to_be_drawn(times_.crew_delay_boxed_s, mode, Worse::higher);
    if (!said_.march.given) return;
    activation.march_m = march_m();
    activation.road_speed_m_s = to_be_drawn(times_.road_speed_m_s, mode, Worse::lower);
    activation.road_detour = to_be_drawn(times_.road_detour, mode, Worse::higher);
  }
}

void ReadinessBuilder::add(const Element& element) {
  Activation activation;
  activation.name = file_.name + "/" + element.name;
  activation.from = from(state_of(element));
  const bool duty = std::any_of(element.radars.begin(), element.radars.end(),
                                [this](RadarId id) { return r_.scenario.duty_of(id).given(); });
  const bool waits = activation.from != Activation::From::ready || duty;
  check_alert(element, waits);
  if (!waits) return;
  set_alert(element, activation);
  set_steps(element, activation);
  if (by_turns(element)) {
    activation.rota = file_.name;
    activation.turn = next_turn_++;
    activation.on_at_once = said_.active_fire_units;
  }
  const auto index = static_cast<std::uint32_t>(r_.scenario.activations.size());
  r_.scenario.activations.push_back(activation);
  if (activation.from != Activation::From::ready) check_schedules(element);
  for (const RadarId id : element.radars) {
    const auto [schedule, its] = site_of(r_.scenario, id);
    *its = index;
    if (activation.from != Activation::From::ready)
      *schedule = {{r_.scenario.start,
                    activation.from == Activation::From::boxed ? Readiness::off : Readiness::standby}};
  }
  if (element.unit.valid() && activation.from != Activation::From::ready)
    r_.scenario.fire_units[element.unit.index()].activation = index;
}

/// A guidance radar is on duty only where that is written of itself: what it guides would be lost.
void ReadinessBuilder::hand_out_duty() {
  bool anyone = false;
  for (const Element& element : elements_)
    for (std::size_t i = 0; i < element.radars.size(); ++i) {
      const auto written = file_.radars.find(element.radar_names[i]);
      const bool own = written != file_.radars.end() && written->second.duty.given;
      const RadarId id = element.radars[i];
      const bool guides = !r_.scenario.is_passive(id) && r_.scenario.radars[id.index()].fire_unit.valid();
      if (!own && (guides || !said_.duty.given || r_.scenario.is_passive(id))) continue;
      anyone |= !own;
      const DutyFile& duty = own ? written->second.duty : said_.duty;
      duty_of(r_.scenario, id) = {duty.share, duty.period_s};
    }
  if (said_.duty.given && !anyone)
    r_.warn(Resolving::value(node_, "duty"),
            "`duty` counts for nothing: guidance radars and passive sensors take turns only where that is "
            "written of "
            "themselves, under `radars`");
}

void ReadinessBuilder::add_failing(const std::string& kind, const Reliability& reliability,
                                   const std::vector<FailingPart>& parts) {
  const auto pool = static_cast<std::uint32_t>(r_.scenario.spares.size() - 1);
  const double shared = said_.failures.common_cause;
  const FigureMode mode = r_.file.figures;
  const auto add = [&](FailingPart part, double share) {
    if (!(share > 0.0)) return;
    part.time_between_failures_s =
        value_in_mode(reliability.time_between_failures_s, mode, Worse::lower) / share;
    part.repair_time_s = value_in_mode(reliability.repair_time_s, mode, Worse::higher);
    part.exchange_s = value_in_mode(times_.exchange_s, mode, Worse::higher);
    part.pool = pool;
    part.up_at_start = said_.failures.start == FailuresStart::all_up;
    r_.scenario.failing.push_back(part);
  };
  FailingPart all;
  all.name = file_.name + "/all " + kind;
  for (const FailingPart& part : parts) {
    all.radars.insert(all.radars.end(), part.radars.begin(), part.radars.end());
    all.launchers.insert(all.launchers.end(), part.launchers.begin(), part.launchers.end());
    add(part, 1.0 - shared);
  }
  if (!parts.empty()) add(all, shared);
}

void ReadinessBuilder::add_failures() {
  if (!said_.failures.given) return;
  if (file_.availability)
    r_.refuse(Resolving::value(node_, "availability"),
              "`availability` and `failures` both say what is up at the start",
              "take `availability` out, or write `failures` without it");
  Scenario& s = r_.scenario;
  s.spares.push_back(said_.failures.spares);
  std::vector<FailingPart> radars, launchers, units;
  for (const Element& element : elements_) {
    for (const RadarId id : element.radars) {
      FailingPart part;
      part.name = s.is_passive(id) ? s.passive(id).name : s.radars[id.index()].name;
      part.radars = {id};
      radars.push_back(part);
      always_there(s, id);
    }
    if (!element.unit.valid()) continue;
    const FireUnitSite& unit = s.fire_units[element.unit.index()];
    FailingPart whole;
    whole.name = unit.name;
    whole.radars = element.radars;
    whole.launchers = unit.launchers;
    units.push_back(whole);
    for (const LauncherId id : unit.launchers) {
      FailingPart part;
      part.name = s.launchers[id.index()].name;
      part.launchers = {id};
      launchers.push_back(part);
    }
  }
  add_failing("radars", times_.radar, radars);
  add_failing("launchers", times_.launcher, launchers);
  add_failing("fire units", times_.fire_unit, units);
}

void ReadinessBuilder::build() {
  if (!names_are_right()) return;
  if (said_.march.given && march_m() > kMarchMost_m)
    r_.refuse(Resolving::value(node_, "march"),
              fmt::format("the store lies {:.0f} km from the site", march_m() / 1e3),
              fmt::format("a march is at most {:.0f} km", kMarchMost_m / 1e3));
  if (said_.march.given && std::none_of(elements_.begin(), elements_.end(), [this](const Element& element) {
        return state_of(element) == ReadinessState::boxed;
      }))
    r_.warn(Resolving::value(node_, "march"), "`march` counts for nothing: nothing of the defence is boxed");
  hand_out_duty();
  const std::size_t first = r_.scenario.activations.size();
  for (const Element& element : elements_) add(element);
  for (std::size_t i = first; i < r_.scenario.activations.size(); ++i)
    r_.scenario.activations[i].turns = next_turn_;
  check_turns(next_turn_);
  // A state that is written may be there to be set otherwise.
  if (said_.alert.given && !said_.state && said_.alert.kind != AlertFile::Kind::never &&
      first == r_.scenario.activations.size())
    r_.refuse(Resolving::value(node_, "alert"), "an alert, and nothing waits for it: all of it is ready",
              "write a `state`, or take it out");
  add_failures();
}

}  // namespace

Figure to_be_drawn(Figure figure, FigureMode mode, Worse worse) {
  figure.value = value_in_mode(figure, mode, worse);
  if (mode != FigureMode::best) figure.distribution = Distribution::fixed;
  if (figure.distribution == Distribution::fixed) figure.best = figure.low = figure.high = figure.value;
  return figure;
}

const ReadinessType* readiness_figures(const DefenceFile& defence) {
  const bool by_radar = std::any_of(defence.radars.begin(), defence.radars.end(),
                                    [](const auto& radar) { return radar.second.duty.given; });
  if (!defence.standing.given() && !by_radar && defence.moves.empty()) return nullptr;
  const std::string& name = defence.standing.figures;
  const auto found = defence.catalogue->readiness.find(name.empty() ? "standard" : name);
  return found == defence.catalogue->readiness.end() ? nullptr : &found->second;
}

void resolve_readiness(Resolving& r) {
  for (std::size_t i = 0; i < r.file.defence.size(); ++i) {
    const DefenceFile& defence = r.file.defence[i];
    const bool asks =
        defence.standing.given() || std::any_of(defence.radars.begin(), defence.radars.end(),
                                                [](const auto& radar) { return radar.second.duty.given; });
    if (!asks) continue;
    if (const ReadinessType* times = readiness_figures(defence)) {
      ReadinessBuilder(r, i, *times).build();
    } else {
      const Node& node = r.entry("defence", i);
      r.refuse(Resolving::value(node, "state"),
               "the catalogue has no readiness record called `standard` to take times from",
               "name one: `readiness_figures: NAME`");
    }
  }
}

}  // namespace cupola
