#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "catalogue/figures.hpp"
#include "catalogue/scalar.hpp"
#include "core/math.hpp"
#include "scenario/defence_load.hpp"
#include "scenario/lay_down.hpp"

namespace cupola {

namespace {

// Launchers stand on a ring about the guidance radar: assumed, and small beside every range of the model.
constexpr double kLauncherRing_m = 150.0;
// A fire unit without a command post decides by itself, about as fast as its guidance radar looks: assumed.
constexpr double kOwnPostTracks = 100.0, kOwnPostPeriod_s = 1.0;

template <class Record>
Record in_mode(Record record, FigureMode mode) {
  set_mode(record, mode);
  return record;
}

CommandPostType own_post_type() {
  CommandPostType type;
  type.name = "fire unit";
  type.track_capacity = kOwnPostTracks;
  type.decision_period_s = kOwnPostPeriod_s;
  type.track_capacity.reason = type.decision_period_s.reason = "a fire unit that fights on its own";
  return type;
}

/// One defence of the file on its way into the lay-down.
class DefenceBuilder {
 public:
  DefenceBuilder(Resolving& r, std::size_t index, LayDown& lay_down)
      : r_(r),
        file_(r.file.defence[index]),
        node_(r.entry("defence", index)),
        catalogue_(*file_.catalogue),
        system_(in_mode(catalogue_.systems.at(file_.system), r.file.figures)),
        lay_down_(lay_down),
        set_(static_cast<std::uint32_t>(index)) {}

  void build();

 private:
  /// Where something is put down; of a fire unit, which of its places.
  struct Placing {
    Geodetic centre;
    double facing_rad = 0.0;
    Station station = {};
  };
  std::string full(const std::string& element) const { return file_.name + "/" + element; }
  Geodetic ground_off(const Geodetic& from, double east_m, double north_m) const;
  PostDraft& add_post(const std::string& name, const CommandPostType& type, const Geodetic& ground,
                      const std::string& superior);
  RadarDraft& add_radar(const std::string& element, const std::string& type, const Placing& at,
                        const std::string& post);
  void add_passive(const SystemPassive& passive, const Geodetic& ground, const std::string& post);
  double mast_m(const std::string& element) const;
  void refuse_registration(const std::string& passive);
  void align(const std::string& element, RadarType& radar) const;
  void add_unit(const SystemFireUnit& unit, const Placing& at, const std::string& post);
  void add_launchers(const SystemFireUnit& unit, const Placing& at);
  std::uint32_t add_moves(const SystemFireUnit& unit, const Geodetic& centre, const std::string& post);
  void check_moves() const;
  void check_doctrine();
  void check_radar_names();

  RadarType radar_type(const std::string& type, FigureMode mode) const;
  std::vector<std::pair<Time, Readiness>> schedule(const std::string& element) const;
  Doctrine doctrine() const;
  /// Is this the command post of the very system?
  bool led_by_own_post(const std::string& superior) const {
    return !system_.command_post.empty() && superior == post_names(file_, system_).front();
  }
  int launchers_of(const SystemFireUnit& unit) const {
    return file_.launchers > 0 ? file_.launchers : static_cast<int>(unit.launchers);
  }

  Resolving& r_;
  const DefenceFile& file_;
  const Node& node_;
  const Catalogue& catalogue_;
  const SystemType system_;
  LayDown& lay_down_;
  std::uint32_t set_;
  std::vector<std::string> radar_elements_;
  std::vector<FireZone> zones_;
  std::set<std::string> checked_launchers_;  // of each type the load is told wrong once
};

void DefenceBuilder::build() {
  const double ground_hae_m = r_.scenario.earth.ground_hae_m;
  const Geodetic centre{file_.at.latitude_rad, file_.at.longitude_rad, ground_hae_m};
  const std::vector<std::string> posts = post_names(file_, system_);
  const std::string superior = file_.superior.empty() ? std::string() : r_.posts.at(file_.superior);
  const bool led = !system_.command_post.empty();
  if (led) {
    const CommandPostType& type = catalogue_.command_posts.at(system_.command_post);
    add_post(posts.front(), in_mode(type, r_.file.figures), centre, superior);
  }
  for (const SystemRadar& radar : system_.radars)
    add_radar(radar.name, radar.type, {ground_off(centre, radar.east_m, radar.north_m), file_.facing_rad},
              posts.front());
  for (const SystemPassive& passive : system_.passive_sensors)
    add_passive(passive, ground_off(centre, passive.east_m, passive.north_m), posts.front());
  zones_ = fire_zones(r_, file_, node_);
  for (const SystemFireUnit& unit : system_.fire_units) {
    const Geodetic here = ground_off(centre, unit.east_m, unit.north_m);
    const std::string post = unit_post_name(file_, unit);
    const std::uint32_t relocation = add_moves(unit, here, post);
    add_post(post, own_post_type(), here, led ? posts.front() : superior).relocation = relocation;
    add_unit(unit, {here, file_.facing_rad, {relocation, 0}}, post);
  }
  check_moves();
  check_guidance(r_, node_, file_, catalogue_, system_);
  check_doctrine();
  check_radar_names();
}

/// Its later places, and what the file says of the ways there; figures and ids come later (resolve_moves). Returns
/// which relocation it is, if it is one.
std::uint32_t DefenceBuilder::add_moves(const SystemFireUnit& unit, const Geodetic& centre,
                                        const std::string& post) {
  std::vector<Relocation>& all = r_.scenario.relocations;
  const auto index = static_cast<std::uint32_t>(all.size());
  Placing at{centre, file_.facing_rad, {index, 0}};
  for (const MoveFile& move : file_.moves) {
    if (!is_meant(move, unit, system_)) continue;
    if (at.station.place == 0) all.push_back({full(unit.name), {{centre, {}, {}, {}}}, {}});
    at.centre = {move.to.latitude_rad, move.to.longitude_rad, centre.height_hae_m};
    at.facing_rad = move.facing_rad.value_or(at.facing_rad);
    ++at.station.place;
    all[index].places.push_back({at.centre, {}, {}, {}});
    all[index].moves.emplace_back().at = r_.scenario.start + Duration::seconds(move.at_s);
    add_unit(unit, at, post);
  }
  return at.station.place > 0 ? index : kStays;
}

/// Every move is that of a fire unit.
void DefenceBuilder::check_moves() const {
  std::vector<std::string> names;
  for (const SystemFireUnit& unit : system_.fire_units) names.push_back(unit.name);
  for (std::size_t i = 0; i < file_.moves.size(); ++i) {
    const MoveFile& move = file_.moves[i];
    const auto meant = [&](const SystemFireUnit& unit) { return is_meant(move, unit, system_); };
    if (std::any_of(system_.fire_units.begin(), system_.fire_units.end(), meant)) continue;
    const Node& at = Resolving::value(node_, "moves").items[i];
    if (names.empty())
      r_.refuse(at, fmt::format("system `{}` has no fire unit that could move", system_.name),
                "only fire units move: what belongs to a command post stays");
    else if (move.unit.empty())
      r_.refuse(
          at, fmt::format("system `{}` has {} fire units: which of them moves?", system_.name, names.size()),
          fmt::format("write `unit: {}`", names.front()));
    else
      r_.refuse(Resolving::value(at, "unit"),
                fmt::format("system `{}` has no fire unit called `{}`", system_.name, move.unit),
                did_you_mean(move.unit, names));
  }
}

/// What the doctrine and the defence say against each other.
void DefenceBuilder::check_doctrine() {
  const Doctrine in_force = doctrine();
  refuse_salvos_beyond_last_chance(r_, in_force, file_, node_);
  const auto& units = system_.fire_units;
  const auto poorest = std::min_element(units.begin(), units.end(), [this](const auto& a, const auto& b) {
    return launchers_of(a) < launchers_of(b);
  });
  if (poorest != units.end())
    refuse_reserve_beyond_stock(r_, in_force, full(poorest->name), launchers_of(*poorest), file_, node_);
}

Geodetic DefenceBuilder::ground_off(const Geodetic& from, double east_m, double north_m) const {
  Geodetic there = to_geodetic(LocalFrame::at(from).ecef_from_enu({east_m, north_m, 0.0}));
  there.height_hae_m = r_.scenario.earth.ground_hae_m;
  return there;
}

PostDraft& DefenceBuilder::add_post(const std::string& name, const CommandPostType& type,
                                    const Geodetic& ground, const std::string& superior) {
  PostDraft post;
  post.name = name;
  post.type = type;
  post.place = ground;
  post.doctrine = doctrine();
  post.relays = file_.relays;
  post.set = set_;
  for (const WeaponsOrderFile& order : file_.weapons_orders)
    post.weapons_orders.emplace_back(r_.scenario.start + Duration::seconds(order.at_s), order.state);
  post.superior_name = superior;
  const bool within = led_by_own_post(superior);
  post.doctrine.command.mode =
      within ? file_.command_within : file_.command.value_or(post.doctrine.command.mode);
  lay_down_.posts.push_back(post);
  return lay_down_.posts.back();
}

RadarDraft& DefenceBuilder::add_radar(const std::string& element, const std::string& type, const Placing& at,
                                      const std::string& post) {
  RadarDraft radar;
  radar.name = full(element);
  radar.station = at.station;
  radar.type = radar_type(type, r_.file.figures);
  radar.believed = radar_type(type, believed_mode(r_.file.figures));
  align(element, radar.type);
  align(element, radar.believed);
  radar.post_name = post;
  radar.antenna_agl_m = mast_m(element) > 0.0 ? mast_m(element) : double{radar.type.antenna_height_m};
  radar.ground_hae_m = at.centre.height_hae_m;
  radar.antenna = at.centre;
  radar.antenna.height_hae_m += radar.antenna_agl_m;
  radar.sector_centre_rad = at.facing_rad;
  radar.schedule = schedule(element);
  if (!at.station.later()) radar_elements_.push_back(element);
  lay_down_.radars.push_back(radar);
  return lay_down_.radars.back();
}

/// As the scenario says, where it says anything.
void DefenceBuilder::align(const std::string& element, RadarType& radar) const {
  const auto changed = file_.radars.find(element);
  if (changed == file_.radars.end()) return;
  const auto set = [](const std::optional<double>& written, Figure& figure) {
    if (!written) return;
    figure = *written;
    figure.reason = "as the scenario says";
  };
  const RegistrationFile& written = changed->second.registration;
  set(written.range_m, radar.registration.range_m);
  set(written.azimuth_rad, radar.registration.azimuth_rad);
  set(written.elevation_rad, radar.registration.elevation_rad);
}

double DefenceBuilder::mast_m(const std::string& element) const {
  const auto changed = file_.radars.find(element);
  return changed == file_.radars.end() ? 0.0 : changed->second.mast_m;
}

void DefenceBuilder::add_passive(const SystemPassive& passive, const Geodetic& ground,
                                 const std::string& post) {
  PassiveDraft site;
  site.name = full(passive.name);
  PassiveType type = catalogue_.passive_sensors.at(passive.type);
  if (file_.availability) {
    type.availability = *file_.availability;
    type.availability.reason = "as the scenario says";
  }
  site.type = in_mode(type, r_.file.figures);
  site.believed = in_mode(type, believed_mode(r_.file.figures));
  site.post_name = post;
  site.antenna_agl_m = mast_m(passive.name) > 0.0 ? mast_m(passive.name) : double{site.type.antenna_height_m};
  site.antenna = ground;
  site.antenna.height_hae_m += site.antenna_agl_m;
  site.field_centre_rad = file_.facing_rad;
  site.schedule = schedule(passive.name);
  radar_elements_.push_back(passive.name);
  refuse_registration(passive.name);
  lay_down_.passives.push_back(site);
}

void DefenceBuilder::add_unit(const SystemFireUnit& unit, const Placing& at, const std::string& post) {
  FireUnitDraft site;
  site.station = at.station;
  site.name = name_at(full(unit.name), at.station.place);
  site.post_name = post;
  const std::string guidance = unit.name + "/" + unit.guidance_radar;
  const auto channels = [](int own, const Figure& in_system) {
    return own > 0 ? own : static_cast<int>(in_system);
  };
  site.target_channels = channels(file_.target_channels, unit.target_channels);
  site.missile_channels = channels(file_.missile_channels, unit.missile_channels);
  site.zones = zones_;
  if (!at.station.later()) {  // else it brings what is left
    site.loads = file_.reloads.loads;
    site.transloaders = file_.reloads.transloaders;
  }

  RadarDraft& radar = add_radar(guidance, unit.guidance_radar, at, post);
  radar.name = site.guidance_name = site.name + "/" + unit.guidance_radar;
  radar.unit_name = site.name;
  lay_down_.units.push_back(site);
  for (const SystemRadar& further : unit.radars) {
    const Placing beside{ground_off(at.centre, further.east_m, further.north_m), at.facing_rad, at.station};
    RadarDraft& one = add_radar(further.name, further.type, beside, post);
    one.name = name_at(one.name, at.station.place);
  }
  add_launchers(unit, at);
}

void DefenceBuilder::add_launchers(const SystemFireUnit& unit, const Placing& at) {
  LauncherDraft launcher;
  launcher.type = in_mode(catalogue_.launchers.at(unit.launcher), r_.file.figures);
  launcher.unit_name = name_at(full(unit.name), at.station.place);
  launcher.station = at.station;
  std::map<std::string, int> rounds;
  for (const LoadFile& load : file_.load) rounds[load.interceptor] += load.rounds;
  launcher.load_by_name.assign(rounds.begin(), rounds.end());
  if (!at.station.later() && checked_launchers_.insert(unit.launcher).second)
    check_load(r_, node_, file_, catalogue_, launcher.type);

  const int count = launchers_of(unit);
  for (int i = 0; i < count; ++i) {
    const auto [sin, cos] = math::sincos(at.facing_rad + 2.0 * math::kPi * i / count);
    launcher.name = fmt::format("{}/launcher-{:02}", launcher.unit_name, i + 1);
    launcher.place = ground_off(at.centre, kLauncherRing_m * sin, kLauncherRing_m * cos);
    lay_down_.launchers.push_back(launcher);
  }
}

/// Passive sensors are taken to be aligned: their claimed errors are all there are.
void DefenceBuilder::refuse_registration(const std::string& passive) {
  const auto changed = file_.radars.find(passive);
  if (changed == file_.radars.end()) return;
  const RegistrationFile& written = changed->second.registration;
  if (!written.range_m && !written.azimuth_rad && !written.elevation_rad) return;
  const Node* at = Resolving::value(node_, "radars").find(passive);
  r_.refuse(Resolving::value(at ? *at : node_, "registration"),
            fmt::format("`{}` is a passive sensor: it has no errors of registration", passive),
            "only radars have; its `azimuth_accuracy` stands in `values`");
}

void DefenceBuilder::check_radar_names() {
  for (const auto& [element, changed] : file_.radars) {
    if (std::find(radar_elements_.begin(), radar_elements_.end(), element) != radar_elements_.end()) continue;
    const Node& radars = Resolving::value(node_, "radars");
    const Node* at = radars.find(element);
    r_.refuse(at ? *at : radars, fmt::format("system `{}` has no radar called `{}`", system_.name, element),
              did_you_mean(element, radar_elements_));
  }
}

RadarType DefenceBuilder::radar_type(const std::string& type, FigureMode mode) const {
  RadarType radar = in_mode(catalogue_.radars.at(type), mode);
  ask_as_told(radar, r_.file.iff);
  if (file_.iff) radar.interrogator = *file_.iff;
  if (file_.availability) {
    radar.availability = *file_.availability;
    radar.availability.reason = "as the scenario says";
  }
  return radar;
}

std::vector<std::pair<Time, Readiness>> DefenceBuilder::schedule(const std::string& element) const {
  const auto found = file_.radars.find(element);
  const DefenceRadarFile changed = found == file_.radars.end() ? DefenceRadarFile{} : found->second;
  return states_of(changed.readiness.value_or(file_.readiness), changed.schedule, r_.scenario.start);
}

/// How it behaves is true in the mode of the scenario; what it believes of replies is the catalogue's.
Doctrine DefenceBuilder::doctrine() const {
  const Doctrine& written =
      catalogue_.doctrines.at(file_.doctrine.empty() ? r_.file.doctrine : file_.doctrine);
  Doctrine doctrine = doctrine_in_mode(written, r_.file.figures);
  const Doctrine believed = in_mode(written, believed_mode(r_.file.figures));
  doctrine.reply_missing_friend = believed.reply_missing_friend;
  doctrine.reply_false_hostile = believed.reply_false_hostile;
  if (!file_.salvos.empty()) doctrine.fire.salvos = file_.salvos;
  if (file_.salvo > 0) {
    const std::size_t before = doctrine.fire.salvos.size();
    if (before > 0) doctrine.shots_most = static_cast<int>(before);
    doctrine.fire.salvos.clear();
    doctrine.salvo = file_.salvo;
  }
  if (file_.registration) doctrine.registration = *file_.registration;
  if (file_.weapons_control) doctrine.weapons_control = *file_.weapons_control;
  if (file_.initiation.looks > 0) {
    doctrine.initiation_hits = file_.initiation.hits;
    doctrine.initiation_looks = file_.initiation.looks;
  }
  return doctrine;
}

}  // namespace

std::vector<std::pair<Time, Readiness>> states_of(Readiness first, const std::vector<ScheduleFile>& schedule,
                                                  Time start) {
  std::vector<std::pair<Time, Readiness>> states{{start, first}};
  for (const ScheduleFile& entry : schedule) {
    const Time at = start + Duration::seconds(entry.at_s);
    if (at == states.back().first) states.pop_back();
    states.emplace_back(at, entry.state);
  }
  return states;
}

std::vector<std::string> post_names(const DefenceFile& defence, const SystemType& system) {
  if (!system.command_post.empty()) return {defence.name + "/" + system.command_post};
  std::vector<std::string> names;
  for (const SystemFireUnit& unit : system.fire_units) names.push_back(unit_post_name(defence, unit));
  return names;
}

std::string unit_post_name(const DefenceFile& defence, const SystemFireUnit& unit) {
  return defence.name + "/" + unit.name + "/post";
}

void add_defence(Resolving& r, std::size_t index, LayDown& lay_down) {
  DefenceBuilder(r, index, lay_down).build();
}

}  // namespace cupola
