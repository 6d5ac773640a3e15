#include "engine/known_links.hpp"

#include <algorithm>

#include "network/network.hpp"

namespace cupola {

namespace {

/// By post: does it share plots with this one, over any number of links that do and posts that pass them on?
std::vector<bool> sharers_of_plots(const Scenario& scenario, PostId post) {
  std::vector<bool> reached(scenario.posts.size(), false);
  std::vector<PostId> from{post};
  reached[post.index()] = true;
  while (!from.empty()) {
    const PostId here = from.back();
    from.pop_back();
    if (here != post && !scenario.posts[here.index()].relays) continue;
    for (const Link& link : scenario.links) {
      if (!link.shares.plots || (link.a != here && link.b != here)) continue;
      const PostId there = link.a == here ? link.b : link.a;
      if (reached[there.index()]) continue;
      reached[there.index()] = true;
      from.push_back(there);
    }
  }
  return reached;
}

bool any_plots(const Scenario& scenario) {
  return std::any_of(scenario.links.begin(), scenario.links.end(),
                     [](const Link& link) { return link.shares.plots; });
}

template <class Own>
std::vector<RadarId> heard(const Scenario& scenario, PostId post, const Own& own) {
  if (!any_plots(scenario)) return own(scenario.posts[post.index()]);
  const std::vector<bool> shares = sharers_of_plots(scenario, post);
  std::vector<RadarId> all;
  for (const PostSite& other : scenario.posts) {
    if (!shares[other.id.index()]) continue;
    const std::vector<RadarId>& more = own(other);
    all.insert(all.end(), more.begin(), more.end());
  }
  std::sort(all.begin(), all.end());
  return all;
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
  known.shares.picture = known.shares.plots = !way.empty();
  for (const Link* link : way) {
    LinkSharing& least = known.shares;
    const LinkSharing& here = link->shares;
    least.plots &= here.plots;
    least.tracks &= here.tracks;
    least.picture &= here.picture;
    least.identity &= here.identity;
    least.orders &= here.orders;
    least.status &= here.status;
    for (Figure LinkSharing::* pause :
         {&LinkSharing::track_interval_s, &LinkSharing::tell_pause_s, &LinkSharing::status_interval_s})
      (least.*pause).value = std::max(double{least.*pause}, double{here.*pause});
    known.watched |= link->watched;
    known.at_once &= !link->takes_time;
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
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    const PostId own = scenario.post_of(RadarId{i});
    const std::vector<bool> shares = sharers_of_plots(scenario, own);
    for (const PostSite& post : scenario.posts)
      if (post.id != own && shares[post.id.index()]) all[i].push_back(post.id);
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
