#pragma once

#include <string>

#include "catalogue/figure.hpp"

namespace cupola {

class FieldVisitor;

/// What everybody may know of a passive sensor: it hears who radiates, and says from where, not how far.
struct PassiveType {
  std::string name;
  Figure frequency_low_hz, frequency_high_hz;
  Figure bandwidth_hz;  ///< of its receiver: of wider noise it hears a share

  // How faint a signal it hears: one of `reference_eirp` at `reference_frequency`, half the time at
  // `reference_range`, in free space.
  Figure reference_range_m, reference_eirp_w, reference_frequency_hz;
  Figure fading;  ///< ratio, 1 sigma: how much a signal stands off its mean from one period to the next

  Figure recognition;  ///< P(it names the kind of an emitter it hears); without a record it names none
  Figure azimuth_accuracy_rad;
  Figure elevation_accuracy_rad;  ///< without a record: it measures none
  Figure update_period_s;
  Figure field_width_rad;  ///< of azimuth, about where its defence faces
  Figure antenna_height_m;
  Figure warm_up_s, availability;
};

void declare(FieldVisitor&, PassiveType&);

}  // namespace cupola
