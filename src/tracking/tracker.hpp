#pragma once

#include <vector>

#include "tracking/alignment.hpp"
#include "tracking/association.hpp"
#include "tracking/bearing_crossings.hpp"
#include "tracking/bearing_update.hpp"
#include "tracking/conversion.hpp"
#include "tracking/gating.hpp"
#include "tracking/look.hpp"
#include "tracking/motion_settings.hpp"
#include "tracking/position_set.hpp"
#include "tracking/second_plots.hpp"
#include "tracking/sensor_book.hpp"
#include "tracking/track_table.hpp"

namespace cupola {

/// How a tracker follows its targets and decides on the life of a track. The doctrine sets the first three; the rest are the
/// filter's own.
struct TrackerSettings {
  /// M of N. Two of three makes a target seen with Pd 0.8 firm in 2.6 looks on average.
  int initiation_hits = 2, initiation_looks = 3;
  /// Looks in a row without a plot. At Pd 0.8 four of them come to a live track once in 600 looks,
  /// three once in 125.
  int deletion_misses = 4;
  /// That the right plot lies in the gate: a hundredth of what missed detections lose at Pd 0.8.
  double gate_probability = 0.997;
  /// How targets fly.
  MotionSettings motion = motion_of_runs();
  /// The fastest target to be started from two plots. The speed prior of a new track is a normal one
  /// with this speed on the gate, so that slower explanations of two plots are preferred.
  double speed_most_m_s = 3000.0;
  /// A firm track that nobody looks at is kept this long: six turns of a radar, while a doctrine that counts
  /// misses has none to count.
  double coast_most_s = 60.0;
  /// A track that one site's bearings alone speak for is told of them this long. They say nothing of its range,
  /// but a filter that is linear about its own estimate believes that they do.
  double alone_most_s = 240.0;
  /// Density of plots of targets that have no track yet, beside that of false ones: one in each look
  /// within 400 km, up to 20 km of height.
  double new_plots_per_m3 = 1e-16;
  /// Beside M of N, the score of a track must reach this to be firm: odds of 20 to 1 that its plots
  /// have one cause. It counts only where false plots are dense enough to fall into the speed gate.
  double score_least = 3.0;
  /// What it does about radars that are declared to be out of line.
  RegistrationPolicy registration = RegistrationPolicy::none;
};

/// What became of a bearing of the batch: it went to a track, alone or crossed with others.
struct BearingUse {
  TrackNumber track = 0;
  int bearing = 0;  ///< among batch.bearings
  std::vector<Bearing> crossed_with;
};

/// Turns plots into tracks: gating, optimal assignment, interacting multiple model filter in the earth-fixed
/// Cartesian frame, M-of-N initiation, deletion after misses. One object is one command post's tracker; a
/// researcher's own tracker stands behind process(), expire(), tracks() and plot_tracks().
///
/// Model      track-oriented global nearest neighbour (Blackman and Popoli 1999, chapter 6) of the
///            pieces in conversion.hpp, gating.hpp, association.hpp, mixture_lanes.hpp and track_life.hpp; the
///            filter is that of detection_tracker.hpp (Blom and Bar-Shalom 1988), by the same kernels. A
///            search look asks the tracks near the sector that it covered; dedicated dwells ask the
///            cued tracks first, then any other. Plots left over start tracks. A plot that shows a
///            target breaking up is noted with its track and moves nothing. Several radars feed one
///            tracker, each batch when it arrives; a plot older than its track updates it too. Bearings go to
///            the firm tracks that explain them, in their angles; what is left is crossed between sites, and
///            crossings start tracks of their own, which more crossings make firm, no bearing standing behind
///            two firm tracks (bearing_update.hpp, bearing_crossings.hpp). One site's bearings start nothing
/// Returns    tracks at the time of their newest plot, by all modes of the filter together, by number;
///            plot_tracks() also names the tracks just born
/// Holds for  one plot a target and look; radars aligned with each other, or declared not to be (alignment.hpp)
/// Leaves out ghosts of bearings that fly straight, which two sites alone cannot tell; merged plots,
///            Doppler
/// Random     none; the same batches give the same bits, in whatever order each lists its plots
/// Checked by tests/tracker.cpp, tests/initiation.cpp, tests/coverage.cpp, tests/manoeuvres.cpp,
///            tests/reference_sets.cpp
class Tracker {
 public:
  Tracker(PostId owner, const TrackerSettings& settings, std::vector<SensorBook> sensors);

  void process(const PlotBatch& batch);
  /// Drops what has not been heard of for too long, though no batch comes to say so; for whoever looks at the
  /// tracks when radars may be silent. Forgets what was dropped before, as process() does.
  void expire(Time now);

  /// In order of track number.
  TracksInOrder tracks() const { return table_.tracks(); }
  /// For the batch just processed: the track each plot went to (0: none), parallel to batch.plots.
  const std::vector<TrackNumber>& plot_tracks() const { return plot_tracks_; }
  /// The same track itself, by place in batch.plots; nullptr where there is none.
  const TrackState* track_of_plot(std::size_t plot) const;
  /// For the batch just processed: what its bearings went to; a ghost's bearing goes to more than one track.
  const std::vector<BearingUse>& bearing_uses() const { return bearing_uses_; }
  /// Those dropped by the last process() or expire(), in order; tracks() still holds them.
  const std::vector<TrackNumber>& dropped() const { return table_.dropped(); }
  /// What is believed of radars out of line.
  const Alignment& alignment() const { return alignment_; }
  /// nullptr where there is none (any more).
  const TrackState* find(TrackNumber number) const;

 private:
  std::size_t sensor_of(const PlotBatch& batch) const;
  void open(const PlotBatch& batch);
  void sort_plots();
  void select(int position);
  void select_covered();
  void select_cued();
  void select_others();
  bool plots_left() const;

  double false_plots_per_m3(const Plot& p) const;
  double odds_per_m3(const Plot& p) const;
  void associate();
  void measure(const Candidate& pair, const Plot& p, const PositionMeasurement& z);
  void take_plot(const Candidate& candidate);
  void note_plot(int plot, int position);
  void take(int position, const Plot& p, const Candidate& pair);
  void count_hit(int position, Time t, double cost);
  void count_miss(int position);
  bool lost(int position) const;

  // tracker_second_plots.cpp: what a turning radar's tracks were given too early in a turn.
  void remember_second(int position, const Candidate& candidate);
  void reconsider_seconds();
  SecondPlot* better_suited(const LoosePlot& loose, Candidate& pair);

  // tracker_bearings.cpp: directions without a range.
  void take_bearings();
  void sort_bearings();
  void give_to_tracks();
  void find_told();
  bool crosses_last(const TrackState& state) const;
  void take_bearing(const Candidate& pair);
  void give_crossings();
  void weigh_crossings();
  void choose_believed();
  void take_crossing(const Candidate& pair);
  bool is_spent(const Crossing& crossing);
  void note_crossing(const Crossing& crossing, TrackNumber number);
  void start_tracks_of_crossings();

  void start_tracks();
  TrackState track_at(Time t, const PositionMeasurement& z, double speed_most_m_s);
  TrackState new_track(const Plot& p, const PositionMeasurement& z);
  TrackNumber next_number();
  void renew(int position);

  void learn_alignment();

  const Plot& plot(int i) const;
  const Bearing& bearing(std::size_t i) const;
  double seconds(Time t) const { return (t - epoch_).seconds(); }

  PostId owner_;
  TrackerSettings settings_;
  LifeRule life_;
  ImmModel model_;
  Gate gate_;
  std::vector<SensorBook> sensors_;
  std::vector<Channel> channels_;  // two for each sensor: search, dedicated
  bool started_ = false;
  Time epoch_;  // of all seconds: the begin of the first batch
  TrackTable table_;
  MixtureLanes lanes_;
  Alignment alignment_;
  std::vector<char> firm_;  // by plot of the batch: what it went to

  // The batch in hand; members only to keep their memory.
  Look look_;
  std::vector<int> order_;  // plots in the order of what was measured
  MeasurementColumns measurements_;
  std::vector<double> odds_per_m3_;  // by plot, in that order
  std::vector<MetTrack> met_;
  PositionSet near_;
  SelectedTracks selected_;
  PositionSet decided_;            // tracks that this look has now missed unless it met them
  std::vector<char> track_taken_;  // by position: has a plot of this batch
  std::vector<Candidate> candidates_;
  Association association_;
  std::vector<TrackNumber> plot_tracks_;
  std::vector<std::size_t> plot_slots_;  // where these lie, if they do
  std::vector<TrackState> born_;
  std::vector<LoosePlot> loose_;

  // Bearings of the batch in hand, and those held for others to meet.
  double bearing_gate_[2];  // of one angle, of two
  BearingCrossings crossings_;
  std::vector<int> bearing_order_;
  std::vector<char> bearing_taken_, crossing_taken_, crossing_believed_;
  std::vector<Candidate> taken_;
  std::vector<BearingAngles> angles_;  // by candidate
  std::vector<double> angle_distance2_;
  MeasurementColumns crossing_columns_;
  std::vector<double> crossing_odds_;
  std::vector<Crossing> crossed_;
  std::vector<BearingUse> bearing_uses_;

  std::vector<Candidate> asked_seconds_;  // .plot: among second_plots_
  std::vector<double> second_mixtures_;   // before the second plot
  std::vector<SecondPlot> second_plots_;  // of the turns under way, in the order in which they were given
};

}  // namespace cupola
