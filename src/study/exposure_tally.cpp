#include "study/exposure_tally.hpp"

#include <algorithm>

namespace cupola {

namespace {

constexpr double kMinute_s = 60.0;

Interval in_minutes(Interval seconds) {
  return {seconds.estimate / kMinute_s, seconds.low / kMinute_s, seconds.high / kMinute_s};
}

Interval not_below_zero(const Moments& moments) {
  Interval interval = mean_interval(moments);
  interval.low = std::max(interval.low, 0.0);
  return interval;
}

void add_numbers(std::array<Moments, 6 + 2 * kExposureCases>& to, const Exposure& e) {
  const double first[] = {e.coverage_s, e.off_s, e.looks, e.dwells, e.detections, e.track_s};
  std::size_t n = 0;
  for (const double number : first) to[n++].add(number);
  for (const double number : e.expected) to[n++].add(number);
  for (const double number : e.alone_s) to[n++].add(number);
}

}  // namespace

ExposureTally::ExposureTally(const Scenario& scenario) : radars_(scenario.radars.size()) {
  for (const Platform& p : scenario.platforms) {
    index_.push_back(p.exposure ? static_cast<int>(flights_.size()) : -1);
    if (p.exposure) flights_.push_back({{p.id}, {}});
  }
  cells_.resize(flights_.size() * radars_ * (kExposureAspects + 1));
}

void ExposureTally::add(const ReplicateResult& result) {
  if (!any()) return;
  std::vector<Exposure> now(cells_.size());
  for (const ExposureRow& row : result.exposures) {
    const auto flight = static_cast<std::size_t>(index_[row.platform.index()]);
    now[cell(flight, row.radar.index(), row.aspect)] = row.exposure;
    Exposure& all = now[cell(flight, row.radar.index(), kAllAspects)];
    all = all + row.exposure;
  }
  for (std::size_t i = 0; i < cells_.size(); ++i) add_numbers(cells_[i], now[i]);
  for (std::size_t f = 0; f < flights_.size(); ++f) {
    flights_[f].flight = result.exposed_flights[f];
    flights_[f].track_s.add(result.exposed_flights[f].track_s);
  }
}

std::vector<ExposureTally::Line> ExposureTally::lines() const {
  std::vector<Line> lines;
  for (std::size_t f = 0; f < flights_.size(); ++f)
    for (std::size_t r = 0; r < radars_; ++r)
      for (int a = 0; a <= kAllAspects; ++a) {
        const Numbers& n = cells_[cell(f, r, a)];
        if (!(n[0].mean > 0.0 || n[2].mean > 0.0 || n[5].mean > 0.0)) continue;
        const double flown_s = flights_[f].flight.flown_s;
        const auto within_flight = [flown_s](const Moments& m) {
          return in_minutes(bounded_mean_interval(m, 0.0, flown_s));
        };
        Line line{flights_[f].flight.platform,
                  RadarId{static_cast<std::uint32_t>(r)},
                  a,
                  {},
                  {},
                  {},
                  {},
                  {},
                  {},
                  {},
                  {}};
        line.coverage_min = in_minutes(not_below_zero(n[0]));
        line.off_min = in_minutes(not_below_zero(n[1]));
        line.looks = not_below_zero(n[2]);
        line.dwells = not_below_zero(n[3]);
        line.detections = not_below_zero(n[4]);
        line.track_min = within_flight(n[5]);
        for (std::size_t c = 0; c < kExposureCases; ++c) {
          line.expected[c] = not_below_zero(n[6 + c]);
          line.alone_min[c] = within_flight(n[6 + kExposureCases + c]);
        }
        lines.push_back(line);
      }
  return lines;
}

std::vector<ExposureTally::FlightLine> ExposureTally::flights() const {
  std::vector<FlightLine> lines;
  for (const Flight& f : flights_)
    lines.push_back({f.flight, in_minutes(bounded_mean_interval(f.track_s, 0.0, f.flight.flown_s))});
  return lines;
}

}  // namespace cupola
