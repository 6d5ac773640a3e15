#include "cli/print_exposure.hpp"

#include <fmt/format.h>

#include "cli/interval_print.hpp"

namespace cupola {

namespace {

using Json = nlohmann::ordered_json;

constexpr double kMinute_s = 60.0;
constexpr const char* kCases[] = {"clean_low",     "clean_best",     "clean_high",
                                  "augmented_low", "augmented_best", "augmented_high"};

std::string head() {
  return fmt::format(
      "\nExposure of own aircraft to each radar ({})\n"
      "  in brackets: low, best, high end of its cross-section, clean | augmented, from the same looks:\n"
      "  detections to be expected, and minutes in a track that this radar's searching alone would hold\n",
      exposure_words());
}

const std::string& radar_name(const Plan& plan, RadarId id) {
  return scenario_of(plan).radars[id.index()].name;
}

/// `[0.1, 2, 8 | 20, 22, 24]`; without reflectors only the first three.
std::string cases_text(const std::array<double, kExposureCases>& of, bool can_be_augmented) {
  std::string text = fmt::format("[{:.3g}, {:.3g}, {:.3g}", of[0], of[1], of[2]);
  if (can_be_augmented) text += fmt::format(" | {:.3g}, {:.3g}, {:.3g}", of[3], of[4], of[5]);
  return text + "]";
}

std::string flight_text(const Plan& plan, const ExposedFlight& f, const std::string& track) {
  const Platform& platform = scenario_of(plan).platforms[f.platform.index()];
  return fmt::format("  {} ({}, {}): {:.1f} min flown, {} in a confirmed track of any post\n", platform.name,
                     platform.type.name, f.augmented ? "augmented" : "clean", f.flown_s / kMinute_s, track);
}

std::array<double, kExposureCases> in_minutes(std::array<double, kExposureCases> seconds) {
  for (double& s : seconds) s /= kMinute_s;
  return seconds;
}

std::string row_text(const std::string& radar, std::string_view aspect, const Exposure& e,
                     bool can_be_augmented) {
  std::string text =
      fmt::format("    {:<24} {:<4} {:>5.1f} min in coverage", radar, aspect, e.coverage_s / kMinute_s);
  if (e.off_s > 0.0) text += fmt::format(" ({:.1f} of it off)", e.off_s / kMinute_s);
  return text + fmt::format(", {:.0f} looks, {:.0f} detected {}, {:.1f} min in track {}\n", e.looks,
                            e.detections, cases_text(e.expected, can_be_augmented), e.track_s / kMinute_s,
                            cases_text(in_minutes(e.alone_s), can_be_augmented));
}

std::string with_interval(const Interval& i) {
  return fmt::format("{:.3g} [{:.3g}, {:.3g}]", i.estimate, i.low, i.high);
}

std::string cases_text(const std::array<Interval, kExposureCases>& of, bool can_be_augmented) {
  const auto span = [&of](std::size_t first) {
    return fmt::format("{:.3g} to {:.3g}", of[first].estimate, of[first + 2].estimate);
  };
  return can_be_augmented ? fmt::format("(clean {}, augmented {})", span(0), span(3))
                          : fmt::format("(clean {})", span(0));
}

template <class Value, class Put>
Json cases_json(const std::array<Value, kExposureCases>& of, bool can_be_augmented, const Put& put) {
  Json cases = Json::object();
  for (std::size_t c = 0; c < (can_be_augmented ? 6u : 3u); ++c) cases[kCases[c]] = put(of[c]);
  return cases;
}

Json flight_json(const Plan& plan, const ExposedFlight& f) {
  const Platform& platform = scenario_of(plan).platforms[f.platform.index()];
  return {{"aircraft", platform.name},
          {"type", platform.type.name},
          {"signature", f.augmented ? "augmented" : "clean"},
          {"flown_min", f.flown_s / kMinute_s}};
}

Json row_json(const Plan& plan, const ExposureRow& row, bool can_be_augmented) {
  const Exposure& e = row.exposure;
  const auto number = [](double n) { return Json(n); };
  return {{"radar", radar_name(plan, row.radar)},
          {"aspect", aspect_name(row.aspect)},
          {"coverage_min", e.coverage_s / kMinute_s},
          {"off_min", e.off_s / kMinute_s},
          {"looks", e.looks},
          {"dwells", e.dwells},
          {"detections", e.detections},
          {"track_min", e.track_s / kMinute_s},
          {"expected_detections", cases_json(e.expected, can_be_augmented, number)},
          {"track_alone_min", cases_json(in_minutes(e.alone_s), can_be_augmented, number)}};
}

Json line_json(const Plan& plan, const ExposureTally::Line& line, bool can_be_augmented) {
  const bool all = line.aspect == ExposureTally::kAllAspects;
  return {{"radar", radar_name(plan, line.radar)},
          {"aspect", all ? "all" : aspect_name(line.aspect)},
          {"coverage_min", interval_json(line.coverage_min)},
          {"off_min", interval_json(line.off_min)},
          {"looks", interval_json(line.looks)},
          {"dwells", interval_json(line.dwells)},
          {"detections", interval_json(line.detections)},
          {"track_min", interval_json(line.track_min)},
          {"expected_detections", cases_json(line.expected, can_be_augmented, interval_json)},
          {"track_alone_min", cases_json(line.alone_min, can_be_augmented, interval_json)}};
}

std::string wrong_text(const char* who, const WrongEngagements& w) {
  if (w.passes == 0) return {};
  return fmt::format(
      "  {} wrongly engaged: {} of {} ({:.2g} a pass, {:.2g} a flight hour), {} rounds, {} hit\n", who,
      w.engaged, w.passes, w.per_pass(), w.per_flight_hour(), w.rounds, w.hit);
}

Json wrong_json(const WrongEngagements& w) {
  return {{"passes", w.passes},
          {"flight_hours", w.flight_hours},
          {"engaged", w.engaged},
          {"rounds", w.rounds},
          {"hit", w.hit},
          {"engaged_per_pass", w.per_pass()},
          {"engaged_per_flight_hour", w.per_flight_hour()}};
}

}  // namespace

std::string exposure_as_text(const Plan& plan, const ReplicateResult& result) {
  if (result.exposed_flights.empty()) return {};
  std::string text = head();
  for (const ExposedFlight& f : result.exposed_flights) {
    text += flight_text(plan, f, fmt::format("{:.1f} min", f.track_s / kMinute_s));
    for (const ExposureRow& row : result.exposures)
      if (row.platform == f.platform)
        text +=
            row_text(radar_name(plan, row.radar), aspect_name(row.aspect), row.exposure, f.can_be_augmented);
  }
  return text;
}

Json exposure_as_json(const Plan& plan, const ReplicateResult& result) {
  Json flights = Json::array();
  for (const ExposedFlight& f : result.exposed_flights) {
    Json flight = flight_json(plan, f);
    flight["track_min"] = f.track_s / kMinute_s;
    flight["radars"] = Json::array();
    for (const ExposureRow& row : result.exposures)
      if (row.platform == f.platform) flight["radars"].push_back(row_json(plan, row, f.can_be_augmented));
    flights.push_back(flight);
  }
  return {{"words", exposure_words()}, {"flights", flights}};
}

std::string exposure_as_text(const Plan& plan, const ExposureTally& tally) {
  if (!tally.any()) return {};
  std::string text = fmt::format(
      "\nExposure of own aircraft to each radar ({}), means with 95 % intervals\n"
      "  in round brackets: from the low to the high end of its cross-section, from the same looks:\n"
      "  detections to be expected, and minutes in a track that this radar's searching alone would hold\n",
      exposure_words());
  const std::vector<ExposureTally::Line> lines = tally.lines();
  for (const ExposureTally::FlightLine& f : tally.flights()) {
    text += flight_text(plan, f.flight, with_interval(f.track_min) + " min");
    for (const ExposureTally::Line& line : lines) {
      if (line.platform != f.flight.platform) continue;
      const bool all = line.aspect == ExposureTally::kAllAspects;
      text +=
          fmt::format("    {:<24} {:<4} {} min in coverage, {} looks, {} detected {}, {} min in track {}\n",
                      radar_name(plan, line.radar), all ? "all" : aspect_name(line.aspect),
                      with_interval(line.coverage_min), with_interval(line.looks),
                      with_interval(line.detections), cases_text(line.expected, f.flight.can_be_augmented),
                      with_interval(line.track_min), cases_text(line.alone_min, f.flight.can_be_augmented));
    }
  }
  return text;
}

Json exposure_as_json(const Plan& plan, const ExposureTally& tally) {
  Json flights = Json::array();
  const std::vector<ExposureTally::Line> lines = tally.lines();
  for (const ExposureTally::FlightLine& f : tally.flights()) {
    Json flight = flight_json(plan, f.flight);
    flight["track_min"] = interval_json(f.track_min);
    flight["radars"] = Json::array();
    for (const ExposureTally::Line& line : lines)
      if (line.platform == f.flight.platform)
        flight["radars"].push_back(line_json(plan, line, f.flight.can_be_augmented));
    flights.push_back(flight);
  }
  return {{"words", exposure_words()}, {"flights", flights}};
}

std::string wrong_engagements_as_text(const ReplicateResult& result) {
  return wrong_text("friends", result.friends) + wrong_text("neutrals", result.neutrals);
}

Json wrong_engagements_as_json(const ReplicateResult& result) {
  return {{"friends", wrong_json(result.friends)}, {"neutrals", wrong_json(result.neutrals)}};
}

}  // namespace cupola
