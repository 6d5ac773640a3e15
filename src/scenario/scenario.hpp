#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "core/id.hpp"
#include "core/time.hpp"
#include "earth/geodetic.hpp"
#include "earth/great_circle.hpp"
#include "earth/horizon.hpp"
#include "earth/path.hpp"
#include "earth/sight_map.hpp"
#include "earth/terrain.hpp"
#include "messages/ground_target.hpp"
#include "messages/readiness.hpp"
#include "scenario/readiness.hpp"
#include "scenario/relocation.hpp"
#include "scenario/terrain_note.hpp"

namespace cupola {

enum class Side : std::uint8_t { friendly, neutral, hostile };

/// Something worth defending.
struct Asset {
  AssetId id;
  std::string name;
  Geodetic place;
  Vec3 p_ecef_m;
  double radius_m = 0.0;
  double value = 1.0;
};

/// A scripted platform with the values that are true of it in this scenario.
struct Platform {
  PlatformId id;
  std::string name, group;  ///< group: the name in the file of which this is one of `count`
  Side side = Side::hostile;
  PlatformType type;     ///< values in force (truth)
  Path path;             ///< from its start to the end of its route
  AssetId objective;     ///< hostile: the asset it strikes, or invalid
  GroundTarget element;  ///< hostile: the element of the defence that it strikes instead, or invalid
  double objective_range_m = 0.0;  ///< hostile: it is there within it: radius of the asset, or release line
  Time objective_time = kNever;  ///< hostile: when it gets there, if nothing stops it; kNever: it turns away
  PlatformId carrier;            ///< who releases it where its path begins, or invalid: it set out by itself
  bool releases = false;         ///< it is the carrier of others
  std::vector<std::pair<Time, Time>> jams;  ///< when its jammer is on; empty: all the time, if it has one
  bool silent = false;                      ///< its own emitter stays off
  bool exposure = false;                    ///< its exposure to each radar is taken down
  bool truthful_reply = false;              ///< identity is declared perfect: every reply names the true side

  /// Does anything come down where it gets to its objective? What it releases strikes for itself.
  bool strikes() const { return type.strike.given() && !releases; }
};

struct RadarSite {
  RadarId id;
  std::string name;
  RadarType type;    ///< values in force (truth)
  Geodetic antenna;  ///< of the antenna, mast included
  double antenna_agl_m = 0.0;
  double ground_hae_m = 0.0;              ///< of the ground it stands on; smooth: that of the earth
  std::shared_ptr<const SightMap> sight;  ///< over terrain, once add_sight_maps (radar_sight.hpp) has been
  PostId post;                            ///< where its plots go
  FireUnitId fire_unit;                   ///< whose guidance radar it is, or invalid
  PlatformId carrier;  ///< who carries it, or invalid: it stands. Carried, `antenna` is its first place
  double sector_centre_rad = 0.0;  ///< sector radars: at the start; of one that is carried, from the nose
  std::vector<std::pair<Time, Readiness>> schedule;  ///< state from that time on; the first at the start
  std::uint32_t activation =
      kNoActivation;  ///< of the element that it belongs to; none: by its schedule alone
  DutyCycle duty;
  Station station = {};
};

/// A passive sensor where it stands. Its id counts on from those of the radars, so that whatever a message
/// says of a radar it may say of a passive sensor.
struct PassiveSite {
  RadarId id;
  std::string name;
  PassiveType type;  ///< values in force (truth)
  Geodetic antenna;
  double antenna_agl_m = 0.0;
  std::shared_ptr<const SightMap> sight;  ///< as of a radar
  PostId post;                            ///< where its bearings go
  double field_centre_rad = 0.0;          ///< azimuth
  std::vector<std::pair<Time, Readiness>> schedule;
  std::uint32_t activation = kNoActivation;
  DutyCycle duty;
};

struct LauncherSite {
  LauncherId id;
  std::string name;
  LauncherType type;
  Geodetic place;
  FireUnitId fire_unit;
  std::vector<std::pair<WeaponTypeId, int>>
      load;  ///< at a later station: of a reload; it comes with what is left
  Station station = {};
};

/// Where a fire unit may meet targets (missile engagement zone), or may not (no-fire zone).
struct FireZone {
  bool forbidden = false;
  std::vector<GroundPlace> corners;        ///< none: everywhere
  double from_rad = 0.0, width_rad = 0.0;  ///< sector about the fire unit, clockwise; no width: all round
  double floor_hae_m = 0.0, ceiling_hae_m = 0.0;
};

struct FireUnitSite {
  FireUnitId id;
  std::string name;
  RadarId guidance;
  PostId post;
  std::vector<LauncherId> launchers;
  int target_channels = 0, missile_channels = 0;
  std::uint32_t activation = kNoActivation;
  std::vector<FireZone> zones = {};
  int loads = 0;         ///< launcher loads in store
  int transloaders = 0;  ///< how many of them can be put on launchers at a time
  Station station = {};
};

inline constexpr std::uint32_t kNoSet = UINT32_MAX;

struct PostSite {
  PostId id;
  std::string name;
  CommandPostType type;
  Geodetic place;
  PostId superior;                     ///< invalid: nobody above
  std::vector<RadarId> radars;         ///< whose plots it gets
  std::vector<RadarId> passives;       ///< passive sensors whose bearings it gets
  std::vector<FireUnitId> fire_units;  ///< its own, not those of posts below
  Doctrine doctrine;                   ///< what it fights by: the scenario's, with its own defence's changes
  bool relays = true;                  ///< passes on messages between others
  std::vector<std::pair<Time, WeaponsControl>> weapons_orders;  ///< to all below and to itself, by time
  std::uint32_t set = kNoSet;         ///< the defence of the file that it belongs to
  std::uint32_t relocation = kStays;  ///< of its fire unit, with which it goes; `place` is the first

  bool same_set(const PostSite& other) const { return set != kNoSet && set == other.set; }
};

/// What jams a link, and when: in a window of time, or as long as one of these jams.
struct LinkJamming {
  Time from{INT64_MIN}, until = kNever;
  std::vector<PlatformId> by;  ///< empty: nobody in particular
  double loss = 0.0;           ///< P(a message is lost) while it lasts, where the link's own is less
  double capacity = 1.0;       ///< of the bandwidth, or of the slots, that is left; 0: none
};

/// One link between two posts; within a post and its own equipment there is the internal link.
struct Link {
  PostId a, b;
  double latency_s = 0.0, loss = 0.0;
  std::vector<std::pair<Time, Time>> outages;
  double jitter_s = 0.0;         ///< up to so much later
  double bandwidth_bit_s = 0.0;  ///< 0: no limit
  double report_bits = 0.0, message_bits = 0.0;
  double chance_interval_s = 0.0;  ///< between two own slots of a net, each for one report; 0: no slots
  int repeats = 0;                 ///< of what is not acknowledged
  double repeat_after_s = 0.0;
  double mtbf_s = 0.0, mttr_s = 0.0;  ///< of outages by chance; mtbf 0: none
  std::vector<LinkJamming> jamming;
  LinkSharing shares;
  bool watched = false;  ///< stands in the file: who is below listens for silence on it
  bool takes_time =
      false;  ///< as its posts have it: the level has a latency, sends so fast and no faster, or has slots
};

/// A declared route of civil traffic or own returning aircraft; known to the defence.
struct Corridor {
  std::string name;
  std::vector<Geodetic> points;
  double half_width_m = 0.0, floor_hae_m = 0.0, ceiling_hae_m = 0.0;
  /// Announced along it, from its first point (or its last) at that time.
  struct Flight {
    bool own = false;  ///< else civil
    Time enters;
    double speed_m_s = 0.0;
    bool reverse = false;
  };
  std::vector<Flight> flights;
};

/// An area as the defence knows it: corners in turn, even-odd, straight lines in latitude and longitude.
struct Area {
  std::string name;
  bool hostile = false;
  std::vector<GroundPlace> corners;
};

/// What lies and falls between radar and target, values in force.
struct Environment {
  GroundType cover;  ///< without a name: none, the ground gives no echo
  double rain_rate_m_s = 0.0, rain_height_msl_m = 4000.0;
  double rain_spread_m_s = 4.0;  ///< sd of the radial speeds of its drops in a cell
};

/// How radars see, as far as no figure of a radar says it: in nature the values below.
struct Seeing {
  double detection_least = 0.0;  ///< detection probability of whatever is in view, at the least
  double noise_scale = 1.0;      ///< factor on the errors of a plot; what the plot claims of them stays
  double cell_scale = 1.0;       ///< factor on the cell in which echoes merge; the accuracy stays
};

/// Links of the chain that are declared perfect: they change values when a scenario is loaded, and no model
/// asks for them.
struct Perfect {
  bool readiness = false, horizon = false, detection = false, measurement = false, registration = false,
       resolution = false, initiation = false, identity = false, links = false, channels = false,
       rounds = false, reaction = false, flight = false, kill = false, assessment = false;
};

/// A lay-down, a raid and the rules between them, resolved: what one replicate needs besides its luck.
struct Scenario {
  std::string name, file, content_hash;          ///< of the file
  std::string catalogue_hash, catalogue_folder;  ///< as in Catalogue
  Time start;
  Duration duration;
  std::uint64_t seed = 1;
  FigureMode figures = FigureMode::best;
  double kill_importance = 1.0;  ///< below 1: kills are drawn with weights (weapons/kill_importance.hpp)
  SmoothEarth earth;             ///< over terrain the reference ground (terrain_note.hpp)
  std::shared_ptr<const Terrain> terrain;  ///< none: the smooth earth
  TerrainNote terrain_note;
  Environment environment;
  Seeing seeing;
  Perfect perfect;

  std::vector<Asset> assets;
  std::vector<Platform> platforms;
  std::vector<RadarSite> radars;
  std::vector<PassiveSite> passives;
  std::vector<LauncherSite> launchers;
  std::vector<FireUnitSite> fire_units;
  std::vector<PostSite> posts;
  std::vector<Link> links;
  std::vector<Corridor> corridors;
  std::vector<Activation> activations;
  std::vector<FailingPart> failing;
  std::vector<Relocation> relocations;
  std::vector<int> spares;  ///< by pool
  std::vector<Area> areas;
  std::optional<Interrogator> iff;  ///< what the scenario lets the interrogators ask; none: as fitted
  double internal_latency_s = 0.0;

  // Interceptor types in play, by WeaponTypeId: what is true, and what the defence believes.
  std::vector<InterceptorType> weapons_true, weapons_believed;
  std::vector<InterceptorType> weapons_not_loaded;  ///< where nothing at all is loaded: what could have been
  std::string kill_table;  ///< that gives all of them one kill probability by class; empty: each has its own
  std::vector<RadarType> radars_believed;      ///< by RadarId
  std::vector<PassiveType> passives_believed;  ///< in the order of passives
  Doctrine doctrine_true, doctrine_believed;   ///< the scenario's own: statistics of replies are read here
  StatusCounts status_counts;                  ///< of the figures in play
  /// Lines that say what stands and flies, load, salvo, mast, initiation, links, and whatever was changed.
  std::vector<std::string> in_play;
  std::vector<std::string> warnings;  ///< what is allowed and hardly meant

  bool is_passive(RadarId id) const { return id.index() >= radars.size(); }
  const PassiveSite& passive(RadarId id) const { return passives[id.index() - radars.size()]; }
  /// Where what a radar or a passive sensor says goes.
  PostId post_of(RadarId id) const { return is_passive(id) ? passive(id).post : radars[id.index()].post; }
  std::uint32_t activation_of(RadarId id) const {
    return is_passive(id) ? passive(id).activation : radars[id.index()].activation;
  }
  const DutyCycle& duty_of(RadarId id) const {
    return is_passive(id) ? passive(id).duty : radars[id.index()].duty;
  }
  const std::vector<std::pair<Time, Readiness>>& schedule_of(RadarId id) const {
    return is_passive(id) ? passive(id).schedule : radars[id.index()].schedule;
  }
};

}  // namespace cupola
