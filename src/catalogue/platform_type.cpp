#include "catalogue/platform_type.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>

#include "catalogue/measures.hpp"
#include "catalogue/names.hpp"

namespace cupola {
namespace {

constexpr double kClose = 1e-9;
constexpr Measure kRcs = rcs_area(1e-7, 1e5);

/// A copy for a band of which nobody says anything.
Figure without_record(Figure figure) {
  figure.source.clear();
  figure.reason.clear();
  figure.advertised_source.clear();
  return figure;
}

}  // namespace

void declare(FieldVisitor& v, RcsByAspect& rcs) {
  v.about("rcs",
          "Mean radar cross-section in one band, by aspect: the mean over the fluctuation of the Swerling "
          "case, as "
          "that of a radar's reference.");
  v.figure({"front", "Within 45 degrees of the nose."}, kRcs, Worse::lower, rcs.front_m2);
  v.figure({"side", "Between front and rear."}, kRcs, Worse::lower, rcs.side_m2);
  v.figure({"rear", "Within 45 degrees of the tail."}, kRcs, Worse::lower, rcs.rear_m2);
}

void declare(FieldVisitor& v, RcsCut& cut) {
  v.about("rcs_cut", "Mean radar cross-sections over one elevation of the body frame.");
  v.quantity({"elevation", "Of the observer over the plane of the wings."}, angle(-90, 90),
             cut.elevation_rad);
  v.quantities({"rcs", "One for each of the azimuths."}, kRcs, cut.rcs_m2);
}

void declare(FieldVisitor& v, RcsTable& table) {
  v.about("rcs_table",
          "Mean radar cross-section in one band by the direction to the observer, in the body frame.");
  v.figure({"level", "Factor on all of it: on whose word the table stands, and between what limits."},
           power_ratio(1e-3, 1e3), Worse::lower, table.level);
  v.quantities({"azimuths",
                "From the nose to the right, rising, in steps of 5 deg or less: from 0 deg to 180 deg, left "
                "being as right, or from -180 deg to 180 deg."},
               angle(-180, 180), table.azimuths_rad);
  v.list({"cuts", "By rising elevation; the first and the last hold beyond."}, 1, 181, table.cuts);

  const std::vector<double>& a = table.azimuths_rad;
  v.rule("azimuths",
         a.size() >= 2 && std::is_sorted(a.begin(), a.end(), std::less_equal<>()) &&
             (std::fabs(a.front()) < kClose || std::fabs(a.front() + radians(180.0)) < kClose) &&
             std::fabs(a.back() - radians(180.0)) < kClose,
         "the azimuths rise from 0 deg or -180 deg to 180 deg", "");
  for (std::size_t i = 0; i < table.cuts.size(); ++i) {
    v.rule("cuts", table.cuts[i].rcs_m2.size() == a.size(), "a cut has one cross-section for each azimuth",
           "");
    v.rule("cuts", i == 0 || table.cuts[i].elevation_rad > table.cuts[i - 1].elevation_rad,
           "the elevations of the cuts must rise", "sort the cuts");
  }
  for (const RcsCut& cut : table.cuts)
    v.rule("cuts",
           a.empty() || cut.rcs_m2.size() != a.size() || a.front() > -kClose ||
               cut.rcs_m2.front() == cut.rcs_m2.back(),
           "-180 deg and 180 deg are one direction", "give them one cross-section");
}

void declare(FieldVisitor& v, JammerType& jammer) {
  v.about("jammer", "Noise that a platform radiates, evenly all round.");
  v.figure({"erp", "Effective radiated power, all of it."}, power(0.001, 1e9), Worse::higher, jammer.erp_w);
  v.figure({"bandwidth", "Over which it is spread evenly: all the band for a barrage, a radar's for a spot."},
           frequency(1e3, 1e11), Worse::lower, jammer.bandwidth_hz);
  v.figure({"frequency_low", "Radars below it are not jammed."}, frequency(1e6, 1e11), Worse::lower,
           jammer.frequency_low_hz);
  v.figure({"frequency_high", "Radars above it are not jammed."}, frequency(1e6, 1e11), Worse::higher,
           jammer.frequency_high_hz);
  v.rule("frequency_high", jammer.frequency_high_hz.best > jammer.frequency_low_hz.best,
         "frequency_high is not above frequency_low", "exchange the two");
}

void declare(FieldVisitor& v, EmitterType& emitter) {
  v.about("emitter", "What a platform radiates besides noise: its own radar, or its transponder.");
  v.figure({"frequency", "On which it radiates."}, frequency(1e6, 1e11), Worse::neither,
           emitter.frequency_hz);
  v.figure({"eirp", "Radiated power towards whoever hears it, while it radiates that way."},
           power(0.001, 1e12), Worse::lower, emitter.eirp_w);
  v.figure({"duty", "Share of a listener's periods in which it radiates that way."}, probability(),
           Worse::lower, emitter.duty);
  v.choice({"kind", "What a passive sensor that knows emitters names it.", kOptional}, emitter.kind);
}

void declare(FieldVisitor& v, StrikeType& strike) {
  v.about("strike",
          "What one does that gets to its objective, itself or by the weapons that it releases there.");
  v.figure({"hit_probability", "P(it hits | it gets there)."}, probability(), Worse::higher,
           strike.hit_probability);
  v.figure({"destroyed_share", "Of what is left of an asset, by one hit."}, probability(), Worse::higher,
           strike.destroyed_share);
}

void declare(FieldVisitor& v, AntiRadiationType& homing) {
  v.about("anti_radiation", "Of one that homes on the emission of a radar: what it does without that.");
  v.figure({"miss",
            "How far it comes down from the radar once the emission is lost: Rayleigh scale, 1 sigma in each "
            "axis."},
           length(0, 1e5), Worse::lower, homing.miss_m);
  v.figure({"lethal_radius", "Nearer than that it puts the radar out of action."}, length(0, 1e4),
           Worse::higher, homing.lethal_radius_m);
}

void declare(FieldVisitor& v, PlatformType& platform) {
  v.about("platform", "What everybody may know of an aircraft, missile, drone or decoy.");
  v.name({"name", "Name, by which scenarios call it."}, platform.name);
  v.choice({"class", "Class, by which the kill probability of an interceptor is chosen."},
           platform.target_class);
  v.figure({"speed", "Usual cruise; of a ballistic missile the speed at burn-out."}, speed(1, 10000),
           Worse::higher, platform.speed_m_s);
  v.figure({"speed_max", "The most it can fly."}, speed(1, 10000), Worse::higher, platform.speed_max_m_s);
  v.figure({"turn_limit", "Lateral acceleration in turns of the route."}, acceleration(0, 1000),
           Worse::higher, platform.turn_limit_m_s2);
  v.nested({"rcs", "Radar cross-section by band; a band that is left out copies the nearest one given."},
           [&](FieldVisitor& bands) {
             bands.about("rcs_by_band", "Radar cross-section by band.");
             for (int b = 0; b < kBandCount; ++b) {
               bands.record({names_of(Band{})[b], "In this band.", kOptional}, platform.rcs[b]);
             }
             bands.at_least_one(names_of(Band{}));
           });
  v.nested(
      {"rcs_table",
       "Cross-section by azimuth and elevation in the body frame, by band; where a band has none, `rcs`.",
       kOptional},
      [&](FieldVisitor& bands) {
        bands.about("rcs_table_by_band", "Tables of radar cross-section by band.");
        for (int b = 0; b < kBandCount; ++b)
          bands.record({names_of(Band{})[b], "In this band.", kOptional}, platform.rcs_table[b]);
      });
  v.choice(
      {"signature", "As it fights, or with what `augmented_rcs` adds; a group may say otherwise.", kOptional},
      platform.signature);
  v.figure(
      {"augmented_rcs",
       "What a reflector or the antennas of a transponder add, all bands and aspects alike, while augmented.",
       kOptional},
      rcs_area(1e-3, 1e3), Worse::lower, platform.augmented_rcs_m2);
  v.rule("signature", platform.signature == Signature::clean || platform.augmented_rcs_m2.has_record(),
         "an augmented signature needs `augmented_rcs`", "say what the reflector adds");
  v.figure(
      {"span", "Size across the line of sight: by it its echo wanders (glint); without it, none.", kOptional},
      length(0.1, 200), Worse::higher, platform.span_m);
  v.integer({"swerling", "Swerling case of its fluctuation; 0 does not fluctuate.", kOptional}, between(0, 4),
            platform.swerling);
  v.figure({"decorrelation",
            "How long its echo stays as it fluctuated, seen by one radar (Swerling 1 and 3); without it no "
            "two looks are "
            "alike.",
            kOptional},
           duration(1e-3, 600), Worse::neither, platform.decorrelation_s);
  v.choice({"transponder", "Which interrogators it can answer.", kOptional}, platform.transponder);
  v.record({"jammer", "Noise it radiates, while its group is told to.", kOptional}, platform.jammer);
  v.record({"emitter", "What else it radiates, unless its group is silent.", kOptional}, platform.emitter);
  v.record({"strike", "What it does when it gets to its objective; without it, nothing.", kOptional},
           platform.strike);
  v.record({"anti_radiation", "It homes on the emission of a radar, which is its objective.", kOptional},
           platform.anti_radiation);
  v.comes_with("anti_radiation", "strike");
  v.when("class", platform.target_class, TargetClass::ballistic_missile, [&] {
    v.figure({"ballistic_coefficient", "Mass over drag area of the body that re-enters."},
             mass_per_area(1, 1e6), Worse::higher, platform.ballistic_coefficient_kg_m2);
  });
  declare_price(v, platform.price);
  v.rule("speed_max", platform.speed_max_m_s.best >= platform.speed_m_s.best, "speed_max is below speed", "");
}

void fill_missing_bands(PlatformType& platform) {
  const auto given = [&](int band) { return platform.rcs[band].front_m2.has_record(); };
  for (int band = 0; band < kBandCount; ++band) {
    int nearest = -1;
    for (int other = 0; other < kBandCount && !given(band); ++other) {
      if (given(other) && (nearest < 0 || std::abs(other - band) <= std::abs(nearest - band)))
        nearest = other;
    }
    if (nearest < 0) continue;
    const RcsByAspect& from = platform.rcs[nearest];
    platform.rcs[band] = {without_record(from.front_m2), without_record(from.side_m2),
                          without_record(from.rear_m2)};
  }
}

}  // namespace cupola
