#include "catalogue/measures.hpp"
#include "scenario/scenario_file.hpp"

namespace cupola {

namespace {

constexpr Measure kAfterStart = duration(0, 604800);

}  // namespace

NameList names_of(LinkLevel) {
  static constexpr const char* kNames[] = {"stand-alone", "voice", "data link", "full"};
  return kNames;
}

void declare(FieldVisitor& v, OutageFile& outage) {
  v.about("outage", "A time without the link.");
  v.quantity({"from", "After the start of the scenario."}, kAfterStart, outage.from_s);
  v.quantity({"until", "After the start of the scenario."}, kAfterStart, outage.until_s);
  v.rule("until", outage.until_s > outage.from_s, "the outage ends before it begins", "exchange the two");
}

void declare(FieldVisitor& v, LinkJammingFile& jamming) {
  v.about("link_jamming", "What jams a link: a window of time, or a group of the raid while it jams.");
  v.quantity({"from", "After the start of the scenario; without it from the start.", kOptional}, kAfterStart,
             jamming.from_s);
  v.quantity({"until", "After the start of the scenario; without it to the end.", kOptional}, kAfterStart,
             jamming.until_s);
  v.text({"by", "A group of the raid; without it nobody in particular.", kOptional}, jamming.by);
  v.quantity({"loss", "P(a message is lost) meanwhile.", kOptional}, probability(), jamming.loss);
  v.quantity({"capacity", "Share of its bandwidth, or of its slots, that is left; 0: none.", kOptional},
             number(0, 1), jamming.capacity);
  v.rule("until", !jamming.from_s || !jamming.until_s || *jamming.until_s > *jamming.from_s,
         "the jamming ends before it begins", "exchange the two");
}

void declare(FieldVisitor& v, LinkFile& link) {
  v.about("link", "A link between two command posts.");
  v.text({"name", "What `--set links.NAME...` calls it.", kOptional}, link.name);
  v.references({"between", "The two posts: a defence, or `defence/fire unit/post` of one of its fire units."},
               "post", link.between);
  v.choice({"level", "How well they are linked; stand-alone: not at all.", kOptional}, link.level);
  v.quantity({"latency", "Without it that of the level.", kOptional}, duration(0, 3600), link.latency_s);
  v.quantity({"loss", "P(a message is lost); without it that of the level.", kOptional}, probability(),
             link.loss);
  v.reference(
      {"net", "Data link of the catalogue whose slots it has: they say how late and how much.", kOptional},
      "data link", link.net);
  v.text({"role", "What the sender is in that net.", kOptional}, link.role);
  v.comes_with("net", "role");
  v.comes_with("role", "net");
  v.list({"outages", "Times without the link.", kOptional}, 0, 1000, link.outages);
  v.list({"jamming", "What jams it, and what is left of it then.", kOptional}, 0, 1000, link.jamming);
  v.rule("between", link.between.size() == 2, "a link is between two posts", "");
}

}  // namespace cupola
