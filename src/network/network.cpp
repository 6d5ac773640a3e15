#include "network/network.hpp"

#include <algorithm>
#include <tuple>

#include "core/check.hpp"

namespace cupola {

namespace {

/// The two posts of a link by name, so that neither the order in the file nor their numbers mean anything.
std::uint64_t outage_stream(const Scenario& scenario, const Link& link) {
  const std::string &a = scenario.posts[link.a.index()].name, &b = scenario.posts[link.b.index()].name;
  return stream_key(Purpose::link_outage, name_key(std::min(a, b)), name_key(std::max(a, b)));
}

}  // namespace

Network::Network(const Scenario& scenario, ReplicateKey key)
    : scenario_(&scenario), key_(key), internal_(Duration::seconds(scenario.internal_latency_s)) {
  const std::size_t posts = scenario.posts.size();
  ways_.resize(posts * posts);
  silent_.resize(posts, false);
  lines_.reserve(2 * scenario.links.size());
  lines_of_post_.resize(posts);
  for (const Link& link : scenario.links) {
    CUPOLA_CHECK(link.a.index() < posts && link.b.index() < posts && link.latency_s >= 0.0);
    const auto outages = std::make_shared<ChanceOutages>(link.mtbf_s, link.mttr_s, key,
                                                         outage_stream(scenario, link), scenario.start);
    for (const PostId end : {link.a, link.b}) {
      lines_.emplace_back(scenario, link, end, key, outages);
      lines_of_post_[end.index()].push_back(&lines_.back());
    }
  }
  // By what they are, so that the order in the file means nothing.
  for (Lines& lines : lines_of_post_)
    std::stable_sort(lines.begin(), lines.end(), [](const Line* x, const Line* y) {
      return std::tie(x->link().latency_s, x->link().loss, x->link().outages) <
             std::tie(y->link().latency_s, y->link().loss, y->link().outages);
    });
}

PostId Network::post_of(Address address) const {
  switch (address.kind) {
    case AddressKind::post:
      return PostId{address.id};
    case AddressKind::radar:
      return scenario_->post_of(RadarId{address.id});
    case AddressKind::fire_unit:
      return scenario_->fire_units[address.id].post;
    case AddressKind::interceptor:
      break;
  }
  return {};
}

std::vector<const Link*> Network::usual_way(PostId from, PostId to) {
  find_way(from, to, scenario_->start, true, Over::any_link, detour_);
  std::vector<const Link*> links;
  for (const Line* line : detour_) links.push_back(&line->link());
  return links;
}

void Network::gone(PlatformId platform, Time t) { gone_.emplace_back(platform, t); }

void Network::silence(PostId post) {
  silent_[post.index()] = true;
  for (Way& way : ways_)
    for (Best& best : way.best) best = {};  // it may have led over that post
}

/// The same instant over fewer links, and then over the lower post, is the better way.
bool Network::sooner(const Reached& old, Time at, int hops, PostId by) const {
  if (old.by == nullptr) return true;
  const PostId before = old.by->from();
  return std::tie(at, hops, by) < std::tie(old.at, old.hops, before);
}

/// Dijkstra's: the latency of every link is known, and an open one stays in order.
void Network::find_way(PostId from, PostId to, Time sent, bool all_open, Over over, Lines& found) {
  reached_.assign(scenario_->posts.size(), {});
  found.clear();
  PostId here = from;
  Time now = sent;
  for (;;) {
    const int hops = reached_[here.index()].hops + 1;
    reached_[here.index()].settled = true;
    if (here == to) break;
    if (here == from || scenario_->posts[here.index()].relays)
      for (Line* line : lines_of_post_[here.index()]) {
        if (over == Over::links_that_share_plots && !line->link().shares.plots) continue;
        if (silent_[line->to().index()]) continue;
        Reached& next = reached_[line->to().index()];
        const Time at = now + line->latency();
        if (next.settled || !sooner(next, at, hops, here)) continue;
        if (!all_open && !line->open(now, gone_)) continue;
        next = {at, hops, line, false};
      }
    const Reached* nearest = nullptr;
    for (const Reached& r : reached_)
      if (r.by != nullptr && !r.settled &&
          (nearest == nullptr || std::tie(r.at, r.hops) < std::tie(nearest->at, nearest->hops)))
        nearest = &r;
    if (nearest == nullptr) return;
    here = nearest->by->to();
    now = nearest->at;
  }
  for (PostId post = to; post != from; post = found.back()->from())
    found.push_back(reached_[post.index()].by);
  std::reverse(found.begin(), found.end());
}

const Network::Best& Network::best_way(Way& way, PostId from, PostId to, Over over) {
  Best& best = way.best[static_cast<std::size_t>(over)];
  if (best.known) return best;
  find_way(from, to, scenario_->start, true, over, best.lines);
  best.known = true;
  best.plain = !best.lines.empty();
  for (const Line* line : best.lines) {
    best.plain &= line->plain();
    best.latency = best.latency + line->latency();
  }
  return best;
}

const Network::Lines& Network::open_way(const Best& best, PostId from, PostId to, Time sent, Over over) {
  Time now = sent;
  const bool open = std::all_of(best.lines.begin(), best.lines.end(), [&](const Line* line) {
    const bool is_open = line->open(now, gone_);
    now = now + line->latency();
    return is_open;
  });
  if (open) return best.lines;
  find_way(from, to, sent, false, over, detour_);
  return detour_;
}

std::optional<Time> Network::arrival(Address from, Address to, Time sent, int reports, Over over) {
  const PostId sender = post_of(from), receiver = post_of(to);
  if (!sender.valid() || !receiver.valid() || sender == receiver) return sent + internal_;

  Way& way = ways_[sender.index() * scenario_->posts.size() + receiver.index()];
  const Best& best = best_way(way, sender, receiver, over);
  const std::uint64_t ordinal = way.sent++;
  if (silent_[sender.index()] || silent_[receiver.index()]) return std::nullopt;
  const Duration before = from.kind == AddressKind::post ? Duration{} : internal_;
  const Duration after = to.kind == AddressKind::post ? Duration{} : internal_;
  if (best.plain) return sent + before + best.latency + after;

  know_streams(way, sender, receiver);
  const Lines& lines = open_way(best, sender, receiver, sent + before, over);
  const std::optional<Time> out = convey(way, lines, ordinal, sent + before, sent, reports);
  if (!out) return std::nullopt;
  return *out + after;
}

void Network::know_streams(Way& way, PostId from, PostId to) {
  if (way.known) return;
  const std::uint64_t a = name_key(scenario_->posts[from.index()].name),
                      b = name_key(scenario_->posts[to.index()].name);
  way.loss_stream = stream_key(Purpose::message_loss, a, b);
  way.delay_stream = stream_key(Purpose::delay, a, b);
  way.known = true;
}

/// Line by line; none: there is no way, or the message is lost on it.
std::optional<Time> Network::convey(const Way& way, const Lines& lines, std::uint64_t ordinal,
                                    Time handed_over, Time sent, int reports) {
  if (lines.empty()) return std::nullopt;
  std::optional<MessageLuck> luck;
  std::optional<Time> now = handed_over;
  for (Line* line : lines) {
    if (line->draws() && !luck)
      luck.emplace(
          MessageLuck{Draws(key_, way.loss_stream, ordinal), Draws(key_, way.delay_stream, ordinal + 1)});
    now = line->carry(*now, sent, reports, gone_, luck ? &*luck : nullptr);
    if (!now) return std::nullopt;
  }
  return now;
}

}  // namespace cupola
