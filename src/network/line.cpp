#include "network/line.hpp"

#include <algorithm>

namespace cupola {

namespace {

bool jams(const Platform& platform, const JammersGone& gone, Time t) {
  if (t < platform.path.begin() || t > platform.path.end()) return false;
  for (const auto& [id, since] : gone)
    if (id == platform.id && since <= t) return false;
  return platform.jams.empty() || std::any_of(platform.jams.begin(), platform.jams.end(),
                                              [t](const auto& w) { return w.first <= t && t < w.second; });
}

}  // namespace

JammedTo jammed_to(const Scenario& scenario, const Link& link, const JammersGone& gone, Time t) {
  JammedTo left;
  for (const LinkJamming& jamming : link.jamming) {
    const bool on = jamming.from <= t && t < jamming.until &&
                    (jamming.by.empty() ||
                     std::any_of(
                         jamming.by.begin(), jamming.by.end(),
                         [&](PlatformId id) { return jams(scenario.platforms[id.index()], gone, t); }));
    if (!on) continue;
    left.loss = std::max(left.loss, jamming.loss);
    left.capacity = std::min(left.capacity, jamming.capacity);
  }
  return left;
}

Line::Line(const Scenario& scenario, const Link& link, PostId from, ReplicateKey key,
           std::shared_ptr<ChanceOutages> outages)
    : scenario_(&scenario),
      link_(&link),
      from_(from),
      outages_(std::move(outages)),
      latency_(Duration::seconds(link.latency_s)),
      draws_(link.loss > 0.0 || link.jitter_s > 0.0 || !link.jamming.empty()),
      plain_(!draws_ && link.bandwidth_bit_s <= 0.0 && link.chance_interval_s <= 0.0 && link.mtbf_s <= 0.0 &&
             link.outages.empty()),
      phase_(scenario.start) {
  if (link.chance_interval_s <= 0.0) return;
  Draws draws(key,
              stream_key(Purpose::delay, name_key(scenario.posts[from.index()].name),
                         name_key(scenario.posts[to().index()].name)),
              0);
  phase_ = phase_ + Duration::seconds(draws.uniform() * link.chance_interval_s);
}

bool Line::out(Time from, Time to) const {
  return outages_->out(from, to) ||
         std::any_of(link_->outages.begin(), link_->outages.end(), [&](const std::pair<Time, Time>& outage) {
           return outage.first <= to && from < outage.second;
         });
}

bool Line::lets_through(Time t, const JammersGone& gone) const {
  if (out(t, t + latency_)) return false;
  if (link_->jamming.empty()) return true;
  const JammedTo left = jammed_to(*scenario_, *link_, gone, t);
  return left.loss < 1.0 && left.capacity > 0.0;
}

Duration Line::sending_time(int reports, double capacity) const {
  if (link_->chance_interval_s > 0.0)
    return Duration::seconds(std::max(reports, 1) * link_->chance_interval_s / capacity);
  if (link_->bandwidth_bit_s <= 0.0) return {};
  const double bits = reports > 0 ? reports * link_->report_bits : link_->message_bits;
  return Duration::seconds(bits / (link_->bandwidth_bit_s * capacity));
}

Time Line::slot_at_or_after(Time t) const {
  const Duration interval = Duration::seconds(link_->chance_interval_s);
  if (interval.ns <= 0) return t;
  const std::int64_t since = (t - phase_).ns;
  const std::int64_t number = since > 0 ? (since + interval.ns - 1) / interval.ns : -(-since / interval.ns);
  return phase_ + number * interval;
}

/// What others have been promised stays theirs: messages that come by relays are handed over ahead of time.
Time Line::first_gap(Time t, Duration length) {
  Time begin = slot_at_or_after(t);
  for (const auto& [from, until] : busy_)
    if (from < begin + length && begin < until) begin = slot_at_or_after(until);
  return begin;
}

std::optional<Time> Line::convey(Time t, Time sent, int reports, const JammersGone& gone, MessageLuck* luck) {
  // Messages are sent in the order of time, and handed over by relays ahead of it.
  std::erase_if(busy_, [sent](const auto& spell) { return spell.second <= sent; });
  const Duration at_best = sending_time(reports, 1.0);
  Time begin = at_best.ns > 0 ? first_gap(t, at_best) : t;
  JammedTo left;
  if (!link_->jamming.empty()) left = jammed_to(*scenario_, *link_, gone, begin);
  if (left.capacity <= 0.0) return std::nullopt;

  // How often it has to be sent.
  const double loss = std::max(link_->loss, left.loss);
  int lost = 0;
  while (loss > 0.0 && lost <= link_->repeats && luck->loss.uniform() < loss) ++lost;
  const bool arrives = lost <= link_->repeats;
  const std::int64_t times = arrives ? lost + 1 : lost;

  const Duration once = sending_time(reports, left.capacity);
  if (once.ns > 0) {
    begin = first_gap(begin, times * once);
    const std::pair<Time, Time> spell{begin, begin + times * once};
    busy_.insert(std::upper_bound(busy_.begin(), busy_.end(), spell), spell);
  }
  if (!arrives) return std::nullopt;
  const Duration again = std::max(once, Duration::seconds(link_->repeat_after_s));
  // In a net the last report's slot is under way, not the pause behind it.
  const Duration last = link_->chance_interval_s > 0.0
                            ? once - Duration::seconds(link_->chance_interval_s / left.capacity)
                            : once;
  Time arrival = begin + (times - 1) * again + last + latency_;
  if (link_->jitter_s > 0.0) arrival = arrival + Duration::seconds(luck->delay.uniform() * link_->jitter_s);
  if (out(begin, arrival)) return std::nullopt;
  return arrival;
}

}  // namespace cupola
