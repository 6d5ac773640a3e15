#include "engine/exposure_book.hpp"

#include <algorithm>
#include <bit>

namespace cupola {

static_assert(kExposureCases == kRcsCaseCount && kExposureAspects == kAspectSectorCount);

namespace {

constexpr double kSlack = 1.5;  // looks come a little early or late

TrackAlone::Rule rule_of(const Scenario& scenario, const RadarSite& site) {
  const Doctrine& doctrine = scenario.posts[site.post.index()].doctrine;
  TrackAlone::Rule rule{doctrine.initiation_hits, doctrine.initiation_looks, doctrine.deletion_misses};
  rule.interval_s = site.type.scan == ScanKind::rotating ? site.type.rotation_period_s / site.type.faces
                                                         : double{site.type.search_frame_s};
  return rule;
}

}  // namespace

double TrackAlone::look(const Rule& rule, double t_s, bool detected) {
  const double gap_s = t_s - last_s_;
  const bool missed_some = looked_ && gap_s > kSlack * rule.interval_s;
  double stood_s = 0.0;
  if (firm_) stood_s = std::min(gap_s, (rule.misses - misses_) * rule.interval_s);
  if (missed_some) {
    // The looks between, which found nothing there to look at.
    const int between = static_cast<int>(gap_s / rule.interval_s + 0.5) - 1;
    history_ = between < rule.looks ? history_ << between : 0;
    misses_ += between;
    if (firm_ && misses_ >= rule.misses) firm_ = false;
  }
  last_s_ = t_s;
  looked_ = true;
  if (firm_) {
    misses_ = detected ? 0 : misses_ + 1;
    if (misses_ < rule.misses) return stood_s;
    firm_ = false;
    history_ = 0;
    return stood_s;
  }
  const std::uint32_t window = (1u << static_cast<unsigned>(rule.looks)) - 1u;
  history_ = (history_ << 1 | (detected ? 1u : 0u)) & window;
  if (std::popcount(history_) < rule.hits) return stood_s;
  firm_ = true;
  misses_ = history_ = 0;
  return stood_s;
}

double TrackAlone::rest(const Rule& rule, double end_s) const {
  if (!firm_) return 0.0;
  return std::clamp(end_s - last_s_, 0.0, (rule.misses - misses_) * rule.interval_s);
}

ExposureBook::ExposureBook(const Scenario& scenario) : scenario_(&scenario) {
  const auto asked = [](const Platform& p) { return p.exposure; };
  if (std::none_of(scenario.platforms.begin(), scenario.platforms.end(), asked)) return;
  const double end_s = scenario.duration.seconds();
  for (const Platform& p : scenario.platforms) {
    index_.push_back(p.exposure ? static_cast<int>(flights_.size()) : -1);
    if (!p.exposure) continue;
    const double from_s = std::max(seconds(p.path.begin()), 0.0),
                 until_s = std::min(seconds(p.path.end()), end_s);
    flights_.push_back({p.id, std::max(until_s - from_s, 0.0), 0.0, p.type.signature == Signature::augmented,
                        p.type.augmented_rcs_m2.has_record()});
    standing_.push_back({0, 0.0, until_s, false});
  }
  for (const RadarSite& site : scenario.radars) rules_.push_back(rule_of(scenario, site));
  pairs_.resize(flights_.size() * rules_.size());
}

void ExposureBook::looks(const std::vector<ExposedLook>& looks) {
  for (const ExposedLook& look : looks) {
    const int flight = flight_of(look.platform);
    if (flight < 0) continue;
    Pair& p = pair(static_cast<std::size_t>(flight), look.radar);
    p.aspect = static_cast<int>(look.aspect);
    Exposure& e = p.by_aspect[static_cast<std::size_t>(p.aspect)];
    const bool search = look.stands_for_s > 0.0;
    e.coverage_s += look.stands_for_s;
    if (!look.radiating) {
      e.off_s += look.stands_for_s;
      continue;
    }
    e.looks += 1.0;
    e.dwells += search ? 0.0 : 1.0;
    e.detections += look.detected ? 1.0 : 0.0;
    for (std::size_t c = 0; c < kExposureCases; ++c) e.expected[c] += look.pd[c];
    if (!search) continue;
    TrackAlone::Rule rule = rules_[look.radar.index()];
    rule.interval_s = look.stands_for_s;  // frames are as long as what they follow takes
    for (std::size_t c = 0; c < kExposureCases; ++c)
      e.alone_s[c] += p.alone[c].look(rule, seconds(look.time), look.would_be[c]);
  }
}

void ExposureBook::updated(TrackNumber track, bool confirmed, PlatformId majority, PlatformId by,
                           RadarId radar, Time t) {
  const auto at = std::lower_bound(holdings_.begin(), holdings_.end(), track,
                                   [](const Holding& h, TrackNumber n) { return h.track < n; });
  const bool held = at != holdings_.end() && at->track == track;
  const int flight = confirmed ? flight_of(majority) : -1;
  const double t_s = seconds(t);
  if (held && static_cast<int>(at->flight) != flight) {
    const std::size_t before = at->flight;
    holdings_.erase(at);
    release(before, t_s);
    updated(track, confirmed, majority, by, radar, t);
    return;
  }
  if (flight < 0) return;
  const auto which = static_cast<std::size_t>(flight);
  if (!held) {
    holdings_.insert(at, {track, which});
    if (Standing& s = standing_[which]; s.tracks++ == 0) s.since_s = t_s;
  }
  if (majority == by && !scenario_->is_passive(radar)) hold(which, radar, t_s);
}

/// The radar's plot keeps the track for as many looks as it takes to lose one.
void ExposureBook::hold(std::size_t flight, RadarId radar, double t_s) {
  Pair& p = pair(flight, radar);
  const TrackAlone::Rule& rule = rules_[radar.index()];
  const double until_s = std::min(t_s + rule.misses * rule.interval_s, standing_[flight].until_s);
  const double from_s = std::max(t_s, p.held_until_s);
  if (standing_[flight].over || until_s <= from_s) return;
  p.by_aspect[static_cast<std::size_t>(p.aspect)].track_s += until_s - from_s;
  p.held_until_s = until_s;
}

void ExposureBook::dropped(TrackNumber track, Time t) {
  const auto at = std::lower_bound(holdings_.begin(), holdings_.end(), track,
                                   [](const Holding& h, TrackNumber n) { return h.track < n; });
  if (at == holdings_.end() || at->track != track) return;
  const std::size_t flight = at->flight;
  holdings_.erase(at);
  release(flight, seconds(t));
}

void ExposureBook::release(std::size_t flight, double t_s) {
  if (--standing_[flight].tracks == 0) close(flight, t_s);
}

/// No track of it stands from here on: what radars would still have held is taken back.
void ExposureBook::close(std::size_t flight, double t_s) {
  Standing& s = standing_[flight];
  if (s.over) return;
  const double end_s = std::min(t_s, s.until_s);
  flights_[flight].track_s += std::max(end_s - s.since_s, 0.0);
  for (std::size_t r = 0; r < rules_.size(); ++r) {
    Pair& p = pairs_[flight * rules_.size() + r];
    if (p.held_until_s <= end_s) continue;
    double& track_s = p.by_aspect[static_cast<std::size_t>(p.aspect)].track_s;
    track_s = std::max(track_s - (p.held_until_s - end_s), 0.0);
    p.held_until_s = end_s;
  }
}

void ExposureBook::gone(PlatformId platform, Time t) {
  const int flight = flight_of(platform);
  if (flight < 0) return;
  Standing& s = standing_[static_cast<std::size_t>(flight)];
  s.until_s = std::min(s.until_s, seconds(t));
}

void ExposureBook::finish(Time end) {
  for (std::size_t f = 0; f < flights_.size(); ++f) {
    const double end_s = std::min(seconds(end), standing_[f].until_s);
    if (standing_[f].tracks > 0) close(f, end_s);
    standing_[f].over = true;
    for (std::size_t r = 0; r < rules_.size(); ++r) {
      Pair& p = pairs_[f * rules_.size() + r];
      for (std::size_t c = 0; c < kExposureCases; ++c)
        p.by_aspect[static_cast<std::size_t>(p.aspect)].alone_s[c] += p.alone[c].rest(rules_[r], end_s);
    }
  }
}

std::vector<ExposureRow> ExposureBook::rows() const {
  std::vector<ExposureRow> rows;
  for (std::size_t f = 0; f < flights_.size(); ++f)
    for (std::size_t r = 0; r < rules_.size(); ++r)
      for (int a = 0; a < kExposureAspects; ++a) {
        const Exposure& e = pairs_[f * rules_.size() + r].by_aspect[static_cast<std::size_t>(a)];
        if (e.any()) rows.push_back({flights_[f].platform, RadarId{static_cast<std::uint32_t>(r)}, a, e});
      }
  return rows;
}

}  // namespace cupola
