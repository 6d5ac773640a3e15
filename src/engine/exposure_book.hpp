#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "messages/track.hpp"
#include "record/exposure.hpp"
#include "scenario/scenario.hpp"
#include "sensing/sensing.hpp"

namespace cupola {

/// What a radar's searching alone would have made of one aircraft: a track by M of N that dies of misses.
/// Model      the rules of the post that gets the radar's plots, one look after the other; a look that is not
///            made because the aircraft has left, or the radar is off, is a miss when it would have been due
/// Returns    seconds inside a firm track, counted at the looks
/// Leaves out dedicated dwells, other radars, plots that go to wrong tracks
/// Random     none
/// Checked by tests/exposure_book.cpp
class TrackAlone {
 public:
  struct Rule {
    int hits = 2, looks = 3, misses = 4;
    double interval_s = 1.0;  ///< between looks
  };
  /// One more look at `t_s`; returns how long before it a track stood since the last one.
  double look(const Rule& rule, double t_s, bool detected);
  /// How long it stands still after the last look, until `end_s` at most.
  double rest(const Rule& rule, double end_s) const;

 private:
  double last_s_ = 0.0;
  std::uint32_t history_ = 0;
  int misses_ = 0;
  bool firm_ = false, looked_ = false;
};

/// Takes down the exposure of declared own aircraft to each radar as a replicate goes. Reads truth and
/// tracks, and nothing reads it while the replicate runs.
/// Model      coverage: the time each search look stands for. In track of any post: from the first update of
///            a confirmed track most of whose plots are the aircraft's until none stands. In track by a
///            radar: while such a track has had a plot of that radar within the looks after which it would
///            have died without one
/// Returns    sums by radar and aspect; aspects are those of the latest look
/// Random     none
/// Checked by tests/exposure_book.cpp
class ExposureBook {
 public:
  explicit ExposureBook(const Scenario& scenario);
  bool any() const { return !flights_.empty(); }

  void looks(const std::vector<ExposedLook>& looks);
  /// A track was updated with a plot of this radar, which was `by`'s; most of its plots are `majority`'s.
  void updated(TrackNumber track, bool confirmed, PlatformId majority, PlatformId by, RadarId radar, Time t);
  void dropped(TrackNumber track, Time t);
  void gone(PlatformId platform, Time t);  ///< shot down: no time counts from then on
  void finish(Time end);

  std::vector<ExposureRow> rows() const;
  const std::vector<ExposedFlight>& flights() const { return flights_; }

 private:
  struct Holding {
    TrackNumber track = 0;
    std::size_t flight = 0;
  };
  /// One aircraft and one radar.
  struct Pair {
    std::array<Exposure, kExposureAspects> by_aspect;
    std::array<TrackAlone, kExposureCases> alone;
    int aspect = 0;
    double held_until_s = -1.0;  ///< the radar's plots keep a track of it so long
  };
  struct Standing {
    int tracks = 0;
    double since_s = 0.0, until_s = 0.0;  ///< of the tracks that stand; when it is gone
    bool over = false;
  };
  double seconds(Time t) const { return (t - scenario_->start).seconds(); }
  Pair& pair(std::size_t flight, RadarId radar) { return pairs_[flight * rules_.size() + radar.index()]; }
  int flight_of(PlatformId id) const { return id.valid() && any() ? index_[id.index()] : -1; }
  void release(std::size_t flight, double t_s);
  void hold(std::size_t flight, RadarId radar, double t_s);
  void close(std::size_t flight, double t_s);

  const Scenario* scenario_;
  std::vector<int> index_;  // by PlatformId
  std::vector<ExposedFlight> flights_;
  std::vector<Standing> standing_;       // by flight
  std::vector<TrackAlone::Rule> rules_;  // by RadarId
  std::vector<Pair> pairs_;              // by flight, then RadarId
  std::vector<Holding> holdings_;        // in order of track number
};

}  // namespace cupola
