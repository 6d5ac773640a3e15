#include "catalogue/passive_type.hpp"

#include "catalogue/measures.hpp"

namespace cupola {
namespace {

void declare_hearing(FieldVisitor& v, PassiveType& passive) {
  v.figure({"frequency_low", "Emitters below it are not heard."}, frequency(1e6, 1e11), Worse::higher,
           passive.frequency_low_hz);
  v.figure({"frequency_high", "Emitters above it are not heard."}, frequency(1e6, 1e11), Worse::lower,
           passive.frequency_high_hz);
  v.figure({"bandwidth", "Of its receiver: of noise spread wider it hears a share."}, frequency(1e3, 1e11),
           Worse::neither, passive.bandwidth_hz);
  v.figure({"reference_range", "Where it hears the reference emitter half the time, in free space."},
           length(1e3, 5e6), Worse::lower, passive.reference_range_m);
  v.figure({"reference_eirp", "Radiated power of the reference emitter towards it."}, power(0.001, 1e12),
           Worse::higher, passive.reference_eirp_w);
  v.figure({"reference_frequency", "Of the reference emitter."}, frequency(1e6, 1e11), Worse::neither,
           passive.reference_frequency_hz);
  v.figure({"fading", "How much a signal stands off its mean from one period to the next, 1 sigma."},
           power_ratio(1, 1e3), Worse::neither, passive.fading);
  v.rule("frequency_high", passive.frequency_high_hz.best > passive.frequency_low_hz.best,
         "frequency_high is not above frequency_low", "exchange the two");
}

}  // namespace

void declare(FieldVisitor& v, PassiveType& passive) {
  v.about("passive_sensor",
          "What everybody may know of a passive sensor: it hears who radiates, and says from where.");
  v.name({"name", "Designation, by which systems and scenarios call it."}, passive.name);
  declare_hearing(v, passive);
  v.figure({"azimuth_accuracy", "Error of a bearing (1 sigma)."}, angle(1e-4, 20), Worse::higher,
           passive.azimuth_accuracy_rad);
  v.figure({"elevation_accuracy", "Error in elevation (1 sigma); without it none is measured.", kOptional},
           angle(1e-4, 20), Worse::higher, passive.elevation_accuracy_rad);
  v.figure({"recognition", "P(it names the kind of an emitter that it hears); without it, never.", kOptional},
           probability(), Worse::lower, passive.recognition);
  v.figure({"update_period", "It reports everybody it hears once in it."}, duration(0.1, 600), Worse::higher,
           passive.update_period_s);
  v.figure({"field", "Azimuth it hears, about where its defence faces."}, angle(1, 360), Worse::lower,
           passive.field_width_rad);
  v.figure({"antenna_height", "Height of the antenna above ground, without a mast."}, length(0, 200),
           Worse::lower, passive.antenna_height_m);
  v.figure({"warm_up", "From standby to listening."}, duration(0, 86400), Worse::higher, passive.warm_up_s);
  v.figure({"availability", "Probability of being up at the start."}, probability(), Worse::lower,
           passive.availability);
}

}  // namespace cupola
