#include "catalogue/radar_parts.hpp"

#include "catalogue/measures.hpp"
#include "catalogue/names.hpp"

namespace cupola {
namespace {

constexpr Measure kLoss = power_ratio(1, 1e4);
constexpr Measure kGain = power_ratio(1, 1e7);

}  // namespace

void declare(FieldVisitor& v, RadarLosses& losses) {
  v.about("losses", "What an echo loses, each loss under its name; what is left out costs nothing.");
  const auto loss = [&](const char* name, const char* doc, Figure& figure) {
    v.figure({name, doc, kOptional}, kLoss, Worse::higher, figure);
  };
  loss("transmit", "Between transmitter and antenna.", losses.transmit);
  loss("receive", "Between antenna and receiver.", losses.receive);
  loss("beam_shape", "Of a beam that moves over the target, against its peak.", losses.beam_shape);
  loss("scan", "Of a beam that has moved on when the echo comes.", losses.scan);
  loss("processing", "Of filters that do not match, of steps and rounding.", losses.processing);
  loss("cfar", "Of a threshold that is set by the cells around.", losses.cfar);
  loss("collapsing", "Of noise from cells without a target, added in.", losses.collapsing);
  loss("field", "Of age, weather and hands, against the test bench.", losses.field);
}

void declare(FieldVisitor& v, RadarEnergy& energy) {
  v.about("energy", "Factors of the radar equation, from which the radar constant follows.");
  v.figure({"peak_power", "Of the transmitter during a pulse."}, power(1, 1e9), Worse::lower,
           energy.peak_power_w);
  v.figure({"pulse_length", "Before compression."}, duration(1e-8, 0.1), Worse::lower, energy.pulse_length_s);
  v.figure({"transmit_gain", "Of the transmitting antenna at its peak."}, kGain, Worse::lower,
           energy.transmit_gain);
  v.record({"losses", "What an echo loses on its way, by name.", kOptional}, energy.losses);
}

void declare(FieldVisitor& v, RadarReceiver& receiver) {
  v.about("receiver", "What noise, and jamming, arrives through.");
  v.figure({"gain", "Of the receiving antenna at its peak."}, kGain, Worse::lower, receiver.gain);
  v.figure({"noise_temperature", "Of the whole system, the sky counted in."}, temperature(10, 1e5),
           Worse::higher, receiver.noise_temperature_k);
  v.figure({"strobe_over_noise",
            "Jamming so far over its own noise, in the beam, is reported as a strobe; without it 10 dB.",
            kOptional},
           power_ratio(1, 1e6), Worse::higher, receiver.strobe_over_noise);
}

void declare(FieldVisitor& v, PatternPoint& point) {
  v.about("pattern_point", "One point of an antenna pattern.");
  v.quantity({"elevation", "Apparent elevation."}, angle(-90, 90), point.elevation_rad);
  v.quantity({"gain", "One way, against the peak."}, power_ratio(1e-8, 1), point.gain);
}

void declare(FieldVisitor& v, AntennaPattern& pattern) {
  v.about("pattern", "How the antenna weighs directions.");
  v.choice({"elevation", "Shape over elevation, between the limits of the coverage.", kOptional},
           pattern.elevation);
  v.when("elevation", pattern.elevation, ElevationPattern::cosecant_squared, [&] {
    v.figure({"nose_elevation", "Where the fan is strongest."}, angle(-5, 45), Worse::neither,
             pattern.nose_elevation_rad);
  });
  v.when("elevation", pattern.elevation, ElevationPattern::table, [&] {
    v.list({"points", "In rising elevation; between them the decibels are interpolated."}, 2, 200,
           pattern.table);
  });
  v.figure({"beam_elevation", "Where the beam of an aperture (uniform line, circular) points.", kOptional},
           angle(-10, 90), Worse::neither, pattern.beam_elevation_rad);
  v.rule("beam_elevation",
         !pattern.beam_elevation_rad.has_record() || pattern.elevation == ElevationPattern::uniform_line ||
             pattern.elevation == ElevationPattern::circular,
         "`beam_elevation` stands only with the pattern of an aperture",
         "write `elevation: uniform line` or `circular`, or take it out");
  v.figure({"sidelobe", "Mean level away from the beam, one way, against the peak.", kOptional},
           power_ratio(1e-8, 0.1), Worse::higher, pattern.sidelobe);
  v.figure({"array_elevation", "Where the normal of an array points.", kOptional}, angle(-10, 90),
           Worse::neither, pattern.array_elevation_rad);
  v.figure({"scan_loss_exponent", "Off an array's normal its gain falls with the cosine to this power.",
            kOptional},
           number(0, 4), Worse::higher, pattern.scan_loss_exponent);
  for (std::size_t i = 1; i < pattern.table.size(); ++i)
    v.rule("points", pattern.table[i].elevation_rad > pattern.table[i - 1].elevation_rad,
           "the elevations of a pattern must rise", "sort the points");
}

void declare(FieldVisitor& v, ClutterFilter& filter) {
  v.about("clutter_filter", "What keeps the ground's echo out, and the rain's.");
  v.figure({"improvement", "Signal to clutter, after the filter over before it."}, power_ratio(1, 1e10),
           Worse::lower, filter.improvement);
  v.figure({"minimum_velocity", "Radial speed of which half the echo's power passes."}, speed(0, 500),
           Worse::higher, filter.minimum_velocity_m_s);
  v.figure({"blind_velocity",
            "First radial speed above the minimum that is lost again, all pulse rates of a look together.",
            kOptional},
           speed(1, 1e5), Worse::lower, filter.blind_velocity_m_s);
  v.figure({"rain_improvement",
            "The same against rain, with what circular polarisation gains; without it, it follows from the "
            "canceller or the notch.",
            kOptional},
           power_ratio(1, 1e10), Worse::lower, filter.rain_improvement);
  v.figure({"pulse_rate", "Of its canceller; without it none is known.", kOptional}, frequency(10, 1e6),
           Worse::neither, filter.pulse_rate_hz);
  v.figure({"canceller_delays", "1: it takes one pulse from the next; 2: twice.", kOptional}, count_of(1, 2),
           Worse::lower, filter.canceller_delays);
}

void declare(FieldVisitor& v, CfarWindow& window) {
  v.about("cfar", "A threshold set by the mean of the cells around (cell averaging).");
  v.figure({"cells", "Range cells whose mean it is, both sides together."}, count_of(2, 1024), Worse::lower,
           window.cells);
  v.figure({"guard", "Cells next to the one under test, on each side, that are left out.", kOptional},
           count_of(0, 64), Worse::neither, window.guard);
}

void declare(FieldVisitor& v, TimeBudget& budget) {
  v.about("time_budget", "How an array shares its time between searching and following.");
  v.figure({"track_dwell", "Time of one dedicated look."}, duration(1e-5, 10), Worse::higher,
           budget.track_dwell_s);
  v.figure({"search_share_least", "Of its time, kept for searching whatever is followed."},
           probability(0.0, 1.0), Worse::neither, budget.search_share_least);
}

void declare(FieldVisitor& v, ArrayFace& face) {
  v.about("array_face", "One of several fixed arrays that make up the sector of a radar.");
  v.figure({"azimuth", "Of its normal, clockwise from where the sector faces."}, angle(-360, 360),
           Worse::neither, face.azimuth_rad);
  v.figure({"width", "Of the part of the sector that it searches, evenly about its normal."}, angle(1, 180),
           Worse::neither, face.width_rad);
  v.figure({"gain", "One way, against the strongest of the arrays.", kOptional}, power_ratio(1e-4, 1),
           Worse::lower, face.gain);
}

void declare(FieldVisitor& v, Navigation& navigation) {
  v.about("navigation", "How well a radar that is carried knows its own place.");
  v.figure({"position", "Error of its place (1 sigma on each axis)."}, length(0, 1e4), Worse::higher,
           navigation.position_m);
  v.figure({"heading", "Error of its north (1 sigma)."}, angle(0, 10), Worse::higher, navigation.heading_rad);
}

void declare(FieldVisitor& v, RegistrationErrors& errors) {
  v.about("registration",
          "How well it is aligned: errors of all that it measures, the same all through a replicate.");
  v.figure({"range", "Error of its range (1 sigma); without it, none.", kOptional}, length(0, 1e4),
           Worse::higher, errors.range_m);
  v.figure({"azimuth", "Error of its north (1 sigma); without it, none.", kOptional}, angle(0, 10),
           Worse::higher, errors.azimuth_rad);
  v.figure({"elevation", "Error of its horizontal (1 sigma); without it, none.", kOptional}, angle(0, 10),
           Worse::higher, errors.elevation_rad);
  static constexpr const char* kOneOf[] = {"range", "azimuth", "elevation"};
  v.at_least_one(kOneOf);
}

void declare(FieldVisitor& v, PublishedRange& published) {
  v.about("published", "A range that somebody has published, beside which ours is shown; no model reads it.");
  v.quantity({"range", "At which the target is said to be seen; of a span its far end."}, length(1e3, 5e6),
             published.range_m);
  v.quantity({"range_least", "Near end of a span.", kOptional}, length(1e3, 5e6), published.range_least_m);
  v.quantity({"rcs", "Radar cross-section of the target, if one is named.", kOptional}, rcs_area(1e-6, 1e5),
             published.rcs_m2);
  v.text({"target", "What the target is called, if it is called something.", kOptional}, published.target);
  v.quantity({"pd", "Probability of detection that goes with it, if one is named.", kOptional},
             probability(0.01, 0.999), published.pd);
  v.choice({"claimant", "Who says so; memory: as we remember it."}, published.claimant);
  v.reference({"source", "Key of where it was published."}, "source", published.source);
  v.text({"remark", "What is to be known of it.", kOptional}, published.remark);
  static constexpr const char* kOneOf[] = {"rcs", "target"};
  v.at_least_one(kOneOf);
  v.rule("range_least", published.range_least_m.value_or(0.0) <= published.range_m,
         "range_least is above range", "exchange the two");
  v.rule("claimant", published.claimant != Claimant::us, "what we think is not published",
         "an interval of our own belongs to reference_range");
}

}  // namespace cupola
