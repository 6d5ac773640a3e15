#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "catalogue/names.hpp"
#include "messages/readiness.hpp"
#include "scenario/notation.hpp"
#include "scenario/readiness_file.hpp"
#include "scenario/scenario.hpp"

/// A scenario file as it is written, before anything is resolved. Every field is declared once: defences and
/// links in defence_file.cpp, airspace in airspace_file.cpp, raid and traffic in group_file.cpp, the rest in scenario_file.cpp.
namespace cupola {

struct PlaceFile {
  double latitude_rad = 0.0, longitude_rad = 0.0;
};

struct EarthFile {
  Height ground{0.0, Datum::msl};
  double geoid_undulation_m = 0.0, k_factor = 4.0 / 3.0;
  std::string cover;
  TerrainKind terrain = TerrainKind::smooth;
  double rain_rate_m_s = 0.0, rain_height_msl_m = 4000.0;
  double rain_spread_m_s = 4.0;
};

struct AssetFile {
  std::string name;
  PlaceFile at;
  double radius_m = 500.0, value = 1.0;
};

/// What every fire unit of a defence has to fill its launchers again.
struct ReloadFile {
  int loads = 0, transloaders = 1;
};

/// Rounds of one type on every launcher of a defence.
struct LoadFile {
  std::string interceptor;
  int rounds = 0;
};

struct ScheduleFile {
  double at_s = 0.0;
  Readiness state = Readiness::ready;
};

/// How well one radar is aligned, where that is not as in the catalogue.
struct RegistrationFile {
  std::optional<double> range_m, azimuth_rad, elevation_rad;
};

/// What a defence changes of one of its radars.
struct DefenceRadarFile {
  double mast_m = 0.0;
  RegistrationFile registration;
  std::optional<Readiness> readiness;
  std::vector<ScheduleFile> schedule;
  DutyFile duty;
};

/// A state of weapons that a defence orders for itself and all below.
struct WeaponsOrderFile {
  double at_s = 0.0;
  WeaponsControl state = WeaponsControl::tight;
};

enum class ZoneKind { engagement, no_fire };

/// Where the fire units of a defence may, or may not, meet targets.
struct FireZoneFile {
  ZoneKind kind = ZoneKind::engagement;
  std::vector<PlaceFile> points;
  std::optional<double> from_rad, to_rad;
  Height floor{0.0, Datum::agl}, ceiling{100e3, Datum::msl};
};

/// A fire unit of a defence goes to another place.
struct MoveFile {
  std::string unit;  ///< in the system; empty: the only one
  double at_s = 0.0;
  PlaceFile to;
  std::optional<double> facing_rad;
};

struct DefenceFile {
  std::string name, system;
  bool present = true;
  PlaceFile at;
  double facing_rad = 0.0;
  std::string superior;
  int launchers = 0;  ///< per fire unit; 0: as in the system
  std::vector<LoadFile> load;
  ReloadFile reloads;

  std::string doctrine;  ///< empty: the scenario's
  int salvo = 0;         ///< 0: as the doctrine says
  std::optional<WeaponsControl> weapons_control;
  std::optional<RegistrationPolicy> registration;
  HitsOfLooks initiation;                                 ///< 0 of 0: as the doctrine says
  std::optional<CommandMode> command;                     ///< under its superior
  CommandMode command_within = CommandMode::centralised;  ///< of its fire units under its own command post
  bool relays = true;
  std::vector<WeaponsOrderFile> weapons_orders;
  std::vector<double> salvos;  ///< empty: as the doctrine says
  std::vector<FireZoneFile> zones;
  std::optional<Interrogator> iff;
  std::optional<double> availability;
  Readiness readiness = Readiness::ready;
  std::map<std::string, DefenceRadarFile> radars;
  DefenceReadinessFile standing;  ///< whether it stands and is on, and when
  std::vector<MoveFile> moves;

  std::shared_ptr<const Catalogue>
      catalogue;  ///< in force here: that of the scenario, with `values` of this defence
};

enum class LinkLevel { stand_alone, voice, data_link, full };

struct OutageFile {
  double from_s = 0.0, until_s = 0.0;
};

/// What jams a link: a window of time, or a group of the raid while it jams.
struct LinkJammingFile {
  std::optional<double> from_s, until_s;
  std::string by;
  double loss = 1.0, capacity = 1.0;
};

struct LinkFile {
  std::string name;  ///< for options that change it
  std::vector<std::string> between;
  LinkLevel level = LinkLevel::full;
  std::optional<double> latency_s, loss;
  std::string net, role;  ///< a data link of the catalogue, and what the sender is in it
  std::vector<OutageFile> outages;
  std::vector<LinkJammingFile> jamming;
};

enum class TrafficSide { friendly, neutral };

/// A flight that has been announced: along a corridor, with its time.
struct FlightFile {
  TrafficSide side = TrafficSide::neutral;
  double enters_s = 0.0, speed_m_s = 0.0;
  bool reverse = false;
};

struct CorridorFile {
  std::string name;
  std::vector<PlaceFile> points;
  std::vector<FlightFile> flights;
  std::optional<double> half_width_m;
  Height floor, ceiling;
};

enum class AreaOwner { own, hostile };

/// An area by whose it is; a track first seen over it tells something of itself.
struct AreaFile {
  std::string name;
  AreaOwner owner = AreaOwner::own;
  std::vector<PlaceFile> points;
};

/// To and fro across the way (flight/weave.hpp).
struct WeaveFile {
  bool given = false;
  double acceleration_m_s2 = 0.0, period_s = 0.0;
};

struct WaypointFile {
  PlaceFile at;
  Height altitude;
  std::optional<double> speed_m_s;
  std::optional<double> turn_m_s2;  ///< none: as the type can
  WeaveFile weave;                  ///< on the leg to it
};

struct BallisticFile {
  bool given = false;
  PlaceFile from, to;
  WeaveFile weave;
  double weave_below_msl_m = 25e3;
};

/// Between neighbours of a group.
struct SpacingFile {
  double time_s = 0.0, along_m = 0.0, across_m = 0.0;
};

struct ObjectiveFile {
  std::string asset, element;  ///< one of the two
  std::optional<double> radius_m, release_line_m;
};

/// When a group jams, after the start of the scenario.
struct JammingFile {
  double from_s = 0.0, until_s = 0.0;
};

/// The radar that each member of a group carries.
struct CarriedRadarFile {
  std::string radar, reports_to;
  Readiness readiness = Readiness::ready;
  std::vector<ScheduleFile> schedule;
  bool given() const { return !radar.empty(); }
};

/// A group of the raid or of the traffic: platforms of one type that go the same way.
struct GroupFile {
  std::string name, type;
  bool present = true;
  int count = 1;
  double start_s = 0.0;
  SpacingFile spacing;
  std::vector<WaypointFile> route;
  BallisticFile ballistic;
  std::optional<Transponder> transponder;
  std::optional<Signature> signature;
  bool silent = false;
  std::vector<JammingFile> jamming;            ///< empty: all the time, if its type can
  std::shared_ptr<const Catalogue> catalogue;  ///< in force here
};

/// A group that comes more than once, and from more than one side.
struct PatternFile {
  int waves = 1, axes = 1;
  double every_s = 0.0;
  double apart_rad = 0.0, turned_rad = 0.0;
  std::optional<double> time_on_target_s;
};

/// Whose weapons the members of a group are.
struct ReleaseFile {
  std::string by;  ///< a group that stands before it; empty: nobody's
  bool given() const { return !by.empty(); }
};

struct HostileFile : GroupFile {
  ObjectiveFile objective;
  PatternFile pattern;
  ReleaseFile release;
};

struct TrafficFile : GroupFile {
  TrafficSide side = TrafficSide::neutral;
  CarriedRadarFile carries;
  bool exposure = false;
};

struct ScenarioFile {
  std::string name;
  Time start;
  double duration_s = 0.0;
  std::uint64_t seed = 1;
  FigureMode figures = FigureMode::best;
  EarthFile earth;
  std::string doctrine;
  double internal_latency_s = 0.1;
  std::optional<Interrogator> iff;
  std::string kill_table;  ///< empty: every interceptor its own
  Perfect perfect;

  std::vector<AssetFile> assets;
  std::vector<DefenceFile> defence;
  std::vector<LinkFile> links;
  std::vector<CorridorFile> corridors;
  std::vector<AreaFile> areas;
  std::vector<HostileFile> raid;
  std::vector<TrafficFile> traffic;
  std::shared_ptr<const Catalogue> catalogue;  ///< in force: as given, with `values` of the scenario
};

/// Do the changes of state come in rising time?
bool rises(const std::vector<ScheduleFile>& schedule);

NameList names_of(Readiness);
NameList names_of(ZoneKind);
NameList names_of(LinkLevel);
NameList names_of(TrafficSide);
NameList names_of(AreaOwner);

void declare(FieldVisitor&, PlaceFile&);
void declare(FieldVisitor&, EarthFile&);
void declare(FieldVisitor&, AssetFile&);
void declare(FieldVisitor&, LoadFile&);
void declare(FieldVisitor&, ReloadFile&);
void declare(FieldVisitor&, ScheduleFile&);
void declare(FieldVisitor&, RegistrationFile&);
void declare(FieldVisitor&, DefenceRadarFile&);
void declare(FieldVisitor&, FireZoneFile&);
void declare(FieldVisitor&, MoveFile&);
void declare(FieldVisitor&, DefenceFile&);
void declare(FieldVisitor&, OutageFile&);
void declare(FieldVisitor&, LinkJammingFile&);
void declare(FieldVisitor&, LinkFile&);
void declare(FieldVisitor&, FlightFile&);
void declare(FieldVisitor&, WeaponsOrderFile&);
void declare(FieldVisitor&, CorridorFile&);
void declare(FieldVisitor&, AreaFile&);
void declare(FieldVisitor&, WeaveFile&);
void declare(FieldVisitor&, WaypointFile&);
void declare(FieldVisitor&, BallisticFile&);
void declare(FieldVisitor&, SpacingFile&);
void declare(FieldVisitor&, JammingFile&);
void declare(FieldVisitor&, ObjectiveFile&);
void declare(FieldVisitor&, PatternFile&);
void declare(FieldVisitor&, ReleaseFile&);
void declare(FieldVisitor&, CarriedRadarFile&);
void declare(FieldVisitor&, HostileFile&);
void declare(FieldVisitor&, TrafficFile&);
void declare(FieldVisitor&, Perfect&);
void declare(FieldVisitor&, ScenarioFile&);

}  // namespace cupola
