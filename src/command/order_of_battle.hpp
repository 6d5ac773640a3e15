#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "core/id.hpp"
#include "core/random.hpp"
#include "earth/geodetic.hpp"
#include "earth/horizon.hpp"
#include "earth/sight_map.hpp"
#include "flight/flyout_table.hpp"
#include "tracking/tracker.hpp"

namespace cupola {

/// What a post knows of its own side: who is where, what it can do (catalogue's best values), who reports to
/// whom.
struct KnownAsset {
  AssetId id;
  Vec3 p_ecef_m;
  double radius_m = 0.0, value = 1.0;
};

struct KnownRadar {
  RadarId id;
  RadarType type;
  LocalFrame frame;  ///< of one that is carried only where it is first: nothing is decided by it
  double antenna_agl_m = 0.0;
  std::shared_ptr<const SightMap> sight;  ///< over terrain: what the map says it sees
  double sector_centre_rad = 0.0;
  SensorBook book;
};

struct KnownLauncher {
  LauncherId id;
  LocalFrame frame;
  double interval_s = 4.0;
  std::vector<std::pair<WeaponTypeId, int>> load;
};

/// Where a fire unit may, or may not, meet targets.
struct KnownZone {
  bool forbidden = false;                          ///< no-fire zone; else missile engagement zone
  std::vector<std::pair<double, double>> corners;  ///< latitude and longitude, rad; none: everywhere
  double from_rad = 0.0, width_rad = 0.0;  ///< sector about the fire unit, clockwise; no width: all round
  double floor_hae_m = 0.0, ceiling_hae_m = 0.0;
};

struct KnownFireUnit {
  FireUnitId id;
  PostId post;
  LocalFrame frame;
  KnownRadar guidance;
  std::vector<KnownLauncher> launchers;
  int target_channels = 0, missile_channels = 0;
  std::uint64_t name = 0;  ///< name_key
  std::vector<KnownZone> zones = {};
  // A fire unit that is to move stands here once for each place; that it has got there, it reports.
  bool later = false;                         ///< a place to which it comes later
  FireUnitId next = {};                       ///< itself at the place to which it goes from here, or invalid
  std::vector<WeaponTypeId> not_guided = {};  ///< its radar cannot guide them: none is ever ordered

  bool guides(WeaponTypeId weapon) const {
    return std::find(not_guided.begin(), not_guided.end(), weapon) == not_guided.end();
  }
};

struct KnownWeapon {
  WeaponTypeId id;
  InterceptorType type;
  FlyoutTable table;
};

/// Announced along a corridor, from its first point (reverse: its last) at that time.
struct KnownFlight {
  bool own = false;  ///< else civil
  Time enters;
  double speed_m_s = 0.0;
  bool reverse = false;
};

struct KnownCorridor {
  std::vector<Vec3> points_ecef_m;
  double half_width_m = 0.0, floor_hae_m = 0.0, ceiling_hae_m = 0.0;
  std::vector<KnownFlight> flights = {};
};

struct KnownArea {
  bool hostile = false;                            ///< else own
  std::vector<std::pair<double, double>> corners;  ///< latitude and longitude, rad
};

/// A post that this one reports to, or gives orders to, and what passes between the two.
struct KnownLink {
  PostId other;
  LinkSharing shares;    ///< of all links on the way, the least
  bool watched = false;  ///< who is below listens for silence
  bool at_once = false;  ///< nothing on the way takes time, as far as is known
};

/// A post's own order of battle, handed to it by the engine at the start. It is the same in every replicate.
struct OrderOfBattle {
  PostId self, superior;
  double decision_period_s = 1.0;
  int track_capacity = 300;
  Doctrine doctrine;
  SmoothEarth earth;
  std::vector<KnownAsset> assets;
  std::vector<KnownCorridor> corridors;
  std::vector<KnownArea> areas;
  std::vector<KnownRadar> radars;          ///< whose plots come here
  std::vector<SensorBook> listeners;       ///< passive sensors whose bearings come here
  std::vector<FireUnitId> own_fire_units;  ///< executed by this post
  std::vector<KnownFireUnit> fire_units;   ///< own, and those of posts below that it assigns to
  std::vector<KnownWeapon> weapons;        ///< by WeaponTypeId
  std::vector<RadarId> on_warning;         ///< radars and passive sensors that it alerts when it is warned
  std::vector<PostId> to_alert;            ///< posts of its own defence below it, to pass the alert on to
  std::vector<KnownLink> links{};          ///< to the superior, and to posts that it has orders for
  std::vector<PostId> below{};             ///< posts whose superior it is
  std::vector<std::pair<Time, WeaponsControl>> weapons_orders;  ///< to all below and itself, by time

  const KnownLink* link_to(PostId post) const {
    for (const KnownLink& link : links)
      if (link.other == post) return &link;
    return nullptr;
  }
};

}  // namespace cupola
