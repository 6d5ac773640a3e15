#pragma once

#include <cstdint>

#include "core/id.hpp"
#include "core/time.hpp"
#include "core/vec3.hpp"
#include "messages/assessment.hpp"
#include "messages/ground_target.hpp"
#include "messages/order.hpp"
#include "messages/plot.hpp"
#include "messages/track.hpp"
#include "record/ledger.hpp"

namespace cupola {

/// One plot with, beside it, what it really was (the shadow).
struct PlotRow {
  Time time;
  RadarId radar;
  double range_m, azimuth_rad, elevation_rad;
  IffReply iff;
  EndGame end_game;
  PlatformId shadow;
  int merged;
};

/// One bearing, likewise.
struct BearingRow {
  Time time;
  RadarId radar;
  double azimuth_rad, azimuth_sd_rad;
  bool has_elevation;
  double elevation_rad;
  PlatformId shadow;
  int merged;
};

/// One update of a track, with the platform whose plot it was.
struct TrackRow {
  Time time;
  PostId post;
  TrackNumber track;
  Vec3 p_ecef_m, v_ecef_m_s;
  bool confirmed, dropped;
  PlatformId shadow;
};

/// A change of mind of a post about a track.
struct DecisionRow {
  Time time;
  PostId post;
  TrackNumber track;
  Category category;
  double hostile_probability;
  std::uint8_t verdict;
  PlatformId shadow;
};

struct OrderRow {
  Time time;
  OrderKind kind;
  PostId from;
  FireUnitId fire_unit;
  TrackNumber track;
  WeaponTypeId weapon;
  int rounds;
  PlatformId shadow;
};

struct ShotRow {
  Time time;
  InterceptorId round;
  FireUnitId fire_unit;
  LauncherId launcher;
  WeaponTypeId weapon;
  TrackNumber track;
  PlatformId shadow;
};

struct RoundRow {
  Time time;
  InterceptorId round;
  FireUnitId fire_unit;
  WeaponTypeId weapon;
  RoundCause cause;
  PlatformId engaged;
  Vec3 p_ecef_m;
};

struct AssessmentRow {
  Time time;
  PostId post;
  FireUnitId fire_unit;
  TrackNumber track;
  Verdict verdict;
  PlatformId shadow;
};

enum class Fate : std::uint8_t {
  killed,
  leaked,
  turned_away,
  unresolved,
  passed,
  never_set_out  ///< its carrier was dead by then, or the run was over
};

/// How a platform's story ended; `passed` is for friends and neutrals that were left alone.
struct OutcomeRow {
  Time time;
  PlatformId platform;
  Fate fate;
  ThreatCause cause;           ///< hostiles only
  std::uint32_t contributing;  ///< bit set over ThreatCause
  bool touched;  ///< was ever sensed, engaged, killed, or leaked: else it adds nothing to the digest
};

/// By what a strike finds its objective: as its type does, or, of one that homes on a radar, by the emission to the
/// end, by where that was last, or by nothing, as there was none.
/// empty_place: what it was aimed at stands elsewhere by then, or is on the march.
enum class StrikeWay : std::uint8_t { usual, emission, last_estimate, no_emission, empty_place };

/// A hostile got to its objective, with what strikes there.
struct StrikeRow {
  Time time;
  PlatformId platform;
  GroundTarget what;
  StrikeWay way;
  bool hit;
  double miss_m;  ///< of a last estimate
  double left;    ///< share of its value that an asset has left; of an element, whether it still works
};

/// What became of an asset.
struct AssetRow {
  AssetId asset;
  std::uint32_t strikes, hits;
  double value, left;  ///< left: share of the value
  bool survived() const { return hits == 0; }
};

/// By how much a radar is out of line; where `post` is valid, what that post makes of it, with the standard
/// deviations that it claims. Never part of the digest.
struct RegistrationRow {
  Time time;
  PostId post;
  RadarId radar;
  double range_m, azimuth_rad, elevation_rad;
  double range_sd_m, azimuth_sd_rad, elevation_sd_rad;
};

/// What becomes of a radar, a passive sensor or a launcher; never part of the digest.
enum class ReadinessChange : std::uint8_t {
  alerted,
  warms_up,
  silent,
  breaks_down,
  mended,
  reloading,
  reloaded
};
struct ReadinessRow {
  Time time;
  bool is_launcher;
  std::uint32_t id;
  ReadinessChange change;
  Time until;  ///< warms_up, reloading: ready from then on
};

/// A step of a fire unit that changes its place; never part of the digest.
enum class MoveStep : std::uint8_t {
  ordered,     ///< it holds its fire; rounds in flight are guided to their end
  tears_down,  ///< its radars are silent
  marches,
  sets_up,  ///< at the new place
  stands    ///< it may fire, and its radars warm up
};
struct MoveRow {
  Time time;
  FireUnitId from, to;  ///< at the place before, and at the new one
  MoveStep step;
  double latitude_rad, longitude_rad;  ///< where it is then
  Time until;                          ///< end of what begins; of `ordered` and `stands`: its time
};

/// Where something truly was, for the replay; never part of the digest.
struct TruthRow {
  Time time;
  bool is_round;
  std::uint32_t id;
  Vec3 p_ecef_m;
};

}  // namespace cupola
