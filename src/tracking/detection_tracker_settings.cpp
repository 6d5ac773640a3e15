#include "tracking/detection_tracker_settings.hpp"

#include <array>

#include "catalogue/measures.hpp"
#include "catalogue/names.hpp"
#include "tracking/detection_scans.hpp"

namespace cupola {
namespace {

constexpr std::array<const char*, 2> kAssociations = {"gnn", "bp"};
constexpr std::array<const char*, 2> kFilters = {"imm", "kalman"};
constexpr std::array<const char*, 6> kMeasurements = {"automatic", "converted", "decorrelated",
                                                      "extended",  "iterated",  "unscented"};
constexpr std::array<const char*, 3> kInitiations = {"existence", "counting", "sprt"};

}  // namespace

NameList names_of(AssociationMethod) { return kAssociations; }
NameList names_of(FilterKind) { return kFilters; }
NameList names_of(MeasurementModel) { return kMeasurements; }
NameList names_of(TrackInitiation) { return kInitiations; }

ImmModel filter_model(const DetectionTrackerSettings& s, bool in_space) {
  if (s.filter == FilterKind::imm) return imm_model(s, in_space ? FallRule::own_mode : FallRule::never);
  ImmModel model;
  model.mode[0] = {ModeMotion::straight, s.acceleration_density_m2_s3, s.steady.upright, 0.0, 0.0, 1.0};
  return model;
}

namespace {

void declare_filter(FieldVisitor& v, DetectionTrackerSettings& s) {
  v.choice({"filter", "imm: a mixture of the ways of flying below. kalman: one filter for constant velocity.",
            kOptional},
           s.filter);
  v.quantity(
      {"acceleration_density",
       "With kalman: power density of the white-noise acceleration along each axis, m^2/s^3.", kOptional},
      number(0, 1e6), s.acceleration_density_m2_s3);
  v.choice({"measurement",
            "How range and azimuth enter the filter: converted to a position as measured; decorrelated: with "
            "the covariance of the predicted place; extended: linear about the prediction; iterated: about "
            "prediction and plot together; unscented: by sigma points. automatic: by R s^2 / s_R, converted "
            "up to 0.4, iterated up to 4, then decorrelated.",
            kOptional},
           s.measurement);
}

void declare_start(FieldVisitor& v, DetectionTrackerSettings& s) {
  v.quantity({"speed_sd", "Standard deviation of each component of the velocity of a new track.", kOptional},
             speed(1, 10e3), s.speed_sd_m_s);
  v.quantity({"climb_sd", "The same along the vertical.", kOptional}, speed(1, 10e3), s.climb_sd_m_s);
}

void declare_life(FieldVisitor& v, DetectionTrackerSettings& s) {
  v.choice({"initiation",
            "What makes a track firm: its probability of existence, M hits of N looks (counting), or its "
            "score by Wald's "
            "sequential test (sprt).",
            kOptional},
           s.initiation);
  v.quantity({"target_lasts", "Mean time that a target stays.", kOptional}, duration(1, 1e9),
             s.target_lasts_s);
  v.quantity({"confirm_at", "Probability of existence that makes a track firm.", kOptional},
             probability(0.01, 0.999999), s.confirm_at);
  v.quantity({"report_at", "A firm track below this probability is held, not reported.", kOptional},
             probability(0, 0.999), s.report_at);
  v.quantity({"forget_at", "A track below this probability is deleted.", kOptional}, probability(0, 0.5),
             s.forget_at);
  v.integer(
      {"initiation_hits", "With counting: M of the M-of-N rule; the window of N looks slides.", kOptional},
      between(1, 20), s.initiation_hits);
  v.integer({"initiation_looks", "With counting: N of the M-of-N rule.", kOptional}, between(1, 20),
            s.initiation_looks);
  v.integer({"deletion_misses", "With counting: looks in a row without a plot that end a track.", kOptional},
            between(1, 100), s.deletion_misses);
  v.quantity({"false_track_probability",
              "With sprt: that a track of false plots alone becomes firm (Wald's alpha).", kOptional},
             probability(1e-12, 0.5), s.false_track_probability);
  v.quantity({"missed_track_probability",
              "With sprt: that a target's track is given up before it is firm (Wald's beta).", kOptional},
             probability(1e-12, 0.5), s.missed_track_probability);
  v.quantity(
      {"lost_track_probability",
       "With sprt: a firm track ends when its score falls from its highest by minus ln of this.", kOptional},
      probability(1e-12, 0.5), s.lost_track_probability);
  const bool counted = s.initiation != TrackInitiation::existence;
  v.rule("initiation_looks",
         s.initiation != TrackInitiation::counting || s.initiation_looks >= s.initiation_hits,
         "fewer looks than hits: no track would ever be firm", "initiation_looks at least initiation_hits");
  v.rule("confirm_at", counted || s.confirm_at >= s.report_at,
         "below report_at: firm tracks would wait to be reported", "lower report_at too");
  v.quantity(
      {"coast_most",
       "A track without a plot for longer is deleted, but not before three scans of a sensor that saw it.",
       kOptional},
      duration(0.1, 1e5), s.coast_most_s);
  v.integer({"duplicate_scans",
             "Scans in which two firm tracks agree and share one plot, before they become one; 0: never.",
             kOptional},
            between(0, 1000), s.duplicate_scans);
  v.integer({"tracks_most", "Tracks, firm or not, held at a time; beyond, none is begun.", kOptional},
            between(1, 1'000'000), s.tracks_most);
}

void declare_resolution(FieldVisitor& v, DetectionTrackerSettings& s) {
  v.quantity(
      {"resolution_range",
       "Two targets that differ by so much in range give one plot as often as not; of every sensor; 0 m: "
       "what its file says, else all are told apart.",
       kOptional},
      length(0, 1e6), s.resolution_range_m);
  v.quantity(
      {"resolution_azimuth",
       "The same in azimuth; 0 deg: what its file says, else across as along. No matter where a sensor "
       "measures east and north.",
       kOptional},
      angle(0, 90), s.resolution_azimuth_rad);
  v.quantity(
      {"split_probability",
       "That a target's plot comes with a second one within the resolution, where that is known.", kOptional},
      probability(0, 0.999), s.split_probability);
}

}  // namespace

void declare(FieldVisitor& v, DetectionTrackerSettings& s) {
  v.about("tracker", "How `cupola track` works.");
  v.choice({"association",
            "gnn: the one best assignment of plots to tracks. bp: each of its plots as surely as all "
            "assignments say.",
            kOptional},
           s.association);
  v.quantity({"gate_probability", "That the right plot lies in a track's gate.", kOptional},
             probability(0.5, 0.9999999), s.gate_probability);
  v.quantity({"association_existence",
              "A young track competes for plots as if it existed at least so surely.", kOptional},
             probability(0, 1), s.association_existence);
  declare_filter(v, s);
  declare_motion(v, s);
  declare_start(v, s);
  declare_life(v, s);
  v.quantity(
      {"detection_probability", "Of every sensor; 0: what its file says, else from the data.", kOptional},
      probability(0, 0.999999), s.detection_probability);
  v.quantity({"false_per_scan", "False detections a scan; below 0: what its file says, else from the data.",
              kOptional},
             number(-1, 1e7), s.false_detections_per_scan);
  v.quantity({"new_per_scan", "New targets a scan that each sensor expects.", kOptional}, number(1e-6, 1e6),
             s.new_targets_per_scan);
  declare_resolution(v, s);
  v.quantity(
      {"scan_period",
       "Of every sensor; 0 s: what its file says, else from the data, the whole file before its begin.",
       kOptional},
      duration(0, 3600), s.scan_period_s);
  v.rule("scan_period", s.scan_period_s == 0.0 || s.scan_period_s >= kLeastPeriod_s,
         "no radar scans a thousand times in a second", "0 s, or 1 ms at least");
}

}  // namespace cupola
