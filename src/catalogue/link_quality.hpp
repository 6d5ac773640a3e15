#pragma once

#include "catalogue/figure.hpp"

namespace cupola {

class FieldVisitor;

/// What posts tell each other over a link of some level. By default everything, as soon as it is known.
struct LinkSharing {
  bool plots = false;             ///< what the radars of either end see goes to both
  bool tracks = true;             ///< tracks go up to the superior
  bool picture = false;           ///< the superior's tracks go down to posts that decide for themselves
  bool identity = true;           ///< with what they are taken for
  bool orders = true;             ///< orders to engage and to cease go down
  bool status = true;             ///< how fire units stand goes up
  Figure track_interval_s = 0.0;  ///< the same track is not told again before; 0: with all news
  Figure tell_pause_s = 0.0;      ///< one track at a time, and so long between two; 0: all at once
  Figure status_interval_s =
      0.0;  ///< the same line of a fire unit's state is not told again before; 0: all news
  bool everything() const {
    return tracks && identity && orders && status && track_interval_s == 0.0 && tell_pause_s == 0.0 &&
           status_interval_s == 0.0;
  }
};

/// What a level of the link to the outside means where a scenario says nothing else. The errors of place that
/// come with it are not here: they are the radars' own.
struct LinkQuality {
  Figure latency_s, loss;             ///< one way; P(a message is lost)
  Figure jitter_s = 0.0;              ///< up to so much later, evenly
  Figure bandwidth_bit_s = 0.0;       ///< 0: no limit
  Figure report_bits = 225;           ///< of one track or plot
  Figure message_bits = 150;          ///< of anything else
  int repeats = 0;                    ///< at most, where a message is not acknowledged
  Figure repeat_after_s = 0.0;        ///< from sending to the next repetition
  Figure mtbf_s = 0.0, mttr_s = 0.0;  ///< of outages; mtbf 0: none
  LinkSharing shares{};
};

void declare(FieldVisitor&, LinkSharing&);
void declare(FieldVisitor&, LinkQuality&);

}  // namespace cupola
