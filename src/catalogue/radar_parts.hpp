#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalogue/figure.hpp"

namespace cupola {

class FieldVisitor;

/// What an echo loses on its way, each under its name, as ratios of 1 and more; those that are not given cost
/// nothing. What is counted here must not be counted a second time by a model of its own.
struct RadarLosses {
  Figure transmit = 1.0, receive = 1.0, beam_shape = 1.0, scan = 1.0, processing = 1.0, cfar = 1.0,
         collapsing = 1.0, field = 1.0;
  double product() const {
    return transmit * receive * beam_shape * scan * processing * cfar * collapsing * field;
  }
};

/// The factors of the radar equation, where they are public: the radar constant follows from them instead of
/// from a reference range (sensing/radar_equation.hpp).
struct RadarEnergy {
  Figure peak_power_w, pulse_length_s;
  Figure transmit_gain;  ///< ratio
  RadarLosses losses;
  bool given() const { return peak_power_w.has_record(); }
};

/// What noise arrives through: needed where power from outside matters (jamming) and by RadarEnergy.
struct RadarReceiver {
  Figure gain;                      ///< ratio, of the receiving antenna
  Figure noise_temperature_k;       ///< of the whole system
  Figure strobe_over_noise = 10.0;  ///< ratio: noise so far over its own is reported as a strobe
  bool given() const { return gain.has_record(); }
};

enum class ElevationPattern {
  even,              ///< the same everywhere between the limits: pencil beams laid side by side
  cosecant_squared,  ///< a fan with its nose at `nose_elevation`, falling so that height, not range, bounds
                     ///< it
  table,
  uniform_line,  ///< one fixed beam of an aperture lit evenly, its side lobes with it: a line
  circular       ///< the same of a round one
};

struct PatternPoint {
  double elevation_rad = 0.0, gain = 1.0;  ///< one way, against the peak
};

/// How the antenna weighs directions, one way, against its peak.
struct AntennaPattern {
  ElevationPattern elevation = ElevationPattern::even;
  Figure nose_elevation_rad;
  Figure beam_elevation_rad;  ///< where the beam of an aperture points
  std::vector<PatternPoint> table;
  Figure sidelobe;             ///< ratio, mean level away from the beam
  Figure array_elevation_rad;  ///< where an array's normal points
  Figure scan_loss_exponent;   ///< gain off the normal: cosine to this power; 0: none
};

/// What keeps the ground's echo out, and the rain's.
struct ClutterFilter {
  Figure improvement;           ///< ratio: of signal to clutter, after over before
  Figure minimum_velocity_m_s;  ///< radial speed at which half of it passes
  Figure blind_velocity_m_s;    ///< first radial speed above that is lost again, all pulse rates together
  Figure rain_improvement;      ///< ratio, against rain
  Figure pulse_rate_hz;         ///< of its canceller
  Figure canceller_delays = 2;  ///< pulses less one that it works on
  bool given() const { return improvement.has_record(); }
};

/// A threshold set by the mean of cells on both sides of the one under test.
struct CfarWindow {
  Figure cells;      ///< whose mean it is, both sides together
  Figure guard = 1;  ///< cells on each side that are left out
  bool given() const { return cells.has_record(); }
};

/// How an array shares its time between searching and following.
struct TimeBudget {
  Figure track_dwell_s;       ///< of one dedicated look
  Figure search_share_least;  ///< of its time, kept for searching
  bool given() const { return track_dwell_s.has_record(); }
};

/// One of several fixed arrays that make up the sector of a radar.
struct ArrayFace {
  Figure azimuth_rad;  ///< of its normal, clockwise from where the sector faces
  Figure width_rad;    ///< of the part of the sector that it searches, evenly about its normal
  Figure gain = 1.0;   ///< ratio, one way, against the strongest of them
};

/// The most arrays a radar may have.
inline constexpr int kArraysMost = 4;

/// What a radar that is carried knows of its own place: without it, it is not carried.
struct Navigation {
  Figure position_m;   ///< error of its place, 1 sigma on each axis
  Figure heading_rad;  ///< error of its north, 1 sigma
  bool given() const { return position_m.has_record(); }
};

/// How well a radar is aligned with everybody else: standard deviations of errors that stay the same as long as
/// nobody aligns it anew. What is not given is nothing.
struct RegistrationErrors {
  Figure range_m, azimuth_rad, elevation_rad;
  bool any() const { return range_m > 0.0 || azimuth_rad > 0.0 || elevation_rad > 0.0; }
};

/// What somebody has published about how far a radar sees. No model reads it: it is there to be held against
/// what ours sees (published.hpp).
struct PublishedRange {
  double range_m = 0.0;
  std::optional<double> range_least_m;  ///< near end, where a span is claimed
  std::optional<double> rcs_m2;         ///< of the target; without it there are only words
  std::string target;                   ///< the words: `strategic bomber`
  std::optional<double> pd;             ///< where it is given, which is rare
  Claimant claimant = Claimant::press;
  std::string source, remark;
};

void declare(FieldVisitor&, RadarLosses&);
void declare(FieldVisitor&, RadarEnergy&);
void declare(FieldVisitor&, RadarReceiver&);
void declare(FieldVisitor&, PatternPoint&);
void declare(FieldVisitor&, AntennaPattern&);
void declare(FieldVisitor&, ClutterFilter&);
void declare(FieldVisitor&, CfarWindow&);
void declare(FieldVisitor&, TimeBudget&);
void declare(FieldVisitor&, ArrayFace&);
void declare(FieldVisitor&, Navigation&);
void declare(FieldVisitor&, RegistrationErrors&);
void declare(FieldVisitor&, PublishedRange&);

}  // namespace cupola
