#include "engine/known_links.hpp"

#include <algorithm>

#include "network/network.hpp"

namespace cupola {

namespace {

/// For every post the lowest of those that it shares plots with, over any number of links.
std::vector<PostId> plot_circles(const Scenario& scenario) {
  std::vector<PostId> circle;
  for (const PostSite& post : scenario.posts) circle.push_back(post.id);
  for (bool changed = true; changed;) {
    changed = false;
    for (const Link& link : scenario.links) {
      PostId &a = circle[link.a.index()], &b = circle[link.b.index()];
      if (!link.shares.plots || a == b) continue;
      a = b = std::min(a, b);
      changed = true;
    }
  }
  return circle;
}

bool any_plots(const Scenario& scenario) {
  return std::any_of(scenario.links.begin(), scenario.links.end(),
                     [](const Link& link) { return link.shares.plots; });
}

template <class Own>
std::vector<RadarId> heard(const Scenario& scenario, PostId post, const Own& own) {
  if (!any_plots(scenario)) return own(scenario.posts[post.index()]);
  const std::vector<PostId> circle = plot_circles(scenario);
  std::vector<RadarId> all;
  for (const PostSite& other : scenario.posts) {
    if (circle[other.id.index()] != circle[post.index()]) continue;
    const std::vector<RadarId>& more = own(other);
    all.insert(all.end(), more.begin(), more.end());
  }
  std::sort(all.begin(), all.end());
  return all;
}

bool takes_no_time(const Link& link) {
  return link.latency_s == 0.0 && link.loss == 0.0 && link.jitter_s == 0.0 && link.bandwidth_bit_s == 0.0 &&
         link.chance_interval_s == 0.0 && link.mtbf_s == 0.0 && link.outages.empty() && link.jamming.empty();
}

/// Does a post decide for itself whom to engage, and heed its superior? Who is under central command is told of
/// what it is to engage, who has nothing to fire needs no picture.
bool decides_under(const Scenario& scenario, PostId post, PostId above) {
  const PostSite& site = scenario.posts[post.index()];
  if (site.superior != above || site.doctrine.command.mode != CommandMode::decentralised) return false;
  return std::any_of(scenario.fire_units.begin(), scenario.fire_units.end(), [&](const FireUnitSite& unit) {
    PostId at = unit.post;
    while (at.valid() && at != post) at = scenario.posts[at.index()].superior;
    return at == post;
  });
}

/// What all links of a way let through.
KnownLink joined(PostId other, const std::vector<const Link*>& way) {
  KnownLink known;
  known.other = other;
  known.at_once = !way.empty();
  known.shares.picture = !way.empty();
  for (const Link* link : way) {
    LinkSharing& least = known.shares;
    const LinkSharing& here = link->shares;
    least.plots = here.plots;
    least.tracks &= here.tracks;
    least.picture &= here.picture;
    least.identity &= here.identity;
    least.orders &= here.orders;
    least.status &= here.status;
    for (Figure LinkSharing::* pause :
         {&LinkSharing::track_interval_s, &LinkSharing::tell_pause_s, &LinkSharing::status_interval_s})
      (least.*pause).value = std::max(double{least.*pause}, double{here.*pause});
    known.watched |= link->watched;
    known.at_once &= takes_no_time(*link);
  }
  return known;
}

}  // namespace

std::vector<RadarId> heard_radars(const Scenario& scenario, PostId post) {
  return heard(scenario, post,
               [](const PostSite& site) -> const std::vector<RadarId>& { return site.radars; });
}

std::vector<RadarId> heard_passives(const Scenario& scenario, PostId post) {
  return heard(scenario, post,
               [](const PostSite& site) -> const std::vector<RadarId>& { return site.passives; });
}

std::vector<std::vector<PostId>> hearers(const Scenario& scenario) {
  std::vector<std::vector<PostId>> all(scenario.radars.size() + scenario.passives.size());
  if (!any_plots(scenario)) return all;
  const std::vector<PostId> circle = plot_circles(scenario);
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    const PostId own = scenario.post_of(RadarId{i});
    for (const PostSite& post : scenario.posts)
      if (post.id != own && circle[post.id.index()] == circle[own.index()]) all[i].push_back(post.id);
  }
  return all;
}

void know_links(const Scenario& scenario, std::vector<OrderOfBattle>& posts) {
  if (scenario.links.empty()) return;
  Network network(scenario, {});
  for (OrderOfBattle& own : posts) {
    std::vector<PostId> others = own.below;
    if (own.superior.valid()) others.push_back(own.superior);
    for (const KnownFireUnit& unit : own.fire_units)
      if (unit.post != own.self) others.push_back(unit.post);
    std::sort(others.begin(), others.end());
    others.erase(std::unique(others.begin(), others.end()), others.end());
    for (const PostId other : others) {
      const std::vector<const Link*> way = network.usual_way(own.self, other);
      if (way.empty()) continue;
      own.links.push_back(joined(other, way));
      own.links.back().shares.picture &= decides_under(scenario, other, own.self);
    }
  }
}

}  // namespace cupola
