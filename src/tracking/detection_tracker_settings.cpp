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

void declare_motion(FieldVisitor& v, DetectionTrackerSettings& s) {
  v.record({"steady", "Flight straight on.", kOptional}, s.steady);
  v.record({"turn", "Level turns at a rate that the filter estimates.", kOptional}, s.turn);
  v.record({"hard_turn", "Level turns of fighters.", kOptional}, s.hard_turn);
  v.record({"agile", "Whatever else targets do.", kOptional}, s.agile);
  v.record({"fall", "Free fall; over the ellipsoid only.", kOptional}, s.fall);
  v.rule("steady.share", s.steady.share + s.turn.share + s.hard_turn.share + s.agile.share > 0.0,
         "no way of flying has a share above 0", "give one of steady, turn, hard_turn or agile a share");
  v.quantity({"rate_sd", "Standard deviation of the rate with which a turn begins.", kOptional},
             angular_rate(0.001, 90), s.rate_sd_rad_s);
  v.quantity({"hard_rate_sd", "The same of a hard turn.", kOptional}, angular_rate(0.001, 90),
             s.hard_rate_sd_rad_s);
  v.quantity({"rate_density", "Power density with which the rate of a turn wanders, rad^2/s^3.", kOptional},
             number(0, 1), s.rate_density_rad2_s3);
  v.quantity({"mode_lasts", "Mean time until a target's way of flying is drawn anew.", kOptional},
             duration(0.1, 1e6), s.mode_lasts_s);
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
  v.integer({"tracks_most", "Tracks, firm or not, held at a time; beyond, none is begun.", kOptional},
            between(1, 1'000'000), s.tracks_most);
}

}  // namespace

void declare(FieldVisitor& v, ManoeuvreSettings& m) {
  v.about("manoeuvre", "A way of flying, of which the filter keeps one hypothesis.");
  v.quantity(
      {"density", "Power density of the white-noise acceleration along each axis, m^2/s^3.", kOptional},
      number(0, 1e6), m.acceleration_density_m2_s3);
  v.quantity({"share", "Of the time that targets fly so; 0: never. All are made to add up to 1.", kOptional},
             number(0, 1), m.share);
  v.quantity({"upright", "Share of the acceleration's density that acts along the vertical.", kOptional},
             number(0, 10), m.upright);
}

void declare(FieldVisitor& v, DetectionTrackerSettings& s) {
  v.about("tracker", "How `cupola track` works.");
  v.choice({"association",
            "gnn: the one best assignment of plots to tracks. bp: all, by their probabilities.", kOptional},
           s.association);
  v.quantity({"gate_probability", "That the right plot lies in a track's gate.", kOptional},
             probability(0.5, 0.9999999), s.gate_probability);
  v.quantity({"association_existence",
              "A young track competes for plots as if it existed at least so surely.", kOptional},
             probability(0, 1), s.association_existence);
  declare_filter(v, s);
  declare_motion(v, s);
  declare_life(v, s);
  v.quantity(
      {"detection_probability", "Of every sensor; 0: what its file says, else from the data.", kOptional},
      probability(0, 0.999999), s.detection_probability);
  v.quantity({"false_per_scan", "False detections a scan; below 0: what its file says, else from the data.",
              kOptional},
             number(-1, 1e7), s.false_detections_per_scan);
  v.quantity({"new_per_scan", "New targets a scan that each sensor expects.", kOptional}, number(1e-6, 1e6),
             s.new_targets_per_scan);
  v.quantity(
      {"scan_period",
       "Of every sensor; 0 s: what its file says, else from the data, the whole file before its begin.",
       kOptional},
      duration(0, 3600), s.scan_period_s);
  v.rule("scan_period", s.scan_period_s == 0.0 || s.scan_period_s >= kLeastPeriod_s,
         "no radar scans a thousand times in a second", "0 s, or 1 ms at least");
}

}  // namespace cupola
