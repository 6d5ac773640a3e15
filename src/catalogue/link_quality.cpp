#include "catalogue/link_quality.hpp"

#include "catalogue/measures.hpp"

namespace cupola {

void declare(FieldVisitor& v, LinkSharing& shares) {
  v.about("link_sharing", "What posts tell each other over a link of this level.");
  v.flag({"plots", "What the radars of either end see goes to both: one picture.", kOptional}, shares.plots);
  v.flag({"tracks", "Tracks go up to the superior.", kOptional}, shares.tracks);
  v.flag({"picture", "The superior's tracks go down to a post that decides for itself.", kOptional},
         shares.picture);
  v.flag({"identity", "With what they are taken for.", kOptional}, shares.identity);
  v.flag({"orders", "Orders to engage and to cease go down.", kOptional}, shares.orders);
  v.flag({"status", "Free channels, rounds left and launches go up.", kOptional}, shares.status);
  v.figure({"track_interval", "The same track is told again no sooner; without it with all news.", kOptional},
           duration(0, 3600), Worse::higher, shares.track_interval_s);
  v.figure({"tell_pause", "One track at a time, and so long between two; without it all at once.", kOptional},
           duration(0, 3600), Worse::higher, shares.tell_pause_s);
  v.figure(
      {"status_interval",
       "The same line of a fire unit's state is told again no sooner; without it with all news.", kOptional},
      duration(0, 3600), Worse::higher, shares.status_interval_s);
}

void declare(FieldVisitor& v, LinkQuality& quality) {
  v.about("link_quality",
          "What a level of the link to the outside means where a scenario says nothing else.");
  v.figure({"latency", "From sending to arrival."}, duration(0, 3600), Worse::higher, quality.latency_s);
  v.figure({"loss", "P(a message is lost)."}, probability(), Worse::higher, quality.loss);
  v.figure({"jitter", "Up to so much later, evenly.", kOptional}, duration(0, 3600), Worse::higher,
           quality.jitter_s);
  v.figure({"bandwidth", "Messages queue for it; without it there is no limit.", kOptional},
           {Dimension::data_rate, 1.0, 1e12}, Worse::lower, quality.bandwidth_bit_s);
  v.figure({"report_size", "Bits of one track or plot.", kOptional}, count_of(1, 1000000), Worse::higher,
           quality.report_bits);
  v.figure({"message_size", "Bits of any other message.", kOptional}, count_of(1, 1000000), Worse::higher,
           quality.message_bits);
  v.integer({"repeats", "At most so often a message is repeated that is not acknowledged.", kOptional},
            between(0, 100), quality.repeats);
  v.figure({"repeat_after", "From sending to the next repetition.", kOptional}, duration(0, 3600),
           Worse::higher, quality.repeat_after_s);
  v.figure(
      {"mtbf", "Mean time from repair to outage, exponential; without it no outages by chance.", kOptional},
      duration(1, 1e9), Worse::lower, quality.mtbf_s);
  v.figure({"mttr", "Mean time of an outage by chance, exponential.", kOptional}, duration(0.1, 1e9),
           Worse::higher, quality.mttr_s);
  v.comes_with("mtbf", "mttr");
  v.comes_with("mttr", "mtbf");
  v.record({"shares", "What is told over it; without it everything but plots, at once.", kOptional},
           quality.shares);
}

}  // namespace cupola
