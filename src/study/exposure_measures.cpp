#include "study/exposure_measures.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace cupola {

namespace {

constexpr int kAllAspects = kExposureAspects;
constexpr double kMinute_s = 60.0;

/// One number of an exposure, in the unit that is shown.
struct ExposureNumber {
  const char* key;
  const char* text;
  bool is_time;
  double (*of)(const Exposure&, bool augmented);
};

/// Of the cases low, best, high of the aircraft as it flies.
std::size_t low_case(bool augmented) { return augmented ? 3 : 0; }
std::size_t high_case(bool augmented) { return augmented ? 5 : 2; }

constexpr ExposureNumber kNumbers[] = {
    {"coverage_min", "minutes in coverage", true,
     [](const Exposure& e, bool) { return e.coverage_s / kMinute_s; }},
    {"looks", "looks", false, [](const Exposure& e, bool) { return e.looks; }},
    {"detections", "detections", false, [](const Exposure& e, bool) { return e.detections; }},
    {"detections_low", "detections expected at the low end of the cross-section", false,
     [](const Exposure& e, bool augmented) { return e.expected[low_case(augmented)]; }},
    {"detections_high", "detections expected at the high end of the cross-section", false,
     [](const Exposure& e, bool augmented) { return e.expected[high_case(augmented)]; }},
    {"track_min", "minutes in a track of it", true,
     [](const Exposure& e, bool) { return e.track_s / kMinute_s; }},
    {"track_low_min", "minutes in a track by its searching alone, at the low end", true,
     [](const Exposure& e, bool augmented) { return e.alone_s[low_case(augmented)] / kMinute_s; }},
    {"track_high_min", "minutes in a track by its searching alone, at the high end", true,
     [](const Exposure& e, bool augmented) { return e.alone_s[high_case(augmented)] / kMinute_s; }},
};

/// The aircraft of one group.
struct Group {
  std::string name;
  std::set<PlatformId> members;
  bool augmented = false;

  double mean(double sum) const { return sum / static_cast<double>(members.size()); }
};

std::vector<Group> groups_of(const Scenario& scenario) {
  std::vector<Group> groups;
  for (const Platform& p : scenario.platforms) {
    if (!p.exposure) continue;
    auto at = std::find_if(groups.begin(), groups.end(), [&](const Group& g) { return g.name == p.group; });
    if (at == groups.end()) at = groups.insert(groups.end(), Group{p.group, {}, false});
    at->members.insert(p.id);
    at->augmented = p.type.signature == Signature::augmented;
  }
  return groups;
}

void add(const Scenario& scenario, const Group& group, const RadarSite& radar, int aspect,
         const ExposureNumber& number, std::vector<ReplicateMeasure>& measures) {
  const std::string side = aspect == kAllAspects ? "" : std::string(aspect_name(aspect));
  // As often as anything looks at one target: once in a tenth of a second, dwells and all.
  const double most =
      number.is_time ? scenario.duration.seconds() / kMinute_s : 10.0 * scenario.duration.seconds();
  measures.push_back(
      {MeasurePart::exposure,
       group.name + " " + radar.name + (side.empty() ? "" : " " + side) + " " + number.key,
       group.name + ", " + radar.name + (side.empty() ? "" : ", from its " + side) + ": " + number.text,
       false, most, [group, id = radar.id, aspect, of = number.of](const ReplicateResult& r) {
         double sum = 0.0;
         for (const ExposureRow& row : r.exposures)
           if (row.radar == id && (aspect == kAllAspects || row.aspect == aspect) &&
               group.members.contains(row.platform))
             sum += of(row.exposure, group.augmented);
         return group.mean(sum);
       }});
}

}  // namespace

void add_exposure_measures(const Scenario& scenario, std::vector<ReplicateMeasure>& measures) {
  for (const Group& group : groups_of(scenario)) {
    measures.push_back({MeasurePart::exposure, group.name + " track_min",
                        group.name + ": minutes in a track of any post", false,
                        scenario.duration.seconds() / kMinute_s, [group](const ReplicateResult& r) {
                          double sum = 0.0;
                          for (const ExposedFlight& flight : r.exposed_flights)
                            if (group.members.contains(flight.platform)) sum += flight.track_s;
                          return group.mean(sum) / kMinute_s;
                        }});
    for (const RadarSite& radar : scenario.radars)
      for (int aspect = 0; aspect <= kAllAspects; ++aspect)
        for (const ExposureNumber& number : kNumbers) add(scenario, group, radar, aspect, number, measures);
  }
}

}  // namespace cupola
