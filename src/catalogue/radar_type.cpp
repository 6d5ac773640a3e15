#include "catalogue/radar_type.hpp"

#include <algorithm>
#include <cmath>

#include "catalogue/interceptor_type.hpp"
#include "catalogue/measures.hpp"
#include "catalogue/names.hpp"

namespace cupola {
namespace {

void declare_equation(FieldVisitor& v, RadarType& radar) {
  v.choice({"equation",
            "Where the radar constant comes from: solved back from a published range, or from its factors.",
            kOptional},
           radar.equation);
  v.when("equation", radar.equation, RadarEquation::reference, [&] {
    v.figure(
        {"reference_range", "Range of the pair from which the radar constant is solved back, in free space."},
        length(1e3, 5e6), Worse::lower, radar.reference_range_m);
    v.figure(
        {"reference_rcs",
         "Radar cross-section seen at the reference range: the mean over the fluctuation of the Swerling "
         "case."},
        rcs_area(1e-6, 1e5), Worse::higher, radar.reference_rcs_m2);
    v.figure({"reference_pd", "Probability of detection in one look at the reference range."},
             probability(0.01, 0.999), Worse::lower, radar.reference_pd);
    v.figure({"reference_swerling", "Swerling case of the reference target; 0 does not fluctuate."},
             count_of(0, 4), Worse::neither, radar.reference_swerling);
  });
  v.when("equation", radar.equation, RadarEquation::energy,
         [&] { v.record({"energy", "Its factors on the way out."}, radar.energy); });
  v.record({"receiver", "What noise arrives through: for the factors, and where jamming is to be felt.",
            kOptional},
           radar.receiver);
  v.needs("equation", radar.equation, RadarEquation::energy, {"receiver"}, {});
  v.figure({"reference_pfa", "Probability of false alarm in one resolution cell."}, probability(1e-15, 0.01),
           Worse::neither, radar.reference_pfa);
  v.figure({"pulses", "Pulses integrated non-coherently in one look."}, count_of(1, 10000), Worse::neither,
           radar.pulses);
}

void declare_limits(FieldVisitor& v, RadarType& radar) {
  v.figure({"instrumented_range", "Nothing is seen beyond it, however large."}, length(1e3, 5e6),
           Worse::lower, radar.instrumented_range_m);
  v.figure({"minimum_range", "Nothing is seen nearer than it."}, length(0, 1e5), Worse::higher,
           radar.minimum_range_m);
  v.figure({"elevation_min", "Lower limit of the beam's elevation."}, angle(-20, 90), Worse::higher,
           radar.elevation_min_rad);
  v.figure({"elevation_max", "Upper limit of the beam's elevation."}, angle(-20, 90), Worse::lower,
           radar.elevation_max_rad);
  v.figure({"antenna_height", "Height of the antenna above ground, without a mast."}, length(0, 200),
           Worse::lower, radar.antenna_height_m);
  v.rule("elevation_max", radar.elevation_max_rad.best > radar.elevation_min_rad.best,
         "elevation_max is not above elevation_min", "exchange the two");
  v.rule("minimum_range", radar.minimum_range_m.best < radar.instrumented_range_m.best,
         "minimum_range is not below instrumented_range", "");
}

/// Each begins where the one before it ends, and together they are as wide as the sector.
bool arrays_fill_sector(const RadarType& radar) {
  constexpr double kSlack_rad = radians(0.1);
  if (radar.arrays.empty()) return true;
  double sum_rad = 0.0;
  for (std::size_t i = 0; i < radar.arrays.size(); ++i) {
    const ArrayFace& face = radar.arrays[i];
    sum_rad += face.width_rad.best;
    if (i == 0) continue;
    const ArrayFace& before = radar.arrays[i - 1];
    const double gap_rad = (face.azimuth_rad.best - 0.5 * face.width_rad.best) -
                           (before.azimuth_rad.best + 0.5 * before.width_rad.best);
    if (std::fabs(gap_rad) > kSlack_rad) return false;
  }
  return std::fabs(sum_rad - radar.sector_width_rad.best) <= kSlack_rad;
}

void declare_scan(FieldVisitor& v, RadarType& radar) {
  v.when("scan", radar.scan, ScanKind::rotating, [&] {
    v.figure({"rotation_period", "Time of one whole turn."}, duration(0.1, 120), Worse::higher,
             radar.rotation_period_s);
    v.figure({"faces", "Antenna faces, evenly spread: each looks at a target once a turn."}, count_of(1, 4),
             Worse::lower, radar.faces);
  });
  v.when("scan", radar.scan, ScanKind::sector, [&] {
    v.figure({"sector_width", "Azimuth covered without turning the array."}, angle(1, 360), Worse::lower,
             radar.sector_width_rad);
    v.figure({"sector_turn_rate", "How fast the array turns to another sector."}, angular_rate(0.1, 360),
             Worse::lower, radar.sector_turn_rate_rad_s);
    v.figure({"search_frame", "Time to search the whole sector once."}, duration(0.1, 120), Worse::higher,
             radar.search_frame_s);
    v.figure({"track_interval", "Time between two dedicated looks at one target."}, duration(0.01, 60),
             Worse::higher, radar.track_interval_s);
    v.figure({"dedicated_tracks", "Most targets looked at by dedicated looks at once."}, count_of(1, 10000),
             Worse::lower, radar.dedicated_tracks);
    v.record({"time_budget", "What following costs searching; without it, nothing.", kOptional},
             radar.time_budget);
    v.list(
        {"arrays",
         "Fixed arrays, in the order of their azimuths, that make up the sector and search at once; without "
         "them it is one array.",
         kOptional},
        2, kArraysMost, radar.arrays);
    v.rule("arrays", arrays_fill_sector(radar), "the arrays do not make up the sector, side by side",
           "let each begin where the one before it ends, and their widths sum up to sector_width");
    v.references(
        {"guides", "Interceptors that it can guide, whatever their guidance; without it none.", kOptional},
        "interceptor", radar.guides);
    v.figure({"call_kill_given_kill", "P(a kill is called a kill) from what the radar sees of the break-up."},
             probability(), Worse::lower, radar.call_kill_given_kill);
    v.figure({"call_kill_given_alive", "P(a target that flies on is called killed)."}, probability(),
             Worse::higher, radar.call_kill_given_alive);
    v.figure({"assessment_delay", "From intercept to the call."}, duration(0, 300), Worse::higher,
             radar.assessment_delay_s);
  });
}

void declare_accuracy(FieldVisitor& v, RadarType& radar) {
  v.figure({"range_resolution", "Size of the resolution cell in range."}, length(0.1, 1e5), Worse::higher,
           radar.range_resolution_m);
  v.figure({"azimuth_beamwidth", "Half-power width of the beam in azimuth."}, angle(0.01, 90), Worse::higher,
           radar.azimuth_beamwidth_rad);
  v.figure({"elevation_beamwidth", "Half-power width of the beam in elevation."}, angle(0.01, 90),
           Worse::higher, radar.elevation_beamwidth_rad);
  v.figure({"range_floor", "Error in range (1 sigma) that no signal strength removes."}, length(0, 1e4),
           Worse::higher, radar.range_floor_m);
  v.figure({"azimuth_floor", "Error in azimuth (1 sigma) that no signal strength removes."}, angle(0, 10),
           Worse::higher, radar.azimuth_floor_rad);
  v.figure({"elevation_floor", "Error in elevation (1 sigma) that no signal strength removes."}, angle(0, 10),
           Worse::higher, radar.elevation_floor_rad);
  v.figure({"low_angle_error",
            "Error of elevation (1 sigma, in beamwidths) from the image that a mirror of a ground shows of a "
            "target low above it; without it, none.",
            kOptional},
           number(0, 2), Worse::higher, radar.low_angle_error);
  v.figure({"false_plots_per_scan", "Mean number of false plots per turn and face, or per search frame."},
           number(0, 1e4), Worse::higher, radar.false_plots_per_scan);
}

}  // namespace

bool can_guide(const RadarType& radar, const InterceptorType& round) {
  const bool lit_to_the_end = radar.scan == ScanKind::sector || round.guidance == GuidanceClass::active;
  return lit_to_the_end &&
         std::find(radar.guides.begin(), radar.guides.end(), round.name) != radar.guides.end();
}

void declare(FieldVisitor& v, RadarType& radar) {
  v.about("radar", "What everybody may know of a radar.");
  v.name({"name", "Designation, by which systems and scenarios call it."}, radar.name);
  v.choice({"band", "Band by its letter (IEEE 521); targets show their cross-section by band."}, radar.band);
  v.figure({"frequency", "Middle of the band it uses."}, frequency(3e7, 4e10), Worse::neither,
           radar.frequency_hz);
  v.choice({"scan", "Whether it turns all the way round or covers one sector."}, radar.scan);
  v.choice({"interrogator", "Which transponders' answers it can ask for."}, radar.interrogator);
  declare_equation(v, radar);
  declare_limits(v, radar);
  declare_scan(v, radar);
  declare_accuracy(v, radar);
  v.record({"pattern", "How its antenna weighs directions; without it, all alike.", kOptional},
           radar.pattern);
  v.rule("pattern",
         radar.scan == ScanKind::rotating || radar.sector_width_rad.best < radians(180.0) ||
             !radar.arrays.empty() || !(radar.pattern.scan_loss_exponent.best > 0.0),
         "an array with scan_loss_exponent sees nothing behind it, so its sector is narrower than 180 deg",
         "where several arrays make up the circle, write them down as `arrays`");
  v.record({"clutter_filter", "What keeps the ground's echo out; without it no ground is seen.", kOptional},
           radar.clutter_filter);
  v.record(
      {"cfar",
       "How its threshold is set: what that costs (of a reference range it is in the range already), and "
       "who is hidden beside a stronger echo; without it, nothing and nobody.",
       kOptional},
      radar.cfar);
  v.rule("cfar", !radar.cfar.given() || !radar.energy.losses.cfar.has_record(),
         "the loss of a threshold set by its cells would be counted twice",
         "leave `cfar` out of the losses: it follows from the cells");
  v.record({"navigation",
            "How well it knows its own place where an aircraft carries it; without it none can.", kOptional},
           radar.navigation);
  v.record({"registration",
            "Errors that stay the same: drawn once a replicate, unknown to the posts; without it none.",
            kOptional},
           radar.registration);
  v.figure({"warm_up", "From standby to radiating."}, duration(0, 86400), Worse::higher, radar.warm_up_s);
  v.figure({"availability", "Probability of being up at the start."}, probability(), Worse::lower,
           radar.availability);
  declare_price(v, radar.price);
  v.list({"published", "Ranges that somebody has published; no model reads them.", kOptional}, 0, 100,
         radar.published);
}

}  // namespace cupola
