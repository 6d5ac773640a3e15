#include <algorithm>
#include <memory>

#include "engine/milestones.hpp"
#include "study/more_measures.hpp"

namespace cupola {

namespace {

using Result = ReplicateResult;
using Value = std::optional<double>;

struct Word {
  const char *key, *text;
};
constexpr Word kWords[kMilestoneCount] = {{"detection", "detection"},
                                          {"track", "firm track"},
                                          {"identity", "identity"},
                                          {"launch", "launch"},
                                          {"intercept", "intercept"}};

using Those = std::shared_ptr<const std::vector<PlatformId>>;

Reached reached(const Result& r, PlatformId id, std::size_t i) {
  return r.fates[id.index()] == Fate::never_set_out ? Reached{} : r.milestones[id.index()][i];
}

/// Of all of them the first that it happened for; at the same time, the farthest.
std::optional<Reached> first(const Result& r, const Those& those, std::size_t i) {
  std::optional<Reached> first;
  for (const PlatformId id : *those) {
    const Reached one = reached(r, id, i);
    if (!one.ever()) continue;
    if (!first || one.time < first->time || (one.time == first->time && one.range_m > first->range_m))
      first = one;
  }
  return first;
}

template <class Of>
Value mean(const Result& r, const Those& those, std::size_t i, const Of& of) {
  double number = 0.0, sum = 0.0;
  for (const PlatformId id : *those) {
    const Reached one = reached(r, id, i);
    if (!one.ever()) continue;
    number += 1.0;
    sum += of(one);
  }
  return number > 0.0 ? Value(sum / number) : std::nullopt;
}

struct Bounds {
  Time start;
  double most_s, most_m;
};

void add_of_raid(const Those& all, const Bounds& b, std::size_t i, std::vector<ReplicateMeasure>& measures) {
  const Word word = kWords[i];
  const std::string key = std::string("first_") + word.key, text = std::string("first ") + word.text;
  measures.push_back({MeasurePart::more, key + "_range_m", text + " of the raid: range, km", false, b.most_m,
                      [=](const Result& r) {
                        const auto f = first(r, all, i);
                        return f ? Value(f->range_m) : std::nullopt;
                      },
                      "firsts", 1e-3});
  measures.push_back({MeasurePart::more, key + "_time_s", text + " of the raid: time from the start, s",
                      false, b.most_s,
                      [=](const Result& r) {
                        const auto f = first(r, all, i);
                        return f ? Value((f->time - b.start).seconds()) : std::nullopt;
                      },
                      "firsts"});
}

void add_of_class(const std::string& name, const Those& those, const Bounds& b, std::size_t i,
                  std::vector<ReplicateMeasure>& measures) {
  const Word word = kWords[i];
  const std::string key = std::string(word.key) + "_" + name, text = std::string("first ") + word.text;
  const auto add = [&](const std::string& what, const std::string& words, double most, double shown,
                       std::function<Value(const Result&)> of) {
    measures.push_back({MeasurePart::more, key + what, text + words + ": " + name, false, most, std::move(of),
                        "firsts by class", shown});
  };
  add("_range_m", ", mean over those that it happened for: range, km", b.most_m, 1e-3,
      [=](const Result& r) { return mean(r, those, i, [](const Reached& one) { return one.range_m; }); });
  add("_time_s", ", mean over those that it happened for: time from the start, s", b.most_s, 1.0,
      [=](const Result& r) {
        return mean(r, those, i, [&](const Reached& one) { return (one.time - b.start).seconds(); });
      });
  add("_count", ", those that it happened for", double(those->size()), 1.0, [=](const Result& r) {
    const auto ever = [&](PlatformId id) { return reached(r, id, i).ever(); };
    return Value(double(std::count_if(those->begin(), those->end(), ever)));
  });
}

}  // namespace

void add_milestone_measures(const Scenario& scenario, std::vector<ReplicateMeasure>& measures) {
  const Bounds bounds{scenario.start, scenario.duration.seconds(), farthest_threat_m(scenario)};
  std::vector<PlatformId> all;
  for (const ThreatClass& one : threat_classes(scenario)) {
    all.insert(all.end(), one.those.begin(), one.those.end());
    const auto those = std::make_shared<const std::vector<PlatformId>>(one.those);
    for (std::size_t i = 0; i < kMilestoneCount; ++i) add_of_class(one.name, those, bounds, i, measures);
  }
  if (all.empty()) return;
  const auto raid = std::make_shared<const std::vector<PlatformId>>(std::move(all));
  for (std::size_t i = 0; i < kMilestoneCount; ++i) add_of_raid(raid, bounds, i, measures);
}

}  // namespace cupola
