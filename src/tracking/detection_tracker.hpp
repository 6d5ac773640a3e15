#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/assignment.hpp"
#include "core/time.hpp"
#include "messages/detection.hpp"
#include "tracking/beam_measurement.hpp"
#include "tracking/detection_tracker_settings.hpp"
#include "tracking/grid_gate.hpp"
#include "tracking/imm_bank.hpp"
#include "tracking/key_sort.hpp"
#include "tracking/plot_scan.hpp"
#include "tracking/resolution.hpp"
#include "tracking/sensor_estimate.hpp"
#include "tracking/soft_association.hpp"
#include "tracking/track_life.hpp"
#include "tracking/track_score.hpp"

namespace cupola {

/// A firm track as it is handed out.
template <int D>
struct TrackEstimate {
  static constexpr int kState = 2 * D, kPairs = kState * (kState + 1) / 2;
  std::int64_t number = 0;  ///< from 1, in the order in which tracks began
  double x[kState] = {};    ///< position, velocity; m, m/s
  double c[kPairs] = {};    ///< upper triangle of their covariance, row by row
  double turn_rate_rad_s = 0.0;
  double existence = 0.0;
};

template <int D>
struct TrackAtPlot {
  Time time;
  TrackEstimate<D> estimate;
};

/// How often a limit was met: then the tracks are less than they might be.
struct LimitsMet {
  std::int64_t crowded_gates = 0;       ///< a track's, with more plots than are looked at (grid_gate.hpp)
  std::int64_t unsettled_clusters = 0;  ///< of tracks and plots (soft_association.hpp)
  std::int64_t tracks_not_begun = 0;    ///< beyond tracks_most
};

/// Which tracks do detections from outside make? Scan by scan, one object for all sensors.
/// Model      interacting multiple model filter of steady flight, turns, hard turns, whatever else and free
///            fall (Blom and Bar-Shalom 1988; imm_template.hpp); gate and likelihood by all modes; plots
///            assigned as a whole at least cost (core/assignment.hpp), each for sure or, with `bp`, as surely as
///            belief propagation says (soft_association.hpp); tracks by their probability of
///            existence (Musicki, Evans and Stankovic 1994, with the odds of the assigned plot), by M of N,
///            or by Wald's sequential test (track_score.hpp); ranges and azimuths as beam_measurement.hpp says;
///            detection probability and false detections learned from the plots where nobody gave them
///            (sensor_estimate.hpp). Plots older than their track are led back along it, exactly where they
///            missed one plot alone (imm_late_template.hpp)
/// Returns    estimates by track number; m, m/s, rad/s
/// Holds for  point targets that give one plot a scan at most; scans of one sensor in order, those of
///            several in any
/// Accurate   docs/tracking.md
/// Leaves out plots of more than two targets; Doppler; registration errors (detection_registration.hpp takes them off before)
/// Bounded    tracks_most tracks of about 2 kB (a plane) or 4 kB (space) each, and what grid_gate.hpp says
/// Random     none; the same bits whatever the order of plots in a scan, and whatever the processor's lanes
/// Checked by tests/detection_tracker.cpp, tests/imm.cpp, tests/imm_consistency.cpp,
///            ../../tests/golden/track_command.cpp
template <int D>
class DetectionTracker {
 public:
  DetectionTracker(const DetectionTrackerSettings& settings, std::span<const DetectionSensor> sensors);

  void process(const PlotScan<D>& scan);

  /// The firm tracks at a time, by number.
  void estimate(Time at, std::vector<TrackEstimate<D>>& out);

  /// Of the scan just processed: every firm track that took a plot, at the time of that plot, by time.
  void estimate_at_plots(std::vector<TrackAtPlot<D>>& out) const;

  /// Of the scan just processed, by plot in the order given: the track that it went to or began.
  std::span<const std::int64_t> plot_tracks() const { return plot_tracks_; }

  /// The numbers of all tracks that are firm or were, in the order in which they became so.
  std::span<const std::int64_t> firm() const { return firm_; }

  /// Is it still held, firm or not?
  bool is_held(std::int64_t number) const;

  const LimitsMet& limits_met() const { return limits_met_; }  ///< so far
  const SensorEstimate& sensor(int i) const { return sensors_[static_cast<std::size_t>(i)]; }
  std::int64_t tracks_begun() const { return last_number_; }
  std::int64_t tracks_confirmed() const { return static_cast<std::int64_t>(firm_.size()); }

 private:
  static constexpr int kPairs = ImmBank<D>::kPairs;
  static constexpr int kNobody = -1;  // in place of a slot
  struct Candidate {
    int slot = 0, plot = 0;
    double log_ratio = 0.0;
    double ratio = 0.0;     // by its existence as it is: log_ratio lifts that of young ones
    double evidence = 0.0;  // that it adds to the odds of the track
  };
  struct Choice : Candidate {
    int candidate = 0;         // its place among all candidates
    int view = kNobody;        // of a plot that may be two tracks': what it measures of this one
    double probability = 1.0;  // that the plot is the track's, if that exists
    bool shares = false;       // a plot that was assigned to another
  };
  struct View {
    double z[D], r[kPairs];
  };
  /// Two firm tracks near one plot, which was assigned to the first.
  struct Pair {
    int owner;  // among the chosen
    int other;  // among the candidates
    double unresolved, odds[2], merged;
    Vector<D> difference;  // from the owner to the other
  };
  struct Life {
    std::int64_t number = 0;  // 0: the slot is free
    Time updated;             // of the state
    Time heard;               // of the last plot
    Time judged;              // of the existence
    double existence = 0.0;
    double patience_s = 0.0;  // without a plot, whatever the settings say
    bool confirmed = false;
    int hits = 0, misses = 0;
    std::uint32_t history = 0;  // of looks, newest in bit 0
    TrackScore score;
    std::int64_t twin = 0;      // an older track that may be of the same target
    int agreed = 0;             // scans in which it may
    std::int64_t compared = 0;  // the last scan in which it was asked
  };

  void sort_plots(const PlotScan<D>& scan);
  void age(Time now);
  void predict(const PlotScan<D>& scan);
  void find_covered(const PlotScan<D>& scan);
  void rate_plots(const PlotScan<D>& scan);
  double reach_m(int slot, double spread_m2, double away_s) const;
  void gate(const PlotScan<D>& scan);
  void assign();
  void weigh_competition();
  void weigh_by_marginals(const PlotScan<D>& scan);
  void find_owners();
  void explain_misses(const PlotScan<D>& scan);
  Pair pair_at(const PlotScan<D>& scan, int owner, int other) const;
  int view_of(const PositionPlot<D>& p, const Pair& pair, double toward, double share);
  void doubt_second_plots(const PlotScan<D>& scan);
  void find_twins(const PlotScan<D>& scan);
  double discord(const PositionPlot<D>& at, int a, int b) const;
  void end_twins();
  void unite(int older, int younger);
  int slot_of(std::int64_t number) const;
  void give_up(int slot);
  void predict_to_plots(const PlotScan<D>& scan);
  void update(const PlotScan<D>& scan);
  void judge(const PlotScan<D>& scan);
  void start(const PlotScan<D>& scan);
  int free_slot();
  bool deserves_to_be_firm(const Life& life) const;
  bool is_over(const Life& life) const;
  bool is_reported(const Life& life) const {
    const bool by_existence = settings_.initiation == TrackInitiation::existence;
    return life.number != 0 && life.confirmed && (!by_existence || life.existence >= settings_.report_at);
  }
  void predict_reported(Time at);
  void fetch(std::size_t slot, Time at) const;
  template <class Field>
  void fill(TrackEstimate<D>& e, const Life& life, Field field) const;
  /// The plot as the slot's filter takes it.
  typename BeamMeasurer<D>::Position position(const PlotScan<D>& scan, int i, std::size_t slot) {
    return beams_.position(scan, order_[static_cast<std::size_t>(i)], bank_, slot,
                           (plot(scan, i).time - predicted_to_[slot]).seconds());
  }
  const PositionPlot<D>& plot(const PlotScan<D>& scan, int i) const {
    return scan.plots[static_cast<std::size_t>(order_[static_cast<std::size_t>(i)])];
  }

  DetectionTrackerSettings settings_;
  double chi_square_;
  LifeRule counting_;
  ScoreRule scoring_;
  BeamMeasurer<D> beams_;
  ImmBank<D> bank_;
  std::vector<SensorEstimate> sensors_;
  std::vector<Resolution> resolution_;  // by sensor
  std::vector<Life> life_;
  int used_ = 0;  // slots below may be in use
  std::vector<int> free_;
  std::vector<int> by_number_;  // slots in use, in the order of their tracks' numbers
  std::int64_t last_number_ = 0, scans_ = 0;
  std::vector<std::int64_t> firm_;  // numbers of all that ever were

  LimitsMet limits_met_;

  // The scan in hand; members only to keep their memory.
  std::vector<SortKey> keys_;
  KeySort sorter_;
  std::vector<int> order_;
  std::vector<double> dt_s_;
  std::vector<double> pd_;  // by slot: of this sensor, 0 beyond its reach
  std::vector<Time> predicted_to_;
  std::vector<double> clutter_per_m_, new_per_m_;  // by plot, of density per m^D
  std::vector<Candidate> candidates_;
  std::vector<Choice> chosen_;
  GridGate near_;
  typename ImmBank<D>::Pairs pairs_;
  std::vector<int> gated_;  // slots
  std::vector<double> x_[D], reach_m_, plot_x_[D];
  std::vector<int> of_slot_, of_plot_, rows_, of_table_, row_of_slot_;
  std::vector<AssignmentCandidate> table_;
  std::vector<double> price_alone_;
  Assignment assignment_;
  SoftAssociation soft_;
  std::vector<SoftCandidate> soft_table_;
  std::vector<double> claims_, contest_;  // by slot and by plot: what may be whose, against false and new
  std::vector<int> owner_;                // by plot, among the chosen
  std::vector<char> has_plot_;            // by slot
  std::vector<Pair> shared_;
  std::vector<View> views_;
  GridGate near_second_;
  std::vector<double> second_x_[D], second_reach_m_, second_per_m_;  // of plots that may have a second one
  std::vector<int> slot_of_plot_;
  std::vector<double> evidence_;  // by slot: of the plots of this scan
  std::vector<std::int64_t> plot_tracks_;
};

extern template class DetectionTracker<2>;
extern template class DetectionTracker<3>;

}  // namespace cupola
