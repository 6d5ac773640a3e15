#include "network/network.hpp"

#include <algorithm>
#include <tuple>

#include "core/check.hpp"

namespace cupola {

namespace {

bool out(const Link& link, Time sent) {
  const Time arrives = sent + Duration::seconds(link.latency_s);
  return std::any_of(link.outages.begin(), link.outages.end(), [&](const std::pair<Time, Time>& outage) {
    return outage.first <= arrives && sent < outage.second;
  });
}

}  // namespace

Network::Network(const Scenario& scenario, ReplicateKey key)
    : scenario_(&scenario), key_(key), internal_(Duration::seconds(scenario.internal_latency_s)) {
  const std::vector<PostSite>& posts = scenario.posts;
  ways_.resize(posts.size() * posts.size());
  for (std::size_t a = 0; a < posts.size(); ++a)
    for (std::size_t b = 0; b < posts.size(); ++b)
      ways_[a * posts.size() + b].stream =
          stream_key(Purpose::message_loss, name_key(posts[a].name), name_key(posts[b].name));
  for (const Link& link : scenario.links) {
    CUPOLA_CHECK(link.a.index() < posts.size() && link.b.index() < posts.size() && link.latency_s >= 0.0);
    ways_[link.a.index() * posts.size() + link.b.index()].links.push_back(&link);
    ways_[link.b.index() * posts.size() + link.a.index()].links.push_back(&link);
  }
  // By what they are, so that the order in the file means nothing.
  for (Way& way : ways_)
    std::sort(way.links.begin(), way.links.end(), [](const Link* x, const Link* y) {
      return std::tie(x->latency_s, x->loss, x->outages) < std::tie(y->latency_s, y->loss, y->outages);
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

const Link* Network::open_link(const Way& way, Time sent) const {
  const auto open =
      std::find_if(way.links.begin(), way.links.end(), [&](const Link* l) { return !out(*l, sent); });
  return open == way.links.end() ? nullptr : *open;
}

std::optional<Time> Network::arrival(Address from, Address to, Time sent) {
  const PostId sender = post_of(from), receiver = post_of(to);
  if (!sender.valid() || !receiver.valid() || sender == receiver) return sent + internal_;

  Way& way = ways_[sender.index() * scenario_->posts.size() + receiver.index()];
  const std::uint64_t ordinal = way.sent++;
  const Duration before = from.kind == AddressKind::post ? Duration{} : internal_;
  const Duration after = to.kind == AddressKind::post ? Duration{} : internal_;
  const Link* link = open_link(way, sent + before);
  if (link == nullptr) return std::nullopt;
  if (link->loss > 0.0) {
    Draws draws(key_, way.stream, ordinal);
    if (draws.uniform() < link->loss) return std::nullopt;
  }
  return sent + before + Duration::seconds(link->latency_s) + after;
}

}  // namespace cupola
